import { describe, expect, test } from 'vitest';
import { findNamed } from '#src/features/places/names.ts';
import { stem } from '#src/lib/stem.ts';
import { languageValue } from '#src/search/columns/choices.ts';
import { packIndex } from '#src/search/building/pack.ts';
import { ask, indexOf, NOW, service, SERVICES, SOURCES, venue } from '../mini/directory.ts';

const of = (name: string) => ({ name, slug: 'x', alternateName: null });
/** Positions of the services whose text has a word. */
const having = (word: string, ...services: ReturnType<typeof service>[]): number[] =>
  indexOf(services)
    .text.postings(stem(word))
    .flatMap(({ documents }) => [...documents]);
const hidden = venue('Secretville', 52.4, -2.9, {
  name: 'Hidden House',
  county: 'Secretshire',
  postcode: 'MB9 9ZZ',
  areaName: 'Northmoor',
  confidential: true,
});

describe('what of a service is searched as text', () => {
  test.each([
    ['its name', { name: 'Ukulele' }],
    ['another name of it', { alternateName: 'Ukulele' }],
    ["its organisation's name", { organisation: of('Ukulele Ltd') }],
    ['another name of its organisation', { organisation: { ...of('X'), alternateName: 'Ukulele' } }],
    ['its summary', { summary: 'A ukulele evening' }],
    ['its description', { description: 'You may bring a ukulele.' }],
    ['who it is for, in words', { eligibility: 'Anyone with a ukulele' }],
    ["its venues' names", { venues: [venue('T', 52, -2, { name: 'Ukulele Hall' })] }],
    ["its venues' towns", { venues: [venue('Ukulele', 52, -2)] }],
  ])('%s', (_, more) => {
    expect(having('ukulele', service('other'), service('one', more))).toEqual([1]);
  });

  test('the names of its needs and of the people it is for', () => {
    const one = service('one', { needs: ['falls'], audiences: ['veterans'] });
    expect(having('falling', service('other'), one)).toEqual([1]);
    expect(having('veteran', service('other'), one)).toEqual([1]);
  });

  test('a need that is not in the tree any more is passed over', () => {
    expect(indexOf([service('one', { needs: ['gone'] })]).tags.of('gone')).toEqual([Uint32Array.of(0)]);
  });

  test('of a confidential venue the area and nothing else', () => {
    const index = indexOf([service('refuge', { venues: [hidden] })]);
    expect(having('northmoor', service('refuge', { venues: [hidden] }))).toEqual([0]);
    for (const word of ['secretville', 'hidden', 'secretshire', '9zz'])
      expect(index.text.has(stem(word)), word).toBe(false);
    expect(index.vocabulary.knows('secretville')).toBe(false);
  });
});

describe('what else is made ready', () => {
  test('services by each of their needs, ascending', () => {
    const { tags, needs: tree } = indexOf();
    for (const slug of tree.bySlug.keys()) {
      const expected = SERVICES.flatMap(({ needs }, at) => (needs.includes(slug) ? [at] : []));
      expect([slug, ...tags.of(slug).flatMap((positions) => [...positions])]).toEqual([slug, ...expected]);
    }
    expect(tags.of('loneliness')[0]).toHaveLength(4);
  });

  test('the order of names, as people read them; the same name in the order they were given', () => {
    const names = ['Zebra', 'apple 10', 'Éclair', 'Apple 9', 'zebra', '  The Éclair'];
    const { facts } = indexOf(names.map((name, at) => service(`s${at}`, { name })));
    const sorted = names.map((_, at) => at).sort((a, b) => (facts.name[a] ?? 0) - (facts.name[b] ?? 0));
    expect(sorted.map((at) => names[at])).toEqual([
      'Apple 9',
      'apple 10',
      'Éclair',
      '  The Éclair',
      'Zebra',
      'zebra',
    ]);
  });

  test('every different area once, with the area of a confidential venue among them', () => {
    const index = indexOf([
      service('a', { areas: ['Aldershire', 'Tarnbury', 'Aldershire'] }),
      service('b', { areas: ['Tarnbury'], venues: [hidden] }),
      service('c', { venues: [venue('Tarnbury', 52, -2, { areaName: 'Not this one' })] }),
    ]);
    const { names, starts, counts, numbers } = index.areas;
    expect(names).toEqual(['Aldershire', 'Tarnbury', 'Northmoor']);
    const ofService = [0, 1, 2].map((at) => {
      const start = starts[at] ?? 0;
      return [...numbers.subarray(start, start + (counts[at] ?? 0))];
    });
    expect(ofService).toEqual([[0, 1], [1, 2], []]);
  });

  test('towns and postcodes of open venues, never of a confidential one, nor of one without a point', () => {
    const lost = venue('Nowhere', 0, 0, { latitude: null, longitude: null });
    const open = venue('Brackwell', 52.42, -2.81, { postcode: 'MB7 2AB' });
    const { gazetteer } = indexOf([service('a', { venues: [hidden, lost, open] })], []);
    expect([...gazetteer.byName.keys()]).toEqual(['brackwell']);
    expect([...gazetteer.postcodes.keys()]).toEqual(['MB7 2AB']);
    expect(findNamed(gazetteer, 'Secretville')).toBeNull();
  });

  test('languages under their code, or their name where they have none; the first spelling is shown', () => {
    const language = (name: string, code: string | null) => ({ name, code });
    const { languages } = indexOf([
      service('a', { languages: [language('Polish', 'PL'), language('British Sign Language', null)] }),
      service('b', { languages: [language('polski', 'pl')] }),
    ]);
    expect([...languages]).toEqual([
      ['pl', 'Polish'],
      ['british-sign-language', 'British Sign Language'],
    ]);
    expect(languageValue(language('Română', null))).toBe('romana');
  });

  test('a directory without services is an index too', () => {
    const empty = indexOf([], []);
    expect(empty).toMatchObject({ size: 0, count: 0, day: NOW.day, version: 1 });
    expect(ask(empty, 'q=food&near=Tarnbury').total).toBe(0);
    expect(empty.gazetteer.centre).toBeNull();
  });

  test('the same rows make the same index', () => {
    const packed = () => packIndex({ ...SOURCES, services: SERVICES });
    expect(packed()).toEqual(packed());
  });
});
