import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openDatabase, type Db } from '#db/connection.ts';
import { listRuns } from '#src/features/jobs/queries.ts';
import { startFeedServer } from '../db/jobs/feed-server.ts';
import { addSource } from '../db/jobs/sources.ts';
import { serviceRecord, writeDirectory } from '../support/directory.ts';
import { emptyDatabase } from '../support/shared/empty-database.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { sharedSite } from '../support/shared/site.ts';
import { visit } from '../support/pages/visit.ts';

/** A database of the running test's own, in the data folder of a server to be started. */
async function prepare(): Promise<{ db: Db; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-sources-'));
  const file = join(folder, 'front-door.sqlite');
  copyFileSync(await emptyDatabase(), file);
  const db = openDatabase(file);
  onTestFinished(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  });
  return { db, folder };
}

async function start(folder: string, env: Record<string, string> = {}): Promise<TestServer> {
  const server = await startTestServer({
    FRONT_DOOR_DATA: folder,
    FRONT_DOOR_DEMO: 'off',
    FRONT_DOOR_ALLOW_PRIVATE_SOURCES: 'on',
    ...env,
  });
  onTestFinished(async () => {
    await server.stop();
  });
  return server;
}

describe('where a service came from', () => {
  test('is said on its page with attribution, licence and when it was last read, and in the credits', async () => {
    const { db, folder } = await prepare();
    await writeDirectory(db, [serviceRecord('tea'), serviceRecord('talk')]);
    const read = { last_imported_at: '2026-11-20T23:30:00.000Z', url: 'https://example.org/tea' };
    await db.updateTable('source').set(read).execute();
    await db
      .updateTable('service')
      .set({ source_missing_since: '2026-11-14' })
      .where('slug', '=', 'talk')
      .execute();
    await db.updateTable('organisation').set({ source_missing_since: '2026-11-15' }).execute();
    const { url } = await start(folder);

    const tea = await visit(`${url}/services/tea`);
    const terms = 'We last read this from Test directory on 20 November 2026. With thanks. Licence: Made up.';
    expect(tea.text).toContain(terms);
    expect(tea.text).not.toContain('may have ended');

    const talk = await visit(`${url}/services/talk`);
    expect(talk.all('.fd-alert')).toEqual([
      'This service may have ended. Test directory has not had it since 14 November 2026. Check before you go.',
    ]);
    expect(talk.text).toContain(terms);

    // Nobody knows where it happens: there is nothing to say.
    expect(talk.all('h2')).not.toContain('Where');

    const organisation = await visit(`${url}/organisations/kettle-and-co`);
    expect(organisation.text).toContain(
      'Test directory has not had this organisation since 15 November 2026.',
    );

    const credits = await visit(`${url}/credits`);
    expect(credits.text).toContain('Test directory: Made up. With thanks.');
    expect(credits.html).toContain('<a href="https://example.org/tea">Test directory</a>');
  });

  test('is not said of the example place, which is no source', async () => {
    const sitemap = await (await fetch(`${sharedSite()}/sitemap.xml`)).text();
    const [, path = ''] = /(\/services\/[^<]+)</.exec(sitemap) ?? [];
    const { text } = await visit(`${sharedSite()}${path}`);
    expect(text).toContain('Last checked');
    expect(text).not.toContain('Example data');
  });
});

describe('background jobs', () => {
  test('run beside the server: a source that is due is read, and its services are shown', async () => {
    const { db, folder } = await prepare();
    const feeds = await startFeedServer();
    feeds.set('marl', { services: 2 });
    await addSource(db, 'Marl', { url: feeds.address('marl'), refreshDays: 1 });
    const server = await start(folder);
    await vi.waitFor(
      async () => expect(await listRuns(db, 'source-refresh', 5)).toMatchObject([{ outcome: 'done' }]),
      { timeout: 30_000, interval: 100 },
    );
    await vi.waitFor(
      async () => expect((await visit(`${server.url}/services/tea-1-of-marl`)).status).toBe(200),
      {
        timeout: 30_000,
        interval: 200,
      },
    );
    expect(await server.stop()).toBe(0);
  });

  test('stop with the server, within its time, and say that they were cut short', async () => {
    const { db, folder } = await prepare();
    const feeds = await startFeedServer();
    let letGo = (): void => undefined;
    feeds.set('marl', { services: 2, until: new Promise<void>((resolve) => (letGo = resolve)) });
    onTestFinished(() => letGo());
    await addSource(db, 'Marl', { url: feeds.address('marl'), refreshDays: 1 });
    const hasAsked = feeds.nextAsk();
    const server = await start(folder);
    await hasAsked;
    expect(await server.stop()).toBe(0);
    expect(await listRuns(db, 'source-refresh', 5)).toMatchObject([
      { finished_at: null, message: 'It was stopped by SIGTERM before it was done.' },
    ]);
    expect(
      await db.selectFrom('job_lease').selectAll().where('name', '=', 'source-refresh').execute(),
    ).toEqual([]);
  });

  test('that fail are in the log and do the server no harm', async () => {
    const { db, folder } = await prepare();
    const feeds = await startFeedServer();
    await addSource(db, 'Marl', { url: feeds.address('gone'), refreshDays: 1 });
    const server = await start(folder);
    await vi.waitFor(() => expect(server.output()).toContain('"event":"job-failed","job":"source-refresh"'), {
      timeout: 30_000,
      interval: 100,
    });
    expect(server.output()).toMatch(/"complaint":"Marl: … answered with 404/);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  });

  test.each([
    ['are off when the setting says so', { FRONT_DOOR_JOBS: 'off' }, 1],
    ['are not started when no source is due', {}, null],
  ])('%s', async (_, env, refreshDays) => {
    const { db, folder } = await prepare();
    const feeds = await startFeedServer();
    await addSource(db, 'Marl', { url: feeds.address('marl'), refreshDays });
    const server = await start(folder, env);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
    // A job that was started and stopped at once would be in the log too.
    expect(server.output()).not.toContain('"event":"job');
    expect(feeds.asked).toEqual([]);
  });
});
