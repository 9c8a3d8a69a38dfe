import { beforeAll, describe, expect, test } from 'vitest';
import { WEEKDAYS } from '#db/vocabulary.ts';
import type {
  FeedSchedule,
  FeedService,
  FeedServiceAtLocation,
  FeedTaxonomyTerm,
} from '#src/features/open-referral/types.ts';
import { weekdayIndex } from '#src/lib/dates.ts';
import { sharedSite } from '../../support/shared/site.ts';
import { everyPlace, everyService, idsOf, lines } from './feed.ts';

let services: FeedService[] = [];
let places: FeedServiceAtLocation[] = [];
let terms: FeedTaxonomyTerm[] = [];
beforeAll(async () => {
  [services, places, terms] = await Promise.all([
    everyService(),
    everyPlace(),
    lines<FeedTaxonomyTerm>('/taxonomy_terms?format=ndjson'),
  ]);
});

const today = new Date().toISOString().slice(0, 10);
const idsWhere = (wanted: (service: FeedService) => boolean): string[] =>
  services.filter(wanted).map(({ id }) => id);
const schedulesOf = (service: FeedService): FeedSchedule[] => [
  ...(service.schedules ?? []),
  ...(service.service_at_locations ?? []).flatMap(({ schedules = [] }) => schedules),
];

/** Told from what is published alone. */
function runs(schedule: FeedSchedule, asked: { day?: string; from?: string; until?: string }): boolean {
  const { byday, dtstart, freq, valid_to } = schedule;
  if (valid_to !== undefined && valid_to < today) return false;
  if (freq === undefined && dtstart !== undefined && dtstart < today) return false;
  const days = freq === undefined ? undefined : byday?.split(',').map((day) => day.slice(-2));
  const named = days ?? (dtstart === undefined ? [] : [WEEKDAYS[weekdayIndex(dtstart)]]);
  return (
    (asked.day === undefined || named.includes(asked.day as never)) &&
    (asked.from === undefined || (schedule.opens_at ?? '') >= asked.from) &&
    (asked.until === undefined || (schedule.closes_at ?? '99') <= asked.until)
  );
}

describe('what services are about', () => {
  test('taxonomy_term_id gives those with the term or one below it, for every need and every audience', async () => {
    const parents = new Map(terms.map(({ id, parent_id }) => [id, parent_id]));
    expect(terms.some(({ parent_id }) => parent_id !== undefined)).toBe(true);
    for (const { id, name } of terms) {
      const expected = idsWhere(({ attributes = [] }) =>
        attributes.some(({ taxonomy_term_id: own }) => own === id || parents.get(own) === id),
      );
      expect([name, await idsOf('services', `taxonomy_term_id=${id.toUpperCase()}`)]).toEqual([
        name,
        expected,
      ]);
    }
  });

  test('taxonomy_id gives those with any term of it', async () => {
    const taxonomies = await lines('/taxonomies?format=ndjson');
    expect(taxonomies.length).toBeGreaterThan(1);
    for (const { id } of taxonomies) {
      const expected = idsWhere(({ attributes = [] }) =>
        attributes.some(({ taxonomy_term }) => taxonomy_term.taxonomy_id === id),
      );
      expect(expected.length).toBeGreaterThan(0);
      expect(await idsOf('services', `taxonomy_id=${id}`)).toEqual(expected);
    }
  });

  test('an id that nobody has selects nothing', async () => {
    const nobody = 'a0000000-0000-4000-8000-00000000000a';
    for (const name of ['taxonomy_term_id', 'taxonomy_id', 'organization_id'])
      expect([name, await idsOf('services', `${name}=${nobody}`)]).toEqual([name, []]);
  });

  test('organization_id gives those of one organization', async () => {
    for (const id of new Set(services.slice(0, 20).map(({ organization_id }) => organization_id)))
      expect(await idsOf('services', `organization_id=${id}`)).toEqual(
        idsWhere((service) => service.organization_id === id),
      );
  });

  test('search gives what the search of the website finds', async () => {
    for (const words of ['lonely', 'food bank on friday', 'qwxyzzy', 'carer support Tarnbury']) {
      const found: string[] = [];
      for (let page = 1, total = 1; found.length < total; page += 1) {
        const url = `${sharedSite()}/api/search?q=${encodeURIComponent(words)}&per_page=100&page=${page}`;
        const answer = (await (await fetch(url)).json()) as { total: number; results: { id: string }[] };
        total = answer.total;
        found.push(...answer.results.map(({ id }) => id));
        if (answer.results.length === 0) break;
      }
      const expected = idsWhere(({ id }) => found.includes(id));
      expect(expected.length).toBe(found.length);
      expect(await idsOf('services', `search=${encodeURIComponent(words)}`)).toEqual(expected);
    }
  });
});

