import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choicesInWords, countOf, fold, listInWords, paragraphs, slugify } from '#src/lib/text.ts';

describe('text folded for comparing', () => {
  test.each([
    ['Can\u2019t PAY\u2014gas', 'cant pay gas'],
    ["can't", 'cant'],
    ['  St Ann\u2018s Café  ', 'st anns cafe'],
    ['A&E', 'a e'],
    ['ﬁrst', 'first'],
    ['Ÿ ²', 'y 2'],
    ['!!!', ''],
    ['Łódź żółć', 'lodz zolc'],
    ['Llanŵr ŷ', 'llanwr y'],
    ['آپ کیسے ہیں؟', 'اپ کیسے ہیں'],
    ['تُنہائی', 'تنہایی'],
    ['می\u200cخواهم', 'میخواہم'],
    ['हिन्दी में', 'हिन्दी में'],
    ['I \u2764\ufe0f tea', 'i tea'],
  ])('"%s" becomes "%s"', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('folding again changes nothing, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  test('words are parted by single spaces and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(text)).toMatch(/^([\p{L}\p{M}\p{N}]+( [\p{L}\p{M}\p{N}]+)*)?$/u);
      }),
    );
  });
});

describe('a part of an address made from a name', () => {
  test.each([
    ["St Ann's Café", 'st-anns-cafe'],
    ['Tea & Talk (Tuesdays)', 'tea-talk-tuesdays'],
    ['Grŵp Cymraeg', 'grwp-cymraeg'],
    ['日本', 'item'],
    ['日本 tea', 'tea'],
    ['', 'item'],
  ])('"%s" becomes "%s"', (name, slug) => {
    expect(slugify(name)).toBe(slug);
  });

  test('it is never empty, never longer than 80, and only letters, digits and single hyphens between them', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.lorem({ maxCount: 40 })), (name) => {
        const slug = slugify(name);
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug.length).toBeLessThanOrEqual(80);
        expect(slugify(slug)).toBe(slug);
      }),
    );
  });
});

describe('lists and counts in words', () => {
  test('one is alone, two are joined by a word, more by commas too', () => {
    expect(listInWords([])).toBe('');
    expect(listInWords(['a'])).toBe('a');
    expect(listInWords(['a', 'b'])).toBe('a and b');
    expect(listInWords(['a', 'b', 'c'], 'or')).toBe('a, b or c');
  });

  test.each([
    [0, '0 services'],
    [1, '1 service'],
    [2, '2 services'],
    [8888, '8,888 services'],
  ])('%d is "%s"', (count, words) => {
    expect(countOf(count, 'service')).toBe(words);
  });

  test('a word may have a plural of its own', () => {
    expect(countOf(3, 'person', 'people')).toBe('3 people');
  });
});

describe('paragraphs', () => {
  test('are parted by blank lines, also those with spaces or Windows line ends in them', () => {
    expect(paragraphs('One\n\nTwo\r\n\r\nThree\n  \nFour')).toEqual(['One', 'Two', 'Three', 'Four']);
  });

  test('line ends inside them are only spaces, and none is empty', () => {
    expect(paragraphs('\n\n One\n  line \n\n\n\n')).toEqual(['One line']);
    expect(paragraphs('')).toEqual([]);
  });
});

describe('labels as one sentence', () => {
  test.each([
    [['By phone', 'Online'], 'By phone and online'],
    [
      ['Just turn up', 'Ask for yourself', 'A professional asks for you'],
      'Just turn up, ask for yourself and a professional asks for you',
    ],
    [['Deaf people', 'LGBTQ+ people'], 'Deaf people and LGBTQ+ people'],
    [['Online'], 'Online'],
    [[], ''],
  ])('%j', (labels, words) => {
    expect(choicesInWords(labels)).toBe(words);
  });
});
