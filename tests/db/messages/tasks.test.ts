import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { closeTask, openTask } from '#src/features/tasks/commands.ts';
import { countOpenTasks, findTask, listTasks } from '#src/features/tasks/queries.ts';
import { hasTasksToTell, runTaskDigest } from '#src/jobs/post/task-digest.ts';
import { hasOldWords, runPruneMessages } from '#src/jobs/post/prune-messages.ts';
import { hasOverdueMessages } from '#src/jobs/post/send-messages.ts';
import { readConfig } from '#src/server/config/config.ts';
import { testDatabase } from '../../support/database.ts';
import { auditActions, minutesLater, queued, rowOf, sendAt, START } from '../../support/messages/outbox.ts';
import { ROOT } from '../../support/server.ts';

const BY = { id: 'somebody', sessionId: 's', addressHash: 'h' };

const open = (db: Db, name: string, dueOn?: string): Promise<void> =>
  db.transaction().execute((trx) =>
    openTask(
      trx,
      {
        kind: 'test',
        entity: 'message',
        entityId: 'm',
        title: `Do ${name}.`,
        dedupeKey: name,
        ...(dueOn === undefined ? {} : { dueOn }),
      },
      START,
    ),
  );

describe('a task', () => {
  test('is given once for the same happening', async () => {
    const db = await testDatabase();
    await open(db, 'tea');
    await open(db, 'tea');
    expect(await countOpenTasks(db)).toBe(1);
    expect(await auditActions(db)).toEqual(['task.open']);
  });

  test('due sooner stands first, those without a day last, by age', async () => {
    const db = await testDatabase();
    for (const [name, day] of [
      ['none', undefined],
      ['later', '2026-12-02'],
      ['soon', '2026-12-01'],
      ['last'],
    ] as const)
      await open(db, name, day);
    const { tasks, total } = await listTasks(db, { state: 'open' });
    expect(tasks.map(({ title }) => title)).toEqual(['Do soon.', 'Do later.', 'Do none.', 'Do last.']);
    expect(total).toBe(4);
    expect((await listTasks(db, { state: 'open', page: 2, perPage: 3 })).tasks).toHaveLength(1);
  });

  test('is closed once: of two people at once the second hears of the first', async () => {
    const db = await testDatabase();
    await open(db, 'tea');
    const id = (await listTasks(db, { state: 'open' })).tasks[0]?.id ?? '';
    const results = await Promise.all(
      (['done', 'not-needed'] as const).map((outcome) => closeTask(db, id, outcome, BY, START)),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok)).toEqual([{ ok: false, error: 'done-already' }]);
    expect(await closeTask(db, 'x', 'done', BY, START)).toEqual({ ok: false, error: 'unknown' });
    expect((await findTask(db, id))?.done_by).toBe('somebody');
    expect((await listTasks(db, { state: 'done' })).total).toBe(1);
    expect(await auditActions(db)).toEqual(['task.open', 'task.close']);
  });
});

/** What a job is run with, at a moment. */
function contextOf(db: Db, at: Date) {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-digest-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const config = { ...readConfig({}, ROOT), dataFolder: folder };
  return { db, root: ROOT, config, at, now: () => at, signal: new AbortController().signal };
}

const set = (db: Db, name: string, value: string): Promise<unknown> =>
  db.insertInto('setting').values({ name, value, version: 1, updated_at: 'x', updated_by: 'x' }).execute();

describe('the digest of tasks', () => {
  test('tells the address of the settings once a day, when there is something to tell', async () => {
    const db = await testDatabase();
    expect(await hasTasksToTell(db)).toBe(false);
    await open(db, 'tea');
    expect(await hasTasksToTell(db)).toBe(false);
    expect(await runTaskDigest(contextOf(db, START))).toMatchObject({ counts: { queued: 0 } });
    await set(db, 'taskEmail', '"team@example.org"');
    expect(await hasTasksToTell(db)).toBe(true);
    for (const [at, queuedNow] of [
      [START, 1],
      [minutesLater(60), 0],
      [minutesLater(24 * 60), 1],
    ] as const)
      expect(await runTaskDigest(contextOf(db, at))).toMatchObject({ counts: { queued: queuedNow } });
    const rows = await db.selectFrom('message').select(['template', 'dedupe_key']).execute();
    expect(rows).toEqual([
      { template: 'new-tasks', dedupe_key: 'task-digest:2026-11-21' },
      { template: 'new-tasks', dedupe_key: 'task-digest:2026-11-22' },
    ]);
  });
});

describe('the jobs of messages', () => {
  test('sending has work only when a message has waited for a minute', async () => {
    const db = await testDatabase();
    await queued(db);
    expect(await hasOverdueMessages(db, minutesLater(0.9))).toBe(false);
    expect(await hasOverdueMessages(db, minutesLater(1))).toBe(true);
  });

  test('words go after as many days as the settings say', async () => {
    const db = await testDatabase();
    await set(db, 'messageDays', '30');
    const id = await queued(db);
    await sendAt(db, { channel: 'log', from: null, smtp: null, notify: null }, START);
    const days = (count: number): Date => minutesLater(count * 24 * 60);
    expect(await hasOldWords(db, days(30))).toBe(false);
    expect(await hasOldWords(db, days(31))).toBe(true);
    expect(await runPruneMessages(contextOf(db, days(31)))).toMatchObject({ counts: { pruned: 1 } });
    expect((await rowOf(db, id)).content_sealed).toBe('');
    expect(await hasOldWords(db, days(31))).toBe(false);
  });
});
