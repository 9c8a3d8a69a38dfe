import { describe, expect, test } from 'vitest';
import { buildGazetteer } from '#src/features/places/rules.ts';
import { serviceWords } from '#src/search/text/service-words.ts';
import { textDocument } from './lunr-index.ts';

const place = (name: string) => ({
  name,
  kind: 'town' as const,
  latitude: 52,
  longitude: -2,
  areaName: null,
});
const gazetteer = buildGazetteer(
  [place('Reading'), place('Tarnbury'), place('Hope'), place('Upper Hope')],
  [],
);
const text = textDocument({
  name: 'Reading Hope',
  summary: 'A reading group.',
  description: 'Tarnbury library',
});
const none = new Set<string>();

describe('words of the services', () => {
  test('a place name is an ordinary word when a service writes it small, not when it begins a name', () => {
    expect(serviceWords([text], none, gazetteer).ordinaryPlaceNames).toEqual(new Set(['reading']));
  });

  test('a place name is an ordinary word when a need uses it', () => {
    expect(serviceWords([], new Set(['hope']), gazetteer).ordinaryPlaceNames).toEqual(new Set(['hope']));
  });

  test('each use is counted; words of needs and places are known without any', () => {
    const { counts } = serviceWords([text], new Set(['lonely']), gazetteer);
    expect(Object.fromEntries(counts)).toEqual({
      a: 1,
      group: 1,
      library: 1,
      lonely: 1,
      upper: 1,
      reading: 3,
      hope: 2,
      tarnbury: 2,
    });
  });

  test('place names may be a gazetteer or only the names', () => {
    const names = new Set(gazetteer.byName.keys());
    expect(serviceWords([text], none, names)).toEqual(serviceWords([text], none, gazetteer));
  });

  test('a word is ordinary when three services write it in small letters, or when a need uses it', () => {
    const twice = textDocument({ summary: 'knitting and knitting', description: 'Knitting, knitting' });
    const words = serviceWords(
      [twice, textDocument({ summary: 'knitting' }), textDocument({ description: 'and chess' })],
      new Set(['lonely']),
      none,
    );
    expect(words.ordinary).toEqual(new Set(['lonely']));
    const three = [twice, twice, textDocument({ description: 'some knitting' })];
    expect(serviceWords(three, none, none).ordinary).toEqual(new Set(['knitting']));
  });

  test('a word that is only in names, or only written large, is not ordinary', () => {
    const services = Array.from({ length: 5 }, () =>
      textDocument({ name: 'oakfield', organisation: 'oakfield', venues: 'oakfield', summary: 'Oakfield' }),
    );
    const words = serviceWords(services, none, none);
    expect([words.ordinary.size, words.counts.get('oakfield')]).toEqual([0, 20]);
  });
});
