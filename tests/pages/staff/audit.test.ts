import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Db } from '#db/connection.ts';
import { recordEvents } from '#src/features/audit/commands.ts';
import { listEvents } from '#src/features/audit/queries.ts';
import { sealedForAudit } from '#src/features/audit/rules.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { signedInAs, type TestPerson } from '../../support/accounts/signed-in.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { visit } from '../../support/pages/visit.ts';

let server: TestServer;
let ann: TestPerson;
let db: Db;
let sealedEvent = 0;

beforeAll(async () => {
  server = await startTestServer({ FRONT_DOOR_DEMO: 'off', FRONT_DOOR_JOBS: 'off' });
  const file = join(server.dataFolder, 'front-door.sqlite');
  ann = await signedInAs(file, ['administrator'], { name: 'Ann Example' });
  await signedInAs(file, ['editor'], { name: 'Bo Example' });
  db = openDatabase(file);
  const keys = openKeyRing(server.dataFolder);
  const seal = (value: string, id: string) =>
    sealedForAudit((text, context) => keys.seal(text, context), value, 'account', id);
  const at = new Date('2026-07-01T13:05:00.000Z');
  const by = { id: ann.accountId, sessionId: ann.sessionId, addressHash: 'aaaaaaaaaaaa' };
  await db.transaction().execute((trx) =>
    recordEvents(trx, [
      ...Array.from({ length: 30 }, (_, index) => ({
        at: new Date(at.getTime() - 86_400_000),
        actor: 'import',
        action: 'tea.make',
        entity: 'tea',
        entityId: String(index),
        reason: '=1+1',
      })),
      {
        at,
        actor: by,
        action: 'account.rename',
        entity: 'account',
        entityId: ann.accountId,
        before: { name: seal('Anne Sample', ann.accountId), role: 'x' },
        after: { name: seal('Moved here', 'another'), role: 'y' },
        reason: 'She <b>married</b>',
      },
    ]),
  );
  const { events } = await listEvents(db, { action: 'account.rename' }, { page: 1, size: 1 });
  sealedEvent = events[0]?.sequence ?? 0;
}, 60_000);

afterAll(async () => {
  await db.destroy();
  await server.stop();
});

const open = (path: string, status = 200) =>
  visit(`${server.url}${path}`, { status, headers: { cookie: ann.cookie } });

const send = (path: string, fields: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: ann.cookie, origin: server.url },
    body: new URLSearchParams(fields),
  });

const count = async (action: string): Promise<number> =>
  (await listEvents(db, { action }, { page: 1, size: 1 })).total;

describe('the audit trail', () => {
  test('tells each event in words, the newest first, with when, from where and why', async () => {
    const page = await open('/admin/audit?entity=account');
    expect(page.all('tbody th')).toEqual(['Ann Example changed the name of Ann Example']);
    expect(page.text).toContain('1 July 2026, 2:05pm');
    expect(page.text).toContain('Test, address aaaaaaaaaaaa');
    expect(page.text).toContain('She <b>married</b>');
  });

  test('has pages, which keep what was looked for', async () => {
    const page = await open('/admin/audit?entity=tea&page=2');
    expect(page.all('tbody th')).toHaveLength(5);
    expect(page.html).toContain('href="/admin/audit?entity=tea&amp;page=1"');
    await open('/admin/audit?page=999', 404);
  });

  test('is searched without a name, an email or a network address getting into the address of the page', async () => {
    const answer = await send('/admin/audit', { person: 'ann ex', from: '2026-07-01', address: '192.0.2.1' });
    const location = answer.headers.get('location') ?? '';
    expect(answer.status).toBe(303);
    expect(location).toMatch(
      new RegExp(`^/admin/audit\\?actor=${ann.accountId}&from=2026-07-01&address=[\\w-]{12}$`),
    );
    expect((await open(`/admin/audit?actor=${ann.accountId}`)).text).toContain('Done by Ann Example.');
  });

  test('asks who is meant when several have the name, and says when nobody has', async () => {
    const several = await send('/admin/audit', { person: 'Example' });
    expect(several.status).toBe(422);
    const html = await several.text();
    for (const name of ['Ann Example', 'Bo Example'])
      expect(html).toMatch(new RegExp(`<a href="/admin/audit\\?actor=[\\w-]+"[^>]*>\\s*${name}\\s*</a>`));
    expect((await send('/admin/audit', { person: 'Nobody Known' })).status).toBe(422);
    expect((await send('/admin/audit', { person: 'command-line' })).headers.get('location')).toBe(
      '/admin/audit?actor=command-line',
    );
  });

  test('finds nothing for a filter that nothing fits', async () => {
    expect((await open('/admin/audit?from=2030-01-01')).text).toContain('There is no event like that.');
  });
});

describe('an event', () => {
  test('shows what it changed with its sealed values opened, and that it was looked at is recorded', async () => {
    const before = await count('audit.view');
    const page = await open(`/admin/audit/${sealedEvent}`);
    expect(page.all('tbody tr')).toEqual([
      'name Anne Sample Sealed, and cannot be opened with the keys there are',
      'role x y',
    ]);
    expect(await count('audit.view')).toBe(before + 1);
    const { events } = await listEvents(db, { action: 'audit.view' }, { page: 1, size: 1 });
    expect(events[0]).toMatchObject({ actor: ann.accountId, entity_id: String(sealedEvent) });
  });

  test('without sealed values is looked at without a trace', async () => {
    const before = await count('audit.view');
    expect((await open('/admin/audit/1')).text).toContain('No values were noted with it.');
    expect(await count('audit.view')).toBe(before);
  });

  test.each(['0', '-1', '1.5', '999999', 'x'])('is not there under %s', async (sequence) => {
    await open(`/admin/audit/${sequence}`, 404);
  });
});

describe('the file', () => {
  test('holds all that was looked for, not only a page, without opened values; taking it is recorded', async () => {
    const answer = await send('/admin/audit/export.csv', { entity: 'tea' });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="audit-trail-\d{4}-\d\d-\d\d\.csv"$/,
    );
    const rows = parse(await answer.text(), { bom: true, columns: true }) as Record<string, string>[];
    expect(rows.map((row) => row.entity_id)).toEqual(Array.from({ length: 30 }, (_, index) => String(index)));
    expect(rows[0]?.reason).toBe("'=1+1");
    const { events } = await listEvents(db, { action: 'audit.export' }, { page: 1, size: 1 });
    expect(events[0]).toMatchObject({ actor: ann.accountId, after: '{"entity":"tea"}' });
    const whole = await (await send('/admin/audit/export.csv')).text();
    expect(whole).toContain('sealed:');
    expect(whole).not.toContain('Anne Sample');
  });

  test('is not given to a link, nor to a form of another website', async () => {
    const before = await count('audit.export');
    const headers = { cookie: ann.cookie };
    const link = await fetch(`${server.url}/admin/audit/export.csv`, { headers, redirect: 'manual' });
    expect([link.status, link.headers.get('location')]).toEqual([303, '/admin/audit']);
    const foreign = await fetch(`${server.url}/admin/audit/export.csv`, {
      method: 'POST',
      headers: { ...headers, origin: 'https://example.org' },
      body: new URLSearchParams(),
    });
    expect(foreign.status).toBe(403);
    expect(await count('audit.export')).toBe(before);
  });
});
