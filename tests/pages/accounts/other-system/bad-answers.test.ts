import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '#db/connection.ts';
import { startIssuer, type TestIssuer } from '../../../support/accounts/issuer.ts';
import {
  atIssuer,
  goThrough,
  newBrowser,
  send,
  setOut,
  startWithIssuer,
} from '../../../support/accounts/other-system.ts';
import { signedInAs } from '../../../support/accounts/signed-in.ts';
import { freePort, type TestServer } from '../../../support/server.ts';

const SUBJECT = 'somebody-linked';
const KEY_ID = 'front-door-1';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

let folder: string;
let issuer: TestIssuer;
let server: TestServer;
/** An answer of the first test, given while the issuer was not there yet. */
let whileDown: Response;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'front-door-key-'));
  const keyFile = join(folder, 'key.pem');
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const port = await freePort();
  server = await startWithIssuer(`http://localhost:${port}`, {
    FRONT_DOOR_OIDC_CLIENT_KEY: keyFile,
    FRONT_DOOR_OIDC_CLIENT_KEY_ID: KEY_ID,
  });
  whileDown = await send(server, newBrowser(), '/sign-in/oidc', {});
  issuer = await startIssuer(port);
  issuer.says({ sub: SUBJECT });
  const { cookie } = await signedInAs(join(server.dataFolder, 'front-door.sqlite'), ['commissioner']);
  await goThrough(server, newBrowser(cookie), { purpose: 'bind' });
}, 60_000);
afterAll(async () => {
  await server.stop();
  await issuer.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => issuer.says({ sub: SUBJECT }));

async function countSessions(): Promise<number> {
  const db = openDatabase(join(server.dataFolder, 'front-door.sqlite'));
  const rows = await db.selectFrom('session').select('id').execute();
  await db.destroy();
  return rows.length;
}

/** Runs a way to the other system and back that must open nothing; answers the page that says so. */
async function refusedPage(way: () => Promise<Response>, status: number): Promise<string> {
  const before = await countSessions();
  const response = await way();
  expect(response.status).toBe(status);
  expect(response.headers.getSetCookie().join()).not.toContain('fd-session');
  expect(await countSessions()).toBe(before);
  return response.text();
}

const now = (): number => Math.floor(Date.now() / 1000);

describe('an issuer that is down', () => {
  test('stops neither the start nor the other ways in, and works once it is there', async () => {
    expect(whileDown.status).toBe(503);
    const page = await whileDown.text();
    expect(page).toContain('The other system does not answer');
    expect(page).toContain('href="/sign-in"');
    expect((await goThrough(server, newBrowser())).status).toBe(303);
  });
});

describe('proving who we are by a key, as NHS CIS2 asks', () => {
  test('the token request carries an assertion signed with it, and no secret', async () => {
    await goThrough(server, newBrowser());
    const { body, authorization } = issuer.tokenRequests.at(-1) ?? { body: {}, authorization: '' };
    expect(authorization).toBeUndefined();
    expect(body).not.toHaveProperty('client_secret');
    expect(body.client_assertion_type).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    const [header = '', payload = '', signature = ''] = (body.client_assertion ?? '').split('.');
    const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
    expect(read(header)).toMatchObject({ alg: 'RS256', kid: KEY_ID });
    expect(read(payload)).toMatchObject({ iss: 'front-door', sub: 'front-door' });
    const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
    const signed = Buffer.from(`${header}.${payload}`);
    expect(verify('sha256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
  });
});

describe('a token that proves nothing opens nothing', () => {
  test.each([
    ['another nonce', () => ({ nonce: 'of-another-sign-in' })],
    ['another audience', () => ({ aud: 'another-website' })],
    ['another issuer', () => ({ iss: 'https://login.example.org' })],
    ['a time long past', () => ({ iat: now() - 7200, exp: now() - 3600 })],
    ['no subject', () => ({ sub: undefined })],
    ['several audiences and another authorised party', () => ({ aud: ['front-door', 'x'], azp: 'x' })],
  ])('with %s', async (_, claims) => {
    issuer.says({ sub: SUBJECT, ...claims() });
    const page = await refusedPage(() => goThrough(server, newBrowser()), 400);
    expect(page).toContain('does not prove who you are');
  });

  test.each([
    ['changed on the way', (token: string) => withPayload(token, { sub: 'somebody-else' })],
    ['without a signature', (token: string) => unsigned(token)],
  ])('%s', async (_, change) => {
    issuer.answersOnce(({ body }) => {
      if (body !== '') body.id_token = change(String(body.id_token));
    });
    await refusedPage(() => goThrough(server, newBrowser()), 400);
  });

  test('no token at all, or an error instead', async () => {
    issuer.answersOnce(({ body }) => {
      if (body !== '') delete body.id_token;
    });
    await refusedPage(() => goThrough(server, newBrowser()), 400);
    issuer.answersOnce((answer) => {
      answer.body = { error: 'invalid_grant' };
      answer.statusCode = 400;
    });
    await refusedPage(() => goThrough(server, newBrowser()), 400);
  });

  test('a broken issuer is said to be that', async () => {
    issuer.answersOnce((answer) => {
      answer.body = { error: 'server_error' };
      answer.statusCode = 502;
    });
    const page = await refusedPage(() => goThrough(server, newBrowser()), 503);
    expect(page).toContain('cannot reach Otherwork');
  });
});

describe('coming back wrongly', () => {
  test('after turning back there', async () => {
    issuer.sendsBackOnce((address) => {
      address.searchParams.delete('code');
      address.searchParams.set('error', 'access_denied');
    });
    const page = await refusedPage(() => goThrough(server, newBrowser()), 400);
    expect(page).toContain('Otherwork says that you turned back');
  });

  test('with another state, in another browser, or with a cookie that was altered', async () => {
    const browser = newBrowser();
    const back = await atIssuer(await setOut(server, browser));
    const sealed = browser.cookies.get('fd-sign-in') ?? '';
    const altered = newBrowser(
      `fd-sign-in=${sealed.slice(0, 40)}${sealed.charAt(40) === 'A' ? 'B' : 'A'}${sealed.slice(41)}`,
    );
    await refusedPage(() => send(server, newBrowser(), back), 400);
    await refusedPage(() => send(server, altered, back), 400);
    const otherState = back.replace(/state=[\w-]+/, 'state=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
    const page = await refusedPage(() => send(server, browser, otherState), 400);
    expect(page).toContain('Begin signing in again');
  });

  test('a second time, with the cookie kept from the first', async () => {
    const browser = newBrowser();
    const back = await atIssuer(await setOut(server, browser));
    const kept = newBrowser(`fd-sign-in=${browser.cookies.get('fd-sign-in') ?? ''}`);
    expect((await send(server, browser, back)).status).toBe(303);
    await refusedPage(() => send(server, kept, back), 400);
  });

  test('with nothing at all', async () => {
    await refusedPage(() => send(server, newBrowser(), '/sign-in/oidc/callback'), 400);
  });
});

test('a key that the issuer changed is fetched with the next sign-in', async () => {
  const port = Number(new URL(issuer.url).port);
  await issuer.stop();
  issuer = await startIssuer(port);
  issuer.says({ sub: SUBJECT });
  expect((await goThrough(server, newBrowser())).status).toBe(303);
});

test('the log says what kind of thing went wrong, and nothing about who', () => {
  expect(server.output()).toContain('OAUTH_JWT_CLAIM_COMPARISON_FAILED');
  expect(server.output()).not.toContain(SUBJECT);
});

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function withPayload(token: string, change: Readonly<Record<string, unknown>>): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  return `${header}.${part({ ...claims, ...change })}.${signature}`;
}

const unsigned = (token: string): string => `${part({ alg: 'none' })}.${token.split('.')[1] ?? ''}.`;
