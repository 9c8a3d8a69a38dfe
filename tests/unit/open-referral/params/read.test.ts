import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WEEKDAYS } from '#db/vocabulary.ts';
import { ENDPOINTS, type EndpointName } from '#src/features/open-referral/params/endpoints.ts';
import { readFeedParams, writeFeedParams, writeFilters } from '#src/features/open-referral/params/read.ts';
import { PARAMETER_NAMES, type FeedParams } from '#src/features/open-referral/params/table.ts';
import { parameters } from '../../../support/nasty.ts';

const names = Object.keys(ENDPOINTS) as EndpointName[];
const read = (query: string, endpoint: EndpointName = 'services') =>
  readFeedParams(endpoint, new URLSearchParams(query));
const paramsOf = (query: string): FeedParams => {
  const result = read(query);
  if (!result.ok) throw new Error(result.error);
  return result.params;
};
const errorOf = (query: string, endpoint: EndpointName = 'services'): string => {
  const result = read(query, endpoint);
  return result.ok ? '' : result.error;
};

describe('what is understood', () => {
  test.each<[string, FeedParams]>([
    ['', {}],
    ['search=%20lonely%20', { search: 'lonely' }],
    [
      'organization_id=A0000000-0000-4000-8000-00000000000B',
      { organization_id: 'a0000000-0000-4000-8000-00000000000b' },
    ],
    ['full=TRUE', { full: true }],
    ['minimal=false', { minimal: false }],
    ['page=007&per_page=500', { page: 7, per_page: 500 }],
    ['postcode=mb11qg&proximity=1500.5', { postcode: 'MB1 1QG', proximity: 1500.5 }],
    ['minimum_age=0&maximum_age=17.5', { minimum_age: 0, maximum_age: 17.5 }],
    ['start_time=09:30:00&end_time=24:00', { start_time: '09:30', end_time: '24:00' }],
    ['format=ndjson', { format: 'ndjson' }],
  ])('%s', (query, params) => {
    expect(paramsOf(query)).toEqual(params);
  });

  test.each([
    ['2026-11-21T09:30:15.123Z', '2026-11-21T09:30:15.123Z'],
    ['2026-11-21t09:30z', '2026-11-21T09:30:00.000Z'],
    ['2026-11-21T09:30:00', '2026-11-21T09:30:00.000Z'],
    ['2026-11-21 09:30', '2026-11-21T09:30:00.000Z'],
    ['2026-11-21', '2026-11-21T00:00:00.000Z'],
    ['2026-07-01T00:30:00+01:00', '2026-06-30T23:30:00.000Z'],
    ['2026-07-01T00:30:00 01:00', '2026-06-30T23:30:00.000Z'],
    ['2026-07-01T00:30:00-0530', '2026-07-01T06:00:00.000Z'],
    ['2026-11-21T09:30:15.123456Z', '2026-11-21T09:30:15.123Z'],
  ])('the instant %s is %s', (written, instant) => {
    expect(paramsOf(new URLSearchParams({ modified_after: written }).toString()).modified_after).toBe(
      instant,
    );
  });

  test('a day of the week in letters of any size, by its code, its name or the start of it', () => {
    const all = [
      'mo,Mon,MONDAY',
      'TU,tue,tuesday',
      'we,wed,Wednesday',
      'th,thu,thursday',
      'fr,fri,friday',
      'sa,sat,saturday',
      'su,sun,sunday',
    ];
    all.forEach((written, at) => {
      for (const day of written.split(','))
        expect([day, paramsOf(`day=${day}`).day]).toEqual([day, WEEKDAYS[at]]);
    });
  });
});

