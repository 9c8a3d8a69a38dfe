import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withDatabase } from '../../../support/accounts/person.ts';
import { signedInAs } from '../../../support/accounts/signed-in.ts';
import { visit } from '../../../support/pages/visit.ts';
import { ADA } from '../../../support/requests/answers.ts';
import { addRequestTo, type AddedRequest } from '../../../support/requests/request.ts';
import { startTestServer, type TestServer } from '../../../support/server.ts';

let server: TestServer;
let cookie: string;
let record: AddedRequest;

beforeAll(async () => {
  server = await startTestServer({ FRONT_DOOR_DEMO: 'off', FRONT_DOOR_JOBS: 'off' });
  const file = join(server.dataFolder, 'front-door.sqlite');
  ({ cookie } = await signedInAs(file, ['administrator'], { name: 'Asha Rao' }));
  record = await addRequestTo(server.dataFolder, { state: 'closed' });
});
afterAll(() => server.stop());

const post = (path: string, form: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: server.url },
    body: new URLSearchParams(form),
  });

const actions = (): Promise<{ action: string; reason: string | null }[]> =>
  withDatabase(server.dataFolder, (db) =>
    db
      .selectFrom('audit_event')
      .select(['action', 'reason'])
      .where('action', 'like', 'request.%')
      .orderBy('sequence')
      .execute(),
  );

describe('people’s records', () => {
  test('are found by what the person says, with nothing personal in the list or in an address', async () => {
    await visit(`${server.url}/admin/records`, { headers: { cookie } });
    const found = await post('/admin/records', { name: 'Ada Example', dateOfBirth: '14 3 1950' });
    const page = await found.text();
    expect([found.status, found.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(page).toContain(record.reference);
    const none = await (await post('/admin/records', { name: 'Ada Example', postcode: 'MB9 9ZZ' })).text();
    expect(none).toContain('Nothing was found');
    expect((await post('/admin/records', { name: 'Ada Example' })).status).toBe(422);
  });

  test('open with a reason only, which is kept', async () => {
    const path = `/admin/records/${record.id}`;
    const closed = await visit(`${server.url}${path}`, { headers: { cookie } });
    expect(closed.all('main').join(' ')).not.toContain(ADA.name);
    expect((await post(path, {})).status).toBe(422);
    const opened = await post(path, { reason: 'complaint' });
    expect(opened.headers.get('cache-control')).toBe('no-store');
    const page = await opened.text();
    for (const word of [ADA.name, ADA.story, ADA.nhsNumber]) expect(page).toContain(word);
    expect((await actions()).at(-1)).toEqual({
      action: 'request.view',
      reason: 'A complaint is looked into',
    });
  });

  test('are given away as a page or as JSON, which is noted', async () => {
    const path = `/admin/records/${record.id}/export`;
    await visit(`${server.url}${path}`, { headers: { cookie } });
    const html = await post(path, { reason: 'subject-access', format: 'html' });
    expect(html.headers.get('content-disposition')).toBe(`attachment; filename="${record.reference}.html"`);
    expect(await html.text()).toContain(ADA.story);
    const json = await post(path, { reason: 'subject-access', format: 'json' });
    expect(((await json.json()) as { answers: unknown }).answers).toEqual(record.answers);
    expect((await actions()).at(-1)?.action).toBe('request.export');
  });

  test('are held, released and erased; on hold they cannot be erased', async () => {
    const path = `/admin/records/${record.id}`;
    const erase = () =>
      post(`${path}/erasure`, { reason: 'asked', words: 'By letter of 20 November', sure: 'yes' });
    await visit(`${server.url}${path}/hold`, { headers: { cookie } });
    await visit(`${server.url}${path}/erasure`, { headers: { cookie } });
    expect((await post(`${path}/hold`, { what: 'hold', words: 'A court asked' })).status).toBe(303);
    const refused = await erase();
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('It is on hold: nothing of it is deleted');
    const retention = await visit(`${server.url}/admin/retention`, { headers: { cookie } });
    expect(retention.all('main').join(' ')).toContain(record.reference);
    expect((await post(`${path}/hold`, { what: 'release', words: 'It is over' })).status).toBe(303);
    expect((await erase()).headers.get('location')).toBe(`${path}?done=erased`);
    expect((await erase()).status, 'a second click').toBe(303);
    const erased = await visit(`${server.url}${path}`, { headers: { cookie } });
    expect(erased.all('main').join(' ')).toContain('by Asha Rao: The person asked for it. By letter of');
    expect(await (await post(path, { reason: 'check' })).text()).not.toContain(ADA.story);
  });
});
