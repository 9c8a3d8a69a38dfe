import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DELIVERIES } from '#db/vocabulary.ts';
import { isSame } from '#src/features/services/fields.ts';
import { removedWithTimes, where } from '#src/features/services/editing/facts/where/where.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import type { FormValues } from '#src/lib/form.ts';
import { few, location, maybe, schedule, someOf, text, web } from '../../../../db/open-referral/any-parts.ts';
import { aContext, aPlace, aService, aSession, asSent, typing } from './world.ts';

const anyPlaces: fc.Arbitrary<ServiceRecord> = fc
  .record({
    deliveries: someOf(DELIVERIES).filter((chosen) => chosen.length > 0),
    venues: few(fc.record({ location, description: maybe(text), schedules: few(schedule) })),
    areas: few(fc.record({ name: text, uri: maybe(web) })),
  })
  .map(({ deliveries, venues, areas }) =>
    aService({
      deliveries: [...deliveries].sort(),
      areas,
      locations: venues.map((venue, index) => ({
        ...venue,
        location: { ...venue.location, key: `place-${index}` },
      })),
    }),
  );

const atHall = (own: Partial<ServiceRecord> = {}): ServiceRecord =>
  aService({
    deliveries: ['venue'],
    locations: [{ location: aPlace('hall'), description: null, schedules: [aSession()] }],
    ...own,
  });

const newPlace = (fields: FormValues): FormValues => ({
  deliveries: ['venue'],
  'place-rows': '1',
  ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [`place-1-${name}`, value])),
});

const church = { name: 'The church', address1: 'Top Road', town: 'Pennafold', postcode: 'mb24ab' };

test('saving the form untouched changes nothing, whatever places a record has', async () => {
  await fc.assert(
    fc.asyncProperty(anyPlaces, async (record) => {
      const { record: after, problems } = await typing(where, record, {});
      expect(problems).toEqual({});
      expect(isSame(after, record)).toBe(true);
    }),
  );
});

describe('a new place', () => {
  test('is where its postcode is', async () => {
    const { record } = await typing(
      where,
      aService(),
      newPlace({ ...church, access: ['lift', 'step_free'] }),
    );
    expect(record.locations).toEqual([
      {
        description: null,
        schedules: [],
        location: {
          ...aPlace('new-1'),
          name: 'The church',
          latitude: 52.6,
          longitude: -2.9,
          address: {
            address1: 'Top Road',
            address2: null,
            city: 'Pennafold',
            region: null,
            county: 'Aldershire',
            postcode: 'MB2 4AB',
          },
          access: [
            { feature: 'step_free', description: null },
            { feature: 'lift', description: null },
          ],
        },
      },
    ]);
    expect(record.deliveries).toEqual(['venue']);
  });

  test('with a postcode that nobody knows is kept, without a point', async () => {
    const { record, problems } = await typing(
      where,
      aService(),
      newPlace({ ...church, postcode: 'ZZ1 1ZZ' }),
    );
    expect(problems).toEqual({});
    expect(record.locations[0]?.location).toMatchObject({
      latitude: null,
      longitude: null,
      address: { postcode: 'ZZ1 1ZZ' },
    });
  });

  test('gets a key that no other place has', async () => {
    const record = atHall({ locations: [{ location: aPlace('new-1'), description: null, schedules: [] }] });
    const typed = Object.fromEntries(
      Object.entries(church).map(([name, value]) => [`place-2-${name}`, value]),
    );
    const { record: after } = await typing(where, record, { 'place-rows': '2', ...typed });
    expect(after.locations.map(({ location: place }) => place.key)).toEqual(['new-1', 'new-2']);
  });

  test('may be one that the organisation has, but no other', async () => {
    const context = aContext({ places: [aPlace('library')] });
    const typed = where.press?.(asSent(where.show(atHall())), 'use-place-library') ?? {};
    const applied = await where.apply(atHall(), typed, context);
    expect(applied).toMatchObject({
      ok: true,
      record: { locations: [{ location: { key: 'hall' } }, { location: aPlace('library'), schedules: [] }] },
    });
    const other = where.press?.(asSent(where.show(atHall())), 'use-place-of-somebody-else') ?? {};
    expect(await where.apply(atHall(), other, context)).toMatchObject({
      ok: false,
      problems: [{ field: 'place-2-use' }],
    });
  });

  test('that is chosen twice is one', async () => {
    const context = aContext({ places: [aPlace('library')] });
    const once = where.press?.({ deliveries: 'venue', 'place-rows': '0' }, 'use-place-library') ?? {};
    const twice = where.press?.(once, 'use-place-library') ?? {};
    const applied = await where.apply(aService(), twice, context);
    expect(applied.ok && applied.record.locations).toHaveLength(1);
  });

  test.each<[string, FormValues, string, RegExp]>([
    ['without a name or street', { postcode: 'MB1 1QG' }, 'place-1-name', /^Enter the name of the place/],
    ['without a postcode', { name: 'Hall' }, 'place-1-postcode', /^Enter the postcode/],
    [
      'with half a postcode',
      { name: 'Hall', postcode: 'MB1' },
      'place-1-postcode',
      /^Enter a whole postcode/,
    ],
    [
      'private without an area',
      { name: 'Refuge', confidential: 'yes' },
      'place-1-area',
      /^Enter the town or area/,
    ],
    [
      'with a very long street',
      { ...church, address1: 'x'.repeat(121) },
      'place-1-address1',
      /120 characters/,
    ],
    [
      'with 50,000 words',
      { ...church, directions: 'word '.repeat(50_000) },
      'place-1-directions',
      /1,000 char/,
    ],
  ])('%s is refused at its field', async (_, fields, field, sentence) => {
    const { problems } = await typing(where, aService(), newPlace(fields));
    expect(problems).toEqual({ [field]: expect.stringMatching(sentence) as string });
  });

  test('with a private address needs no postcode, and says its area', async () => {
    const { record } = await typing(
      where,
      aService(),
      newPlace({ name: 'Refuge', confidential: 'yes', area: 'Marlbridge' }),
    );
    expect(record.locations[0]?.location).toMatchObject({
      confidential: true,
      areaName: 'Marlbridge',
      address: null,
    });
  });
});

