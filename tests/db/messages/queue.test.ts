import { describe, expect, test } from 'vitest';
import { cancelMessages, queueMessage } from '#src/features/messages/commands/queue.ts';
import { pruneMessages, recordMessageView } from '#src/features/messages/commands/keep.ts';
import { recordBounce } from '#src/features/messages/commands/bounce.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import { hasBounced, listMessages, countMessages } from '#src/features/messages/queries.ts';
import { MESSAGE_STATES } from '#src/features/messages/rules.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { testDatabase } from '../../support/database.ts';
import { aMessage, TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import { auditActions, minutesLater, queued, rowOf, sendAt, START } from '../../support/messages/outbox.ts';

const LOG = { channel: 'log', from: null, smtp: null, notify: null } as const;
const BY = programActor('command-line');

describe('the outbox', () => {
  test('holds a message that is due at once and gives away neither receiver nor words', async () => {
    const db = await testDatabase();
    const id = await queued(db);
    const row = await rowOf(db, id);
    expect(row).toMatchObject({ next_try_at: START.toISOString(), tries: 0, channel: null });
    expect(JSON.stringify(row)).not.toMatch(/ann@|example\.org|q3Jk0v9X|Hello/);
  });

  test('forgets a message whose transaction was undone', async () => {
    const db = await testDatabase();
    const message = prepareMessage(TEST_POST, aMessage());
    const undone = db.transaction().execute(async (trx) => {
      await queueMessage(trx, message, START);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await countMessages(db, {})).toBe(0);
  });

  test('is told of the same happening once', async () => {
    const db = await testDatabase();
    const again = (): Promise<'queued' | 'known'> => {
      const message = prepareMessage(TEST_POST, aMessage({ dedupeKey: 'the same' }));
      return db.transaction().execute((trx) => queueMessage(trx, message, START));
    };
    expect([await again(), await again()]).toEqual(['queued', 'known']);
    expect(await countMessages(db, {})).toBe(1);
  });

  test('lets what is not sent yet be taken back, and nothing else', async () => {
    const db = await testDatabase();
    const about = { entity: 'account', id: 'a1' };
    const sent = await queued(db, { about });
    await sendAt(db, LOG, START);
    const waiting = await queued(db, { about });
    const other = await queued(db, { about: { entity: 'account', id: 'a2' } });
    const count = await db.transaction().execute((trx) => cancelMessages(trx, about, minutesLater(1)));
    expect(count).toBe(1);
    expect((await rowOf(db, sent)).cancelled_at).toBeNull();
    expect(await rowOf(db, waiting)).toMatchObject({
      next_try_at: null,
      cancelled_at: minutesLater(1).toISOString(),
    });
    expect(await sendAt(db, LOG, minutesLater(1))).toMatchObject({ sent: 1 });
    expect((await rowOf(db, other)).sent_at).not.toBeNull();
    expect((await rowOf(db, waiting)).sent_at).toBeNull();
  });

  test('loses words and receivers when they were kept long enough, cancelled ones too, and keeps the facts', async () => {
    const db = await testDatabase();
    const about = { entity: 'account', id: 'a1' };
    const cancelled = await queued(db, { about });
    await db.transaction().execute((trx) => cancelMessages(trx, about, START));
    const bounced = await queued(db, { to: 'gone@example.org' });
    const sent = await queued(db);
    await sendAt(db, LOG, START);
    await recordBounce(db, { id: bounced, reason: 'x' }, BY, START);
    const young = await queued(db, {}, minutesLater(10));
    await sendAt(db, LOG, minutesLater(10));
    const waiting = await queued(db);
    expect(await pruneMessages(db, minutesLater(5), minutesLater(20))).toBe(3);
    for (const id of [cancelled, bounced, sent])
      expect(await rowOf(db, id)).toMatchObject({
        content_sealed: '',
        to_sealed: '',
        template: 'sign-in-link',
      });
    expect((await rowOf(db, sent)).to_hash).toBe('');
    expect(await hasBounced(db, TEST_KEYS, 'gone@example.org')).toBe(true);
    for (const id of [young, waiting]) expect((await rowOf(db, id)).content_sealed).not.toBe('');
    expect(await pruneMessages(db, minutesLater(5), minutesLater(20))).toBe(0);
    expect((await auditActions(db)).filter((action) => action === 'message.prune')).toHaveLength(1);
  });

  test('is listed by state, each message in one', async () => {
    const db = await testDatabase();
    const about = { entity: 'account', id: 'a1' };
    await queued(db, { about });
    await db.transaction().execute((trx) => cancelMessages(trx, about, START));
    const bounced = await queued(db);
    await queued(db);
    await sendAt(db, LOG, START);
    await recordBounce(db, { id: bounced, reason: 'x' }, BY, START);
    await queued(db, { kind: 'text', to: '07700 900123' });
    const failed = await queued(db);
    await db
      .updateTable('message')
      .set({ failed_at: START.toISOString(), next_try_at: null })
      .where('id', '=', failed)
      .execute();
    const counts = await Promise.all(MESSAGE_STATES.map((state) => countMessages(db, { state })));
    expect(counts).toEqual([1, 1, 1, 1, 1]);
    const { messages, total } = await listMessages(db, { kind: 'text' }, { page: 1, perPage: 10 });
    expect([messages.length, total]).toEqual([1, 1]);
    expect(await countMessages(db, { template: 'invitation' })).toBe(0);
  });

  test('a view of a message is an event of the audit trail', async () => {
    const db = await testDatabase();
    const id = await queued(db);
    await recordMessageView(db, id, { id: 'somebody', sessionId: 's', addressHash: 'h' }, START);
    const event = await db.selectFrom('audit_event').selectAll().executeTakeFirstOrThrow();
    expect(event).toMatchObject({
      actor: 'somebody',
      action: 'message.view',
      entity: 'message',
      entity_id: id,
    });
  });
});

describe('a bounce', () => {
  test('is noted once, is known by the address, and gives people a task', async () => {
    const db = await testDatabase();
    const id = await queued(db);
    expect(await recordBounce(db, { id, reason: 'x' }, BY, START)).toEqual({ ok: false, error: 'not-sent' });
    await sendAt(db, LOG, START);
    expect(await hasBounced(db, TEST_KEYS, 'ann@example.org')).toBe(false);
    expect(await recordBounce(db, { id, reason: 'Gone.' }, BY, minutesLater(1))).toMatchObject({ ok: true });
    expect(await recordBounce(db, { id, reason: 'Gone.' }, BY, minutesLater(2))).toEqual({
      ok: false,
      error: 'known',
    });
    expect(await recordBounce(db, { id: 'x', reason: 'Gone.' }, BY, START)).toEqual({
      ok: false,
      error: 'unknown',
    });
    expect(await hasBounced(db, TEST_KEYS, 'ANN@example.org')).toBe(true);
    expect(await hasBounced(db, TEST_KEYS, 'bea@example.org')).toBe(false);
    const tasks = await db.selectFrom('task').selectAll().execute();
    expect(tasks).toMatchObject([{ kind: 'message-bounced', entity_id: id }]);
    expect(await auditActions(db)).toEqual(['message.bounce', 'task.open']);
  });
});
