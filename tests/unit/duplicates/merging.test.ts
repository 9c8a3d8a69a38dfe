import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { choiceName, sidesIn } from '#src/features/duplicates/forms.ts';
import {
  choicesBetween,
  likelySide,
  mergedRecord,
  type Side,
} from '#src/features/duplicates/merging/content.ts';
import { inOrder, likelyKept } from '#src/features/duplicates/merging/pair.ts';
import { comparedFields, reasonsInWords } from '#src/features/duplicates/present/compare.ts';
import { changedFields, type ContentField } from '#src/features/services/fields.ts';
import { plainLocation, plainService, type ServiceRecord } from '#src/features/services/record.ts';

const FIRST: ServiceRecord = {
  ...plainService('a', 'org-a', 'Tea and talk'),
  summary: 'Tea.',
  phones: [{ number: '01632 960 001', type: 'voice', description: null }],
  needs: [{ slug: 'meeting-people', suggested: false }],
  capacity: 'waiting_list',
  waitingWeeks: 3,
  assuredOn: '2026-01-01',
};
const SECOND: ServiceRecord = {
  ...plainService('b', 'org-a', 'Tea & talk'),
  description: 'Come and talk.',
  phones: [
    { number: '01632960001', type: 'voice', description: null },
    { number: '01632 960 002', type: 'voice', description: null },
  ],
  needs: [
    { slug: 'meeting-people', suggested: true },
    { slug: 'food', suggested: false },
  ],
  capacity: 'open',
  assuredOn: '2026-03-01',
};
const BOTH = { first: FIRST, second: SECOND };
const sides = (chosen: Partial<Record<ContentField, Side>>): Map<ContentField, Side> =>
  new Map(Object.entries(chosen) as [ContentField, Side][]);

describe('words in other forms', () => {
  const text = { summary: null, description: null, eligibilityDescription: null, applicationProcess: null };
  const first: ServiceRecord = { ...FIRST, texts: [{ ...text, language: 'cy', name: 'Te' }] };
  const second: ServiceRecord = {
    ...SECOND,
    bslVideoUrl: 'https://video.example.org/tea',
    easyRead: { ideas: [{ picture: 'hot-drink', words: 'You can have tea.' }], testedBy: null },
    texts: [
      { ...text, language: 'cy', name: 'Te a sgwrs' },
      { ...text, language: 'pl', name: 'Herbata' },
    ],
  };

  test('are taken from the other where the kept one has none', () => {
    const likely = new Map(
      choicesBetween(first, second).map((chosen) => [
        chosen.field,
        likelySide(first, second, 'first', chosen),
      ]),
    );
    const merged = mergedRecord({ first, second }, 'first', likely);
    expect(merged).toMatchObject({ easyRead: second.easyRead, bslVideoUrl: second.bslVideoUrl });
  });

  test('in other languages can be taken from both, one of each language, the kept one’s first', () => {
    const merged = mergedRecord({ first, second }, 'first', sides({ texts: 'both' }));
    expect(merged.texts?.map(({ name }) => name)).toEqual(['Te', 'Herbata']);
  });
});

describe('what must be chosen', () => {
  test('is every field in which two differ, those that belong together once', () => {
    const fields = choicesBetween(FIRST, SECOND).map(({ field }) => field);
    expect(fields).toEqual(['name', 'summary', 'description', 'needs', 'phones', 'capacity', 'assuredOn']);
    expect(choicesBetween(FIRST, FIRST)).toEqual([]);
  });

  test('only lists can be taken from both', () => {
    const both = choicesBetween(FIRST, SECOND).flatMap(({ field, mayBeBoth }) => (mayBeBoth ? [field] : []));
    expect(both).toEqual(['needs', 'phones']);
  });

  test('is filled in with the kept one, but where that says nothing with the other; the later check counts', () => {
    const likely = Object.fromEntries(
      choicesBetween(FIRST, SECOND).map((chosen) => [
        chosen.field,
        likelySide(FIRST, SECOND, 'first', chosen),
      ]),
    );
    expect(likely).toMatchObject({
      name: 'first',
      description: 'second',
      needs: 'both',
      capacity: 'first',
      assuredOn: 'second',
    });
  });
});

