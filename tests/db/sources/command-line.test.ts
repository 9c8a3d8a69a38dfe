import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { importFeed } from '#src/features/imports/feed/import.ts';
import { readNeeds } from '#src/features/needs/content.ts';
import { testDatabase } from '../../support/database.ts';
import { ROOT } from '../../support/server.ts';
import { startFeedServer, type FeedServer } from '../jobs/feed-server.ts';
import { runCommand, type Ended } from '../jobs/processes.ts';

interface Place {
  db: Db;
  feeds: FeedServer;
  sources(...args: string[]): Promise<Ended>;
}

/** A directory into which a feed of twenty services has been imported, to be read every week. */
async function setUp(): Promise<Place> {
  const [db, feeds] = [await testDatabase(), await startFeedServer()];
  const { rows } = await sql<{
    file: string;
  }>`select file from pragma_database_list where name = 'main'`.execute(db);
  const folder = dirname(rows[0]?.file ?? '');
  feeds.set('marl', { services: 20 });
  // As `npm run import` does it, without starting that.
  await importFeed(db, {
    where: feeds.address('marl'),
    format: 'open-referral',
    terms: {
      name: 'Marl',
      licence: 'OGL v3.0',
      attribution: 'Thanks to Marl',
      url: feeds.address('marl'),
      refreshDays: 7,
    },
    needs: readNeeds(join(ROOT, 'content')),
    allowPrivate: true,
    acceptLoss: false,
    dryRun: false,
    at: new Date(),
  });
  return { db, feeds, sources: (...words) => runCommand('sources', words, folder) };
}

const countServices = async (db: Db): Promise<number> =>
  (await db.selectFrom('service').select('id').where('source_missing_since', 'is', null).execute()).length;

describe('npm run sources', { timeout: 90_000 }, () => {
  test('tells of every source its terms, how often it is read and how that went', async () => {
    const { sources, feeds } = await setUp();
    const listed = await sources();
    expect(listed).toMatchObject({ code: 0, err: '' });
    expect(listed.out).toContain(`Marl (open-referral, ${feeds.address('marl')})\n  Licence: OGL v3.0\n`);
    expect(listed.out).toContain('  Attribution: Thanks to Marl\n  Read: every 7 days; next ');
    expect(listed.out).toMatch(
      / {2}Last run: .*: done\. 20 created, 0 updated, 0 unchanged, 0 gone, 0 left out, /,
    );
  });

  test('shows the last runs of one, and the problems of the last', async () => {
    const { db, sources } = await setUp();
    await db.updateTable('import_run').set({ problems: 3, report: '["Item 1: no email."]' }).execute();
    const shown = await sources('show', 'marl');
    expect(shown.out).toMatch(/\nLast runs\n {2}.*: done\. 20 created/);
    expect(shown.out).toContain('\nProblems of the last run\n  Item 1: no email.\n  And 2 more.\n');
  });

  test('changes how often it is read and whether it is passed on', async () => {
    const { db, sources } = await setUp();
    expect(await sources('every', 'Marl', '1')).toEqual({
      code: 0,
      out: '"Marl" is read every day.\n',
      err: '',
    });
    expect((await sources('republish', 'Marl', 'off')).out).toBe('"Marl" is not passed on in our feed.\n');
    expect((await sources('republish', 'Marl', 'off')).out).toBe(
      '"Marl" is not passed on in our feed, as it was.\n',
    );
    expect(await db.selectFrom('source').select(['refresh_days', 'republish']).execute()).toEqual([
      { refresh_days: 1, republish: 0 },
    ]);
  });

  test('reads one again now', async () => {
    const { db, feeds, sources } = await setUp();
    feeds.set('marl', { services: 21 });
    const refreshed = await sources('refresh', 'Marl');
    expect(refreshed).toMatchObject({ code: 0, err: '' });
    expect(refreshed.out).toContain('Services: 1 created, 0 updated, 20 unchanged, 0 gone.');
    expect(await countServices(db)).toBe(21);
  });

  test('holds one that lost too much until a person releases it, who may accept the loss', async () => {
    const { db, feeds, sources } = await setUp();
    feeds.set('marl', { services: 10 });
    const held = await sources('refresh', 'Marl');
    expect(held).toMatchObject({ code: 1, err: expect.stringContaining('10 of 20 services') });
    expect((await sources()).out).toMatch(
      /next when a person has released it[^]*Held since .*: .*10 of 20 services/,
    );
    const again = await sources('refresh', 'Marl');
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('"Marl" is held: ') });
    expect(feeds.asked).toHaveLength(2);
    const accepted = await sources('release', 'Marl', '--accept-loss');
    expect(accepted).toMatchObject({ code: 0, err: '' });
    expect(accepted.out).toMatch(
      /^"Marl" is released\.\n[^]*Services: 0 created, 0 updated, 10 unchanged, 10 gone\./,
    );
    expect(await countServices(db)).toBe(10);
    expect(await sources('release', 'Marl')).toMatchObject({
      code: 1,
      err: '"Marl" is not held: there is nothing to release.\n',
    });
  });

  test('says what cannot be done in one sentence: 1 for what is not possible, 2 for a wrong option', async () => {
    const { db, feeds, sources } = await setUp();
    expect(await sources('show', 'Nettle')).toEqual({
      code: 1,
      out: '',
      err: 'There is no source "Nettle": npm run sources lists them.\n',
    });
    expect(await sources('every', 'Marl', 'often')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^Say after/),
    });
    feeds.set('marl', { status: 404 });
    expect(await sources('refresh', 'Marl')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^"Marl" could not be read: http:\S+ answered with 404 \(not found\)\.\n$/),
    });
    await db.updateTable('source').set({ url: null }).execute();
    expect(await sources('every', 'Marl', '3')).toMatchObject({
      code: 1,
      err: '"Marl" has no address to read it from: import it once from its web address.\n',
    });
  });
});
