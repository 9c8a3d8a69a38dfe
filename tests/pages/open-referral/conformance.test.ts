import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { DemoFile } from '#db/demo/format.ts';
import { feedFaults } from '../../support/open-referral/feed-checks.ts';
import { hasStandard, schemaFaults, type Kind } from '../../support/open-referral/schemas.ts';
import { FEED, LISTS, lines, page, read } from './feed.ts';

const KINDS = {
  services: 'service',
  service_at_locations: 'service_at_location',
  organizations: 'organization',
  taxonomies: 'taxonomy',
  taxonomy_terms: 'taxonomy_term',
} as const satisfies Record<(typeof LISTS)[number], Kind>;

describe.skipIf(!hasStandard)('held against the official schemas', () => {
  test('the root is what a validator expects', async () => {
    expect(schemaFaults('api_details', await read(''))).toEqual([]);
  });

  describe.each(LISTS)('/%s', (list) => {
    test.each(
      list === 'services' || list === 'service_at_locations' || list === 'organizations'
        ? ['', '&full=true']
        : [''],
    )('every page of it is right%s', async (query) => {
      for (let number = 1, last = false; !last; number += 1) {
        const found = await page(`/${list}?page=${number}${query}`);
        expect(schemaFaults(`${KINDS[list]}_list`, found)).toEqual([]);
        expect(found.contents.flatMap((item) => feedFaults(item))).toEqual([]);
        last = found.last_page;
      }
    });

    test('things by themselves are right', async () => {
      const { contents } = await page(`/${list}?per_page=25`);
      for (const { id } of contents)
        expect(schemaFaults(KINDS[list], await read(`/${list}/${id}`))).toEqual([]);
    });
  });
});

interface OpenApi {
  paths: Record<
    string,
    { get: { parameters: { $ref?: string; name?: string }[]; responses: Record<string, unknown> } }
  >;
  components: {
    schemas: Record<string, Record<string, unknown>>;
    parameters: Record<string, { name: string }>;
  };
}

describe('our own description of the feed', () => {
  let document: OpenApi;
  beforeAll(async () => {
    document = await read<OpenApi>('/openapi.json');
  });

  test('has every address that answers, and no other', async () => {
    expect(Object.keys(document.paths).sort()).toEqual(
      ['/', '/openapi.json', ...LISTS.flatMap((list) => [`/${list}`, `/${list}/{id}`])].sort(),
    );
    for (const path of Object.keys(document.paths)) {
      const { contents } = path.includes('{id}') ? await page(path.replace('/{id}', '')) : { contents: [] };
      const response = await fetch(FEED + path.replace('{id}', contents[0]?.id ?? '').replace(/\/$/, ''));
      expect([path, response.status]).toEqual([path, 200]);
    }
  });

  test('names each parameter that an address takes, and each that it names is taken', async () => {
    for (const [path, { get }] of Object.entries(document.paths)) {
      const taken = get.parameters.flatMap(({ $ref }) =>
        $ref === undefined ? [] : [$ref.split('/').at(-1) ?? ''],
      );
      const concrete = path.includes('{id}') ? path.replace('{id}', 'x') : path.replace(/\/$/, '');
      for (const name of Object.keys(document.components.parameters)) {
        const { error = '' } = (await (await fetch(`${FEED}${concrete}?${name}=%20`)).json()) as {
          error?: string;
        };
        expect([path, name, /has no value/.test(error)]).toEqual([path, name, taken.includes(name)]);
      }
    }
  });

  test('tells of every field: with nothing else allowed, everything in the feed is as it says', async () => {
    const ajv = formats.default(new Ajv2020({ strict: false, allErrors: true }));
    const closed = JSON.parse(JSON.stringify(document.components.schemas), (_key, value: unknown) =>
      typeof value === 'object' && value !== null && 'properties' in value
        ? { ...value, additionalProperties: false }
        : value,
    ) as Record<string, unknown>;
    ajv.addSchema({ components: { schemas: closed } }, 'feed');
    const faultsOf = (component: string, value: unknown): string[] => {
      const validate = ajv.getSchema(`feed#/components/schemas/${component}`);
      if (validate === undefined) throw new Error(`No component ${component}`);
      return validate(value) === true ? [] : [ajv.errorsText(validate.errors)];
    };
    expect(faultsOf('About', await read(''))).toEqual([]);
    expect(faultsOf('Error', await (await fetch(`${FEED}/services?x=1`)).json())).toEqual([]);
    const { contents, ...envelope } = await page('/services?minimal=true&per_page=9');
    expect([
      ...faultsOf('Page', envelope),
      ...contents.flatMap((item) => faultsOf('ServiceMark', item)),
    ]).toEqual([]);
    for (const [list, component] of [
      ['services?full=true&', 'Service'],
      ['services?', 'Service'],
      ['service_at_locations?full=true&', 'ServiceAtLocation'],
      ['organizations?full_service=true&', 'Organization'],
      ['taxonomies?', 'Taxonomy'],
      ['taxonomy_terms?', 'TaxonomyTerm'],
    ] as const)
      for (const item of await lines(`/${list}format=ndjson`)) expect(faultsOf(component, item)).toEqual([]);
  });
});

test('no street, postcode or name of a confidential place is anywhere in the feed, nor who vouches for a record', async () => {
  const demo = readdirSync('db/demo')
    .filter((name) => name.endsWith('.yaml') && name !== 'gazetteer.yaml')
    .flatMap((name) => DemoFile.parse(parse(readFileSync(`db/demo/${name}`, 'utf8'))).organisations);
  const secrets = demo.flatMap(({ name, services }) =>
    services.flatMap(({ venues }) =>
      venues
        .filter((venue) => venue.confidential)
        .flatMap((venue) => [venue.address_1, venue.postcode, ...(venue.name === name ? [] : [venue.name])]),
    ),
  );
  expect(secrets.length).toBeGreaterThan(2);
  const everything = await Promise.all(
    ['/services?full=true', '/service_at_locations?full=true', '/organizations?full_service=true'].map(
      async (path) => (await fetch(`${FEED}${path}&format=ndjson`)).text(),
    ),
  );
  for (const text of everything) {
    for (const secret of secrets)
      expect([secret, text.includes(JSON.stringify(secret).slice(1, -1))]).toEqual([secret, false]);
    expect(text).not.toContain('assurer_email');
  }
});
