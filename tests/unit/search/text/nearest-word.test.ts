import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, slipsForgiven } from '#src/lib/spelling.ts';
import { inByteOrder, packWords } from '#src/search/packed/word-table.ts';
import { hasDigit, lettersOf, nearestWord } from '#src/search/text/nearest-word.ts';

const letter = fc.constantFrom('a', 'b', 'c', 'd', 'z', 'é', 'ж', 'ь', '𐐨');
const word = fc.string({ unit: letter, minLength: 1, maxLength: 10 });
const counted = fc.uniqueArray(fc.tuple(word, fc.integer({ min: 1, max: 600 })), {
  selector: ([item]) => item,
  maxLength: 60,
});

const candidatesOf = (counts: ReadonlyMap<string, number>) => {
  const words = [...counts.keys()].sort(inByteOrder);
  return {
    words: packWords(words),
    letters: Uint32Array.from(words, lettersOf),
    counts: Uint32Array.from(words, (item) => counts.get(item) ?? 0),
  };
};
const nearest = (asked: string, counts: Record<string, number>, later: readonly string[] = []) =>
  nearestWord(
    asked,
    candidatesOf(new Map(Object.entries(counts))),
    new Map(later.map((item) => [item, lettersOf(item)])),
  );

/** The rule by comparing with every word: what the masks and lengths pass over must not matter. */
function nearestOfAll(asked: string, counts: ReadonlyMap<string, number>): string | null {
  const near = [...counts].flatMap(([item, count]) => {
    const slips = editDistance(asked, item, 9);
    const isNear = slips > 0 && slips <= slipsForgiven(asked);
    return isNear ? [{ item, slips, first: item[0] === asked[0] ? 0 : 1, uses: Math.min(400, count) }] : [];
  });
  near.sort(
    (a, b) =>
      a.slips - b.slips ||
      a.first - b.first ||
      b.uses - a.uses ||
      a.item.length - b.item.length ||
      Buffer.compare(Buffer.from(a.item), Buffer.from(b.item)),
  );
  return near[0]?.item ?? null;
}

describe('the nearest word', () => {
  test('is the best of all by slips, first letter, use, length and bytes, wherever it is kept', () => {
    fc.assert(
      fc.property(counted, word, fc.boolean(), (entries, asked, isLater) => {
        const known = new Map(isLater ? entries.slice(3) : entries);
        const later = isLater ? entries.slice(0, 3).map(([item]) => item) : [];
        const all = new Map([...known, ...later.map((item) => [item, 1] as const)]);
        const masks = new Map(later.map((item) => [item, lettersOf(item)] as const));
        expect(nearestWord(asked, candidatesOf(known), masks)).toBe(nearestOfAll(asked, all));
      }),
      { numRuns: 500 },
    );
  });

  test('is found for any word with one slip in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: letter, minLength: 5, maxLength: 10 }),
        fc.nat(),
        letter,
        (right, at, other) => {
          const letters = [...right];
          letters[at % letters.length] = other;
          const wrong = letters.join('');
          fc.pre(wrong !== right && editDistance(wrong, right, 1) === 1);
          expect(nearest(wrong, { [right]: 1 })).toBe(right);
        },
      ),
    );
  });

  test.each([
    [
      'one slip with another first letter before two with the same',
      'fanking',
      { banking: 1, fanning: 1, funding: 900 },
      'fanning',
    ],
    ['the same first letter before the more used', 'fank', { bank: 300, fang: 1 }, 'fang'],
    ['the more used', 'wird', { ward: 2, word: 30 }, 'word'],
    ['the shorter of two used more often than counts', 'carrs', { carers: 900, cars: 401 }, 'cars'],
    ['the first by its bytes when nothing else tells', 'cer', { cara: 5 }, null],
    ['the first by its bytes of equals', 'ceres', { ceras: 5, ceris: 5 }, 'ceras'],
  ])('is %s', (_, asked, counts: Record<string, number>, right) => {
    expect(nearest(asked, counts)).toBe(right);
  });

  test('is never the word itself, nor one with a digit', () => {
    expect(nearest('bank', { bank: 5 })).toBeNull();
    expect(nearest('bank', { ban4: 5 })).toBeNull();
    expect(nearest('ban4', { bank: 5 })).toBeNull();
    expect(nearest('bank', { tea: 5 }, ['ban4'])).toBeNull();
  });

  test('may be one that was learnt, which counts as used once', () => {
    expect(nearest('zebrra', { tea: 1 }, ['zebra'])).toBe('zebra');
    expect(nearest('zobra', { cobra: 1 }, ['zebra'])).toBe('zebra');
    expect(nearest('wird', { word: 2 }, ['ward'])).toBe('word');
  });

  test('is none among no words', () => {
    expect(nearest('bank', {})).toBeNull();
  });
});

describe('the letters of a word', () => {
  test('differ in two bits at most for each slip', () => {
    const ones = (bits: number): number => (bits >>> 0).toString(2).replaceAll('0', '').length;
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(ones(lettersOf(a) ^ lettersOf(b))).toBeLessThanOrEqual(2 * editDistance(a, b, 20));
      }),
    );
  });

  test('tell words with digits from others', () => {
    expect(['b12', '5', 'bank', 'группа', '社区'].map((item) => hasDigit(lettersOf(item)))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
