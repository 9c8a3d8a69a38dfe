import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newBrowser, type Browser } from '../../support/accounts/browser.ts';
import { personWith, withDatabase, type Person } from '../../support/accounts/person.ts';
import { faultsOf } from '../../support/pages/visit.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let partner: Person;
let session: string; // of the partner, signed in
const browser = (): Browser => newBrowser(server.url);

beforeAll(async () => {
  // A public address with https: the cookies are as they are in use.
  server = await startTestServer({ FRONT_DOOR_DEMO: 'off', FRONT_DOOR_SITE_URL: 'https://help.example.org' });
  partner = await personWith(server.dataFolder, []);
  const visitor = browser();
  await signIn(visitor, partner);
  session = visitor.cookies.get('__Host-session') ?? '';
});
afterAll(() => server.stop());

const signIn = (visitor: Browser, { email, password }: Person, path = '/sign-in') =>
  visitor.send(path, { email, password });

describe('signing in by password', () => {
  test('leads to the account, with cookies that only this website can set and no script can read', async () => {
    const visitor = browser();
    const answer = await signIn(visitor, partner);
    expect(answer).toMatchObject({ status: 303, location: '/account' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const lines = visitor.setCookies();
    expect(lines.map((line) => line.split('=')[0]).sort()).toEqual(['__Host-device', '__Host-session']);
    for (const line of lines) {
      expect(line).toMatch(/; Path=\/(;|$)/);
      expect(line).toMatch(/; HttpOnly(;|$)/);
      expect(line).toMatch(/; Secure(;|$)/);
      expect(line).toMatch(/; SameSite=Lax(;|$)/);
      expect(line).not.toMatch(/domain/i);
    }
    expect(lines.find((line) => line.startsWith('__Host-session'))).not.toMatch(/max-age|expires/i);
    expect(lines.find((line) => line.startsWith('__Host-device'))).toMatch(/; Max-Age=31536000(;|$)/);
    await visitor.open('/account');
  });

  test('takes a password as it was pasted, with a line end after it and whatever the case of the address', async () => {
    const pasted = {
      ...partner,
      email: ` ${partner.email.toUpperCase()} `,
      password: `${partner.password}\r\n`,
    };
    expect(await signIn(browser(), pasted)).toMatchObject({ status: 303 });
  });

  test('a wrong password and an address that nobody has get the same page and status', async () => {
    const wrong = await signIn(browser(), { ...partner, password: 'not the password' });
    const unknown = await browser().send('/sign-in', {
      email: 'nobody-at-all@people.example.org',
      password: 'not the password',
    });
    const bare = (text: string, email: string): string => text.replaceAll(email, 'EMAIL');
    expect(wrong.status).toBe(422);
    expect(unknown.status).toBe(422);
    expect(bare(wrong.text, partner.email)).toBe(bare(unknown.text, 'nobody-at-all@people.example.org'));
    const { faults } = faultsOf(wrong.text, wrong.headers, 'Front Door');
    // The summary of errors stands before the h1, as the GOV.UK Design System has it.
    expect(faults.filter((fault) => !fault.includes('heading-level'))).toEqual([]);
    expect(wrong.text).toContain('<title>Error: Sign in');
  });

  test('after an error the address is there again, the password never', async () => {
    const { text } = await signIn(browser(), { ...partner, password: 'my secret guess' });
    expect(text).toContain(`value="${partner.email}"`);
    expect(text).not.toContain('my secret guess');
  });

  test('without anything typed, each field says what to enter', async () => {
    const { status, text } = await browser().send('/sign-in', {});
    expect(status).toBe(422);
    expect(text).toContain('Enter your email address');
    expect(text).toContain('Enter your password');
  });

  test('a stopped account is told so after the right password only', async () => {
    const stopped = await personWith(server.dataFolder, []);
    await withDatabase(server.dataFolder, (db) =>
      db
        .updateTable('account')
        .set({ stopped_at: new Date().toISOString(), stopped_reason: 'Test' })
        .where('id', '=', stopped.accountId)
        .execute(),
    );
    const visitor = browser();
    const wrong = await signIn(visitor, { ...stopped, password: 'not the password' });
    expect(wrong.text).not.toContain('stopped');
    const right = await signIn(visitor, stopped);
    expect(right.status).toBe(422);
    expect(right.text).toContain('Your account has been stopped');
    expect(visitor.cookies.size).toBe(0);
  });

  test('a form that another website sends is refused, so nobody is signed in as somebody else', async () => {
    const response = await fetch(`${server.url}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: 'https://evil.example' },
      body: new URLSearchParams({ email: partner.email, password: partner.password }),
    });
    expect(response.status).toBe(403);
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});

describe('where signing in leads', () => {
  test('to the page that was asked for', async () => {
    const visitor = browser();
    const asked = await visitor.get('/account/name?from=here');
    expect(asked).toMatchObject({ status: 303, location: '/sign-in?return=%2Faccount%2Fname%3Ffrom%3Dhere' });
    const page = await visitor.open(asked.location ?? '');
    const action = /<form method="post" action="(\/sign-in[^"]*)"/.exec(page.html)?.[1] ?? '';
    expect((await signIn(visitor, partner, action)).location).toBe('/account/name?from=here');
  });

  test.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    'javascript:alert(1)//evil.example',
    'evil.example',
    '/x\r\nLocation: https://evil.example',
    `/evil.example${'a'.repeat(2001)}`,
  ])('never to another website: %s', async (wanted) => {
    const path = `/sign-in?return=${encodeURIComponent(wanted)}`;
    expect((await browser().get(path)).text).not.toContain('evil.example');
    const wrong = await browser().send(path, {});
    expect(wrong.text).not.toContain('evil.example');
    const visitor = browser();
    visitor.cookies.set('__Host-session', session);
    expect((await visitor.get(path)).text).toContain('href="/account" class="govuk-button"');
  });

  test('never to another website, after the right password either', async () => {
    const path = `/sign-in?return=${encodeURIComponent('//evil.example/')}`;
    expect((await signIn(browser(), partner, path)).location).toBe('/account');
  });

  test('on, for whoever is signed in already and opens the page again', async () => {
    const visitor = browser();
    await signIn(visitor, partner);
    const page = await visitor.open('/sign-in?return=%2Faccount%2Fname');
    expect(page.text).toContain('You are signed in as Ada Example');
    expect(page.html).toContain('href="/account/name"');
    expect(page.all('input[type=password]')).toEqual([]);
  });
});

describe('a session', () => {
  test('is never one that was there before signing in, and ends when the same browser signs in again', async () => {
    const visitor = browser();
    visitor.cookies.set('__Host-session', 'planted-by-somebody-else');
    await signIn(visitor, partner);
    const first = visitor.cookies.get('__Host-session') ?? '';
    expect(first).toMatch(/^[\w-]{22,}$/);
    await signIn(visitor, partner);
    expect(visitor.cookies.get('__Host-session')).not.toBe(first);
    const old = browser();
    old.cookies.set('__Host-session', first);
    expect(await old.get('/account')).toMatchObject({ status: 303, location: '/sign-in?return=%2Faccount' });
  });

  test('is looked up by a hash: the file holds no token', async () => {
    const visitor = browser();
    await signIn(visitor, partner);
    const rows = await withDatabase(server.dataFolder, (db) =>
      db.selectFrom('session').select(['token_hash', 'device']).execute(),
    );
    expect(JSON.stringify(rows)).not.toContain(visitor.cookies.get('__Host-session'));
  });

  test('is named after the browser in words of ours', async () => {
    const visitor = newBrowser(server.url, {
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0 <b>x</b>',
    });
    await signIn(visitor, partner);
    const devices = await withDatabase(server.dataFolder, (db) =>
      db.selectFrom('session').select('device').execute(),
    );
    expect(devices).toContainEqual({ device: 'Firefox on Linux' });
  });
});

describe('signing out', () => {
  test('by GET changes nothing; the button ends the session, takes its cookie away and clears what the browser kept', async () => {
    const visitor = browser();
    await signIn(visitor, partner);
    const token = visitor.cookies.get('__Host-session') ?? '';
    expect((await visitor.open('/sign-out')).all('button')).toContain('Sign out');
    await visitor.open('/account');
    const answer = await visitor.send('/sign-out', {});
    expect(answer).toMatchObject({ status: 303, location: '/sign-out' });
    expect(answer.headers.get('clear-site-data')).toBe('"cache"');
    expect(visitor.cookies.has('__Host-session')).toBe(false);
    expect((await visitor.open('/sign-out')).text).toContain('You are signed out');
    const thief = browser();
    thief.cookies.set('__Host-session', token);
    expect((await thief.get('/account')).status).toBe(303);
  });

  test('is no error for whoever is not signed in', async () => {
    expect(await browser().send('/sign-out', {})).toMatchObject({ status: 303, location: '/sign-out' });
  });

  test('"Stay signed in" answers 204 while signed in and 403 after', async () => {
    const visitor = browser();
    await signIn(visitor, partner);
    expect((await visitor.send('/account/sessions/renewal', {})).status).toBe(204);
    await visitor.send('/sign-out', {});
    expect((await visitor.send('/account/sessions/renewal', {})).status).toBe(403);
  });
});

test.each(['/sign-in', '/sign-in/link', '/sign-in/link/sent', '/sign-in/forgotten-password', '/sign-out'])(
  '%s is a good page that nobody keeps and that tells its address to nobody',
  async (path) => {
    const { headers } = await browser().open(path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('strict-origin');
  },
);