describe('what is refused', () => {
  test.each([
    'page=0',
    'page=-1',
    'page=1.0',
    'page=1e3',
    'page=x',
    'page=9999999999',
    'per_page=501',
    'per_page=0',
    'full=1',
    'full=',
    'search=',
    `search=${'x'.repeat(301)}`,
    'format=JSON',
    'taxonomy_id=x',
    'modified_after=2026-13-01',
    'modified_after=2026-02-29',
    'modified_after=21/11/2026',
    'modified_after=2026-11-21T25:00Z',
    'modified_after=1764000000',
    'postcode=MB1',
    'postcode=tarnbury',
    'minimum_age=-1',
    'minimum_age=200',
    'maximum_age=ten',
    'day=m',
    'day=MO,TU',
    'day=2MO',
    'start_time=25:00',
    'start_time=9:30',
    'end_time=24:01',
    'end_time=12.30',
    'postcode=MB1+1QG&proximity=1e3',
    'postcode=MB1+1QG&proximity=2000000',
    'proximity=5',
    'page=1&page=1',
    'Page=1',
    'page[]=1',
    'minimal=true&full=true',
    'minimum_age=2&maximum_age=1',
    'start_time=10:00&end_time=09:59',
  ])('%s', (query) => {
    expect(errorOf(query)).toMatch(/^(The|There) .*\.$/);
  });

  test('everything wrong is told at once, a sentence for each thing', () => {
    const error = errorOf('colour=red&page=0&page=1&day=x&full=maybe&proximity=5');
    expect(error.match(/(The|There) [^.]+\./g)).toHaveLength(5);
  });

  test('what was written is quoted, but neither at length nor with what could harm a screen', () => {
    const error = errorOf(new URLSearchParams({ [`\u001b[31m${'x'.repeat(500)}`]: '1' }).toString());
    expect(error).not.toContain('\u001b');
    expect(error).not.toContain('x'.repeat(50));
  });

  test('a flag that says false contradicts nothing', () => {
    expect(paramsOf('minimal=true&full=false')).toEqual({ minimal: true, full: false });
  });
});

describe('each address', () => {
  test.each(names)('%s takes its own parameters and no others', (endpoint) => {
    for (const name of PARAMETER_NAMES) {
      const isTaken = ENDPOINTS[endpoint].parameters.some((own) => own === name);
      expect([name, errorOf(`${name}=`, endpoint).includes('There is no parameter')]).toEqual([
        name,
        !isTaken,
      ]);
    }
  });

  test('takes what the standard names for it', () => {
    const of = (name: EndpointName) => [...ENDPOINTS[name].parameters].sort();
    expect(of('services')).toEqual(
      PARAMETER_NAMES.filter((name) => !['top_only', 'parent_id', 'full_service'].includes(name)).sort(),
    );
    expect(of('serviceAtLocations')).toEqual(of('services').filter((name) => name !== 'minimal'));
    expect(of('organizations')).toEqual(['format', 'full', 'full_service', 'page', 'per_page', 'search']);
    expect(of('taxonomyTerms')).toEqual([
      'format',
      'page',
      'parent_id',
      'per_page',
      'search',
      'taxonomy_id',
      'top_only',
    ]);
    expect(of('taxonomies')).toEqual(['format', 'page', 'per_page', 'search']);
  });
});

describe('written again', () => {
  test.each([
    ['page=1&per_page=50&format=json&full=false', ''],
    ['per_page=5&day=monday&page=2', 'day=MO&page=2&per_page=5'],
    ['minimal=true&per_page=50', 'minimal=true&per_page=50'],
    ['full=true&search=food+bank', 'search=food+bank&full=true'],
  ])('%s is %s', (query, written) => {
    expect(writeFeedParams(paramsOf(query))).toBe(written);
  });

  test('what chooses a part of the list is no part of its name', () => {
    expect(writeFilters(paramsOf('page=2&per_page=7&full=true&format=ndjson&day=MO'))).toBe('day=MO');
  });

  test('parameters mean the same and are written the same again', () => {
    const texts = fc.record(
      {
        search: fc.string({ minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== ''),
        organization_id: fc.uuid(),
        modified_after: fc
          .date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
          .map((date) => date.toISOString()),
        minimum_age: fc.integer({ min: 0, max: 40 }).map(String),
        day: fc.constantFrom(...WEEKDAYS, 'monday', 'Sun'),
        start_time: fc.constantFrom('00:00', '09:30', '23:59:00'),
        full: fc.constantFrom('true', 'false'),
        format: fc.constantFrom('json', 'ndjson'),
        page: fc.integer({ min: 1, max: 99 }).map(String),
        per_page: fc.integer({ min: 1, max: 500 }).map(String),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(texts, (given) => {
        const pairs = Object.entries(given).map(([name, value]) => [name, value ?? '']);
        const written = writeFeedParams(paramsOf(new URLSearchParams(pairs).toString()));
        expect(writeFeedParams(paramsOf(written))).toBe(written);
        expect(writeFeedParams(paramsOf(new URLSearchParams([...pairs].reverse()).toString()))).toBe(written);
      }),
    );
  });

  test('no address makes it throw', () => {
    fc.assert(
      fc.property(parameters, fc.constantFrom(...names), (search, endpoint) => {
        const result = readFeedParams(endpoint, new URLSearchParams(search));
        expect(result.ok || result.error.length > 0).toBe(true);
      }),
    );
  });
});
