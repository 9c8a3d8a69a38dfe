import { beforeEach, describe, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import { prepareTelling } from '#src/features/telling/commands/prepare.ts';
import type { Happening } from '#src/features/telling/happenings.ts';
import { addAccount } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { SITE, TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import { ADA, aHelper, anAnswers } from '../../support/requests/answers.ts';
import { addRequest, type NewRequest } from '../../support/requests/request.ts';
import { AT, heardBy, short, type Heard } from './heard.ts';

let db: Db;
let asha: string;
beforeEach(async () => {
  db = await testDatabase();
  asha = await addAccount(db, { roles: ['navigator'], email: 'asha@example.org' });
  await addAccount(db, { roles: ['navigator'], email: 'ben@example.org' });
});

const heard = (happening: Happening): Promise<Heard[]> => heardBy(db, happening);
const request = (added: NewRequest = {}) => addRequest(db, TEST_KEYS, added);
const bySelf = { ...anAnswers(), copy: { way: 'none' as const, form: 'plain' as const } };
const throughNora = {
  methods: ['through-somebody' as const],
  formats: [],
  printPoints: null,
  professionals: [],
  support: [],
  language: null,
  other: null,
};

describe('a request that is sent', () => {
  const sent = (requestId: string, more: { isSameDay?: boolean; actorId?: string } = {}): Happening => ({
    kind: 'request.sent',
    requestId,
    reference: 'FD-7KQM-3F2P-X',
    trackSecret: 'q3Jk0v9XyTz1LmN8bWc2Rg',
    contactDueOn: '2026-11-25',
    isSameDay: false,
    ...more,
  });

  test('is told to the person, with their own page, to every navigator, and copied', async () => {
    const { id } = await request({ state: 'draft' });
    const all = await heard(sent(id));
    expect(short(all)).toEqual([
      `request-sent -> ${ADA.email}`,
      'request-new -> asha@example.org',
      'request-new -> ben@example.org',
      `request-copy -> ${ADA.email}`,
    ]);
    const [person, navigator, , copy] = all;
    expect(person?.text).toContain(`${SITE}/track/q3Jk0v9XyTz1LmN8bWc2Rg`);
    expect(person?.text).toContain('FD-7KQM-3F2P-X');
    expect(person?.text).toContain('by 25 November 2026');
    expect(navigator?.text).toContain(`${SITE}/workspace/requests/${id}`);
    expect(navigator?.text).toContain('Somebody should get in touch: by 25 November 2026.');
    expect(copy?.text).toContain(`${SITE}/track/q3Jk0v9XyTz1LmN8bWc2Rg/copy`);
  });

  test('to be read today says so to navigators', async () => {
    const { id } = await request({ state: 'draft' });
    const navigator = (await heard(sent(id, { isSameDay: true }))).find(
      ({ to }) => to === 'asha@example.org',
    );
    expect(navigator?.text).toContain('Somebody should get in touch: today.');
  });

  test('by a navigator, who has it at once, is no news to the others', async () => {
    const { id } = await request({ state: 'draft', madeBy: 'navigator', answers: bySelf });
    expect(short(await heard(sent(id, { actorId: asha })))).toEqual([`request-sent -> ${ADA.email}`]);
  });

  test('is told to the address of the team where one is set', async () => {
    await db
      .insertInto('setting')
      .values({
        name: 'requestEmail',
        value: '"team@example.org"',
        version: 1,
        updated_at: 'x',
        updated_by: 'x',
      })
      .execute();
    const { id } = await request({ state: 'draft', answers: bySelf });
    expect(short(await heard(sent(id))).slice(1)).toEqual(['request-new -> team@example.org']);
  });

  test('by a daughter is told to her and to her mother, each in their own way', async () => {
    const answers = aHelper({ reach: { phone: ADA.phone, email: null, ways: ['text'], preferred: 'text' } });
    const safe = { ...answers.safe, text: 'yes' as const } as typeof answers.safe;
    const { id } = await request({ state: 'draft', madeBy: 'helper', answers: { ...answers, safe } });
    const all = (await heard(sent(id))).filter(({ template }) => template !== 'request-new');
    expect(short(all)).toEqual([
      `request-sent -> ${ADA.phone}`,
      'request-sent-helper -> nora@example.org',
      'request-copy -> nora@example.org',
    ]);
    expect(all[0]).toMatchObject({ kind: 'text', subject: '' });
  });

  test('by a professional is told without the person’s page', async () => {
    const { id } = await request({
      state: 'draft',
      madeBy: 'professional',
      answers: aHelper({ copy: undefined }),
    });
    const nurse = (await heard(sent(id))).find(({ template }) => template === 'request-sent-professional');
    expect(nurse?.to).toBe('nora@example.org');
    expect(nurse?.text).not.toContain('/track/');
  });
});

describe('what is told of a request', () => {
  test('names the navigator to the person, and nobody to themselves', async () => {
    const { id } = await request({ navigatorId: asha, answers: bySelf });
    const taken = await heard({ kind: 'request.taken', requestId: id, navigatorId: asha, actorId: asha });
    expect(short(taken)).toEqual([`request-taken -> ${ADA.email}`]);
    const { name } = await db
      .selectFrom('account')
      .select('name')
      .where('id', '=', asha)
      .executeTakeFirstOrThrow();
    expect(taken[0]?.text).toContain(`looked after by ${name}`);
    const added = await heard({ kind: 'request.added', requestId: id, noteId: 'n1', actorId: asha });
    expect(added).toEqual([]);
  });

  test('of a try is only what the try itself did not say', async () => {
    const { id } = await request({ navigatorId: asha });
    const tried = (outcome: 'spoke' | 'no-answer' | 'message-left' | 'sent' | 'wrong-details') =>
      heard({ kind: 'request.attempted', requestId: id, attemptId: 'a1', channel: 'phone', outcome });
    expect(await tried('spoke')).toEqual([]);
    expect(await tried('message-left')).toEqual([]);
    expect(await tried('sent')).toEqual([]);
    expect(short(await tried('no-answer'))).toEqual([`request-attempted -> ${ADA.email}`]);
    expect(short(await tried('wrong-details'))).toEqual([`request-attempted -> ${ADA.email}`]);
  });

  test('goes to whom they are reached through, where they hear nothing of their own', async () => {
    const answers = aHelper({ communication: throughNora });
    const { id } = await request({ navigatorId: asha, madeBy: 'helper', answers, state: 'closed' });
    const asked = await heard({ kind: 'feedback.asked', requestId: id, token: 'q3Jk0v9XyTz1LmN8bWc2Rg' });
    expect(short(asked)).toEqual(['feedback-asked -> nora@example.org']);
    const taken = await heard({ kind: 'request.taken', requestId: id, navigatorId: asha });
    expect(short(taken)).toEqual(['request-taken-referrer -> nora@example.org']);
  });

  test('of an erased request is nothing, but to the service and to us', async () => {
    const { id } = await request({ navigatorId: asha });
    await db.updateTable('request').set({ answers_sealed: null }).where('id', '=', id).execute();
    expect(short(await heard({ kind: 'request.closed', requestId: id, reason: 'helped' }))).toEqual([]);
    expect(await heard({ kind: 'request.closed', requestId: uuidv7(), reason: 'helped' })).toEqual([]);
  });

  test('to a navigator whose account was stopped goes to the team', async () => {
    const { id } = await request({ navigatorId: asha });
    await db.updateTable('account').set({ stopped_at: AT.toISOString() }).where('id', '=', asha).execute();
    const added = await heard({ kind: 'request.added', requestId: id, noteId: 'n1' });
    expect(short(added)).toEqual(['request-added -> ben@example.org']);
  });

  test('by the same key is queued once, however often it is prepared', async () => {
    const { id } = await request({ navigatorId: asha, answers: bySelf });
    const queue = async (happening: Happening): Promise<string[]> =>
      db.transaction().execute(async (trx) => {
        const done: string[] = [];
        for (const message of await prepareTelling(trx, TEST_POST, happening, AT))
          done.push(await queueMessage(trx, message, AT));
        return done;
      });
    const taken = (key: string): Happening => ({
      kind: 'request.handed-over',
      requestId: id,
      navigatorId: asha,
      key,
    });
    expect(await queue(taken('first'))).toEqual(['queued', 'queued']);
    expect(await queue(taken('first'))).toEqual(['known', 'known']);
    expect(await queue(taken('second'))).toEqual(['queued', 'queued']);
  });
});
