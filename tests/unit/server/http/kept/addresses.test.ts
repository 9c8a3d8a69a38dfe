import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keptAddress } from '#src/server/http/kept/addresses.ts';
import { readAddress } from '#src/server/http/address.ts';
import { encode, parameters } from '../../../../support/nasty.ts';

const kept = (target: string): string | null => {
  const address = readAddress(target);
  return address === null ? null : keptAddress(address);
};

describe('however a search is written, it has one address', () => {
  test.each([
    ['/search?q=food&near=MB1', '/search?q=food&near=MB1'],
    ['/search?near=MB1&q=food', '/search?q=food&near=MB1'],
    ['/search?q=food&near=&age=&sort=best&page=1&within=any', '/search?q=food'],
    ['/search?q=++food++&utm_source=leaflet&fbclid=abc', '/search?q=food'],
    ['/search?need[]=debt&need=debt', '/search?need=debt'],
    ['/search', '/search'],
    ['/search?', '/search'],
    ['/api/search?per_page=20&q=food', '/api/search?q=food'],
  ])('%s is %s', (written, address) => {
    expect(kept(written)).toBe(address);
  });

  test('and different searches have different ones', () => {
    const searches = [
      'q=food',
      'q=Food',
      'q=food&page=2',
      'q=food&near=MB1',
      'need=food',
      'q=food&exact=on',
      '',
    ];
    const addresses = searches.flatMap((query) => [kept(`/search?${query}`), kept(`/api/search?${query}`)]);
    expect(new Set(addresses).size).toBe(2 * searches.length);
  });

  test('a mistake in it must be told, so its page is made for whoever made it', () => {
    expect(kept('/search?q=food&age=old')).toBeNull();
    expect(kept(`/search?q=${'x'.repeat(301)}`)).toBeNull();
    expect(kept('/api/search?page=0')).toBeNull();
  });
});

describe('other pages', () => {
  test.each([
    ['/', '/'],
    ['/?utm_source=leaflet', '/'],
    ['/needs/food?page=1&near=', '/needs/food'],
    ['/needs/food?page=2&near=MB1', '/needs/food?near=MB1&page=2'],
    ['/needs/food?page=2&page=3', '/needs/food?page=2'],
    ['/services/knit-and-natter?near=Tarnbury&from=swordfish', '/services/knit-and-natter?near=Tarnbury'],
    ['/organisations/the-larder?near=Tarnbury', '/organisations/the-larder'],
    ['/place.css?v=0b0c0c', '/place.css'],
  ])('%s is kept as %s', (written, address) => {
    expect(kept(written)).toBe(address);
  });

  test.each([
    '/shortlist',
    '/shortlist/shared/8fQz-2mN_vXr0pL9sTdYwA',
    '/feedback', // each form has a key of its own
    '/feedback/thanks',
    '/workspace',
    '/services',
    '/services/x/calendar.ics',
    '/services/x/edit',
    '/needs/food/',
    '/search/more',
    '/logo',
    '/health',
    '/500',
    '/404',
    '/_astro/page.css',
    '/%73earch',
  ])('%s is never kept', (written) => {
    expect(kept(written)).toBeNull();
  });

  test('an address longer than anybody types twice is not kept', () => {
    expect(kept(`/services/x?near=${'x'.repeat(1_000)}`)).toBeNull();
  });
});

test('an address that is kept is its own address, so that no two pages are kept under one', () => {
  const path = fc.constantFrom(
    '/',
    '/search',
    '/api/search',
    '/services/x',
    '/needs/food',
    '/organisations/x',
  );
  fc.assert(
    fc.property(path, parameters, (start, pairs) => {
      const address = kept(`${start}?${encode(pairs)}`);
      if (address !== null) expect(kept(address)).toBe(address);
    }),
    { numRuns: 500 },
  );
});

test('a need or language too long to be one is cut so that its address stays its own', () => {
  for (const written of [
    `/search?need=${'word+'.repeat(30)}`,
    `/search?need=${'x'.repeat(80)}a,${'x'.repeat(80)}b`,
    `/search?language=PL,pl,${'word+'.repeat(20)}`,
  ]) {
    const address = kept(written);
    expect(address).not.toBeNull();
    expect(kept(address ?? '')).toBe(address);
  }
});

describe('an address of the feed', () => {
  const feed = '/api/open-referral/v3';
  test.each([
    [`${feed}/services`, `${feed}/services`],
    [`${feed}/services?page=1&per_page=50&full=false`, `${feed}/services`],
    [`${feed}/services?per_page=5&day=monday`, `${feed}/services?day=MO&per_page=5`],
    [`${feed}/services?day=mon&per_page=05`, `${feed}/services?day=MO&per_page=5`],
    [`${feed}/organizations/x?full_service=TRUE`, `${feed}/organizations/x?full_service=true`],
  ])('%s is %s', (written, address) => {
    expect(kept(written)).toBe(address);
  });

  test.each([
    `${feed}/services?format=ndjson`,
    `${feed}/services?colour=red`,
    `${feed}/services?page=0`,
    `${feed}/services/x?full=true`,
    `${feed}/nothing`,
    `${feed}x`,
  ])('%s is not kept: it is a stream, a refusal or nothing', (written) => {
    expect(kept(written)).toBeNull();
  });
});

test('what a page does not read is not in its address, whatever it is called', () => {
  const name = fc
    .string({ minLength: 1, maxLength: 12 })
    .filter((it) => !/^(near|page)$/.test(it) && it.isWellFormed());
  fc.assert(
    fc.property(name, fc.string({ maxLength: 20 }), (unknown, value) => {
      const query = new URLSearchParams([[unknown, value]]).toString();
      expect(kept(`/needs/food?near=MB1&${query}`)).toBe('/needs/food?near=MB1');
    }),
  );
});

describe('the pages and the list of addresses agree:', () => {
  const pages = globSync('src/pages/**/*.{astro,ts}').map((file) => ({
    file,
    text: readFileSync(file, 'utf8'),
    address: `/${file
      .replace(/^src\/pages\//, '')
      .replace(/\.(astro|ts)$/, '')
      .replace(/(^|\/)index$/, '')
      .replaceAll(/\[\w+\]/g, 'x')}`,
  }));
  // The addresses of the feed all answer through one file, which keeps what is no stream.
  const keeps = pages.filter(({ text }) =>
    /locals\.keep\(\)|from '#src\/server\/open-referral\/answer\.ts'/.test(text),
  );

  test('a page says that it may be kept exactly when its address is listed', () => {
    expect(keeps.length).toBeGreaterThan(10);
    expect(keeps.map(({ address }) => address)).toEqual(
      pages.filter(({ address }) => kept(address) !== null).map(({ address }) => address),
    );
  });

  test('a page that may be kept gets every parameter that it reads', () => {
    for (const { text, address } of keeps) {
      const read = [...text.matchAll(/searchParams\.get\('(\w+)'\)/g)].map((match) => match[1] ?? '');
      for (const name of read)
        expect(kept(`${address}?${name}=7`), `${address} ${name}`).toBe(`${address}?${name}=7`);
      const readsSearch = /parseSearchParams\((Astro\.)?url\.searchParams\)/.test(text);
      expect([address, readsSearch]).toEqual([
        address,
        /^(?:(?:\/api)?\/search|\/easy-read\/results)$/.test(address),
      ]);
    }
  });

  test('a page that may be kept does not ask who its visitor is', () => {
    for (const { text, file } of keeps)
      expect([
        file,
        text.match(/(?<!paths)\.cookies\b|\.headers\.get|clientAddress|requestId|Astro\.request\b/),
      ]).toEqual([file, null]);
  });
});
