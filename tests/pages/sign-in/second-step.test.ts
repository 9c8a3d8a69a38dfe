import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newBrowser, type Browser } from '../../support/accounts/browser.ts';
import { codeOf, latestLink, personWith, withDatabase, type Person } from '../../support/accounts/person.ts';
import { recoveryCodeHash } from '#src/features/accounts/signing-in/second-step.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
const browser = (): Browser => newBrowser(server.url);
const administrator = (): Promise<Person> =>
  personWith(server.dataFolder, ['administrator'], { hasSecondStep: true });

beforeAll(async () => {
  server = await startTestServer({ FRONT_DOOR_DEMO: 'off' });
});
afterAll(() => server.stop());

async function halfWay(person: Person, path = '/sign-in'): Promise<Browser> {
  const visitor = browser();
  const { email, password } = person;
  await visitor.send(path, { email, password });
  return visitor;
}

describe('the second step', () => {
  test('follows the password, and leads on to the page that was asked for', async () => {
    const person = await administrator();
    const visitor = browser();
    const { email, password } = person;
    const first = await visitor.send('/sign-in?return=%2Fadmin%2Fpeople', { email, password });
    expect(first.location).toBe('/sign-in/second-step?return=%2Fadmin%2Fpeople');
    const page = await visitor.open(first.location ?? '');
    expect(page.html).toMatch(/inputmode="numeric"[^>]*autocomplete="one-time-code"/);
    const second = await visitor.send(first.location ?? '', { code: codeOf(person.secret) });
    expect(second).toMatchObject({ status: 303, location: '/admin/people' });
    await visitor.open('/admin/people');
  });

  test('gives the session a new secret: the one of before opens nothing', async () => {
    const person = await administrator();
    const visitor = await halfWay(person);
    const before = visitor.cookies.get('fd-session') ?? '';
    await visitor.send('/sign-in/second-step', { code: codeOf(person.secret) });
    expect(visitor.cookies.get('fd-session')).not.toBe(before);
    const thief = browser();
    thief.cookies.set('fd-session', before);
    expect((await thief.get('/admin/people')).location).toMatch(/^\/sign-in\?/);
    expect((await thief.get('/sign-in/second-step')).location).toMatch(/^\/sign-in\?/);
  });

  test('until it is taken, no page of staff opens; each leads to it', async () => {
    const visitor = await halfWay(await administrator());
    for (const path of ['/admin', '/admin/people', '/account', '/account/password']) {
      const { status, location } = await visitor.get(path);
      expect([path, status, location]).toEqual([
        path,
        303,
        `/sign-in/second-step?return=${encodeURIComponent(path)}`,
      ]);
    }
    const setUp = await visitor.get('/account/second-step');
    expect(setUp.location).toBe('/sign-in/second-step?return=%2Faccount%2Fsecond-step');
    expect((await visitor.send('/account/sessions/renewal', {})).status).toBe(403);
  });

  test('refuses a wrong code, and a code that was used', async () => {
    const person = await administrator();
    const code = codeOf(person.secret);
    const visitor = await halfWay(person);
    const wrong = await visitor.send('/sign-in/second-step', {
      code: code === '000000' ? '000001' : '000000',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).not.toContain('value="00000');
    expect(
      (await visitor.send('/sign-in/second-step', { code: ` ${code.slice(0, 3)} ${code.slice(3)}` })).status,
    ).toBe(303);
    const again = await (await halfWay(person)).send('/sign-in/second-step', { code });
    expect(again.status).toBe(422);
  });

  test('pauses after five wrong codes: 429 and when to try again, and the right code has to wait too', async () => {
    const person = await administrator();
    const visitor = await halfWay(person);
    const right = codeOf(person.secret);
    for (let i = 0; i < 5; i += 1) {
      const code = String((Number(right) + 1 + i) % 1_000_000).padStart(6, '0');
      expect((await visitor.send('/sign-in/second-step', { code })).status).toBe(422);
    }
    const paused = await visitor.send('/sign-in/second-step', { code: right });
    expect(paused.status).toBe(429);
    expect(paused.headers.get('retry-after')).toBe('900');
    expect(paused.text).toContain('Too many wrong codes');
  });

  test('leads whoever is not half-way to where they belong', async () => {
    expect((await browser().get('/sign-in/second-step')).location).toMatch(/^\/sign-in\?/);
    expect((await browser().get('/sign-in/recovery-code')).location).toMatch(/^\/sign-in\?/);
    const person = await administrator();
    const visitor = await halfWay(person);
    await visitor.send('/sign-in/second-step', { code: codeOf(person.secret) });
    expect((await visitor.get('/sign-in/second-step?return=%2Fadmin')).location).toBe('/admin');
  });

  test('cannot be got round by an emailed link', async () => {
    const person = await administrator();
    const visitor = browser();
    await visitor.send('/sign-in/link', { email: person.email });
    await expect.poll(() => latestLink(server.dataFolder, person.accountId)).toMatch(/^\/sign-in\/link\//);
    const link = (await latestLink(server.dataFolder, person.accountId)) ?? '';
    const answer = await visitor.send(link, {});
    expect(answer.location).toMatch(/^\/sign-in\/second-step/);
    expect((await visitor.get('/admin/people')).location).toMatch(/^\/sign-in\/second-step/);
  });

  test('cannot be got round by a new password', async () => {
    const person = await administrator();
    const visitor = browser();
    await visitor.send('/sign-in/forgotten-password', { email: person.email });
    await expect
      .poll(() => latestLink(server.dataFolder, person.accountId))
      .toMatch(/^\/sign-in\/new-password\//);
    const link = (await latestLink(server.dataFolder, person.accountId)) ?? '';
    const answer = await visitor.send(link, { password: 'walnut harbour trellis' });
    expect(answer.location).toMatch(/^\/sign-in\/second-step/);
    expect((await visitor.get('/admin/people')).location).toMatch(/^\/sign-in\/second-step/);
  });

  test('must be set up first by whoever needs it and has none', async () => {
    const visitor = await halfWay(
      await personWith(server.dataFolder, ['editor']),
      '/sign-in?return=%2Fadmin',
    );
    expect((await visitor.get('/admin')).location).toBe('/account/second-step?return=%2Fadmin');
    expect((await visitor.get('/account')).location).toBe('/account/second-step?return=%2Faccount');
  });
});

describe('a recovery code', () => {
  test('stands in for the second step, once', async () => {
    const person = await administrator();
    const code = 'ABCDE-FGHJK';
    const hash = recoveryCodeHash(openKeyRing(server.dataFolder), person.accountId, code);
    await withDatabase(server.dataFolder, (db) =>
      db.insertInto('recovery_code').values({ account_id: person.accountId, code_hash: hash }).execute(),
    );
    const visitor = await halfWay(person);
    await visitor.open('/sign-in/recovery-code?return=%2Fadmin');
    const answer = await visitor.send('/sign-in/recovery-code?return=%2Fadmin', { code: 'abcde fghjk' });
    expect(answer).toMatchObject({ status: 303, location: '/admin' });
    await visitor.open('/admin/people');
    const again = await (await halfWay(person)).send('/sign-in/recovery-code', { code });
    expect(again.status).toBe(422);
    expect(again.text).not.toContain('value="ABCDE');
  });
});
