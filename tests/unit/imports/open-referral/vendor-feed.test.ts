import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { settleFeed } from '#src/features/imports/open-referral/settle-feed.ts';
import { Organisation, Service } from './given/record-rules.ts';
import { mapItems, sentences } from './given/small-feed.ts';

const SHARED = fileURLToPath(new URL('../../../../../shared', import.meta.url));
const NOWHERE = { places: [], postcodes: new Map(), addresses: [] };

/** The shape of a feed that councils publish today, with invented content: only what a visitor would read is there. */
const VENDOR = [
  {
    id: '7c1f4be0-0001-4a50-9dc3-7bafa1e5c001',
    name: 'Example Young People',
    description:
      '<h1>About Us</h1>\n\n<p>We work with young people who are homeless.&nbsp;</p>\n\n<p>Drop in on <b>Tuesday</b>.</p>',
    url: 'http://young.example',
    email: 'enquiries@young.example',
    status: 'active',
    assured_date: '2025-09-02',
    service_areas: [
      {
        id: '7c1f4be0-0002-4a50-9dc3-7bafa1e5c002',
        name: 'Marlbridge',
        serviceId: '7c1f4be0-0001-4a50-9dc3-7bafa1e5c001',
        uri: 'http://www.example.com',
      },
      {
        id: '7c1f4be0-0003-4a50-9dc3-7bafa1e5c003',
        name: 'South Marlshire',
        serviceId: '7c1f4be0-0001-4a50-9dc3-7bafa1e5c001',
        uri: 'http://www.example.com',
      },
    ],
    organization: {
      description: 'We work with young people.',
      id: '7c1f4be0-e155-1f77-c48d-a339105d6004',
      name: 'Example Young People',
      uri: 'http://young.example',
      website: 'http://young.example',
    },
    contacts: [
      {
        id: '7c1f4be0-0005-4a50-9dc3-7bafa1e5c005',
        phones: [{ number: '0808 157 0000' }, { number: 'Marlbridge Youth MAPS: 0117 496 0123' }],
      },
    ],
    pc_metadata: { assured_by: 'keeper@council.example', date_assured: '2025-09-02' },
    pc_targetAudience: [{ audienceType: 'Homeless', id: 'Homeless' }],
    assurer_email: 'keeper@council.example',
    last_modified: '2025-09-02T12:06:15.654',
    maximum_age: -1,
    minimum_age: -1,
    organization_id: '7c1f4be0-e155-1f77-c48d-a339105d6004',
  },
  {
    id: '7c1f4be0-0006-5a77-de87-42ca43452006',
    name: 'A Picture of Wellbeing',
    description: '<p>Easy Read leaflets.</p>',
    email: 'Unknown-17774709035808669303521709054@noemail.invalid',
    status: 'active',
    organization: { id: '7c1f4be0-0007-42d6-ea0a-d89a50b10007', name: 'Example NHS Trust' },
    pc_metadata: { assured_by: 'keeper@council.example' },
    last_modified: '2025-07-09T14:26:37.918',
    organization_id: '7c1f4be0-0007-42d6-ea0a-d89a50b10007',
  },
];

function expectSound(values: readonly unknown[]) {
  const mapped = mapItems(...values);
  const settled = settleFeed(mapped, NOWHERE);
  for (const service of settled.services) expect(Service.safeParse(service).error?.issues ?? []).toEqual([]);
  for (const organisation of settled.organisations.values())
    expect(Organisation.safeParse(organisation).error?.issues ?? []).toEqual([]);
  return { ...settled, mapped, problems: sentences(mapped) };
}

test('a feed as councils publish it comes in clean, with what was done to it', () => {
  const { services, organisations, problems, mapped } = expectSound(VENDOR);
  expect(mapped).toMatchObject({ version: '3.0', total: 2, failed: 0, complete: true });
  expect(services[0]).toMatchObject({
    id: VENDOR[0]?.id,
    summary: 'We work with young people who are homeless. Drop in on Tuesday .',
    description: 'About Us\n\nWe work with young people who are homeless.\n\nDrop in on Tuesday .',
    url: 'http://young.example/',
    assuredOn: '2025-09-02',
    minimumAge: null,
    maximumAge: null,
    phones: [
      { number: '0808 157 0000', description: null },
      { number: '0117 496 0123', description: 'Marlbridge Youth MAPS' },
    ],
    contacts: [],
    areas: [
      { name: 'Marlbridge', uri: null },
      { name: 'South Marlshire', uri: null },
    ],
    locations: [],
    deliveries: [],
  });
  expect([...organisations.values()].map(({ id, sector }) => [id, sector])).toEqual([
    ['7c1f4be0-e155-1f77-c48d-a339105d6004', 'community'],
    ['7c1f4be0-0007-42d6-ea0a-d89a50b10007', 'statutory'],
  ]);
  expect(problems).toEqual([
    'The feed: these fields were not taken: "pc_metadata" (in 2 items), "pc_targetAudience" (in 1 item)',
    'description: it held HTML, now plain text',
    'contacts[0].phones[1].number: "Marlbridge Youth MAPS: 0117 496 0123" held more than a number, parted',
    'service_areas[0].uri: "http://www.example.com/" stands for no address, left empty',
    'service_areas[1].uri: "http://www.example.com/" stands for no address, left empty',
    'Item 2 ("A Picture of Wellbeing"), description: it held HTML, now plain text',
    'Item 2 ("A Picture of Wellbeing"), email: "Unknown-17774709035808669303521709054@noemail.invalid" is an address that nobody reads, left empty',
  ]);
});

