import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newBrowser, type Browser } from '../../support/accounts/browser.ts';
import { codeOf, personWith, withDatabase, type Person } from '../../support/accounts/person.ts';
import { attributeOf } from '../../support/html.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import type { VisitedPage } from '../../support/pages/visit.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ FRONT_DOOR_DEMO: 'off' });
});
afterAll(() => server.stop());

async function signIn(visitor: Browser, { email, password }: Person, path = '/sign-in'): Promise<string> {
  return (await visitor.send(path, { email, password })).location ?? '';
}

async function signedIn(person: Person): Promise<Browser> {
  const visitor = newBrowser(server.url);
  await signIn(visitor, person);
  return visitor;
}

/** Makes it as if nothing had been clicked for 40 minutes. */
const leaveIdle = (person: Person): Promise<unknown> =>
  withDatabase(server.dataFolder, (db) =>
    db
      .updateTable('session')
      .set({ last_seen_at: new Date(Date.now() - 40 * 60_000).toISOString() })
      .where('account_id', '=', person.accountId)
      .execute(),
  );

const NAME = 'Ada “Countess” <Lovelace>';
const shownName = ({ document }: VisitedPage): string => {
  const field = document.querySelector('#name');
  return field === null ? '' : attributeOf(field, 'value');
};

describe('what was typed when the session had ended', () => {
  test('is there again after the same person signs in, until it is sent', async () => {
    const person = await personWith(server.dataFolder, []);
    const visitor = await signedIn(person);
    await leaveIdle(person);
    const sent = await visitor.send('/account/name', { name: NAME });
    expect(sent).toMatchObject({ status: 303, location: '/sign-in?return=%2Faccount%2Fname' });
    expect(visitor.setCookies().join()).toMatch(
      /fd-kept-form=[\w-]{22,}; Max-Age=3600; Path=\/; HttpOnly; SameSite=Lax/,
    );
    expect((await visitor.open(sent.location ?? '')).text).toContain('What you had typed is kept');
    expect(await signIn(visitor, person, sent.location ?? '')).toBe('/account/name');
    for (let i = 0; i < 2; i += 1) {
      const page = await visitor.open('/account/name');
      expect(shownName(page)).toBe(NAME);
      expect(page.text).toContain('we kept what you had typed');
    }
    expect((await visitor.send('/account/name', { name: NAME })).status).toBe(303);
    expect((await visitor.open('/account/name')).text).not.toContain('we kept what you had typed');
  });

  test('is not shown to another person who signs in, and waits for its owner', async () => {
    const [owner, other] = await Promise.all([
      personWith(server.dataFolder, []),
      personWith(server.dataFolder, [], { name: 'Other Person' }),
    ]);
    const visitor = await signedIn(owner);
    await leaveIdle(owner);
    const { location } = await visitor.send('/account/name', { name: NAME });
    await signIn(visitor, other, location ?? '');
    const page = await visitor.open('/account/name');
    expect(page.html).not.toContain('Countess');
    expect(shownName(page)).toBe('Other Person');
    await visitor.send('/account/name', { name: 'Other Person' });
    await signIn(visitor, owner, location ?? '');
    expect(shownName(await visitor.open('/account/name'))).toBe(NAME);
  });

  test('stays in its browser: the same person elsewhere does not see it', async () => {
    const person = await personWith(server.dataFolder, []);
    const visitor = await signedIn(person);
    await leaveIdle(person);
    await visitor.send('/account/name', { name: NAME });
    expect((await (await signedIn(person)).open('/account/name')).html).not.toContain('Countess');
  });

  test('is kept through the second step too', async () => {
    const person = await personWith(server.dataFolder, ['administrator'], { hasSecondStep: true });
    const visitor = await signedIn(person);
    const halfWay = await visitor.send('/account/name', { name: NAME });
    expect(halfWay.location).toBe('/sign-in/second-step?return=%2Faccount%2Fname');
    const answer = await visitor.send(halfWay.location ?? '', { code: codeOf(person.secret) });
    expect(answer.location).toBe('/account/name');
    expect(shownName(await visitor.open('/account/name'))).toBe(NAME);
  });

  test('never includes a password', async () => {
    const person = await personWith(server.dataFolder, []);
    const visitor = await signedIn(person);
    await leaveIdle(person);
    await visitor.send('/account/password', { current: person.password, password: 'walnut harbour trellis' });
    const kept = await withDatabase(server.dataFolder, (db) =>
      db.selectFrom('kept_form').select('path').where('account_id', '=', person.accountId).execute(),
    );
    expect(kept).toEqual([]);
  });

  test('is not kept when it is longer than 64 kB, and nothing promises that it is', async () => {
    const person = await personWith(server.dataFolder, []);
    const visitor = await signedIn(person);
    await leaveIdle(person);
    const sent = await visitor.send('/account/name', { name: 'x'.repeat(70_000) });
    expect(sent.status).toBe(303);
    expect(visitor.cookies.has('fd-kept-form')).toBe(false);
    const page = await visitor.open(sent.location ?? '');
    expect(page.text).toContain('You were signed out.');
    expect(page.text).not.toContain('is kept');
  });

  test('is not kept for somebody of whom nobody knows who they are', async () => {
    const visitor = newBrowser(server.url);
    const sent = await visitor.send('/account/name', { name: NAME });
    expect(sent.location).toBe('/sign-in?return=%2Faccount%2Fname');
    expect(visitor.cookies.size).toBe(0);
  });
});
