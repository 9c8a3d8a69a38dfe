import { describe, expect, test } from 'vitest';
import { roomLeft, applyChanges } from '#src/search/building/edit.ts';
import { openIndex } from '#src/search/building/open.ts';
import { packIndex } from '#src/search/building/pack.ts';
import type { TextForIndex } from '#src/features/services/queries/rows-for-index.ts';
import type { SearchIndex } from '#src/search/types.ts';
import { ask, indexOf, question, service, SERVICES, SOURCES } from '../mini/directory.ts';

const URDU: TextForIndex = {
  language: 'ur',
  name: 'منگل کی چائے اور گپ شپ',
  summary: 'کیا آپ تنہائی محسوس کرتے ہیں؟',
  description: 'ہم ہر منگل کو ملتے ہیں۔',
};
const POLISH: TextForIndex = {
  language: 'pl',
  name: 'Przyjazna rozmowa',
  summary: 'Dla osób, które czują się samotne w Łodzi.',
  description: 'Wolontariusz dzwoni.',
};
const WELSH: TextForIndex = { language: 'cy', name: 'Clwb cinio’r dŵr', summary: null, description: null };
const MANY = [
  ...SERVICES,
  service('urdu-tea', { name: 'Tea table', summary: 'Come on a Tuesday.', texts: [URDU, WELSH] }),
  service('polish-call', { name: 'A friendly call', summary: 'We ring you.', texts: [POLISH] }),
];
const index = indexOf(MANY);
const first = (of: SearchIndex, q: string) => {
  const [result] = ask(of, `q=${encodeURIComponent(q)}`).results;
  return result && { id: result.id, why: result.why[0] };
};

describe('a search in another language', () => {
  test.each([
    ['تنہائی', 'urdu-tea', 'Urdu'],
    ['چائے', 'urdu-tea', 'Urdu'],
    ['rozmowa', 'polish-call', 'Polish'],
    ['samotne', 'polish-call', 'Polish'],
    ['Łodzi', 'polish-call', 'Polish'],
    ['lodzi', 'polish-call', 'Polish'],
    ['dŵr', 'urdu-tea', 'Welsh'],
    ['dwr', 'urdu-tea', 'Welsh'],
  ])('for "%s" finds %s, and says that it is said in %s', (q, id, language) => {
    const found = first(index, q);
    expect(found?.id).toBe(id);
    expect(found?.why).toMatch(new RegExp(`^Matches ‘.+’ in ${language}$`, 'u'));
  });

  test('finds what is only said further down, and the vowel signs and keyboards do not matter', () => {
    expect(first(index, 'ملتے')).toEqual({ id: 'urdu-tea', why: 'Matches ‘ملتے’' });
    expect(first(index, 'تُنہائی')?.id).toBe('urdu-tea');
    expect(first(index, 'گپ شب چاي')?.id).toBe('urdu-tea');
  });

  test('is answered with the word as it was typed', () => {
    expect(first(index, 'چائے؟')?.why).toBe('Matches ‘چائے’ in Urdu');
    expect(first(index, 'DŴR')?.why).toBe('Matches ‘dŵr’ in Welsh');
  });

  test('is not taken for a misspelt English word', () => {
    const { understood } = question(index, 'q=rozmowa');
    expect(understood).toMatchObject({ corrected: [], unknown: [] });
  });

  test('says nothing of languages when the English words have it', () => {
    expect(first(index, 'tea table')?.why).not.toMatch(/ in \p{Lu}\p{Ll}+$/u);
  });

  test('finds a service from the moment its text is written', () => {
    const from = { ...SOURCES, services: SERVICES };
    const { packed, gazetteer } = packIndex(from);
    const open = openIndex(packed, gazetteer, from);
    expect(first(open.index, 'rozmowa')).toBeUndefined();
    expect(roomLeft(open)).toBeGreaterThan(0);
    applyChanges(open, [{ id: 'new-call', service: service('new-call', { texts: [POLISH] }) }]);
    expect(first(open.index, 'rozmowa')?.id).toBe('new-call');
  });
});

test('an index keeps of a text what is shown, and its long words nowhere but in the index', () => {
  const position = index.positionOf('urdu-tea');
  expect(index.service(position).texts).toEqual([
    { language: 'ur', name: URDU.name, summary: URDU.summary },
    { language: 'cy', name: WELSH.name, summary: null },
  ]);
});
