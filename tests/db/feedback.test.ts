import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { handleFeedback, storeFeedback } from '#src/features/feedback/commands.ts';
import type { FeedbackForm } from '#src/features/feedback/forms.ts';
import { listOpenFeedback } from '#src/features/feedback/queries.ts';
import { sealWith, unsealWith } from '#src/lib/security/seal.ts';
import { testDatabase } from '../support/database.ts';
import { bytesOf } from '../support/directory.ts';

const KEY = randomBytes(32);
const AT = new Date('2026-11-21T10:00:00.000Z');
const seal = (text: string, context: string): string => sealWith(KEY, text, context);

const form = (changes: Partial<FeedbackForm> = {}): FeedbackForm => ({
  topic: 'website',
  words: 'The map is too small for my eyes',
  email: 'visitor@example.org',
  key: '0190a000-0000-7000-8000-000000000001',
  ...changes,
});
const events = (db: Db) => db.selectFrom('audit_event').selectAll().execute();

describe('storing feedback', () => {
  test('keeps the topic, the instant and, sealed to its own row, the words and how to reply', async () => {
    const db = await testDatabase();
    await storeFeedback(db, form(), seal, AT);
    const [row] = await listOpenFeedback(db);
    expect(row).toMatchObject({ topic: 'website', created_at: AT.toISOString(), handled_at: null });
    const opened = unsealWith(KEY, row?.sealed_content ?? '', `feedback:${row?.id}`);
    expect(JSON.parse(opened ?? 'null')).toEqual({
      words: 'The map is too small for my eyes',
      email: 'visitor@example.org',
    });
    expect(unsealWith(KEY, row?.sealed_content ?? '', 'feedback:another')).toBeNull();
  });

  test('without an email address there is none to open', async () => {
    const db = await testDatabase();
    await storeFeedback(db, form({ email: undefined }), seal, AT);
    const [row] = await listOpenFeedback(db);
    expect(unsealWith(KEY, row?.sealed_content ?? '', `feedback:${row?.id}`)).toContain('"email":null');
  });

  test('is one audit event, without the words', async () => {
    const db = await testDatabase();
    await storeFeedback(db, form(), seal, AT);
    const [row] = await listOpenFeedback(db);
    expect(await events(db)).toMatchObject([
      {
        actor: 'visitor',
        action: 'feedback.store',
        entity: 'feedback',
        entity_id: row?.id,
        happened_at: AT.toISOString(),
        before: null,
        after: null,
      },
    ]);
  });

  test('the same form sent again is stored once, the first words stay, and there is one event', async () => {
    const db = await testDatabase();
    await storeFeedback(db, form(), seal, AT);
    const before = await listOpenFeedback(db);
    await storeFeedback(db, form({ words: 'Something else' }), seal, new Date('2026-11-21T10:00:01.000Z'));
    expect(await listOpenFeedback(db)).toEqual(before);
    expect(await events(db)).toHaveLength(1);
  });

  test('sent five times at once it is stored once', async () => {
    const db = await testDatabase();
    await Promise.all(Array.from({ length: 5 }, () => storeFeedback(db, form(), seal, AT)));
    expect(await listOpenFeedback(db)).toHaveLength(1);
    expect(await events(db)).toHaveLength(1);
  });

  test('two forms with the same words are two', async () => {
    const db = await testDatabase();
    await storeFeedback(db, form(), seal, AT);
    await storeFeedback(db, form({ key: '0190a000-0000-7000-8000-000000000002' }), seal, AT);
    expect(await listOpenFeedback(db)).toHaveLength(2);
  });

  test('without its audit event nothing is stored', async () => {
    const db = await testDatabase();
    await db.schema.alterTable('audit_event').renameTo('audit_event_away').execute();
    await expect(storeFeedback(db, form(), seal, AT)).rejects.toThrow('audit_event');
    expect(await listOpenFeedback(db)).toEqual([]);
  });

  test('the database file never holds the words or the address', async () => {
    const db = await testDatabase();
    await storeFeedback(db, form(), seal, AT);
    const bytes = await bytesOf(db);
    expect(bytes).toContain('0190a000-0000-7000-8000-000000000001'); // the right file was read
    for (const secret of ['too small', 'visitor@example.org', 'visitor@'])
      expect(bytes.includes(secret), secret).toBe(false);
  });
});

describe('feedback that waits', () => {
  test('is listed the oldest first, without what was dealt with', async () => {
    const db = await testDatabase();
    for (const [day, number] of [
      ['22', 2],
      ['20', 1],
      ['21', 3],
    ] as const) {
      await storeFeedback(
        db,
        form({ key: `0190a000-0000-7000-8000-00000000000${number}` }),
        seal,
        new Date(`2026-11-${day}T10:00:00.000Z`),
      );
    }
    await db
      .updateTable('feedback')
      .set({ handled_at: AT.toISOString() })
      .where('created_at', 'like', '2026-11-21%')
      .execute();
    expect((await listOpenFeedback(db)).map((row) => row.created_at.slice(0, 10))).toEqual([
      '2026-11-20',
      '2026-11-22',
    ]);
  });
});

describe('feedback that was dealt with', () => {
  test('is no longer listed, with one event by the command line', async () => {
    const db = await testDatabase();
    await storeFeedback(db, form(), seal, AT);
    const [row] = await listOpenFeedback(db);
    expect(await handleFeedback(db, row?.id ?? '', AT)).toEqual({ ok: true, value: 'handled' });
    expect(await listOpenFeedback(db)).toEqual([]);
    const actions = (await events(db)).map((event) => [event.actor, event.action]);
    expect(actions).toContainEqual(['command-line', 'feedback.handle']);
  });

  test('cannot be dealt with twice, nor when it never was', async () => {
    const db = await testDatabase();
    await storeFeedback(db, form(), seal, AT);
    const [row] = await listOpenFeedback(db);
    await handleFeedback(db, row?.id ?? '', AT);
    expect(await handleFeedback(db, row?.id ?? '', AT)).toEqual({ ok: false, error: 'not-open' });
    expect(await handleFeedback(db, 'nothing', AT)).toEqual({ ok: false, error: 'not-open' });
  });
});
