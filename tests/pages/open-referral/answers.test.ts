import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { get } from 'node:http';
import { describe, expect, test } from 'vitest';
import { ask } from '../../support/pages/ask.ts';
import { sharedSite } from '../../support/shared/site.ts';
import { FEED, lines, LISTS, page, read, refusal } from './feed.ts';

const PATHS = ['', '/openapi.json', ...LISTS.map((list) => `/${list}`)];

describe('the root', () => {
  test('says what the feed is, whose it is and on what terms', async () => {
    expect(await read('')).toEqual({
      version: 'HSDS-UK-3.0',
      profile: expect.stringMatching(/^https:/) as string,
      openapi_url: `${FEED}/openapi.json`,
      description: expect.any(String) as string,
      publisher: { name: 'Front Door', website: sharedSite(), email: 'hello@frontdoor.example.org' },
      licence: {
        name: 'Open Government Licence v3.0',
        url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
      },
      sources: [{ name: 'Example data', licence: expect.any(String) as string }],
    });
  });

  test('has one address, and a slash at its end leads there even from another website', async () => {
    const moved = await ask(sharedSite(), '/api/open-referral/v3/');
    expect([moved.status, moved.headers.location]).toEqual([301, '/api/open-referral/v3']);
    expect(moved.headers['access-control-allow-origin']).toBe('*');
  });
});

describe('every answer', () => {
  test.each([
    ...PATHS,
    '/services?format=ndjson',
    '/services?per_page=0',
    '/services/nobody',
    '/no/such/address',
  ])('%s may be read by any website and sets no cookie', async (path) => {
    for (const headers of [
      {} as Record<string, string>,
      { origin: 'https://other.example.org', cookie: 'shortlist=x' },
    ]) {
      const answer = await ask(sharedSite(), `/api/open-referral/v3${path}`, { headers });
      expect(answer.headers['access-control-allow-origin']).toBe('*');
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.headers['content-type']).toMatch(/^application\/(json; charset=utf-8|x-ndjson)$/);
    }
  });

  test.each(PATHS)('%s tells a browser beforehand that it may ask', async (path) => {
    const headers = { origin: 'https://other.example.org', 'access-control-request-method': 'GET' };
    const answer = await ask(sharedSite(), `/api/open-referral/v3${path}`, { method: 'OPTIONS', headers });
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['access-control-allow-methods']).toContain('GET');
  });

  test.each([...PATHS, '/services?full=true'])('%s is not sent twice to whoever has it', async (path) => {
    const target = `/api/open-referral/v3${path}`;
    const { etag = '' } = (await ask(sharedSite(), target)).headers;
    expect(etag).toMatch(/^"[\w-]+"$/);
    const again = await ask(sharedSite(), target, { headers: { 'if-none-match': etag } });
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag]);
    expect(again.headers['access-control-allow-origin']).toBe('*');
    const other = await ask(sharedSite(), target, { headers: { 'if-none-match': '"something-else"' } });
    expect(other.status).toBe(200);
  });

  test('HEAD gives the headers of GET and no body', async () => {
    for (const path of ['/services', '/services?format=ndjson']) {
      const answer = await ask(sharedSite(), `/api/open-referral/v3${path}`, { method: 'HEAD' });
      expect([path, answer.status, answer.text]).toEqual([path, 200, '']);
    }
  });

  test('is compressed for whoever can read that, and says the same', async () => {
    for (const path of ['/services?full=true', '/services?full=true&format=ndjson']) {
      const plain = (await raw(path, 'identity')).body.toString();
      const gzip = await raw(path, 'gzip');
      const brotli = await raw(path, 'br');
      expect([gzip.coding, brotli.coding]).toEqual(['gzip', 'br']);
      expect(gunzipSync(gzip.body).toString() === plain).toBe(true);
      expect(brotliDecompressSync(brotli.body).toString() === plain).toBe(true);
      expect(brotli.body.length).toBeLessThan(plain.length / 4);
    }
  });

  test('is the same however its parameters are written', async () => {
    const tags = await Promise.all(
      [
        '?day=MO&per_page=5',
        '?per_page=5&day=monday&page=1',
        '?per_page=05&day=mon&format=json&full=false',
      ].map(
        async (query) => (await ask(sharedSite(), `/api/open-referral/v3/services${query}`)).headers.etag,
      ),
    );
    expect(new Set(tags).size).toBe(1);
  });
});

