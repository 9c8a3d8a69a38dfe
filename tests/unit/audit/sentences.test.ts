import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventInWords, shownEvent, whoDid } from '#src/features/audit/present/event.ts';
import { ACTION_CHOICES, ENTITIES, SENTENCES } from '#src/features/audit/present/sentences.ts';
import type { TrailEvent } from '#src/features/audit/queries.ts';
import { ROOT } from '../../support/server.ts';
import { filesUnder } from '../../support/code/source-code.ts';

const event = (over: Partial<TrailEvent> = {}): TrailEvent => ({
  sequence: 7,
  id: 'e7',
  happened_at: '2026-07-01T13:05:00.000Z',
  actor: 'ann',
  action: 'account.roles',
  entity: 'account',
  entity_id: 'bob',
  before: null,
  after: null,
  reason: null,
  session_id: null,
  address_hash: null,
  previous_hash: '',
  hash: '',
  actorName: 'Ann Example',
  device: null,
  ...over,
});
const names = new Map([['account:bob', 'Bob Example']]);

describe('an event in words', () => {
  test.each([
    [event(), 'Ann Example changed the roles of Bob Example'],
    [event({ entity_id: 'gone' }), 'Ann Example changed the roles of an account'],
    [event({ action: 'tea.make' }), 'Ann Example did “tea.make” to Bob Example'],
    [
      event({ action: 'constructor', entity: 'toString', entity_id: '1' }),
      'Ann Example did “constructor” to toString 1',
    ],
    [
      event({
        actor: 'command-line',
        actorName: null,
        action: 'job.start',
        entity: 'job',
        entity_id: 'tidy',
      }),
      'Somebody at the command line started the job tidy',
    ],
    [
      event({ actor: 'gone', actorName: null }),
      'Somebody who has no account now changed the roles of Bob Example',
    ],
  ])('%# reads as a person would say it', (each, sentence) => {
    expect(eventInWords(each, names)).toBe(sentence);
  });

  test('takes a name as it is, whatever stands in it', () => {
    const odd = new Map([['account:bob', '$& * $1']]);
    expect(eventInWords(event(), odd)).toBe('Ann Example changed the roles of $& * $1');
  });

  test('an account called like a program is told from it', () => {
    expect(whoDid({ actor: 'job', actorName: null })).toBe('A background job');
    expect(whoDid({ actor: 'x1', actorName: 'job' })).toBe('job');
  });

  test('says when in London, and from where as far as it is known', () => {
    expect(shownEvent(event({ device: 'Firefox on Windows', address_hash: 'abc' }), names)).toMatchObject({
      when: '1 July 2026, 2:05pm',
      from: 'Firefox on Windows, address abc',
      about: 'Account',
      accountId: 'ann',
    });
    expect(shownEvent(event({ actor: 'job', actorName: null }), names)).toMatchObject({
      from: '',
      accountId: null,
    });
  });
});

describe('the sentences', () => {
  const sources = filesUnder('src')
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(ROOT, path), 'utf8'))
    .filter((text) => /\brecordEvents?\b/.test(text));

  test('are there for every action that is written out in a command', () => {
    const actions = sources.flatMap((text) =>
      [...text.matchAll(/\baction: '([a-z-]+\.[a-z-]+)'/g)].map((match) => match[1] ?? ''),
    );
    expect(actions.length).toBeGreaterThan(30);
    expect([...new Set(actions)].filter((action) => !Object.hasOwn(SENTENCES, action))).toEqual([]);
  });

  test('are there for everything that events are about', () => {
    const entities = sources.flatMap((text) =>
      [...text.matchAll(/\bentity: '([a-z_]+)',\n\s*entityId/g)].map((match) => match[1] ?? ''),
    );
    expect(entities.length).toBeGreaterThan(20);
    expect([...new Set(entities)].filter((entity) => !Object.hasOwn(ENTITIES, entity))).toEqual([]);
  });

  test('go on after a name, without a full stop, and can be chosen from', () => {
    for (const sentence of Object.values(SENTENCES)) expect(sentence).toMatch(/^[a-z][^.]*[^.]$/);
    expect(new Set(ACTION_CHOICES.map(({ text }) => text)).size).toBe(ACTION_CHOICES.length);
  });
});
