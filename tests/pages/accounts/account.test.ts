import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserOf, carriedFields, type SignedInBrowser } from '../../support/accounts/signed-in-browser.ts';
import { codeOf, latestLink, withDatabase } from '../../support/accounts/person.ts';
import { ARGON2 } from '#src/lib/security/password-hash.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ FRONT_DOOR_DEMO: 'off' });
}, 60_000);
afterAll(async () => {
  await server.stop();
});

const HOSTILE = [
  '<script>alert(1)</script>',
  'مرحبا بالعالم',
  '"><img src=x onerror=alert(1)>',
  `${'Wide'.repeat(25)}`,
  'O’Neill & Sons',
];

async function withPassword(browser: SignedInBrowser, password: string): Promise<void> {
  const hash = await ARGON2.hash(password);
  await withDatabase(server.dataFolder, (db) =>
    db
      .updateTable('account')
      .set({ password_hash: hash })
      .where('id', '=', browser.person.accountId)
      .execute(),
  );
}

/** Sets up the second step the way people without a camera do, and answers the codes shown. */
async function setUpSecondStep(browser: SignedInBrowser, path = '/account/second-step') {
  const begun = await browser.send(path, { deed: 'begin' });
  const secret = /id="secret"[^>]*>\s*([A-Z2-7 ]+?)\s*</.exec(begun.text)?.[1]?.replaceAll(' ', '') ?? '';
  const confirmed = await browser.send(path, { deed: 'confirm', code: codeOf(secret) });
  const codes = [...confirmed.text.matchAll(/<li>\s*([A-Z2-9]{5}-[A-Z2-9]{5})\s*<\/li>/g)].map(
    ([, code]) => code ?? '',
  );
  return { begun, secret, confirmed, codes };
}

describe('one’s own account', () => {
  test('each page is a good one and says first what to do', async () => {
    const browser = await browserOf(server, ['administrator'], { name: 'Ann Example' });
    for (const path of ['', '/name', '/email', '/password', '/sessions', '/permissions', '/second-step']) {
      const page = await browser.open(`/account${path}`);
      expect([path, page.all('main p')[0]?.length ?? 0]).toEqual([path, expect.any(Number)]);
      expect([path, page.all('.fd-lead').length]).toEqual([path, 1]);
      expect(page.headers.get('cache-control')).toBe('no-store');
    }
    expect((await browser.open('/account')).text).toContain('Administration');
  });

  test.each(HOSTILE)('takes the name %s as it is, and shows it as text', async (name) => {
    const browser = await browserOf(server, ['commissioner']);
    expect(await browser.send('/account/name', { name })).toMatchObject({
      status: 303,
      location: '/account?done=name',
    });
    const page = await browser.open('/account?done=name');
    expect(page.text).toContain(name);
    expect(page.text).toContain('Your name was changed.');
  });

  test('a name of 500 characters, and none at all, come back with a sentence', async () => {
    const browser = await browserOf(server, ['commissioner']);
    const long = await browser.send('/account/name', { name: 'x'.repeat(500) });
    expect([long.status, long.text.includes('100 characters')]).toEqual([422, true]);
    const none = await browser.send('/account/name', { name: '   ' });
    expect([none.status, none.text.includes('Enter your full name')]).toEqual([422, true]);
  });

  test('what one may do is told role by role, in words', async () => {
    const browser = await browserOf(server, ['editor']);
    const { text } = await browser.open('/account/permissions');
    expect(text).toContain('Keeps the directory right and complete.');
    expect(text).toContain('See how the background jobs went');
    expect(text.indexOf('Change the settings')).toBeGreaterThan(text.indexOf('What others do here'));
  });
});

describe('the password', () => {
  test('is chosen by whoever has none, and changed only by whoever knows it', async () => {
    const browser = await browserOf(server, ['commissioner']);
    const path = '/account/password';
    expect((await browser.send(path, { password: 'password123' })).status).toBe(422);
    expect((await browser.send(path, { password: 'short' })).text).toContain('10 characters or more');
    expect((await browser.send(path, { password: 'otter kettle meadow' })).status).toBe(303);
    const page = await browser.open(path);
    expect(page.all('label')).toContain('Current password');
    const wrong = await browser.send(path, { current: 'not this one', password: 'seven quiet lanterns' });
    expect([wrong.status, wrong.text.includes('Enter the password that you use now')]).toEqual([422, true]);
    expect(wrong.text).not.toContain('seven quiet lanterns');
    const changed = await browser.send(path, {
      current: 'otter kettle meadow',
      password: 'seven quiet lanterns',
    });
    expect(changed).toMatchObject({ status: 303, location: '/account?done=password' });
    expect((await browser.open('/account?done=password')).text).toContain('Your password was saved');
  });
});

