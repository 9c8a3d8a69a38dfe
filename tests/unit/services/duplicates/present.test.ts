import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { csvOfPairs, linesOfCounts, linesOfPair } from '#src/features/duplicates/present/report.ts';
import { describeReason, REASON_LABELS, speaksFor } from '#src/features/duplicates/present/words.ts';
import type { DuplicatePair } from '#src/features/duplicates/queries/find-duplicates.ts';
import type { Listed } from '#src/features/duplicates/queries/listed.ts';
import { LEVELS, REASON_KINDS, type Reason } from '#src/features/duplicates/types.ts';

const listed = (id: string, changes: Partial<Listed> = {}): Listed => ({
  id,
  slug: `kettle-${id}`,
  name: 'Kettle Pagoda',
  organisationName: 'Kettle and Co',
  visibility: 'public',
  sourceId: `source-${id}`,
  sourceName: `Source ${id}`,
  missingSince: null,
  ...changes,
});

const REASONS: readonly Reason[] = [
  { kind: 'name', name: 'Kettle Pagoda', points: 12 },
  { kind: 'postcode', postcode: 'MB1 1QG', carriers: 5, points: 11 },
  { kind: 'other-days', points: -2 },
];
const pair = (changes: Partial<DuplicatePair> = {}): DuplicatePair => ({
  level: 'likely',
  score: 4.26,
  reasons: REASONS,
  first: listed('a'),
  second: listed('b', { organisationName: 'Kettle Pagoda' }),
  ...changes,
});

describe('a reason in words', () => {
  test.each<[Reason, string]>([
    [{ kind: 'name', name: 'Kettle', points: 1 }, 'the same name, \u201cKettle\u201d'],
    [
      { kind: 'names-alike', names: ['A', 'B'], differsIn: [], points: 1 },
      'names alike: \u201cA\u201d and \u201cB\u201d',
    ],
    [
      { kind: 'names-alike', names: ['A', 'B club'], differsIn: ['club', 'tea'], points: -1 },
      'names that differ: \u201cA\u201d and \u201cB club\u201d, but only one has \u201cclub\u201d and \u201ctea\u201d',
    ],
    [{ kind: 'postcode', postcode: 'MB1 1QG', carriers: 2, points: 1 }, 'the same postcode, MB1 1QG'],
    [
      { kind: 'postcode', postcode: 'MB1 1QG', carriers: 7, points: 1 },
      'the same postcode, MB1 1QG (7 services share it)',
    ],
    [{ kind: 'near', metres: 41.6, points: 1 }, '42 metres from each other'],
    [{ kind: 'apart', metres: 3218.7, points: -1 }, '2 miles apart'],
    [{ kind: 'district', outcode: 'MB1', points: 1 }, 'the same postcode district, MB1'],
    [{ kind: 'phone', number: '01632960123', carriers: 2, points: 1 }, 'the same phone number, 01632960123'],
    [
      { kind: 'web-page', address: 'kettle.example/a', carriers: 3, points: 1 },
      'the same web page, kettle.example/a (3 services share it)',
    ],
    [
      { kind: 'website', address: 'kettle.example', carriers: 2, points: 1 },
      'the same website, kettle.example',
    ],
    [{ kind: 'other-web-page', address: 'list.example', points: -1 }, 'different pages of list.example'],
    [{ kind: 'charity', number: '1123456', points: 1 }, 'the same charity number, 1123456'],
    [{ kind: 'other-charity', numbers: ['1', '2'], points: -6 }, 'different charity numbers, 1 and 2'],
    [{ kind: 'organisation', name: 'K', points: 1 }, 'organisations of the same name, \u201cK\u201d'],
    [{ kind: 'days', points: 1 }, 'open on the same days'],
    [{ kind: 'other-days', points: -2 }, 'open on different days'],
    [{ kind: 'one-organisation', points: -6 }, 'listed by one organisation'],
  ])('%j', (reason, words) => {
    expect(describeReason(reason)).toBe(words);
  });

  test('counts organisations as organisations', () => {
    expect(
      describeReason({ kind: 'website', address: 'k.example', carriers: 3, points: 1 }, 'organisation'),
    ).toBe('the same website, k.example (3 organisations share it)');
  });

  test('has a label of its own for each kind', () => {
    expect(new Set(Object.values(REASON_LABELS)).size).toBe(REASON_KINDS.length);
  });

  test('speaks against when it takes points', () => {
    expect(REASONS.map(speaksFor)).toEqual([true, true, false]);
  });
});

