import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openDatabase, type Db } from '#db/connection.ts';
import { listEvents } from '#src/features/audit/queries.ts';
import { listRuns } from '#src/features/jobs/queries.ts';
import { signedInAs, type TestPerson } from '../../support/accounts/signed-in.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { visit } from '../../support/pages/visit.ts';

let server: TestServer;
let ann: TestPerson;
let eve: TestPerson;
let db: Db;

beforeAll(async () => {
  server = await startTestServer({ FRONT_DOOR_JOBS: 'off' });
  const file = join(server.dataFolder, 'front-door.sqlite');
  ann = await signedInAs(file, ['administrator'], { name: 'Ann Example' });
  eve = await signedInAs(file, ['editor'], { name: 'Eve Example' });
  db = openDatabase(file);
}, 60_000);

afterAll(async () => {
  await db.destroy();
  await server.stop();
});

const open = (path: string, who: TestPerson, status = 200) =>
  visit(`${server.url}${path}`, { status, headers: { cookie: who.cookie } });

const start = (name: string) =>
  fetch(`${server.url}/admin/jobs/${name}/run`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: ann.cookie, origin: server.url },
    body: new URLSearchParams(),
  });

describe('the jobs', () => {
  test('are listed with what they are for, when, and how they went', async () => {
    const page = await open('/admin/jobs', eve);
    expect(page.all('tbody th a')).toEqual(
      expect.arrayContaining([
        'source-refresh',
        'audit-seal',
        'audit-verify',
        'prune-history',
      ]) as unknown as string[],
    );
    expect(page.text).toContain('This server starts no jobs by itself');
    expect(page.text).toMatch(/every night at 2:30am Next: \d+ \w+ \d{4}, 2:30am/);
  });

  test('are started by an administrator, once for two clicks, in a process of their own; who did is recorded', async () => {
    const before = await listRuns(db, 'audit-verify', 50);
    const [one, other] = await Promise.all([start('audit-verify'), start('audit-verify')]);
    const locations = [one, other].map((answer) => answer.headers.get('location')).sort();
    expect(locations).toEqual([
      '/admin/jobs/audit-verify?done=running',
      '/admin/jobs/audit-verify?done=started',
    ]);
    const newRuns = async () =>
      (await listRuns(db, 'audit-verify', 50)).slice(0, -before.length || undefined);
    await vi.waitFor(
      async () => expect((await newRuns()).map(({ outcome }) => outcome)).toEqual(['done']),
      30_000,
    );
    const runs = await newRuns();
    const { events } = await listEvents(db, { action: 'job.start' }, { page: 1, size: 5 });
    expect(runs).toHaveLength(1);
    expect(events).toMatchObject([
      { actor: ann.accountId, session_id: ann.sessionId, after: JSON.stringify({ run: runs[0]?.id }) },
    ]);
    const page = await open('/admin/jobs/audit-verify?done=started', ann);
    expect(page.text).toContain('The job was started.');
    expect(page.text).toMatch(/Done In .* events [\d]+/);
    expect((await open('/admin/audit', ann)).text).toMatch(/Last time: .*: done\. events \d+/);
  });

  test('are read, not started, by an editor', async () => {
    const page = await open('/admin/jobs/audit-verify', eve);
    expect(page.all('main button')).toEqual([]);
    expect((await open('/admin/jobs/audit-verify', ann)).all('main button')).toEqual(['Start it now']);
    const before = await listRuns(db, 'audit-seal', 50);
    const refused = await fetch(`${server.url}/admin/jobs/audit-seal/run`, {
      method: 'POST',
      headers: { cookie: eve.cookie, origin: server.url },
      body: new URLSearchParams(),
    });
    expect(refused.status).toBe(403);
    expect(await listRuns(db, 'audit-seal', 50)).toEqual(before);
  });

  test('that do not exist are not found, nor started', async () => {
    await open('/admin/jobs/tea-round', ann, 404);
    expect((await start('tea-round')).status).toBe(404);
  });
});
