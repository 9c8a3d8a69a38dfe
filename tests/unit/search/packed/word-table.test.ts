import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inByteOrder, openWords, packWords } from '#src/search/packed/word-table.ts';

/** Letters of one to four bytes, and those whose order in UTF-16 differs from their order in UTF-8. */
const letter = fc.constantFrom('a', 'b', 'z', '0', 'é', 'ж', '中', '\ufb01', '\uffdc', '𐐨', '🙂');
const word = fc.oneof(
  fc.string({ unit: letter, maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 6 }).filter((text) => text.isWellFormed()),
);
const words = fc.uniqueArray(word, { maxLength: 40 });
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const tableOf = (list: Iterable<string>) => openWords(packWords(list));

describe('the order of words', () => {
  test('is that of their UTF-8 bytes', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(Math.sign(inByteOrder(a, b))).toBe(Math.sign(byBytes(a, b)));
      }),
    );
  });

  test('puts a letter beyond the first 65,536 after all of those, where UTF-16 would not', () => {
    expect('\uffdc' < '𐐨').toBe(false);
    expect(inByteOrder('\uffdc', '𐐨')).toBeLessThan(0);
  });
});

describe('a packed table of words', () => {
  test('gives each word back under its number, in the order of bytes, whatever order they came in', () => {
    fc.assert(
      fc.property(words, (list) => {
        const table = tableOf(list);
        const sorted = [...list].sort(byBytes);
        expect(Array.from({ length: table.size }, (_, number) => table.at(number))).toEqual(sorted);
        expect(sorted.map((item) => table.find(item))).toEqual(sorted.map((_, number) => number));
      }),
    );
  });

  test('does not find a word it was not given', () => {
    fc.assert(
      fc.property(words, word, (list, other) => {
        expect(tableOf(list.filter((item) => item !== other)).find(other)).toBe(-1);
      }),
    );
  });

  test('finds all words that begin with some letters, and no others', () => {
    fc.assert(
      fc.property(words, fc.string({ unit: letter, maxLength: 2 }), (list, prefix) => {
        const table = tableOf(list);
        const { from, to } = table.startingWith(prefix);
        const found = Array.from({ length: to - from }, (_, at) => table.at(from + at));
        expect(found).toEqual(list.filter((item) => item.startsWith(prefix)).sort(byBytes));
      }),
    );
  });

  test('keeps a word that comes more than once only once', () => {
    const packed = packWords(['tea', 'bank', 'tea', 'bank', 'tea']);
    expect([...packed.offsets]).toEqual([0, 4, 7]);
    expect(openWords(packed).size).toBe(2);
  });

  test('tells a word from its beginnings and from what it begins', () => {
    const table = tableOf(['care', 'carer', 'carers']);
    expect(['car', 'care', 'carer', 'carers', 'carerss'].map((item) => table.find(item))).toEqual([
      -1, 0, 1, 2, -1,
    ]);
    expect(table.startingWith('carer')).toEqual({ from: 1, to: 3 });
  });

  test.each(['constructor', '__proto__', 'hasOwnProperty', 'toString'])(
    'has "%s" only when given it',
    (name) => {
      expect(tableOf(['tea']).find(name)).toBe(-1);
      expect(tableOf(['tea', name]).find(name)).toBeGreaterThanOrEqual(0);
    },
  );

  test('of no words finds nothing', () => {
    const table = tableOf([]);
    expect([table.size, table.find(''), table.find('tea'), table.at(0)]).toEqual([0, -1, -1, '']);
    expect(table.startingWith('')).toEqual({ from: 0, to: 0 });
  });

  test('answers a number that none of its words has with no word', () => {
    const table = tableOf(['bank', 'tea']);
    expect([table.at(-1), table.at(2), table.at(99)]).toEqual(['', '', '']);
  });

  test('looks for a text longer than all its words together without looking', () => {
    const table = tableOf(['bank', 'tea']);
    expect(table.find('t'.repeat(10_000))).toBe(-1);
    expect(table.startingWith('t'.repeat(10_000))).toEqual({ from: 0, to: 0 });
  });

  test('finds long words after short ones', () => {
    const long = 'ж'.repeat(500);
    const table = tableOf(['tea', long]);
    expect([table.find('tea'), table.find(long), table.find('tea')]).toEqual([0, 1, 0]);
  });

  test('refuses half a surrogate pair, and never finds one', () => {
    expect(() => packWords(['tea', '\ud83d'])).toThrow(RangeError);
    const table = tableOf(['\ufffd']);
    expect(table.find('\ud83d')).toBe(-1);
    expect(table.startingWith('\ud83d')).toEqual({ from: 0, to: 0 });
    expect(table.find('\ufffd')).toBe(0);
  });

  test('has memory of its own that is no larger than its words', () => {
    const packed = packWords(['bank', 'tea']);
    expect(packed.bytes.buffer.byteLength).toBe(7);
    expect(packed.offsets.buffer.byteLength).toBe(12);
  });
});
