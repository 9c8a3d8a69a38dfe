import { describe, expect, test } from 'vitest';
import { search } from './known-words.ts';

/** The words that are counted; those in memory only stand in brackets. */
const countedOf = (q: string, corrected: { from: string; to: string }[] = []): string =>
  (search(q, { corrected })?.words ?? [])
    .map(({ text, isOrdinary }) => (isOrdinary ? text : `(${text})`))
    .join(' ');

describe('what is counted of a search', () => {
  test('ordinary words, folded, in their order, without filler', () => {
    expect(countedOf('I need a FOOD-bank, my mum fell!')).toBe('food bank mum fell');
  });

  test('the needs that were understood, each once, in one order', () => {
    expect(search('debt', { needs: ['money', 'debt', 'money'] })?.needs).toBe('debt,money');
  });

  test('how many services were found', () => {
    expect(search('debt', { results: 17 })?.results).toBe(17);
  });

  test('a word that was put right counts as what it was put right to', () => {
    expect(countedOf('foodbnk', [{ from: 'foodbnk', to: 'food bank' }])).toBe('food bank');
  });

  test('of a sentence of more than six words only the needs', () => {
    const long = search('mum fell dad lonely debt clinic bus', { needs: ['falls'] });
    expect(long).toMatchObject({ words: [], needs: 'falls' });
    expect(countedOf('mum fell dad lonely debt clinic')).toBe('mum fell dad lonely debt clinic');
  });

  test.each(['', '   ', '?!', 'I need help', '14', 'MB1 2CD', 'Tarnbury', 'a@b.example'])(
    '"%s" has nothing to count',
    (q) => {
      expect(search(q)).toBeUndefined();
    },
  );

  test('a need counts though none of its words may be kept', () => {
    expect(search('14', { needs: ['debt'] })).toEqual({ words: [], needs: 'debt', results: 1 });
  });

  test('the same search looked at again, filtered, sorted or paged, is not another one', () => {
    expect(search('debt', { isLookedAtAgain: true })).toBeUndefined();
  });
});

describe('a word that the directory does not know', () => {
  test('is told apart, to be kept in memory only', () => {
    expect(countedOf('lymphoedema clinic')).toBe('(lymphoedema) clinic');
    expect(countedOf('lymphoedema')).toBe('(lymphoedema)');
  });

  test.each([
    ['two side by side, as a name has', 'zebedee zoot', '? ?'],
    ['two with filler between them', 'zebedee and zoot', '? ?'],
    ['beside a house number', 'zebedee 14', '?'],
    ['beside a place', 'zebedee tarnbury', '?'],
    ['after "in" or "at"', 'debt in zebedee', 'debt ?'],
    ['of three letters, which may be initials', 'zed', '?'],
    ['longer than any word', 'z'.repeat(25), '?'],
  ])('%s is never kept: %s', (_, q, expected) => {
    expect(countedOf(q)).toBe(expected);
  });

  test('a single letter is nothing', () => {
    expect(countedOf('debt x')).toBe('debt');
  });
});