describe('the email address', () => {
  test('changes only by the link sent to the new one, in a browser signed in as the same person', async () => {
    const browser = await browserOf(server, ['commissioner']);
    await withPassword(browser, 'otter kettle meadow');
    const email = 'new.address@example.org';
    const without = await browser.send('/account/email', { email });
    expect([without.status, without.text.includes('Enter your current password')]).toEqual([422, true]);
    const wrong = await browser.send('/account/email', { email, current: 'not this one' });
    expect([wrong.status, wrong.text.includes('Enter the password that you use now')]).toEqual([422, true]);
    const asked = await browser.send('/account/email', { email, current: 'otter kettle meadow' });
    expect(asked.location).toBe('/account/email?done=sent');
    expect((await browser.open('/account/email?done=sent')).text).toContain('Open the link in that email');

    const link = (await latestLink(server.dataFolder, browser.person.accountId)) ?? '';
    expect(link).toMatch(/^\/account\/email\/[\w-]{22}$/);
    const stranger = await browserOf(server, ['administrator']);
    await stranger.open(link, 404);
    expect((await stranger.send(link, {})).status).toBe(404);
    // Looking at it changes nothing.
    await browser.open(link);
    expect((await browser.open('/account')).text).not.toContain(email);
    expect(await browser.send(link, {})).toMatchObject({ status: 303, location: '/account?done=email' });
    expect((await browser.open('/account')).text).toContain(email);
    await browser.open(link, 410);
  });
});

describe('the second step', () => {
  test('can be reached by whoever must set it up first, and nothing else can', async () => {
    const browser = await browserOf(server, ['navigator'], { strength: 1 });
    for (const path of [
      '/account',
      '/account/name',
      '/account/sessions',
      '/account/recovery-codes',
      '/admin',
    ])
      expect((await browser.get(path)).location).toBe(
        `/account/second-step?return=${encodeURIComponent(path)}`,
      );
    const before = await browser.open('/account/second-step?return=%2Fadmin');
    expect(before.all('nav[aria-label="Breadcrumb"]')).toEqual([]);
    const token = browser.cookies.get('fd-session');

    const { secret, confirmed, codes } = await setUpSecondStep(
      browser,
      '/account/second-step?return=%2Fadmin',
    );
    expect(secret).toHaveLength(32);
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    expect(confirmed.status).toBe(200);
    expect(/<a class="govuk-button" href="([^"]+)"/.exec(confirmed.text)?.[1]).toBe('/admin');
    // A new session: whoever had seen the cookie before has nothing.
    expect(browser.cookies.get('fd-session')).not.toBe(token);
    expect((await browser.get('/admin')).status).toBe(200);
  });

  test('looking at the page begins nothing, and begun again it is the same secret until it is confirmed', async () => {
    const browser = await browserOf(server, ['commissioner']);
    await browser.open('/account/second-step');
    const sealed = await withDatabase(server.dataFolder, (db) =>
      db
        .selectFrom('account')
        .select('totp_sealed')
        .where('id', '=', browser.person.accountId)
        .executeTakeFirstOrThrow(),
    );
    expect(sealed.totp_sealed).toBeNull();
    const first = await browser.send('/account/second-step', { deed: 'begin' });
    const wrong = await browser.send('/account/second-step', { deed: 'confirm', code: '000 000' });
    expect(wrong.status).toBe(422);
    const secretOf = (text: string) => /id="secret"[^>]*>\s*([A-Z2-7 ]+?)\s*</.exec(text)?.[1];
    expect(secretOf(wrong.text)).toBe(secretOf(first.text));
    expect(first.text).toContain('src="data:image/svg+xml,');
  });

  test('its secret and codes are shown once, and a form sent again shows neither', async () => {
    const browser = await browserOf(server, ['navigator']);
    const { secret, codes } = await setUpSecondStep(browser);
    for (const deed of ['begin', 'confirm']) {
      const again = await browser.send('/account/second-step', { deed, code: '123456' });
      expect(again.text).not.toContain(codes[0]);
      expect(again.text.replaceAll(' ', '')).not.toContain(secret);
    }
    // Required by the role: it cannot be taken away here.
    expect((await browser.send('/account/second-step', { deed: 'remove' })).status).toBe(200);
    expect((await browser.open('/account')).text).toContain('10 recovery codes left');
  });

  test('is moved to another app by password and a code of the new app, which alone counts afterwards', async () => {
    const browser = await browserOf(server, ['navigator']);
    await setUpSecondStep(browser);
    await withPassword(browser, 'seven quiet lanterns');
    const page = '/account/second-step/new-app';
    expect((await browser.open(page)).all('.fd-lead')).toHaveLength(1);
    expect((await browser.send(page, { deed: 'begin', current: 'not this one' })).status).toBe(422);
    const begun = await browser.send(page, { deed: 'begin', current: 'seven quiet lanterns' });
    const next = /id="secret"[^>]*>\s*([A-Z2-7 ]+?)\s*</.exec(begun.text)?.[1]?.replaceAll(' ', '') ?? '';
    const wrong = await browser.send(page, { deed: 'confirm', code: '000000' });
    expect([wrong.status, wrong.text.includes('id="secret"')]).toEqual([422, false]);
    const token = browser.cookies.get('fd-session');
    const moved = await browser.send(page, { deed: 'confirm', code: codeOf(next) });
    expect([...moved.text.matchAll(/[A-Z2-9]{5}-[A-Z2-9]{5}/g)]).toHaveLength(10);
    expect(browser.cookies.get('fd-session')).not.toBe(token);
    expect((await browser.get('/admin')).status).toBe(200);
  });

  test('without the password no browser learns the secret of a move', async () => {
    const browser = await browserOf(server, ['navigator']);
    await setUpSecondStep(browser);
    await withPassword(browser, 'seven quiet lanterns');
    for (const fields of ['deed=begin', 'deed=confirm&code=123456'].map((text) => new URLSearchParams(text)))
      expect((await browser.send('/account/second-step/new-app', fields)).text).not.toContain('id="secret"');
  });

  test('whoever is only offered one may take it away', async () => {
    const browser = await browserOf(server, ['commissioner']);
    await setUpSecondStep(browser);
    expect((await browser.send('/account/second-step', { deed: 'remove' })).location).toBe(
      '/account?done=second-step',
    );
    expect((await browser.open('/account')).text).toContain('Not set up');
  });

  test('leads on to no other website afterwards', async () => {
    const browser = await browserOf(server, ['commissioner']);
    const { confirmed } = await setUpSecondStep(
      browser,
      `/account/second-step?return=${encodeURIComponent('//evil.example.org')}`,
    );
    expect(/<a class="govuk-button" href="([^"]+)"/.exec(confirmed.text)?.[1]).toBe('/account');
  });

  test('new recovery codes replace the old ones, and a reload does not replace them again', async () => {
    const browser = await browserOf(server, ['navigator']);
    const { codes } = await setUpSecondStep(browser);
    const fields = carriedFields((await browser.open('/account/recovery-codes')).html);
    const replaced = await browser.send('/account/recovery-codes', fields);
    const shown = replaced.text.match(/[A-Z2-9]{5}-[A-Z2-9]{5}/g) ?? [];
    expect(shown).toHaveLength(10);
    expect(shown).not.toContain(codes[0]);
    const again = await browser.send('/account/recovery-codes', fields);
    expect(again.text).toContain('You have got new codes already');
    expect(again.text).not.toMatch(/[A-Z2-9]{5}-[A-Z2-9]{5}/);
  });

  test('without it there are no recovery codes to get', async () => {
    const browser = await browserOf(server, ['commissioner']);
    await browser.open('/account/recovery-codes');
    const sent = await browser.send('/account/recovery-codes', { mark: 'x' });
    expect(sent.text).not.toMatch(/[A-Z2-9]{5}-[A-Z2-9]{5}/);
  });
});