describe('a place that changes', () => {
  test('keeps its point, number and words when only its directions are new', async () => {
    const location = aPlace('hall', {
      externalIdentifier: '1',
      externalIdentifierType: 'UPRN',
      url: 'https://example.org/',
    });
    const record = atHall({ locations: [{ location, description: null, schedules: [] }] });
    const { record: after } = await typing(where, record, { 'place-1-directions': 'The blue door' });
    expect(after.locations[0]?.location).toEqual({ ...location, directions: 'The blue door' });
  });

  test('with another postcode is at another point and has no property number', async () => {
    const location = aPlace('hall', { externalIdentifier: '1', externalIdentifierType: 'UPRN' });
    const record = atHall({ locations: [{ location, description: null, schedules: [] }] });
    const moved = (await typing(where, record, { 'place-1-postcode': 'MB2 4AB' })).record;
    expect(moved.locations[0]?.location).toMatchObject({ latitude: 52.6, externalIdentifier: null });
    const lost = (await typing(where, record, { 'place-1-postcode': 'ZZ1 1ZZ' })).record;
    expect(lost.locations[0]?.location).toMatchObject({ latitude: null, longitude: null });
  });

  test('keeps what is said about a feature that stays, and what is said in words alone', async () => {
    const access = [
      { feature: 'lift' as const, description: 'Beside the door' },
      { feature: null, description: 'Ask for the ramp' },
      { feature: 'bsl' as const, description: null },
    ];
    const record = atHall({
      locations: [{ location: aPlace('hall', { access }), description: null, schedules: [] }],
    });
    const { record: after } = await typing(where, record, { 'place-1-access': ['lift', 'captions'] });
    expect(after.locations[0]?.location.access).toEqual([
      access[0],
      access[1],
      { feature: 'captions', description: null },
    ]);
  });
});

describe('a place that is taken away', () => {
  const removed = (record: ServiceRecord): FormValues =>
    where.press?.(asSent(where.show(record)), 'remove-place-1') ?? {};

  test('takes its times along only when somebody says so', async () => {
    const record = atHall();
    const typed = removed(record);
    expect(removedWithTimes(record, typed)).toMatchObject([{ field: 'times-of-1' }]);
    const asked = await where.apply(record, typed, aContext());
    expect(asked).toMatchObject({
      ok: false,
      problems: [{ field: 'times-of-1', text: expect.stringContaining('Hall hall') as string }],
    });
    const gone = await where.apply(record, { ...typed, 'times-of-1': 'remove' }, aContext());
    expect(gone).toMatchObject({ ok: true, record: { locations: [], schedules: [] } });
    const kept = await where.apply(record, { ...typed, 'times-of-1': 'none' }, aContext());
    expect(kept).toMatchObject({ ok: true, record: { locations: [], schedules: [aSession()] } });
  });

  test('may give its times to another place of the service, and to none of anybody else', async () => {
    const record = atHall({
      locations: [
        { location: aPlace('hall'), description: null, schedules: [aSession()] },
        { location: aPlace('church'), description: null, schedules: [aSession({ byday: 'FR' })] },
      ],
    });
    const typed = removed(record);
    const moved = await where.apply(record, { ...typed, 'times-of-1': 'church' }, aContext());
    expect(moved).toMatchObject({
      record: { locations: [{ location: { key: 'church' }, schedules: [{ byday: 'FR' }, { byday: 'TU' }] }] },
    });
    expect(await where.apply(record, { ...typed, 'times-of-1': 'hall' }, aContext())).toMatchObject({
      ok: false,
    });
  });

  test('asks nothing when it has no times', async () => {
    const record = atHall({ locations: [{ location: aPlace('hall'), description: null, schedules: [] }] });
    expect(await where.apply(record, removed(record), aContext())).toMatchObject({ ok: true });
  });
});

describe('how people use it, and areas', () => {
  test('at least one way must be chosen', async () => {
    expect((await typing(where, atHall(), { deliveries: [] })).problems).toEqual({
      deliveries: 'Choose how people use the service',
    });
    expect((await typing(where, atHall(), { deliveries: ['teleport'] })).problems).toHaveProperty(
      'deliveries',
    );
  });

  test('areas are lines; one that stays keeps what else is known of it', async () => {
    const record = atHall({ areas: [{ name: 'Marlbridge', uri: 'https://example.org/a' }] });
    const { record: after } = await typing(where, record, { areas: 'Pennafold\n\nMarlbridge\nPennafold' });
    expect(after.areas).toEqual([{ name: 'Pennafold', uri: null }, record.areas[0]]);
  });
});
