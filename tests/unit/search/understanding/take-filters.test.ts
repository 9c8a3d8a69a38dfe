import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readNeeds } from '#src/features/needs/content.ts';
import { buildIndex } from '../mini/build.ts';
import { understand } from '#src/search/understand.ts';
import { READ_WITH_CARE } from '#src/search/understanding/take-filters.ts';
import { ROOT } from '../../../support/server.ts';
import { indexOf, service, SERVICES, SOURCES } from '../mini/directory.ts';

const LANGUAGES = [
  { name: 'Polish', code: 'pl' },
  { name: 'Punjabi', code: 'pa' },
  { name: 'British Sign Language', code: 'bfi' },
];
const services = [...SERVICES, service('many-tongues', { languages: LANGUAGES })];
const index = indexOf(services);
const read = (q: string) => understand(index, q);
const filtersOf = (q: string): string[] => read(q).filters.map(({ value }) => `${value.name}=${value.value}`);

describe('taking filters out of a sentence', () => {
  test.each([
    ['lunch for over 60s in Tarnbury on Wednesday', ['day=WE', 'age=60']],
    [
      'Polish-speaking nurse, wheelchair access, by phone',
      ['language=pl', 'access=step_free', 'delivery=phone'],
    ],
    ['nurse 60+', ['age=60']],
    ['nurse £60+', []],
    ['in polish in tarnbury', ['language=pl']],
    ['in polish on wednesday', ['day=WE', 'language=pl']],
    ['free nurse with free parking', ['cost=free', 'access=accessible_parking']],
  ])('%s', (q, expected) => {
    expect(filtersOf(q)).toEqual(expected);
  });

  test('the words are gone from what is looked for, and the rest stays as it was typed', () => {
    const understood = read('My 85 year old Mum fell over, Polish speaking Nurse');
    expect(understood.queryWithoutFilters).toBe('My Mum fell over, Nurse');
    expect(understood.words).toEqual(['nurse']);
    expect(understood.needs.map(({ value }) => value)).toEqual(['falls']);
  });

  test('each can be taken back by itself', () => {
    const [age, language] = read('Nurse for over 60s in Polish').filters;
    expect(age?.queryWithout).toBe('Nurse in Polish');
    expect(language?.queryWithout).toBe('Nurse for over 60s');
    expect(filtersOf(age?.queryWithout ?? '')).toEqual(['language=pl']);
  });

  test('what is said twice is read once, and taken back everywhere at once', () => {
    const [only, ...more] = read('wheelchair access nurse, must have wheelchair access').filters;
    expect(more).toEqual([]);
    expect(only?.queryWithout).toBe('nurse, must');
  });

  test('asked to leave a kind alone, it leaves its words as words', () => {
    const left = understand(index, 'nurse for over 60s in polish', { leave: ['language'] });
    expect(left.filters.map(({ value }) => value.name)).toEqual(['age']);
    expect(left.unknown).toEqual(['polish']);
  });

  test('words that ask for filters, and names of languages, are never spelt otherwise', () => {
    const q = 'nurse speaking punjabi with captions, by telephone, accessible toilet';
    expect(read(q).corrected).toEqual([]);
  });
});

describe('needs go first', () => {
  const index = buildIndex({
    ...SOURCES,
    services,
    needs: readNeeds(join(ROOT, 'content')),
  });
  const kindsOf = (q: string): string[] =>
    understand(index, q)
      .filters.map(({ value }) => value)
      .filter(({ name }) => READ_WITH_CARE.some((kind) => kind === name))
      .map(({ name, value }) => `${name}=${value}`);

  /** Phrases that truly mean a filter, each with its reason. There are none. */
  const MEANT: ReadonlySet<string> = new Set();

  test('no name and no everyday words of a need, typed alone, are read as such a filter', () => {
    const misread = [...index.needs.bySlug.values()].flatMap((need) =>
      [need.name, ...need.words]
        .filter((phrase) => kindsOf(phrase).length > 0 && !MEANT.has(phrase))
        .map((phrase) => `${need.slug}: ${phrase} (${kindsOf(phrase).join(', ')})`),
    );
    expect(misread).toEqual([]);
  });

  test.each([
    ['hearing loop', [], ['hearing-loss']],
    ['yoga with hearing loop', ['access=hearing_loop'], ['walking-and-exercise']],
    ['over 60s', [], ['social-groups']],
    ['over 60s in tarnbury', [], ['social-groups']],
    ['yoga for over 60s', ['age=60'], ['walking-and-exercise']],
    ['jobs for over 50s', [], ['finding-work']],
    ['bsl', [], ['hearing-loss']],
    ['yoga bsl', ['language=bfi'], ['walking-and-exercise']],
    ['married over 50 years, yoga', [], ['walking-and-exercise']],
  ])('"%s" asks for %o and the need %o', (q, filters, needs) => {
    expect(kindsOf(q)).toEqual(filters);
    expect(understand(index, q).needs.map(({ value }) => value)).toEqual(needs);
  });
});

test('of any words, each filter that is read can be taken back, and leaves less of the sentence', () => {
  const word = fc.constantFrom(
    ...'over 60s 85 year old mum polish speaking in with wheelchair access by phone online counselling nurse tarnbury wednesday free for the 60+ bsl'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      const q = words.join(' ');
      const understood = read(q);
      const left = understood.queryWithoutFilters.split(' ').filter(Boolean);
      expect(left.length).toBeLessThanOrEqual(words.length);
      for (const { queryWithout, value } of understood.filters) {
        expect(queryWithout.length).toBeLessThan(q.length);
        expect(value.value).not.toBe('');
      }
    }),
  );
});
