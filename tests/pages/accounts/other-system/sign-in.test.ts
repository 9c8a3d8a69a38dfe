import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, type Db } from '#db/connection.ts';
import { hashSecret, newSecret } from '#src/lib/security/seal.ts';
import { startIssuer, type TestIssuer } from '../../../support/accounts/issuer.ts';
import {
  atIssuer,
  goThrough,
  newBrowser,
  send,
  setOut,
  startWithIssuer,
} from '../../../support/accounts/other-system.ts';
import { signedInAs, type TestPerson } from '../../../support/accounts/signed-in.ts';
import type { TestServer } from '../../../support/server.ts';
import { visit } from '../../../support/pages/visit.ts';

let issuer: TestIssuer;
let server: TestServer;
let file: string;
let db: Db;
/** What the issuer calls the person of the test. */
let subject: string;

beforeAll(async () => {
  issuer = await startIssuer();
  server = await startWithIssuer(issuer.url, {
    FRONT_DOOR_OIDC_ACR: 'AAL3_ANY',
    FRONT_DOOR_OIDC_STRONG: 'AAL3_ANY, amr:mfa',
  });
  file = join(server.dataFolder, 'front-door.sqlite');
  db = openDatabase(file);
}, 60_000);
afterAll(async () => {
  await db.destroy();
  await server.stop();
  await issuer.stop();
});
beforeEach(() => {
  subject = uuidv7();
  issuer.says({ sub: subject });
});

type Roles = Parameters<typeof signedInAs>[1];

/** Somebody whose account is linked, as a browser in which they are not signed in. */
async function linkedPerson(roles: Roles): Promise<TestPerson> {
  const person = await signedInAs(file, roles);
  const response = await goThrough(server, newBrowser(person.cookie), { purpose: 'bind' });
  expect(response.headers.get('location')).toBe('/account/other-system?done=linked');
  return person;
}

const countAccounts = async (): Promise<number> =>
  (await db.selectFrom('account').select('id').execute()).length;

const lastSession = async (accountId: string) =>
  db
    .selectFrom('session')
    .select(['strength', 'method'])
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();

