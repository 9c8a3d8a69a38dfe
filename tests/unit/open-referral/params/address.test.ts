import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { endpointAt } from '#src/features/open-referral/params/address.ts';
import { ENDPOINTS } from '#src/features/open-referral/params/endpoints.ts';

const ROOT = '/api/open-referral/v3';

test.each([
  [ROOT, 'root'],
  [`${ROOT}/services`, 'services'],
  [`${ROOT}/services/a0000000-0000-4000-8000-00000000000a`, 'service'],
  [`${ROOT}/service_at_locations/x`, 'serviceAtLocation'],
  [`${ROOT}/organizations/x`, 'organization'],
  [`${ROOT}/taxonomies/x`, 'taxonomy'],
  [`${ROOT}/taxonomy_terms`, 'taxonomyTerms'],
  [`${ROOT}/openapi.json`, 'openapi'],
])('%s is %s', (path, name) => {
  expect(endpointAt(path)).toBe(name);
});

test.each([
  `${ROOT}x`,
  `${ROOT}/`,
  `${ROOT}/nothing`,
  `${ROOT}/services/x/y`,
  `${ROOT}/openapi.json/x`,
  '/api',
  '/services/x',
])('%s is no address of the feed', (path) => {
  expect(endpointAt(path)).toBe(path === `${ROOT}/` ? 'root' : null);
});

test('each address has a page, and each page an address', () => {
  const pages = globSync(`src/pages${ROOT}/**/*.ts`).map((file) =>
    file
      .slice(`src/pages${ROOT}`.length)
      .replace(/(\/index)?\.ts$/, '')
      .replace('[id]', '{id}'),
  );
  const paths = Object.values(ENDPOINTS).map(({ path }) => path.replace(/^\/$/, ''));
  expect(pages.sort()).toEqual(paths.sort());
});