describe('one content from two', () => {
  test('has what was chosen, and is the kept one otherwise', () => {
    const merged = mergedRecord(
      BOTH,
      'first',
      sides({ description: 'second', phones: 'both', capacity: 'second' }),
    );
    expect(merged).toMatchObject({
      key: 'a',
      name: 'Tea and talk',
      description: 'Come and talk.',
      capacity: 'open',
    });
    expect(merged.waitingWeeks).toBeNull();
    expect(merged.phones.map(({ number }) => number)).toEqual(['01632 960 001', '01632 960 002']);
    expect(mergedRecord(BOTH, 'second', sides({}))).toEqual(SECOND);
  });

  test('of a need in both, the kept one’s word stands', () => {
    const { needs } = mergedRecord(BOTH, 'first', sides({ needs: 'both' }));
    expect(needs).toEqual([
      { slug: 'meeting-people', suggested: false },
      { slug: 'food', suggested: false },
    ]);
  });

  test('one place under two ids is one place', () => {
    const venue = (key: string, address1: string) => ({
      location: {
        ...plainLocation(key),
        address: {
          address1,
          address2: null,
          city: 'Marlbridge',
          region: null,
          county: '',
          postcode: 'MB1 1QG',
        },
      },
      description: null,
      schedules: [],
    });
    const first = { ...FIRST, locations: [venue('x', '1 High Street')] };
    const second = { ...SECOND, locations: [venue('y', '1, High Street'), venue('z', '2 High Street')] };
    const merged = mergedRecord({ first, second }, 'first', sides({ locations: 'both' }));
    expect(merged.locations.map(({ location }) => location.key)).toEqual(['x', 'z']);
  });

  test('"both" of what is no list is the kept one’s', () => {
    expect(mergedRecord(BOTH, 'second', sides({ name: 'both' })).name).toBe('Tea & talk');
  });

  test('everything chosen from one side is that side, whoever is kept', () => {
    const kept = fc.constantFrom('first' as const, 'second' as const);
    fc.assert(
      fc.property(kept, kept, (stays, side) => {
        const all = new Map(choicesBetween(FIRST, SECOND).map(({ field }) => [field, side as Side]));
        const merged = mergedRecord(BOTH, stays, all);
        expect(changedFields(merged, BOTH[side])).toEqual([]);
        expect(merged.key).toBe(BOTH[stays].key);
      }),
    );
  });
});

describe('the pair', () => {
  const candidate = { visibility: 'public', sourceId: null, missingSince: null, checkedOn: null };

  test('has one order, whichever way it came', () => {
    expect(inOrder(['b', 'a'])).toEqual(inOrder(['a', 'b']));
  });

  test.each([
    [{ visibility: 'hidden' }, {}, 'second'],
    [{ missingSince: '2026-01-01' }, { sourceId: 's' }, 'second'],
    [{ sourceId: 's', checkedOn: '2026-01-01' }, {}, 'second'],
    [{ checkedOn: '2026-01-01' }, { checkedOn: '2026-02-01' }, 'second'],
    [{}, {}, 'first'],
  ] as const)('of %o and %o the likelier to stay is the %s', (first, second, kept) => {
    expect(likelyKept({ ...candidate, ...first }, { ...candidate, ...second })).toBe(kept);
  });

  test('is read from a form; what makes no sense is left out', () => {
    const choices = choicesBetween(FIRST, SECOND);
    const values = {
      [choiceName('name')]: 'second',
      [choiceName('needs')]: 'all',
      [choiceName('url')]: 'first',
    };
    expect([...sidesIn(values, choices)]).toEqual([['name', 'second']]);
  });

  test('is shown field by field in words', () => {
    const names = { need: (slug: string) => slug, organisation: (id: string) => id };
    const [name] = comparedFields(BOTH, 'first', names, sides({ name: 'second' }));
    expect(name).toMatchObject({
      label: 'Name',
      first: ['Tea and talk'],
      second: ['Tea & talk'],
      side: 'second',
    });
    const capacity = comparedFields(BOTH, 'first', names, sides({})).find(
      ({ field }) => field === 'capacity',
    );
    expect(capacity?.first).toContain('Weeks to wait: 3');
  });

  test('is explained: what speaks for it and what against', () => {
    const { why, against } = reasonsInWords(
      [
        { kind: 'postcode', postcode: 'MB1 1QG', carriers: 2, points: 4 },
        { kind: 'other-days', points: -2 },
      ],
      'service',
    );
    expect(why).toBe('The same postcode, MB1 1QG');
    expect(against).toBe('Open on different days');
  });
});