describe('when, and for whom', () => {
  test('day gives those with a schedule on that day of the week, however it is written', async () => {
    const names = ['monday', 'Tue', 'we', 'THURSDAY', 'fri', 'SA', 'Sunday'];
    for (const [at, day] of WEEKDAYS.entries()) {
      const expected = idsWhere((service) =>
        schedulesOf(service).some((schedule) => runs(schedule, { day })),
      );
      expect(expected.length).toBeGreaterThan(0);
      expect([day, await idsOf('services', `day=${names[at]}`)]).toEqual([day, expected]);
    }
  });

  test('day, start_time and end_time have to fit one and the same schedule', async () => {
    for (const [query, asked] of [
      ['start_time=17:00', { from: '17:00' }],
      ['end_time=12:00:00', { until: '12:00' }],
      ['start_time=13:30&end_time=16:00', { from: '13:30', until: '16:00' }],
      ['day=WE&start_time=10:00&end_time=12:00', { day: 'WE', from: '10:00', until: '12:00' }],
    ] as const) {
      const expected = idsWhere((service) => schedulesOf(service).some((schedule) => runs(schedule, asked)));
      expect(expected.length).toBeGreaterThan(0);
      expect([query, await idsOf('services', query)]).toEqual([query, expected]);
    }
  });

  test('of services at locations count the schedules of the location, and those for no one location', async () => {
    const own = new Map(services.map(({ id, schedules = [] }) => [id, schedules]));
    const expected = places
      .filter(({ service_id, schedules = [] }) =>
        [...schedules, ...(own.get(service_id) ?? [])].some((schedule) => runs(schedule, { day: 'MO' })),
      )
      .map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(0);
    expect(await idsOf('service_at_locations', 'day=MO')).toEqual(expected);
  });

  test('minimum_age and maximum_age compare the ages that services state', async () => {
    expect(await idsOf('services', 'minimum_age=18')).toEqual(
      idsWhere(({ minimum_age: least }) => least !== undefined && least >= 18),
    );
    expect(await idsOf('services', 'maximum_age=17.5')).toEqual(
      idsWhere(({ maximum_age: most }) => most !== undefined && most <= 17.5),
    );
    expect((await idsOf('services', 'maximum_age=17.5')).length).toBeGreaterThan(0);
  });

  test('modified_after takes in the very instant, in any offset, and nothing before', async () => {
    const stamps = [...new Set(services.map(({ last_modified }) => last_modified))].sort();
    const latest = stamps.at(-1) ?? '';
    const atLatest = idsWhere(({ last_modified }) => last_modified >= latest);
    const inParis = new Date(Date.parse(latest) + 3_600_000).toISOString().replace('Z', '+01:00');
    for (const written of [latest, latest.replace('Z', ''), inParis])
      expect([written, await idsOf('services', `modified_after=${encodeURIComponent(written)}`)]).toEqual([
        written,
        atLatest,
      ]);
    expect(await idsOf('services', `modified_after=${inParis}`), 'a plus that was not escaped').toEqual(
      atLatest,
    );
    const later = new Date(Date.parse(latest) + 1).toISOString();
    expect(await idsOf('services', `modified_after=${later}`)).toEqual([]);
    expect(await idsOf('services', 'modified_after=2020-01-01')).toEqual(idsWhere(() => true));
  });
});

describe('terms', () => {
  test('top_only gives those without a parent, parent_id the children, taxonomy_id one taxonomy', async () => {
    const idsOfTerms = (wanted: (term: FeedTaxonomyTerm) => boolean): string[] =>
      terms.filter(wanted).map(({ id }) => id);
    expect(await idsOf('taxonomy_terms', 'top_only=true')).toEqual(
      idsOfTerms(({ parent_id }) => parent_id === undefined),
    );
    expect(await idsOf('taxonomy_terms', 'top_only=false')).toEqual(idsOfTerms(() => true));
    const parent = terms.find(({ parent_id }) => parent_id !== undefined)?.parent_id ?? '';
    expect(await idsOf('taxonomy_terms', `parent_id=${parent}`)).toEqual(
      idsOfTerms(({ parent_id }) => parent_id === parent),
    );
    const { taxonomy_id } = terms.at(-1) ?? {};
    expect(await idsOf('taxonomy_terms', `taxonomy_id=${taxonomy_id}&top_only=true`)).toEqual(
      idsOfTerms((term) => term.taxonomy_id === taxonomy_id && term.parent_id === undefined),
    );
  });

  test('search of the other lists wants every word, however it is written', async () => {
    const [found] = await lines<FeedTaxonomyTerm>('/taxonomy_terms?format=ndjson&search=CARER');
    expect(`${found?.name} ${found?.description}`.toLowerCase()).toContain('carer');
    expect(await idsOf('taxonomy_terms', 'search=carer+qwxyzzy')).toEqual([]);
    const [organization] = await lines<{ id: string; name: string }>('/organizations?format=ndjson');
    expect(
      await idsOf('organizations', `search=${encodeURIComponent(organization?.name.toUpperCase() ?? '')}`),
    ).toContain(organization?.id);
    expect(await idsOf('taxonomies', 'search=needs')).toHaveLength(1);
  });
});
