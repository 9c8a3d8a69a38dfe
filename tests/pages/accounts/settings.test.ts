import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, type Db } from '#db/connection.ts';
import { readSettings } from '#src/features/settings/queries.ts';
import { DEFAULT_VALUES } from '#src/features/settings/values.ts';
import { signedInAs } from '../../support/accounts/signed-in.ts';
import { attributeOf } from '../../support/html.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { visit, type VisitedPage } from '../../support/pages/visit.ts';

let server: TestServer;
let db: Db;
let first: string;
let second: string;

beforeAll(async () => {
  server = await startTestServer({
    FRONT_DOOR_PLACE: 'Marlbridge <b>East</b>',
    FRONT_DOOR_OIDC_ISSUER: 'https://login.example.org/tenant',
    FRONT_DOOR_OIDC_CLIENT_ID: 'front-door',
    FRONT_DOOR_OIDC_CLIENT_SECRET: 'not-for-anybodys-eyes',
  });
  const file = join(server.dataFolder, 'front-door.sqlite');
  db = openDatabase(file);
  first = (await signedInAs(file, ['administrator'], { name: 'Asha Rao' })).cookie;
  second = (await signedInAs(file, ['administrator'], { name: 'Ben Okoro' })).cookie;
}, 60_000);
afterAll(async () => {
  await db.destroy();
  await server.stop();
});
beforeEach(async () => {
  await db.deleteFrom('setting').execute();
});

const open = (cookie: string): Promise<VisitedPage> =>
  visit(`${server.url}/admin/settings`, { headers: { cookie } });

const valueOf = (page: VisitedPage, name: string): string => {
  const input = page.document.querySelector(`input[name="${name}"]`);
  return input === null ? '' : attributeOf(input, 'value');
};

const seenOn = (page: VisitedPage): string => valueOf(page, 'seen');

const FORM = {
  idleMinutes: '30',
  partnersNeedSecondStep: 'no',
  messageDays: '90',
  feedbackDays: '14',
  closedRequestDays: '365',
  withdrawnRequestDays: '183',
  erasedRequestDays: '1096',
};

const request = (cookie: string, form: Readonly<Record<string, string>>) => ({
  method: 'POST',
  headers: { cookie, origin: server.url },
  body: new URLSearchParams({ ...FORM, ...form }),
});

const save = (cookie: string, form: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(`${server.url}/admin/settings`, { redirect: 'manual', ...request(cookie, form) });

describe('the settings', () => {
  test('are saved, counted as changed, and shown with who changed them', async () => {
    const saved = await save(first, {
      seen: seenOn(await open(first)),
      idleMinutes: '20',
      taskEmail: 'tasks@directory.example.org',
    });
    expect(saved.headers.get('location')).toBe('/admin/settings?done=saved');
    expect(await readSettings(db)).toEqual({
      ...DEFAULT_VALUES,
      idleMinutes: 20,
      taskEmail: 'tasks@directory.example.org',
    });
    const page = await open(second);
    expect(valueOf(page, 'idleMinutes')).toBe('20');
    expect(page.text).toContain('Changed by Asha Rao on');
  });

  test('of this moment count at the next click: a shorter time without a click signs people out', async () => {
    const file = join(server.dataFolder, 'front-door.sqlite');
    const person = await signedInAs(file, ['editor']);
    const ago = new Date(Date.now() - 20 * 60_000).toISOString();
    await db.updateTable('session').set({ last_seen_at: ago }).where('id', '=', person.sessionId).execute();
    await save(first, { seen: seenOn(await open(first)), idleMinutes: '15' });
    const response = await fetch(`${server.url}/account`, {
      redirect: 'manual',
      headers: { cookie: person.cookie },
    });
    expect(response.headers.get('location')).toBe('/sign-in?return=%2Faccount');
  });

  test('sent as they are change nothing', async () => {
    const saved = await save(first, { seen: seenOn(await open(first)) });
    expect(saved.headers.get('location')).toBe('/admin/settings?done=nothing');
    expect(await db.selectFrom('setting').selectAll().execute()).toEqual([]);
  });

  test('that are wrong come back as typed, with what to mend', async () => {
    const seen = seenOn(await open(first));
    const page = await visit(`${server.url}/admin/settings`, {
      status: 422,
      ...request(first, { seen, idleMinutes: '5', replyTo: '<script>' }),
    });
    expect(page.all('.govuk-error-summary__list a')).toEqual([
      'Enter a whole number of minutes from 15 to 60',
      'Enter an email address in the correct format, like name@example.com',
    ]);
    expect(valueOf(page, 'idleMinutes')).toBe('5');
    expect(valueOf(page, 'replyTo')).toBe('<script>');
  });

  test('changed by two people at once show both, and the second may then decide', async () => {
    const [mine, theirs] = [seenOn(await open(first)), seenOn(await open(second))];
    await save(second, { seen: theirs, idleMinutes: '45', messageDays: '60' });
    const page = await visit(`${server.url}/admin/settings`, {
      status: 409,
      ...request(first, { seen: mine, idleMinutes: '20' }),
    });
    expect(page.all('main table tbody tr')[0]).toMatch(
      /45 minutes \(Changed by Ben Okoro on .*\).*20 minutes/,
    );
    expect(valueOf(page, 'idleMinutes')).toBe('20');
    expect(valueOf(page, 'messageDays'), 'what I left alone is theirs').toBe('60');
    expect((await readSettings(db)).idleMinutes).toBe(45);
    await save(first, { seen: seenOn(page), idleMinutes: '20', messageDays: '60' });
    expect(await readSettings(db)).toMatchObject({ idleMinutes: 20, messageDays: 60 });
  });

  test('are for administrators', async () => {
    const file = join(server.dataFolder, 'front-door.sqlite');
    const { cookie } = await signedInAs(file, ['editor']);
    expect((await save(cookie, { idleMinutes: '20' })).status).toBe(403);
    expect(await readSettings(db)).toEqual(DEFAULT_VALUES);
  });
});

describe('what the environment decides', () => {
  test('is shown with its meaning, and secrets only as set or not', async () => {
    const page = await open(first);
    const row = (name: string): string =>
      page.all('main table tbody tr').find((text) => text.startsWith(`${name} `)) ?? '';
    expect(row('FRONT_DOOR_PLACE')).toContain('Marlbridge <b>East</b>');
    expect(row('FRONT_DOOR_OIDC_CLIENT_SECRET')).toMatch(/^FRONT_DOOR_OIDC_CLIENT_SECRET Set /);
    expect(row('FRONT_DOOR_OIDC_CLIENT_KEY')).toContain('Not set');
    expect(row('FRONT_DOOR_TRUST_PROXY')).toContain('0 (the default)');
    expect(page.html).not.toContain('not-for-anybodys-eyes');
  });
});
