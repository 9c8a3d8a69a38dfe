import { describe, expect, test } from 'vitest';
import type { Concept } from '#src/search/types.ts';
import { understand } from '#src/search/understand.ts';
import { indexOf, service, SERVICES } from '../mini/directory.ts';

const index = indexOf([
  ...SERVICES,
  service('tarn-choir', { name: 'Tarnbury Singers', summary: 'Singing for singers who sing in a school.' }),
]);
const conceptsOf = (q: string): readonly Concept[] => understand(index, q).concepts;
const wordsOf = (q: string): string[] => conceptsOf(q).map(({ words }) => words);
const conceptOf = (q: string, words: string): Concept | undefined =>
  conceptsOf(q).find((concept) => concept.words === words);
const needsOf = (q: string, words: string): [string, number][] =>
  (conceptOf(q, words)?.needs ?? []).map(({ slug, weight }) => [slug, Math.round(weight * 100) / 100]);

describe('what the visitor means', () => {
  test.each([
    ['food bank', ['food bank']],
    ['I need a food bank please', ['food bank']],
    ['food bank and owe money', ['food bank', 'owe money']],
    ['nurse who visits', ['nurse', 'visits']],
    ['food bank nurse', ['food bank', 'nurse']],
    ['help', ['help']],
    ['help me please', ['help']],
    ['help with a nurse', ['nurse']],
    ['xylophone', []],
    ['', []],
  ])('"%s" is %o', (q, expected) => {
    expect(wordsOf(q)).toEqual(expected);
  });

  test('a phrase weighs more than a word, and a rare word more than a common one', () => {
    const phrase = conceptOf('food bank nurse', 'food bank')?.weight ?? 0;
    const rare = conceptOf('nurse', 'nurse')?.weight ?? 0;
    const common = conceptOf('people', 'people')?.weight ?? 1;
    expect(phrase).toBeGreaterThan(rare);
    expect(rare).toBeGreaterThan(common);
  });

  test('a word that is a need by itself weighs nearly as much as a phrase', () => {
    const weights = ['food bank', 'lonely', 'nurse'].map((q) => conceptOf(q, q)?.weight ?? 0);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
    expect(new Set(weights).size).toBe(3);
  });
});

describe('the needs that words stand for', () => {
  test('a phrase stands for its need outright', () => {
    expect(needsOf('food bank', 'food bank')).toEqual([['food-banks', 1]]);
  });

  test('one word that is a phrase of a need stands for it nearly so, for a top need less', () => {
    expect(needsOf('lonely', 'lonely')[0]).toEqual(['loneliness', 0.9]);
    expect(needsOf('skint', 'skint')).toEqual([['money', 0.4]]);
  });

  test('one word of a phrase hints at its need, never as much as saying it would', () => {
    expect(needsOf('wheels', 'wheels')).toEqual([['meals-delivered', 0.45]]);
    const hints = new Map(needsOf('freezing', 'freezing'));
    expect(hints.get('energy-bills')).toBeLessThanOrEqual(0.45);
    expect(hints.get('energy-bills')).toBeGreaterThan(0);
  });

  test('a word that many needs use says little about each', () => {
    const [, bank = 0] = needsOf('parcel', 'parcel')[0] ?? [];
    const foods = needsOf('food', 'food');
    expect(foods[0]).toEqual(['food', 0.4]);
    expect(foods.find(([slug]) => slug === 'food-banks')?.[1]).toBeLessThan(bank);
  });

  test('each need is told once, with the words that said it', () => {
    const { needs, words } = understand(index, 'food bank or a food parcel, and a nurse');
    expect(needs.map(({ value, text }) => [value, text])).toEqual([['food-banks', 'food bank']]);
    expect(words).toEqual(['nurse']);
  });

  test('only the words of a phrase that some listing uses are looked for as text', () => {
    const slots = conceptOf('nothing to eat', 'nothing to eat')
      ?.slots.flat()
      .map(({ word }) => word);
    expect(slots).toEqual([]);
    expect(
      conceptOf('food bank', 'food bank')
        ?.slots.flat()
        .map(({ stem }) => stem),
    ).toEqual(['food', 'bank']);
  });
});

describe('a word that is still being typed', () => {
  const termsOf = (q: string, words: string): string[] =>
    (conceptOf(q, words)?.slots ?? []).flat().map(({ word, weight }) => `${word}:${weight}`);

  test('stands for what it may become, at a part of the weight', () => {
    expect(termsOf('knitti', 'knitti')).toEqual(['knitting:0.3']);
    expect(termsOf('singe', 'singe')).toContain('singers:0.3');
  });

  test('only when it is the last one, and has three letters', () => {
    expect(termsOf('sing nurse', 'sing')).toEqual(['sing:1']);
    expect(understand(index, 'si').unknown).toEqual(['si']);
    expect(termsOf('sin', 'sin').length).toBeGreaterThan(0);
  });

  test('forms of one word count once', () => {
    const stems = (conceptOf('sing', 'sing')?.slots ?? []).flat().map(({ stem }) => stem);
    expect(new Set(stems).size).toBe(stems.length);
  });
});

describe('words that only help to order', () => {
  test.each([
    ['mum fell over', ['mum']],
    ['my 80 year old dad fell over', ['80', 'year', 'old', 'dad']],
    ['mum', []],
    ['mum and dad', []],
  ])('of "%s": %o', (q, hints) => {
    const known = conceptsOf(q).filter(({ isHint }) => isHint);
    for (const { words, needs } of known) {
      expect(hints).toContain(words);
      expect(needs).toEqual([]);
    }
  });

  test('the place is one of them, once something else is asked for', () => {
    expect(conceptsOf('singers in tarnbury').map(({ words, isHint }) => [words, isHint])).toEqual([
      ['singers', false],
      ['tarnbury', true],
    ]);
    expect(conceptsOf('tarnbury')).toEqual([]);
  });
});

describe('what nobody knows', () => {
  test('is told once, and filler never is', () => {
    expect(understand(index, 'xylophone, xylophone and zzyzx help').unknown).toEqual(['xylophone', 'zzyzx']);
  });

  test('no more concepts than anybody means are kept', () => {
    const many = Array.from({ length: 60 }, (_, at) => ['nurse', 'books', 'toddler', 'play'][at % 4]).join(
      ' ',
    );
    expect(conceptsOf(many).length).toBeLessThanOrEqual(16);
  });
});