describe('setting out', () => {
  test('the button leads on by a page, not a redirect, with state, nonce, PKCE and what is asked for', async () => {
    const browser = newBrowser();
    const response = await send(server, browser, '/sign-in/oidc', {});
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const address = new URL((response.headers.get('refresh') ?? '').replace('0; url=', ''));
    expect(address.origin).toBe(issuer.url);
    const asked = Object.fromEntries(address.searchParams);
    expect(asked).toMatchObject({
      response_type: 'code',
      client_id: 'front-door',
      redirect_uri: `${server.url}/sign-in/oidc/callback`,
      scope: 'openid email profile',
      code_challenge_method: 'S256',
      acr_values: 'AAL3_ANY',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]).toMatch(/^[\w-]{43}$/);
    const attributes = browser.attributes.get('fd-sign-in');
    for (const part of ['httponly', 'samesite=lax', 'path=/', 'max-age=600'])
      expect(attributes).toContain(part);
    expect(browser.cookies.get('fd-sign-in')).not.toContain(asked.state);
  });

  test('the page that leads on works without its header: it has a link', async () => {
    const page = await visit(`${server.url}/sign-in/oidc`, {
      method: 'POST',
      headers: { origin: server.url },
      body: new URLSearchParams({}),
    });
    expect(page.html).toContain(`href="${issuer.url}/authorize?`);
    expect(page.text).toContain('Go on to Otherwork');
  });

  test('opening the address by itself begins nothing', async () => {
    const response = await send(server, newBrowser(), '/sign-in/oidc');
    expect(response.status).toBe(404);
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});

describe('coming back', () => {
  test('somebody without an account is told how to get one, and none is made', async () => {
    const before = await countAccounts();
    const browser = newBrowser();
    const back = await atIssuer(await setOut(server, browser));
    const page = await visit(`${server.url}${back}`, {
      status: 403,
      headers: { cookie: `fd-sign-in=${browser.cookies.get('fd-sign-in') ?? ''}` },
    });
    expect(page.text).toContain('You need an account here first');
    expect(await countAccounts()).toBe(before);
  });

  test('an email address that the other system names opens nobody’s account', async () => {
    const { accountId } = await signedInAs(file, ['commissioner']);
    const { email } = await db
      .selectFrom('account')
      .select('email')
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow();
    issuer.says({ sub: subject, email, email_verified: true });
    const browser = newBrowser();
    expect((await goThrough(server, browser)).status).toBe(403);
    expect(browser.cookies.has('fd-session')).toBe(false);
  });

  test('somebody linked is signed in, with no email claim at all, and goes where they wanted', async () => {
    const { accountId } = await linkedPerson(['commissioner']);
    const browser = newBrowser();
    const response = await goThrough(server, browser, { return: '/account/sessions' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/account/sessions');
    expect(await lastSession(accountId)).toEqual({ strength: 1, method: 'oidc' });
    expect((await send(server, browser, '/account')).status).toBe(200);
    expect(browser.cookies.has('fd-sign-in')).toBe(false);
  });

  test.each(['https://evil.example.org/', '//evil.example.org', '/\\evil.example.org'])(
    'nobody is sent on to %s',
    async (wanted) => {
      await linkedPerson(['commissioner']);
      const response = await goThrough(server, newBrowser(), { return: wanted });
      expect(response.headers.get('location')).toBe('/account');
    },
  );

  test.each([
    ['AAL3 in acr, as NHS CIS2 says it', { acr: 'AAL3_ANY' }, '/account', 2],
    ['mfa in amr', { amr: ['pwd', 'mfa'] }, '/account', 2],
    ['AAL2, which was not listed', { acr: 'AAL2_ANY' }, '/account/second-step?return=%2Faccount', 1],
    [
      'a listed value in the wrong claim',
      { acr: 'mfa', amr: ['AAL3_ANY'] },
      '/account/second-step?return=%2Faccount',
      1,
    ],
    ['nothing, as Entra may', {}, '/account/second-step?return=%2Faccount', 1],
  ])('with %s our own second step is asked for only when it must be', async (_, claims, next, strength) => {
    const { accountId } = await linkedPerson(['editor']);
    issuer.says({ sub: subject, ...claims });
    const browser = newBrowser();
    const response = await goThrough(server, browser);
    expect(response.headers.get('location')).toBe(next);
    expect(await lastSession(accountId)).toEqual({ strength, method: 'oidc' });
    const staff = await send(server, browser, '/account/sessions');
    expect(staff.status).toBe(strength === 2 ? 200 : 303);
  });

  test('a stopped account stays outside', async () => {
    const { accountId } = await linkedPerson(['commissioner']);
    const at = new Date().toISOString();
    await db.updateTable('account').set({ stopped_at: at }).where('id', '=', accountId).execute();
    const browser = newBrowser();
    const response = await goThrough(server, browser);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('Your account has been stopped');
    expect(browser.cookies.has('fd-session')).toBe(false);
  });
});

describe('taking up an invitation', () => {
  async function invited(): Promise<{ token: string; accountId: string }> {
    const [token, accountId] = [newSecret(), uuidv7()];
    const at = new Date();
    const email = `${accountId}@people.example.org`;
    await db
      .insertInto('account')
      .values({ id: accountId, email, email_key: email, name: 'New Person', created_at: at.toISOString() })
      .execute();
    await db
      .insertInto('auth_token')
      .values({
        token_hash: hashSecret(token),
        kind: 'invitation',
        account_id: accountId,
        created_at: at.toISOString(),
        expires_at: new Date(at.getTime() + 3_600_000).toISOString(),
      })
      .execute();
    return { token, accountId };
  }

  test('links the identity to the invited account, without a password, once', async () => {
    const { token, accountId } = await invited();
    const response = await goThrough(server, newBrowser(), { invitation: token });
    expect(response.headers.get('location')).toBe('/account');
    expect(await lastSession(accountId)).toEqual({ strength: 1, method: 'oidc' });
    issuer.says({ sub: uuidv7() });
    const again = await goThrough(server, newBrowser(), { invitation: token });
    expect(again.status).toBe(410);
    expect(await again.text()).toContain('This invitation does not work any more');
  });

  test('an identity that belongs to another account takes up nothing, and the invitation stays good', async () => {
    await linkedPerson(['commissioner']);
    const { token } = await invited();
    expect((await goThrough(server, newBrowser(), { invitation: token })).status).toBe(409);
    issuer.says({ sub: uuidv7() });
    expect((await goThrough(server, newBrowser(), { invitation: token })).status).toBe(303);
  });
});

describe('linking one’s account', () => {
  test('the page shows the link, and ending it needs a password first', async () => {
    const person = await linkedPerson(['commissioner']);
    const browser = newBrowser(person.cookie);
    const page = await visit(`${server.url}/account/other-system`, { headers: { cookie: person.cookie } });
    expect(page.text).toContain('You can sign in with Otherwork');
    expect(page.text).toContain('set a password');
    const refused = await send(server, browser, '/account/other-system', {});
    expect(refused.status).toBe(422);
    await db
      .updateTable('account')
      .set({ password_hash: 'set' })
      .where('id', '=', person.accountId)
      .execute();
    const ended = await send(server, browser, '/account/other-system', {});
    expect(ended.headers.get('location')).toBe('/account/other-system?done=unlinked');
    expect((await goThrough(server, newBrowser())).status).toBe(403);
  });

  test('needs the very session that set out', async () => {
    const person = await signedInAs(file, ['commissioner']);
    const other = await signedInAs(file, ['commissioner']);
    const browser = newBrowser(person.cookie);
    const back = await atIssuer(await setOut(server, browser, { purpose: 'bind' }));
    browser.cookies.set('fd-session', other.cookie.replace('fd-session=', ''));
    expect((await send(server, browser, back)).status).toBe(409);
    expect((await goThrough(server, newBrowser())).status).toBe(403);
  });

  test('is refused for an identity of somebody else', async () => {
    await linkedPerson(['commissioner']);
    const other = await signedInAs(file, ['commissioner']);
    const response = await goThrough(server, newBrowser(other.cookie), { purpose: 'bind' });
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('This is linked to another account');
  });

  test('somebody who is not fully signed in is sent to sign in first', async () => {
    const halfWay = await signedInAs(file, ['editor'], { strength: 1 });
    for (const browser of [newBrowser(), newBrowser(halfWay.cookie)]) {
      const response = await send(server, browser, '/sign-in/oidc', { purpose: 'bind' });
      expect(response.headers.get('location')).toBe('/sign-in?return=%2Faccount%2Fother-system');
    }
  });
});
