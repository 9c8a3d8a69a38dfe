import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#db/connection.ts';
import { ask } from '../../support/pages/ask.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { sharedSite } from '../../support/shared/site.ts';

const TOKEN = 'a-token-of-more-than-twenty-letters';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ FRONT_DOOR_METRICS_TOKEN: TOKEN, FRONT_DOOR_JOBS: 'off' });
});
afterAll(async () => {
  await server.stop();
});

const metrics = (authorization?: string) =>
  ask(server.url, '/metrics', { headers: authorization === undefined ? {} : { authorization } });
/** The value of one line, or NaN. */
const valueOf = (text: string, name: string): number =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length + 1) ?? NaN,
  );

describe('/ready', () => {
  const readyOf = async (): Promise<{ status: number; failing: string[]; names: string[] }> => {
    // What it said holds for a second.
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    const { status, text } = await ask(server.url, '/ready');
    const { checks } = JSON.parse(text) as { checks: { name: string; ok: boolean }[] };
    const failing = checks.filter(({ ok }) => !ok).map(({ name }) => name);
    return { status, failing, names: checks.map(({ name }) => name) };
  };

  test('says of each thing that visitors need whether it is there, and nothing more', async () => {
    const { status, headers, text } = await ask(server.url, '/ready', { headers: { host: '10.0.0.7' } });
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(JSON.parse(text)).toEqual({
      status: 'ready',
      checks: ['database', 'writing', 'directory', 'keys', 'disk'].map((name) => ({ name, ok: true })),
    });
  });

  test('a database that is being written to by others is no reason to send visitors away', async () => {
    const db = openDatabase(join(server.dataFolder, 'front-door.sqlite'));
    await db.transaction().execute(async (trx) => {
      await trx
        .updateTable('directory_version')
        .set((eb) => ({ version: eb.ref('version') }))
        .execute();
      expect(await readyOf()).toMatchObject({ status: 200, failing: [] });
    });
    await db.destroy();
  });

  test('without its keys a server is alive and not fit for visitors', async () => {
    const keys = join(server.dataFolder, 'keys.json');
    renameSync(keys, `${keys}.away`);
    try {
      expect(await readyOf()).toMatchObject({ status: 503, failing: ['keys'] });
      expect((await ask(server.url, '/health')).status).toBe(200);
    } finally {
      renameSync(`${keys}.away`, keys);
    }
    expect(await readyOf()).toMatchObject({ status: 200, failing: [] });
  });
});

describe('/metrics', () => {
  test('is not there unless a token is set', async () => {
    const answer = await ask(sharedSite(), '/metrics', { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(answer.status).toBe(404);
  });

  test.each([
    undefined,
    'Bearer',
    'Bearer ',
    `Bearer ${TOKEN}x`,
    `Bearer ${TOKEN.slice(1)}`,
    `Basic ${TOKEN}`,
    TOKEN,
  ])('with %s as authorisation tells nothing', async (authorization) => {
    const { status, headers, text } = await metrics(authorization);
    expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer realm="metrics"']);
    expect(text).not.toMatch(/front_door|process_/);
  });

  test('counts requests by how they were answered, those from memory too', async () => {
    const count = async (kind: string, status: string): Promise<number> =>
      valueOf(
        (await metrics(`Bearer ${TOKEN}`)).text,
        `front_door_requests_total{kind="${kind}",status="${status}"}`,
      );
    const [page, kept] = [await count('page', '4xx'), await count('kept', '2xx')];
    await ask(server.url, '/nothing/here');
    for (let i = 0; i < 3; i += 1) await ask(server.url, '/about');
    expect(await count('page', '4xx')).toBe(page + 1);
    expect(await count('kept', '2xx')).toBeGreaterThanOrEqual(kept + 2);
    const { text } = await metrics(`Bearer ${TOKEN}`);
    const total = valueOf(text, 'front_door_request_duration_seconds_count{kind="kept"}');
    expect(valueOf(text, 'front_door_request_duration_seconds_bucket{kind="kept",le="+Inf"}')).toBe(total);
    expect(total).toBeGreaterThanOrEqual(2);
  });

  test('tells how the outbox, tasks, jobs, the audit trail, the database and the process are', async () => {
    const { status, headers, text } = await metrics(`Bearer ${TOKEN}`);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
      'no-store',
    ]);
    for (const name of ['messages_waiting', 'messages_failed', 'tasks_open', 'sessions_open'])
      expect([name, valueOf(text, `front_door_${name}`)]).toEqual([name, 0]);
    expect(valueOf(text, 'front_door_audit_sequence')).toBeGreaterThan(0);
    expect(valueOf(text, 'front_door_database_bytes')).toBeGreaterThan(100_000);
    expect(valueOf(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    expect(valueOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
  });

  test('names nobody and nothing that comes and goes: every label is a word of this program', async () => {
    await ask(server.url, '/Doris-Oakapple?near=MB1+1QG');
    const { text } = await metrics(`Bearer ${TOKEN}`);
    const labels = new Set([...text.matchAll(/(?<=[{,])(\w+)="/g)].map(([, name]) => name));
    for (const own of [...labels].filter(
      (name) => !['version', 'major', 'minor', 'patch'].includes(name ?? ''),
    ))
      expect([
        'kind',
        'status',
        'le',
        'step',
        'result',
        'job',
        'outcome',
        'type',
        'space',
        'quantile',
      ]).toContain(own);
    expect(text).not.toMatch(/oakapple|mb1/i);
  });

  test('asking is not written into the log, being refused is', async () => {
    const before = server.output().length;
    await metrics(`Bearer ${TOKEN}`);
    await metrics();
    await ask(server.url, '/ready');
    await ask(server.url, '/credits');
    await expect.poll(() => server.output().slice(before)).toContain('/credits');
    const lines = server.output().slice(before);
    expect(lines.match(/"path":"\/metrics"/g)).toHaveLength(1);
    expect(lines).toContain('"path":"/metrics","status":401');
    expect(lines).not.toContain('/ready');
  });
});