const readShared = (name: string): unknown => JSON.parse(readFileSync(`${SHARED}/${name}`, 'utf8'));
const contentsOf = (name: string): unknown[] => {
  const page = readShared(name) as { contents?: unknown[] };
  return page.contents ?? [page];
};
const EXAMPLES = 'standards/open-referral-uk';

describe.skipIf(!existsSync(`${SHARED}/data/bristol-oruk3-fixtures`))(
  'real records, read where they lie (skipped: no ../shared/data beside the project)',
  () => {
    test.each(['bristol-service-1625ip.json', 'bristol-services-page1.json'])('of %s all come in', (name) => {
      const { mapped, services } = expectSound(contentsOf(`data/bristol-oruk3-fixtures/${name}`));
      expect(mapped).toMatchObject({ version: '3.0', failed: 0, complete: true });
      for (const service of services) expect(service.description).not.toMatch(/<|&\w+;/);
    });
  },
);

describe.skipIf(!existsSync(`${SHARED}/${EXAMPLES}`))(
  'the official examples (skipped: no ../shared/standards beside the project)',
  () => {
    test.each([
      'specification-3.0/examples/service_full.json',
      'specification-3.0/examples/service_list.json',
      'uk-profile/examples/service_full.json',
      'uk-profile/examples/service_list.json',
      'validator-mocks/V3.0-UK-Default/service_full.json',
      'validator-mocks/V3.0-UK-Default/service_list.json',
      'validator-mocks/V3.0-UK-Warn/service_list.json',
      'validator-mocks/V3.0-UK-Test/service_list.json',
    ])('of %s come in', (name) => {
      const { services, mapped } = expectSound(contentsOf(`${EXAMPLES}/${name}`));
      expect(mapped.version).toBe('3.0');
      expect(services[0]).toMatchObject({
        id: 'ac148810-d857-441c-9679-408f346de14b',
        name: 'Community Counselling',
      });
    });

    test('say where, when and for how much', () => {
      const { services, problems } = expectSound(
        contentsOf(`${EXAMPLES}/specification-3.0/examples/service_full.json`),
      );
      expect(services[0]).toMatchObject({
        minimumAge: 12,
        maximumAge: 100,
        deliveries: ['venue', 'online'],
        schedules: [{ freq: 'WEEKLY', byday: 'TH,FR', opensAt: '10:00', closesAt: '18:00' }],
        costOptions: [{ option: 'Under 18s and Over 60s', amount: 35 }],
        contacts: [{ name: 'Ann Persona', title: 'Reception Manager' }],
        locations: [
          {
            location: {
              name: 'MyCity Civic Center',
              latitude: null,
              access: [{ feature: 'step_free' }, { feature: 'hearing_loop' }, { feature: null }],
            },
          },
        ],
      });
      expect(problems).toContain(
        'service_at_locations[0].location.latitude: "100, 101" is outside the United Kingdom, not used',
      );
    });

    test('that must fail come in as far as they can be used', () => {
      const whole = expectSound(contentsOf(`${EXAMPLES}/validator-mocks/V3.0-UK-Fail/service_full.json`));
      expect(whole.services[0]).toMatchObject({ description: null, url: null, email: null });
      const list = expectSound(contentsOf(`${EXAMPLES}/validator-mocks/V3.0-UK-Fail/service_list.json`));
      expect(list.mapped).toMatchObject({ failed: 4, complete: true });
    });

    test('of lists that hold no services are told apart from a feed', () => {
      for (const name of [
        'organization_full',
        'taxonomy_term_list',
        'taxonomy_list',
        'service_at_location_list',
      ])
        expect(
          mapItems(...contentsOf(`${EXAMPLES}/specification-3.0/examples/${name}.json`)).version,
        ).toBeNull();
      const dashboard = readShared(
        `${EXAMPLES}/validator-mocks/V1.0-UK-Default/V1_DashboardResponse.json`,
      ) as unknown[];
      expect(mapItems(...dashboard).version).toBeNull();
    });
  },
);