/** The bytes as they come. */
const raw = (path: string, coding: string): Promise<{ coding: string | undefined; body: Buffer }> =>
  new Promise((resolve, reject) => {
    get(FEED + path, { headers: { 'accept-encoding': coding } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ coding: response.headers['content-encoding'], body: Buffer.concat(chunks) }),
      );
    }).on('error', reject);
  });

describe('a refusal', () => {
  test.each([
    ['/services?colour=red', /"colour"/],
    ['/services?page=1&page=2', /page is given more than once/],
    ['/services?page=', /page has no value/],
    ['/services?page=0', /page must be a whole number from 1/],
    ['/services?page=1.5', /page must be a whole number/],
    ['/services?per_page=501', /per_page must be a whole number from 1 to 500/],
    ['/services?format=xml', /format must be json or ndjson/],
    ['/services?full=yes', /full must be true or false/],
    ['/services?minimal=true&full=true', /minimal and full/],
    ['/services?taxonomy_term_id=food', /taxonomy_term_id must be a UUID/],
    ['/services?modified_after=yesterday', /modified_after must be a date and time/],
    ['/services?modified_after=2026-02-30', /modified_after must be a date and time/],
    ['/services?postcode=Marlbridge', /postcode must be a full UK postcode/],
    ['/services?postcode=ZZ99%209ZZ', /do not know where the postcode ZZ99 9ZZ is/],
    ['/services?proximity=500', /proximity needs postcode/],
    ['/services?postcode=MB1%201AA&proximity=-5', /proximity must be a number of metres/],
    ['/services?minimum_age=old', /minimum_age must be a number of years/],
    ['/services?minimum_age=30&maximum_age=20', /minimum_age is above maximum_age/],
    ['/services?day=funday', /day must be a day of the week/],
    ['/services?start_time=9am', /start_time must be a time/],
    ['/services?start_time=12:00&end_time=11:00', /start_time is later than end_time/],
    ['/services?top_only=true', /"top_only"/],
    ['/organizations?postcode=MB1%201AA', /"postcode"/],
    ['/taxonomies?taxonomy_id=a0000000-0000-4000-8000-00000000000a', /"taxonomy_id"/],
    ['/taxonomy_terms?minimal=true', /"minimal"/],
    ['?page=1', /"page".*takes none/],
    ['/openapi.json?full=true', /"full".*takes none/],
  ])('%s says what is wrong', async (path, sentence) => {
    expect(await refusal(path)).toEqual({
      status: 400,
      error: expect.stringMatching(sentence) as string,
      cors: '*',
    });
  });

  test('names everything that is wrong at once', async () => {
    const { error } = await refusal('/services?colour=red&page=0&day=funday&full=maybe');
    for (const name of ['colour', 'page', 'day', 'full']) expect(error).toContain(name);
  });

  test.each(LISTS)('of an id that /%s does not have is a sentence too', async (list) => {
    for (const id of ['a0000000-0000-4000-8000-00000000000a', 'no-id', '%27;--'])
      expect(await refusal(`/${list}/${id}`)).toEqual({
        status: 404,
        error: expect.stringMatching(/^There is nothing with the id/) as string,
        cors: '*',
      });
  });
});

describe('a stream', () => {
  test('carries no page and heeds none', async () => {
    const { total_items } = await page('/services');
    expect(await lines('/services?format=ndjson&page=3&per_page=5')).toHaveLength(total_items);
  });

  test('ends when whoever reads it goes, and the next reader gets all of it', async () => {
    for (let reader = 0; reader < 3; reader += 1) {
      const going = new AbortController();
      const response = await fetch(`${FEED}/services?full=true&format=ndjson`, { signal: going.signal });
      await response.body?.getReader().read();
      going.abort();
    }
    const { total_items } = await page('/services');
    expect(await lines('/services?full=true&format=ndjson')).toHaveLength(total_items);
  });
});