describe('where one is signed in', () => {
  const secondSession = (browser: SignedInBrowser, id: string) =>
    withDatabase(server.dataFolder, async (db) => {
      const session = await db
        .selectFrom('session')
        .selectAll()
        .where('id', '=', browser.person.sessionId)
        .executeTakeFirstOrThrow();
      await db
        .insertInto('session')
        .values({ ...session, id, token_hash: id, device: 'Firefox on Windows' })
        .execute();
    });

  test('one browser, or all but this one, can be signed out', async () => {
    const browser = await browserOf(server, ['commissioner']);
    await secondSession(browser, `a-${browser.person.sessionId}`);
    await secondSession(browser, `b-${browser.person.sessionId}`);
    expect((await browser.open('/account/sessions')).all('tbody tr')).toHaveLength(3);
    const end = `/account/sessions/a-${browser.person.sessionId}/end`;
    expect((await browser.send(end, {})).location).toBe('/account/sessions?done=one');
    expect((await browser.open('/account/sessions?done=one')).all('tbody tr')).toHaveLength(2);
    // A second click finds it as it was to be.
    expect((await browser.send(end, {})).status).toBe(303);
    await browser.send('/account/sessions', {});
    const page = await browser.open('/account/sessions?done=others');
    expect(page.all('tbody tr')).toHaveLength(1);
    expect(page.text).toContain('This one');
  });

  test('somebody else’s session cannot be ended, and it goes on', async () => {
    const owner = await browserOf(server, ['commissioner']);
    const other = await browserOf(server, ['administrator']);
    const path = `/account/sessions/${owner.person.sessionId}/end`;
    expect((await other.send(path, {})).status).toBe(404);
    expect((await other.get(path)).status).toBe(303);
    expect((await owner.get('/account')).status).toBe(200);
  });
});
