import { describe, expect, test } from 'vitest';
import { buildGazetteer, type Place } from '#src/features/places/rules.ts';
import { entriesOfService, suggestionEntries, type SuggestionKind } from '#src/search/suggesting/entries.ts';
import { packSuggestions } from '#src/search/suggesting/pack.ts';
import { suggest } from '#src/search/suggesting/suggest.ts';
import { PLACES, service, SERVICES, venue } from '../mini/directory.ts';
import { NEEDS } from '../mini/needs.ts';

const CENTRE = [
  { city: 'Tarnbury', county: 'Aldershire', postcode: 'MB3 1AA', latitude: 52.49, longitude: -2.87 },
];
const sources = { needs: NEEDS, services: SERVICES, gazetteer: buildGazetteer(PLACES, CENTRE) };
const entries = suggestionEntries(sources);
const ofKind = (kind: SuggestionKind, from = entries) => from.filter((entry) => entry.kind === kind);

describe('needs', () => {
  test('a need is offered when a service has it or a need below it', () => {
    const targets = ofKind('need').map(({ target }) => target);
    expect(targets).toEqual(expect.arrayContaining(['food-banks', 'food', 'loneliness', 'meeting-people']));
  });

  test('a need that no service has is left out: choosing it would lead nowhere', () => {
    const without = suggestionEntries({ ...sources, services: [service('a', { needs: ['debt'] })] });
    expect(ofKind('need', without).map(({ target }) => target)).toEqual(['money', 'debt']);
  });

  test('a need knows the services that keep it offered', () => {
    const services = [service('a', { needs: ['debt', 'energy-bills'] }), service('b', { needs: ['debt'] })];
    const found = ofKind('need', suggestionEntries({ ...sources, services }));
    expect(found.find(({ target }) => target === 'money')?.services).toEqual([0, 1]);
    expect(found.find(({ target }) => target === 'energy-bills')?.services).toEqual([0]);
  });
});

describe('services and organisations', () => {
  test('a service says its organisation, unless that is its own name, and its town', () => {
    const tarnbury = venue('Tarnbury', 52.49, -2.87);
    const [other] = entriesOfService(service('a', { venues: [tarnbury] }), 0);
    expect(other?.detail).toBe('Example organisation, Tarnbury');
    const [same] = entriesOfService(service('a', { name: 'EXAMPLE organisation', venues: [tarnbury] }), 0);
    expect(same?.detail).toBe('Tarnbury');
  });

  test('nothing is said of where a confidential service is', () => {
    const hidden = venue('Secretham', 52.4, -2.9, { confidential: true, areaName: 'Aldershire' });
    const refuge = service('refuge', { name: 'Safe house', venues: [hidden] });
    expect(JSON.stringify(suggestionEntries({ ...sources, services: [refuge] }))).not.toContain('Secretham');
    expect(entriesOfService(refuge, 0)[0]?.detail).toBe('Example organisation');
  });

  test('an organisation of many services is offered once and knows them all', () => {
    const [organisation, ...others] = ofKind('organisation');
    expect(others).toEqual([]);
    expect(organisation).toMatchObject({ name: 'Example organisation', target: 'example' });
    expect(organisation?.services).toEqual(SERVICES.map((_, position) => position));
  });

  test('what one edited service adds is what it added when the table was made', () => {
    const position = SERVICES.findIndex(({ id }) => id === 'tea-and-chat');
    const one = SERVICES[position];
    if (one === undefined) throw new Error('The small directory has no tea-and-chat');
    const [own, organisation] = entriesOfService(one, position);
    expect(own).toEqual(ofKind('service')[position]);
    expect(organisation).toMatchObject({ target: 'example', services: [position] });
  });
});

describe('places', () => {
  test('the nearest of a name goes by its name alone, another needs its county', () => {
    const tarnburys = ofKind('place').filter(({ name }) => name === 'Tarnbury');
    expect(tarnburys.map(({ target }) => target)).toEqual(['Tarnbury', 'Tarnbury, Northmoor']);
    expect(tarnburys[0]?.weight).toBeGreaterThan(tarnburys[1]?.weight ?? 1);
  });

  test('where nothing says which of a name is nearest, each needs its county', () => {
    const gazetteer = { ...sources.gazetteer, centre: null };
    const targets = ofKind('place', suggestionEntries({ ...sources, gazetteer })).map(({ target }) => target);
    expect(targets).toEqual(expect.arrayContaining(['Tarnbury, Aldershire', 'Tarnbury, Northmoor', 'Sale']));
    expect(targets).not.toContain('Tarnbury');
  });

  test('two that cannot be told apart in words are offered as one', () => {
    const far: Place = { name: 'Sale', kind: 'village', latitude: 50, longitude: 0, areaName: 'Aldershire' };
    const nameless: Place = { ...far, latitude: 55, areaName: null };
    const gazetteer = buildGazetteer([...PLACES, far, nameless], CENTRE);
    expect(
      ofKind('place', suggestionEntries({ ...sources, gazetteer })).filter(({ name }) => name === 'Sale'),
    ).toHaveLength(1);
  });

  test('the first halves of postcodes are places, whole postcodes are not', () => {
    const names = ofKind('place').map(({ name }) => name);
    expect(names).toContain('MB3');
    expect(names.some((name) => name.includes(' 1AA'))).toBe(false);
  });
});

test('the whole directory can be packed, handed from one thread to another and asked there', () => {
  const packed = packSuggestions(entries);
  const buffers = [packed.words, packed]
    .flatMap((part) => Object.values(part) as unknown[])
    .flatMap((part) => (ArrayBuffer.isView(part) ? [part.buffer as ArrayBuffer] : []));
  const arrived = structuredClone(packed, { transfer: [...new Set(buffers)] });
  expect(packed.textBytes).toHaveLength(0);
  expect(suggest(arrived, [], () => true, 'tarnb', 8).map(({ name }) => name)).toContain(
    'Tarnbury Food Bank',
  );
});

test('an empty directory offers nothing', () => {
  const gazetteer = buildGazetteer([], []);
  const packed = packSuggestions(suggestionEntries({ needs: NEEDS, services: [], gazetteer }));
  expect(suggest(packed, [], () => true, 'food', 8)).toEqual([]);
});
