import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSentence, takeOut, textWithout, textWithoutUse } from '#src/search/understanding/sentence.ts';
import { indexOf, service } from '../mini/directory.ts';

const index = indexOf();
const read = (q: string, exact = false) => readSentence(index, q, exact);
const correctedOf = (q: string, exact = false): string[] =>
  read(q, exact).corrected.map(({ from, to }) => `${from}>${to}`);

describe('a sentence taken apart', () => {
  test('each word knows the piece it was typed in', () => {
    expect(read("  I can't\tPAY—gas ")).toMatchObject({
      pieces: ['I', "can't", 'PAY—gas'],
      words: ['i', 'cant', 'pay', 'gas'],
      pieceOf: [0, 1, 2, 2],
      use: [null, null, null, null],
    });
  });

  test.each(['', '   ', '?!', '—', '\n\t'])('"%s" has no words', (q) => {
    expect(read(q).words).toEqual([]);
  });

  test('only so many words are read', () => {
    expect(read('food '.repeat(500)).words).toHaveLength(60);
  });
});

describe('words as they are typed on a phone', () => {
  test.each([
    ['ring my fone', ['fone>phone'], 'ring my phone'],
    ['cant sleep at nite', ['nite>night'], 'cant sleep at night'],
    ['lonely tomoz', ['tomoz>tomorrow'], 'lonely tomorrow'],
  ])('%s', (q, corrected, words) => {
    expect(correctedOf(q)).toEqual(corrected);
    expect(read(q).words.join(' ')).toBe(words);
    expect(correctedOf(q, true), 'unless the very words are wanted').toEqual([]);
  });
});

describe('an English word that nobody here uses', () => {
  // A service here has a nurse, a knitting group and a meal.
  test.each(['quid', 'purse', 'knotting', 'metal'])('"%s" is left alone', (word) => {
    expect(correctedOf(word)).toEqual([]);
  });

  test('a word that is not English is still put right', () => {
    expect(correctedOf('lonelyy')).toEqual(['lonelyy>lonely']);
  });
});

describe('two words that the directory writes as one', () => {
  const chairs = indexOf([
    service('a', { name: 'Wheelchair loans', summary: 'Borrow a wheelchair.' }),
    service('b', { name: 'Whiteboards', summary: 'A board.' }),
  ]);
  const joined = (q: string, exact = false) => readSentence(chairs, q, exact);

  test('are joined, and the joining is told', () => {
    expect(joined('a wheel chair please')).toMatchObject({
      words: ['a', 'wheelchair', 'please'],
      pieceOf: [0, 1, 3],
      corrected: [{ from: 'wheel chair', to: 'wheelchair' }],
    });
    expect(joined('a wheel chair', true).words).toEqual(['a', 'wheel', 'chair']);
  });

  test('unless it is written once only, or a half is short', () => {
    expect(joined('white boards').words).toEqual(['white', 'boards']);
    const into = indexOf([service('a', { name: 'Into work', summary: 'Into work, into work.' })]);
    expect(readSentence(into, 'in to work', false).words).toEqual(['in', 'to', 'work']);
  });
});

describe('spelling', () => {
  test.each([
    ['knittng', 'knittng>knitting'],
    ['lonley', 'lonley>lonely'],
    ['electrcity bil', 'electrcity>electricity'],
    ['foodparcel', 'foodparcel>food parcel'],
    ['tarnberry', 'tarnberry>tarnbury'],
    ['KNITTNG!', 'knittng>knitting'],
  ])('%s', (q, expected) => {
    expect(correctedOf(q)).toEqual([expected]);
  });

  test.each([
    ['a word that is known', 'knitting'],
    ['another form of it', 'knitted'],
    ['a short word, which could be anything', 'fod'],
    ['a word with a digit', 'kn1tting'],
    ['a postcode', 'mb9 9zz'],
    ['a word like no other', 'xylophone'],
  ])('%s is left alone: %s', (_, q) => {
    expect(correctedOf(q)).toEqual([]);
  });

  test.each([
    ['debt advise', 'advise>advice'],
    ['councilling', 'councilling>counselling'],
    ['dieing', 'dieing>dying'],
    ['loose weight', 'loose>lose'],
  ])('a slip that is a word too: %s', (q, expected) => {
    expect(correctedOf(q)).toContain(expected);
  });

  test('asked for exactly, no word is changed, not even those', () => {
    for (const q of ['knittng', 'debt advise', 'foodparcel']) expect(correctedOf(q, true)).toEqual([]);
    expect(read('knittng', true).words).toEqual(['knittng']);
  });

  test('two words that were run together come from one piece', () => {
    expect(read('a foodparcel please')).toMatchObject({
      words: ['a', 'food', 'parcel', 'please'],
      pieceOf: [0, 1, 1, 2],
    });
  });

  test('only the first few unknown words are looked up: each costs time', () => {
    const slips = Array.from({ length: 9 }, () => 'knittng').join(' ');
    expect(read(slips).corrected).toHaveLength(6);
    expect(read(slips).words.slice(5)).toEqual(['knitting', 'knittng', 'knittng', 'knittng']);
  });

  test('short words and numbers use up none of those looks', () => {
    expect(correctedOf(`${'xqz 4x4 '.repeat(7)} knittng`)).toEqual(['knittng>knitting']);
  });
});

describe('the sentence without some of its words', () => {
  test('is as it was typed', () => {
    const sentence = read('Free KNITTING, on Wednesday!');
    expect(textWithout(sentence, 0, 1)).toBe('KNITTING, on Wednesday!');
    expect(textWithout(sentence, 2, 4)).toBe('Free KNITTING,');
  });

  test('keeps a piece as long as one of its words stays', () => {
    expect(textWithout(read('food-bank today'), 0, 1)).toBe('food-bank today');
    expect(textWithout(read('food-bank today'), 0, 2)).toBe('today');
  });

  test('remembers what each word was used for', () => {
    const sentence = read('free food in tarnbury on wednesday');
    expect(takeOut(sentence, 2, 4, 'place')).toBe('free food on wednesday');
    expect(takeOut(sentence, 0, 1, 'filter')).toBe('food in tarnbury on wednesday');
    takeOut(sentence, 4, 6, 'filter');
    expect(sentence.use).toEqual(['filter', null, 'place', 'place', 'filter', 'filter']);
    expect(textWithoutUse(sentence, 'filter')).toBe('food in tarnbury');
    expect(textWithoutUse(sentence, 'place')).toBe('free food on wednesday');
  });

  test('of any text, its own pieces in their own order, and fewer of them the more is taken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), fc.nat(20), fc.nat(20), (q, start, more) => {
        const sentence = read(q);
        const end = start + more;
        const left = textWithout(sentence, start, end).split(' ').filter(Boolean);
        let from = 0;
        for (const piece of left) {
          const at = sentence.pieces.indexOf(piece, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + 1;
        }
        const less = textWithout(sentence, start, end + 1)
          .split(' ')
          .filter(Boolean);
        expect(less.length).toBeLessThanOrEqual(left.length);
        expect(sentence.pieceOf).toEqual([...sentence.pieceOf].sort((a, b) => a - b));
      }),
    );
  });
});
