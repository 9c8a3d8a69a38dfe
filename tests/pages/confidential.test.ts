import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { DemoFile } from '#db/demo/format.ts';
import { sharedSite } from '../support/shared/site.ts';

/** What must be nowhere: the street of each confidential venue, its name and its postcode. */
const secrets = readdirSync('db/demo')
  .filter((name) => name.endsWith('.yaml') && name !== 'gazetteer.yaml')
  .flatMap((name) => DemoFile.parse(parse(readFileSync(`db/demo/${name}`, 'utf8'))).organisations)
  .flatMap((organisation) => organisation.services.map((service) => ({ service, organisation })))
  .flatMap(({ service, organisation }) =>
    service.venues
      .filter((venue) => venue.confidential)
      .map((venue) => ({
        key: service.key,
        area: venue.area ?? '',
        // A venue that carries the organisation's own name gives nothing away by it.
        texts: [venue.address_1, venue.postcode, ...(venue.name === organisation.name ? [] : [venue.name])],
      })),
  );

const site = sharedSite();

async function everyAddress(): Promise<string[]> {
  const sitemap = await (await fetch(`${site}/sitemap.xml`)).text();
  const listed = [...sitemap.matchAll(/<loc>[^<]*?:\/\/[^/]+([^<]*)<\/loc>/g)].map(
    (match) => match[1] || '/',
  );
  const services = listed.filter((path) => path.startsWith('/services/'));
  const hidden = secrets.map((secret) => `/services/${secret.key}`);
  const searches = secrets.flatMap((secret) =>
    secret.texts.flatMap((text) => [
      `/search?q=${encodeURIComponent(text)}`,
      `/api/search?q=${encodeURIComponent(text)}`,
      `/search?near=${encodeURIComponent(text)}`,
    ]),
  );
  const pages = [...Array(5).keys()].flatMap((page) => [
    `/api/search?per_page=100&page=${page + 1}`,
    `/search?per_page=100&page=${page + 1}`,
  ]);
  const calendars = [...services, ...hidden].map((path) => `${path}/calendar.ics`);
  // The other formats of the services that have one, and the first of their pages in Welsh.
  const formats = hidden.flatMap((path) => [
    `${path}/print`,
    `${path}/print?size=large`,
    `${path}/print?size=easy-read`,
    `${path}/braille.txt`,
    ...['', '?screen=2', '?screen=3'].map((screen) => `/easy-read${path}${screen}`),
    `/cy${path}`,
    `/cy/easy-read${path}`,
  ]);
  return [
    '/sitemap.xml',
    '/robots.txt',
    ...listed,
    ...hidden,
    ...formats,
    ...calendars,
    ...searches,
    ...pages,
  ];
}

test('there are confidential venues in the example place, or this file proves nothing', () => {
  expect(secrets.length).toBeGreaterThanOrEqual(3);
});

test('a confidential address is in no page, feed or file that the public can reach', async () => {
  const addresses = await everyAddress();
  expect(addresses.length).toBeGreaterThan(500);
  const leaks: string[] = [];
  for (let start = 0; start < addresses.length; start += 8) {
    const batch = addresses.slice(start, start + 8);
    const texts = await Promise.all(
      batch.map(async (path) => [path, await (await fetch(site + path)).text()] as const),
    );
    for (const [path, text] of texts) {
      // What the visitor typed comes back in the search box: only what follows the form counts there.
      const shown = path.includes('?')
        ? text.replaceAll(decodeURIComponent(path.split('=')[1] ?? '\0'), '')
        : text;
      for (const secret of secrets.flatMap((each) => each.texts))
        if (shown.includes(secret)) leaks.push(`${path}: ${secret}`);
    }
  }
  expect(leaks).toEqual([]);
}, 120_000);

test('a service at a confidential address is found by what it does and shows its area', async () => {
  for (const { key, area } of secrets) {
    const page = await (await fetch(`${site}/services/${key}`)).text();
    expect(page).toContain(area);
    expect(page).toContain('kept private');
  }
});
