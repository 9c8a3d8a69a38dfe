import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance } from '#src/lib/spelling.ts';
import { wordsOf } from '#src/lib/stem.ts';
import { wordsNearly } from '#src/search/suggesting/lookup.ts';
import { packSuggestions } from '#src/search/suggesting/pack.ts';
import { suggest } from '#src/search/suggesting/suggest.ts';
import { lettersOf, readTyped } from '#src/search/suggesting/typed.ts';
import { packWords, openWords } from '#src/search/packed/word-table.ts';
import { NASTY } from '../../../support/nasty.ts';
import { entry, ENTRIES, offered, PACKED } from './table.ts';

const anything = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 400 }));

describe('whatever is typed', () => {
  test('nothing breaks, and what is offered is something of the table', () => {
    const names = new Set(ENTRIES.map(({ name }) => name));
    fc.assert(
      fc.property(anything, (typed) => {
        const found = offered(typed);
        expect(found.length).toBeLessThanOrEqual(8);
        for (const { name } of found) expect(names).toContain(name);
      }),
      { numRuns: 500 },
    );
  });

  test.each(['', ' ', '\t\r\n', 'a', '!?', '🙂', '\ud800'])('nothing is offered for %j', (typed) => {
    expect(offered(typed)).toEqual([]);
  });

  test('names of any letters can be packed, and found by what is left of them', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { maxLength: 12 }), (names) => {
        const packed = packSuggestions(names.map((name, n) => entry('service', name, { target: String(n) })));
        for (const [n, name] of names.entries()) {
          const words = wordsOf(name);
          // Too short to be looked up, small words left aside.
          if (lettersOf(readTyped(words.join(' ')).words) < 2 || words.length > 3) continue;
          const targets = suggest(packed, [], (p) => p === n, words.join(' '), 12).map(
            ({ target }) => target,
          );
          const twins = names.flatMap((other, at) =>
            wordsOf(other).join(' ') === words.join(' ') ? [String(at)] : [],
          );
          expect(targets.some((target) => twins.includes(target))).toBe(true);
        }
      }),
    );
  });

  test('any beginnings of the words of a name, in any order, find it', () => {
    const typing = fc
      .constantFrom(...ENTRIES)
      .chain((one) => fc.tuple(fc.constant(one), fc.shuffledSubarray(wordsOf(one.name), { minLength: 1 })))
      .chain(([one, words]) =>
        fc.tuple(
          fc.constant(one),
          fc.tuple(
            ...words.map((word) => fc.integer({ min: 1, max: word.length }).map((n) => word.slice(0, n))),
          ),
        ),
      );
    fc.assert(
      fc.property(typing, ([one, words]) => {
        fc.pre(words.join('').length > 1 && new Set(words).size === words.length);
        // Others may be better, so all are asked for.
        const found = offered(words.join(' '), { most: ENTRIES.length }).map(({ name }) => name);
        fc.pre(!words.some((word) => ['in', 'near', 'a', 'an', 'of', 'the', 'my'].includes(word)));
        expect(found).toContain(one.name);
      }),
    );
  });

  test('the same text always gets the same answer, best first', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        expect(suggest(PACKED, [], () => true, typed, 8)).toEqual(
          suggest(PACKED, [...[]], () => true, typed, 8),
        );
        expect(offered(typed, { most: 1 })).toEqual(offered(typed).slice(0, 1));
      }),
    );
  });

  test('the best is the same however many are wanted: nothing good is passed over', () => {
    const word = fc.constantFrom('ab', 'abc', 'abcd', 'bc', 'bcd', 'cd', 'cde', 'in');
    const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
    const kind = fc.constantFrom('need', 'service', 'organisation', 'place');
    const one = fc.tuple(kind, text, fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(fc.array(one, { minLength: 20, maxLength: 60 }), text, (all, typed) => {
        const packed = packSuggestions(
          all.map(([kind, name, weight], n) => entry(kind, name, { weight, target: String(n) })),
        );
        expect(offered(typed, { packed, most: 1 })).toEqual(offered(typed, { packed, most: 60 }).slice(0, 1));
      }),
      { numRuns: 500 },
    );
  });

  test('what is left when a place is chosen holds only words that were typed', () => {
    const words = fc.constantFrom(
      'food',
      'bank',
      'in',
      'near',
      'to',
      'close',
      'the',
      'tarn',
      'tarnbury',
      'mb1',
      'x',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 14 }), (typed) => {
        for (const { kind, rest } of offered(typed.join(' '))) {
          if (kind !== 'place') expect(rest).toBeNull();
          else for (const word of (rest ?? '').split(' ').filter(Boolean)) expect(typed).toContain(word);
        }
      }),
    );
  });
});

describe('words nearly right', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 9 });

  test('are exactly those of which some beginning is one slip away', () => {
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 10 }), letters, (words, typed) => {
        fc.pre(typed.length >= 5 && !words.some((word) => word.startsWith(typed)));
        const packed = packWords(words);
        const table = openWords(packed);
        const found = wordsNearly(packed, typed).flatMap(({ from, to }) =>
          Array.from({ length: to - from }, (_, ahead) => table.at(from + ahead)),
        );
        const expected = [...new Set(words)].filter((word) =>
          Array.from({ length: word.length + 1 }, (_, end) => word.slice(0, end)).some(
            (start) => editDistance(typed, start, 1) === 1,
          ),
        );
        expect(found.toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 1000 },
    );
  });
});
