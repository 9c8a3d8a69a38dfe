import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openVocabulary, packVocabulary } from '#src/search/text/vocabulary.ts';

const packedOf = (counts: ReadonlyMap<string, number>, ordinary: readonly string[] = []) =>
  packVocabulary({ counts, ordinary: new Set(ordinary), ordinaryPlaceNames: new Set() });
const vocabularyOf = (counts: Record<string, number>, ordinary: readonly string[] = []) =>
  openVocabulary(packedOf(new Map(Object.entries(counts)), ordinary));
const COUNTS = {
  bereavement: 9,
  bereaved: 3,
  bench: 1,
  benefit: 40,
  food: 50,
  bank: 20,
  b12: 1,
  ward: 2,
  word: 30,
};
const words = vocabularyOf(COUNTS, ['food', 'bank']);
const counted = fc.uniqueArray(
  fc.tuple(
    fc.string({ unit: fc.constantFrom('a', 'b', 'ж', '1'), minLength: 1, maxLength: 4 }),
    fc.integer({ min: 1, max: 5 }),
  ),
  { selector: ([word]) => word, maxLength: 60 },
);

describe('the vocabulary', () => {
  test('knows a word in any form', () => {
    expect(['benefit', 'benefits', 'banking', 'b12', 'benifit', ''].map((word) => words.knows(word))).toEqual(
      [true, true, true, true, false, false],
    );
  });

  test('says how often a word is used as it is written', () => {
    expect([words.countOf('benefit'), words.countOf('benefits'), words.countOf('b12')]).toEqual([40, 0, 1]);
  });

  test('completes with the most used words first', () => {
    expect(words.completionsOf('be', 3)).toEqual(['benefit', 'bereavement', 'bereaved']);
    expect(words.completionsOf('zz', 3)).toEqual([]);
    expect(words.completionsOf('b', 0)).toEqual([]);
  });

  test('completes with the first few of all words that begin so, learnt ones too, none with digits', () => {
    fc.assert(
      fc.property(counted, fc.constantFrom('', 'a', 'ab', 'ж', '1'), fc.nat(8), (entries, start, most) => {
        const known = openVocabulary(packedOf(new Map(entries.slice(4))));
        const learnt = entries.slice(0, 4).map(([word]) => word);
        known.learn(learnt);
        const all = [...entries.slice(4), ...learnt.map((word) => [word, 1] as const)]
          .filter(([word]) => word.startsWith(start) && !/\d/.test(word))
          .sort((a, b) => b[1] - a[1] || Buffer.compare(Buffer.from(a[0]), Buffer.from(b[0])));
        expect(known.completionsOf(start, most)).toEqual(all.slice(0, most).map(([word]) => word));
      }),
      { numRuns: 200 },
    );
  });

  test('corrects to the fewest slips, and between equals to the word used most', () => {
    expect(words.correctionOf('benifit')).toBe('benefit');
    expect(words.correctionOf('bereavment')).toBe('bereavement');
    expect(words.correctionOf('wird')).toBe('word');
  });

  test.each(['zebra', 'fod', 'b13', '', 'x'.repeat(10_000), 'benefit'.padEnd(31, 's')])(
    'leaves %s alone',
    (word) => {
      expect(words.correctionOf(word)).toBeNull();
    },
  );

  test('corrects a word of other letters', () => {
    expect(vocabularyOf({ довідка: 4 }).correctionOf('довидка')).toBe('довідка');
    expect(vocabularyOf({ 社区服务: 1 }).correctionOf('社区服勿')).toBe('社区服务');
  });

  test('parts two known words run together, never one known and one not', () => {
    expect(words.splitOf('foodbank')).toEqual(['food', 'bank']);
    expect(words.splitOf('foodzank')).toBeNull();
    expect(words.splitOf('zoodbank')).toBeNull();
  });

  test('parts no word of less than three letters, and none out of a very long one', () => {
    const short = vocabularyOf({ in: 1, to: 1, and: 1, go: 1, [`${'a'.repeat(28)}`]: 1 });
    expect([short.splitOf('into'), short.splitOf('goand'), short.splitOf('andgo')]).toEqual([
      null,
      null,
      null,
    ]);
    expect(short.splitOf('andand')).toEqual(['and', 'and']);
    expect(short.splitOf(`and${'a'.repeat(28)}`)).toBeNull();
  });

  test('tells ordinary words from names', () => {
    expect(['food', 'bank', 'ward', 'zebra'].map((word) => words.isOrdinary(word))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test.each(['constructor', '__proto__', 'hasOwnProperty'])(
    'does not know "%s" unless it is used',
    (name) => {
      expect([words.knows(name), words.countOf(name), words.isOrdinary(name)]).toEqual([false, 0, false]);
      const knowing = openVocabulary(packedOf(new Map([[name, 2]]), [name]));
      expect([knowing.knows(name), knowing.countOf(name), knowing.isOrdinary(name)]).toEqual([true, 2, true]);
    },
  );

  test('of no words answers with nothing', () => {
    const none = vocabularyOf({});
    expect([none.knows('tea'), none.countOf('tea'), none.correctionOf('teas')]).toEqual([false, 0, null]);
    expect([none.completionsOf('', 5), none.splitOf('foodbank')]).toEqual([[], null]);
  });
});

describe('words learnt from edited services', () => {
  test('are known in any form, completed, corrected to and parted, each as used once', () => {
    const learning = vocabularyOf(COUNTS);
    expect([learning.knows('allotments'), learning.splitOf('foodallotment')]).toEqual([false, null]);
    learning.learn(['allotment', 'b13']);
    expect([learning.knows('allotments'), learning.knows('b13')]).toEqual([true, true]);
    expect(learning.countOf('allotment')).toBe(1);
    expect(learning.completionsOf('al', 5)).toEqual(['allotment']);
    expect(learning.correctionOf('alotment')).toBe('allotment');
    expect(learning.splitOf('foodallotment')).toEqual(['food', 'allotment']);
    expect(learning.isOrdinary('allotment')).toBe(false);
  });

  test('do not count again when they are known already', () => {
    const learning = vocabularyOf(COUNTS);
    learning.learn(['food', 'food', 'zebra', 'zebra']);
    learning.learn(['food', 'zebra']);
    expect([learning.countOf('food'), learning.countOf('zebra')]).toEqual([50, 1]);
    expect(learning.completionsOf('zebra', 5)).toEqual(['zebra']);
    expect(learning.completionsOf('foo', 5)).toEqual(['food']);
  });
});

describe('a packed vocabulary', () => {
  test('can be handed to another thread without a copy, and answers there as it did here', () => {
    const packed = packedOf(new Map(Object.entries(COUNTS)), ['food']);
    const { counts, letters, ordinary, stems } = packed;
    const arrays = [
      packed.words.bytes,
      packed.words.offsets,
      counts,
      letters,
      ordinary,
      stems.bytes,
      stems.offsets,
    ];
    for (const array of arrays) expect(array.byteLength).toBe(array.buffer.byteLength);
    const memory = arrays.map((array) => array.buffer as ArrayBuffer);
    const received = openVocabulary(structuredClone(packed, { transfer: memory }));
    expect(counts).toHaveLength(0);
    expect(received.completionsOf('be', 3)).toEqual(['benefit', 'bereavement', 'bereaved']);
    expect([received.knows('benefits'), received.correctionOf('wird')]).toEqual([true, 'word']);
    expect([received.isOrdinary('food'), received.isOrdinary('bank')]).toEqual([true, false]);
  });
});
