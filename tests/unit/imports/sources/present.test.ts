import { describe, expect, test } from 'vitest';
import {
  describeImportRun,
  describeNext,
  describeRhythm,
  describeSource,
  problemsOf,
} from '#src/features/imports/sources/present/command-line.ts';
import { presentSource } from '#src/features/imports/sources/present/page.ts';

const SOURCE = {
  id: 's1',
  name: 'Marl directory',
  licence: 'OGL v3.0',
  attribution: 'Thanks to Marl',
  url: 'https://feed.example.org/v3',
  format: 'open-referral',
  last_imported_at: '2026-11-20T23:30:00.000Z',
  created_at: '2026-11-01T10:00:00.000Z',
  mapping: null,
  refresh_days: 1,
  republish: 1 as const,
  held_since: null,
  held_reason: null,
  refresh_asked_at: null,
  refresh_accepts_loss: 0 as const,
};
const RUN = {
  id: 'r1',
  source_id: 's1',
  started_at: '2026-11-20T23:29:00.000Z',
  finished_at: '2026-11-20T23:30:00.000Z',
  created: 3,
  updated: 1,
  unchanged: 90,
  gone: 2,
  failed: 0,
  outcome: 'done' as const,
  message: null,
  problems: 1,
  report: '["Item 1: its email is none."]',
};
const timetable = {
  refreshDays: 1,
  lastImportedAt: new Date('2026-11-20T23:30:00Z'),
  isHeld: false,
  runs: [{ startedAt: new Date('2026-11-20T23:29:00Z'), ending: 'done' as const }],
};
const now = new Date('2026-11-21T01:00:00Z');

describe('a source on the command line', () => {
  test('says its terms, how often and when next, and how the last run went', () => {
    expect(describeSource(SOURCE, [RUN], timetable, now)).toEqual([
      'Marl directory (open-referral, https://feed.example.org/v3)',
      '  Licence: OGL v3.0',
      '  Attribution: Thanks to Marl',
      '  Read: every day; next 21 November 2026, 3am',
      '  Last run: 20 November 2026, 11:29pm: done. 3 created, 1 updated, 90 unchanged, 2 gone, 0 left out, 1 problem',
    ]);
  });

  test('that is held says since when and why', () => {
    const held = {
      ...SOURCE,
      held_since: '2026-11-21T03:00:00.000Z',
      held_reason: '40 of 90 are gone.',
      republish: 0 as const,
    };
    const lines = describeSource(held, [], { ...timetable, isHeld: true }, now);
    expect(lines).toContain('  Held since 21 November 2026, 3am: 40 of 90 are gone.');
    expect(lines).toContain('  Read: every day; next when a person has released it');
    expect(lines).toContain('  Licence: OGL v3.0. Not passed on in our feed');
    expect(lines).toContain('  Last run: none');
  });

  test('that is due is next within the hour, and one read by hand when somebody does', () => {
    expect(describeNext(timetable, new Date('2026-11-21T04:00:00Z'))).toBe('within the hour');
    expect(describeNext({ ...timetable, refreshDays: null }, now)).toBe('when somebody imports it');
    expect([1, 7, null].map(describeRhythm)).toEqual(['every day', 'every 7 days', 'by hand only']);
  });

  test('a run that failed says why and counts nothing', () => {
    expect(describeImportRun({ ...RUN, outcome: 'failed', message: 'Nothing answers there.' })).toBe(
      '20 November 2026, 11:29pm: failed. Nothing answers there.',
    );
    expect(describeImportRun({ ...RUN, outcome: null, finished_at: null })).toBe(
      '20 November 2026, 11:29pm: not finished',
    );
  });

  test('problems are read as they were kept', () => {
    expect(problemsOf(RUN)).toEqual(['Item 1: its email is none.']);
    expect([problemsOf({ ...RUN, report: null }), problemsOf(undefined)]).toEqual([[], []]);
  });
});

describe('a source on a page', () => {
  test('is named with attribution and licence as sentences, and the London days it was read and lost', () => {
    expect(presentSource({ ...SOURCE, last_imported_at: '2026-07-20T23:30:00.000Z' }, '2026-07-25')).toEqual({
      isExample: false,
      name: 'Marl directory',
      href: 'https://feed.example.org/v3',
      attribution: 'Thanks to Marl.',
      licence: 'OGL v3.0.',
      readOn: '21 July 2026',
      missingSince: '25 July 2026',
    });
  });

  test('leaves out what is not known, and links to nothing but the web', () => {
    const bare = { ...SOURCE, attribution: ' ', url: 'javascript:alert(1)', last_imported_at: null };
    expect(presentSource(bare, null)).toMatchObject({
      attribution: null,
      href: null,
      readOn: null,
      missingSince: null,
    });
  });

  test('keeps the end of a sentence that has one', () => {
    expect(presentSource({ ...SOURCE, attribution: 'With thanks!', licence: 'OGL.' }, null)).toMatchObject({
      attribution: 'With thanks!',
      licence: 'OGL.',
    });
  });

  test('is known for the example place, whose pages need no note', () => {
    expect(presentSource({ ...SOURCE, format: 'demo' }, null).isExample).toBe(true);
  });
});
