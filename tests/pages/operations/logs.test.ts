import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#db/connection.ts';
import { signedInAs, type TestPerson } from '../../support/accounts/signed-in.ts';
import { ask } from '../../support/pages/ask.ts';
import { ROOT, startTestServer, type TestServer } from '../../support/server.ts';

/** What people might type, each in a shape of its own; none of it may ever be printed. */
const CANARIES = {
  name: 'Doris Oakapple',
  slug: 'doris-oakapple',
  postcode: 'MB9 7ZQ',
  email: 'doris.oakapple@people.example.org',
  phone: '01632 960987',
  words: 'my neighbour hears swordfish at night',
};
const CANARY = /oakapple|doris|mb9 ?7zq|960 ?987|swordfish|neighbour/i;

let server: TestServer;
let person: TestPerson;
beforeAll(async () => {
  // Mail goes to a server that is not there: its failures are printed, the messages (as with "log") are not.
  server = await startTestServer({
    FRONT_DOOR_MAIL: 'smtp',
    FRONT_DOOR_SMTP_URL: 'smtp://127.0.0.1:9',
    FRONT_DOOR_MAIL_FROM: 'hello@frontdoor.example.org',
  });
  person = await signedInAs(join(server.dataFolder, 'front-door.sqlite'), ['administrator'], {
    name: CANARIES.name,
  });
});
afterAll(async () => {
  await server.stop();
});

const routes = JSON.parse(readFileSync(join(ROOT, 'tests/pages/routes.json'), 'utf8')) as string[];
const query = new URLSearchParams({
  q: CANARIES.words,
  near: CANARIES.postcode,
  return: `/people/${CANARIES.slug}`,
  token: CANARIES.slug,
  email: CANARIES.email,
}).toString();
const fields = new URLSearchParams({
  ...CANARIES,
  topic: 'other',
  password: CANARIES.words,
  code: CANARIES.phone,
  reason: CANARIES.words,
  near: CANARIES.postcode,
  service: CANARIES.slug,
  q: CANARIES.words,
}).toString();
/** The address of a route with somebody's name in the place of its brackets. */
const addressOf = (route: string): string => route.replace(/\[[^\]]+\]/g, CANARIES.slug);

async function drive(cookie: string): Promise<void> {
  const headers = {
    cookie: `${cookie}; fd-device=${CANARIES.slug}`,
    'user-agent': CANARIES.name,
    referer: `https://example.org/${CANARIES.slug}`,
    'x-forwarded-for': CANARIES.email,
    'accept-language': CANARIES.words,
  };
  const form = { ...headers, origin: server.url, 'content-type': 'application/x-www-form-urlencoded' };
  for (const route of routes) {
    const address = addressOf(route);
    await ask(server.url, `${address}?${query}`, { headers });
    await ask(server.url, address, { method: 'POST', headers: form, body: fields });
  }
}

/** All that the server has printed, once everything asked so far is in it. */
async function printed(): Promise<string> {
  const marker = (await ask(server.url, '/needs')).headers['x-request-id'];
  await expect.poll(() => server.output(), { timeout: 10_000 }).toContain(String(marker));
  return server.output();
}
const canariesIn = async (): Promise<string[]> =>
  (await printed()).split('\n').filter((line) => CANARY.test(line.replace(/"requestId":"[^"]*"/, '')));

describe('nothing that people type, and nobody’s name, is printed', { timeout: 120_000 }, () => {
  test('whatever page they ask for or form they send, signed in or not', async () => {
    await drive('x=y');
    await drive(person.cookie);
    expect(await canariesIn()).toEqual([]);
  });

  test('by addresses that are none, broken requests and refused ones', async () => {
    const asked = { headers: { origin: server.url, 'content-type': 'application/json' } };
    for (const path of [
      `/${CANARIES.slug}`,
      `/${CANARIES.slug}/`,
      `/services/${CANARIES.slug}/${CANARIES.slug}`,
      `/${CANARIES.name}`,
      `/search/${CANARIES.postcode.toLowerCase().replace(' ', '')}`,
      `/${CANARIES.slug}%`,
      `//${CANARIES.slug}`,
      `/_astro/${CANARIES.slug}.css`,
      `/api/${CANARIES.slug}`,
      `/api/open-referral/v3/services/${CANARIES.slug}`,
      `/metrics/${CANARIES.slug}`,
    ]) {
      for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS'])
        await ask(server.url, path, {
          ...asked,
          method,
          body: method === 'GET' ? '' : `{"a":"${CANARIES.name}"}`,
        });
    }
    await ask(server.url, '/', { headers: { host: `${CANARIES.slug}.example` } });
    expect(await canariesIn()).toEqual([]);
  });

  test('when pages fail, although the database says why in their words', async () => {
    const db = openDatabase(join(server.dataFolder, 'front-door.sqlite'));
    await sql
      .raw(
        `create trigger quoting before insert on feedback begin select raise(abort, 'cannot take "${CANARIES.name}" of <${CANARIES.email}>'); end`,
      )
      .execute(db);
    await sql`alter table organisation rename to lost`.execute(db);
    await db.destroy();
    const form = { origin: server.url, 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams({
      topic: 'website',
      words: CANARIES.words,
      key: crypto.randomUUID(),
    }).toString();
    await ask(server.url, '/feedback', { method: 'POST', headers: form, body });
    const failed = await ask(server.url, `/organisations/${CANARIES.slug}?${query}`);
    expect(failed.status).toBe(500);
    const output = await printed();
    expect(output).toContain('no such table: organisation');
    expect(output).toContain(String(failed.headers['x-request-id']));
    expect(await canariesIn()).toEqual([]);
  });
});

describe('what is printed', () => {
  test('is one line of JSON with a reference for each request, and says nothing about who asked', async () => {
    const { headers } = await ask(server.url, `/account?${query}`, { headers: { cookie: person.cookie } });
    const lines = (await printed()).split('\n').filter((line) => line.startsWith('{'));
    const own = lines.filter((line) => line.includes(String(headers['x-request-id'])));
    expect(own).toHaveLength(1);
    expect(Object.keys(JSON.parse(own[0] ?? '') as object)).toEqual([
      'time',
      'event',
      'requestId',
      'method',
      'path',
      'status',
      'ms',
    ]);
    for (const line of lines)
      expect(Object.keys(JSON.parse(line) as object).slice(0, 2)).toEqual(['time', 'event']);
    const whole = lines.join('\n');
    for (const secret of [
      person.accountId,
      person.sessionId,
      person.cookie.split('=')[1] ?? '',
      '127.0.0.1',
      '::1',
    ])
      expect(whole).not.toContain(secret);
  });

  test('somebody signed in is given nothing that a browser keeps', async () => {
    for (const path of ['/account', '/admin', '/about'])
      expect(
        (await ask(server.url, path, { headers: { cookie: person.cookie } })).headers['cache-control'],
      ).toBe('no-store');
  });
});
