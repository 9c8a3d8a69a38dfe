import { describe, expect, test } from 'vitest';
import { buildGazetteer } from '#src/features/places/rules.ts';
import { serviceWords } from '#src/search/text/service-words.ts';
import { buildVocabulary } from '#src/search/text/vocabulary.ts';

const words = buildVocabulary(
  new Map([
    ['bereavement', 9],
    ['bereaved', 3],
    ['bench', 1],
    ['benefit', 40],
    ['food', 50],
    ['bank', 20],
    ['b12', 1],
    ['ward', 2],
    ['word', 30],
  ]),
);

describe('the vocabulary', () => {
  test('knows a word in any form', () => {
    expect(words.knows('benefits')).toBe(true);
    expect(words.knows('benifit')).toBe(false);
  });

  test('completes with the most used words first', () => {
    expect(words.completionsOf('be', 3)).toEqual(['benefit', 'bereavement', 'bereaved']);
    expect(words.completionsOf('zz', 3)).toEqual([]);
  });

  test('corrects to the fewest slips, and between equals to the word used most', () => {
    expect(words.correctionOf('benifit')).toBe('benefit');
    expect(words.correctionOf('bereavment')).toBe('bereavement');
    expect(words.correctionOf('wird')).toBe('word');
  });

  test.each(['zebra', 'fod', 'b13', 'x'.repeat(10_000)])('leaves %s alone', (word) => {
    expect(words.correctionOf(word)).toBeNull();
  });

  test('people mostly get the first letter right', () => {
    const two = buildVocabulary(
      new Map([
        ['bank', 300],
        ['fang', 1],
      ]),
    );
    expect(two.correctionOf('fank')).toBe('fang');
  });

  test('parts two known words run together, never one known and one not', () => {
    expect(words.splitOf('foodbank')).toEqual(['food', 'bank']);
    expect(words.splitOf('foodzank')).toBeNull();
  });
});

describe('words of the listings', () => {
  const place = (name: string) => ({
    name,
    kind: 'town' as const,
    latitude: 52,
    longitude: -2,
    areaName: null,
  });
  const gazetteer = buildGazetteer([place('Reading'), place('Tarnbury'), place('Hope')], []);
  const text = {
    name: 'Reading Hope',
    organisation: '',
    summary: 'A reading group.',
    needs: '',
    venues: '',
    description: 'Tarnbury library',
  };

  test('a place name is an ordinary word when a listing writes it small, not when it begins a name', () => {
    expect([...serviceWords([text], new Set(), gazetteer).ordinaryPlaceNames]).toEqual(['reading']);
  });

  test('a place name is an ordinary word when a need uses it', () => {
    expect(serviceWords([], new Set(['hope']), gazetteer).ordinaryPlaceNames).toEqual(new Set(['hope']));
  });

  test('each use is counted; words of needs and places are known without any', () => {
    const { counts } = serviceWords([text], new Set(['lonely']), gazetteer);
    expect([counts.get('group'), counts.get('lonely'), counts.get('hope')]).toEqual([1, 1, 2]);
  });
});