describe('a pair on the screen', () => {
  test('shows both sides, with source, page and id, and what speaks for and against', () => {
    expect(linesOfPair(pair(), 'service', 3)).toEqual([
      '3. Likely the same',
      '   Kettle Pagoda, Kettle and Co \u00b7 Source a \u00b7 /services/kettle-a \u00b7 a',
      '   Kettle Pagoda \u00b7 Source b \u00b7 /services/kettle-b \u00b7 b',
      '   Why: the same name, \u201cKettle Pagoda\u201d; the same postcode, MB1 1QG (5 services share it).',
      '   Against: open on different days.',
    ]);
  });

  test('says what is not public, not from a source, or gone from it', () => {
    const [, hidden, gone] = linesOfPair(
      pair({
        first: listed('a', { visibility: 'hidden', sourceName: null }),
        second: listed('b', { missingSince: '2026-11-01' }),
        reasons: REASONS.filter(speaksFor),
      }),
      'organisation',
      1,
    );
    expect(hidden).toMatch(/written here \u00b7 \/organisations\/kettle-a \u00b7 a \u00b7 hidden$/);
    expect(gone).toMatch(/no longer in its source since 2026-11-01$/);
    expect(linesOfPair(pair({ reasons: REASONS.filter(speaksFor) }), 'service', 1)).toHaveLength(4);
  });
});

describe('the counts', () => {
  const found = {
    pairs: [
      pair(),
      pair({ second: listed('c', { sourceId: 'source-a' }) }),
      pair({ level: 'same', reasons: [] }),
    ],
    read: 1200,
    compared: 5000,
    largeBlocks: [
      { key: 'host council.example', carriers: 300 },
      { key: 'cell 26200 -967', carriers: 90 },
    ],
  };

  test('are by level, by source and by kind of reason; reasons against are not counted', () => {
    const lines = linesOfCounts(found, { kind: 'service', acrossSources: false });
    expect(lines).toEqual([
      '3 pairs among 1,200 services; 5,000 pairs compared.',
      '  Almost certainly the same: 1 (1 across sources, 0 within one)',
      '  Likely the same: 2 (1 across sources, 1 within one)',
      'Why, by kind:',
      '  the same name: 2',
      '  the same postcode: 2',
      'Of the 300 services that share "host council.example" only those with neighbouring names were compared.',
      '90 services without a postcode lie within 200 metres: they were compared by what else they share.',
    ]);
  });

  test('leave out what cannot be there', () => {
    const lines = linesOfCounts(
      { ...found, pairs: [], largeBlocks: [] },
      { kind: 'organisation', acrossSources: true },
    );
    expect(lines).toEqual(['0 pairs among 1,200 organisations; 5,000 pairs compared.']);
    expect(linesOfCounts(found, { kind: 'service', acrossSources: true })[1]).toBe(
      '  Almost certainly the same: 1',
    );
  });
});

describe('the CSV', () => {
  test('has a row for each pair with both sides, and formulas escaped', () => {
    const evil = pair({ first: listed('a', { name: '=1+1', sourceName: null, organisationName: null }) });
    const rows = parse(csvOfPairs([evil, pair()], 'service'), { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      level: 'likely',
      score: '4.3',
      against: 'open on different days',
      first_name: "'=1+1",
      first_organisation: '',
      first_source: 'written here',
      first_page: '/services/kettle-a',
      first_id: 'a',
      first_visibility: 'public',
      second_id: 'b',
    });
    expect(rows[0]?.why).toContain('the same postcode, MB1 1QG');
  });

  test('knows every level by its name', () => {
    const rows = parse(
      csvOfPairs(
        LEVELS.map((level) => pair({ level })),
        'service',
      ),
      { columns: true },
    );
    expect((rows as Record<string, string>[]).map((row) => row.level)).toEqual([...LEVELS]);
  });
});
