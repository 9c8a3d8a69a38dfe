import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Db } from '#db/connection.ts';
import { releaseLease, takeLease } from '#src/features/jobs/commands.ts';
import { claimMessage } from '#src/features/messages/commands/claim.ts';
import { tryAgain } from '#src/features/messages/commands/again.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { CLAIM_MS, MOST_TRIES } from '#src/features/messages/rules.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { deliverDue } from '#src/server/post/deliver.ts';
import { openOutbox, SENDING_LEASE } from '#src/server/post/outbox.ts';
import { testDatabase } from '../../support/database.ts';
import { startMailServer, type MailServer } from '../../support/messages/mail-server.ts';
import { deliverer, minutesLater, queued, rowOf, sendAt, START } from '../../support/messages/outbox.ts';
import { aMessage, TEST_POST } from '../../support/messages/post.ts';
import { ROOT, commandEnv } from '../../support/server.ts';

const KINDS = ['email', 'text', 'letter'] as const;
const BY = programActor('command-line');

async function fileOf(db: Db): Promise<string> {
  const { rows } = await sql<{
    file: string;
  }>`select file from pragma_database_list where name = 'main'`.execute(db);
  return rows[0]?.file ?? '';
}

describe('senders', () => {
  test('two at the same time send each message once', async () => {
    const [db, server] = [await testDatabase(), await startMailServer()];
    const ids: string[] = [];
    for (let count = 0; count < 20; count += 1) ids.push(await queued(db, { to: `p${count}@example.org` }));
    const goesOn = (): Promise<boolean> => Promise.resolve(true);
    const counts = await Promise.all(
      [1, 2].map(() => deliverDue(deliverer(db, server.config, START), goesOn)),
    );
    expect(counts.map(({ sent }) => sent).reduce((a, b) => a + b)).toBe(20);
    expect(counts.every(({ sent }) => sent > 0)).toBe(true);
    expect(server.received.map(({ messageId }) => messageId.slice(1, 37)).sort()).toEqual([...ids].sort());
  });

  test('a message that somebody is sending is left alone until their claim has run out', async () => {
    const [db, server] = [await testDatabase(), await startMailServer()];
    const id = await queued(db);
    expect((await claimMessage(db, KINDS, START))?.id).toBe(id);
    expect(await claimMessage(db, KINDS, new Date(START.getTime() + CLAIM_MS - 1))).toBeUndefined();
    expect(await tryAgain(db, id, BY, minutesLater(1))).toEqual({ ok: false, error: 'being-sent' });
    expect(await sendAt(db, server.config, new Date(START.getTime() + CLAIM_MS))).toMatchObject({ sent: 1 });
    expect(await rowOf(db, id)).toMatchObject({ tries: 2 });
  });

  test('a message during which the program ended each time is given up, with a task', async () => {
    const [db, server] = [await testDatabase(), await startMailServer()];
    const id = await queued(db);
    for (let count = 0; count < MOST_TRIES; count += 1)
      await claimMessage(db, KINDS, minutesLater(count * 6));
    expect(await sendAt(db, server.config, minutesLater(600))).toMatchObject({ failed: 1 });
    expect((await rowOf(db, id)).failure).toBe('The program ended each time while it was being sent.');
    expect(server.received).toEqual([]);
    expect(await db.selectFrom('task').select('kind').execute()).toEqual([{ kind: 'message-failed' }]);
  });

  test('a message sealed with a lost key fails, and the next one is sent', async () => {
    const [db, server] = [await testDatabase(), await startMailServer()];
    const id = await queued(db);
    const [lost = '', other = ''] = [id, await queued(db)];
    await db.updateTable('message').set({ content_sealed: 'AAAA' }).where('id', '=', lost).execute();
    expect(await sendAt(db, server.config, START)).toMatchObject({ failed: 1, sent: 1 });
    expect((await rowOf(db, other)).sent_at).not.toBeNull();
  });

  test('without a way out, messages are kept and shown in plain words, and nothing leaves', async () => {
    const db = await testDatabase();
    const printed: string[] = [];
    const id = await queued(db);
    const log = { channel: 'log', from: null, smtp: null, notify: null } as const;
    await deliverDue(deliverer(db, log, START, printed), () => Promise.resolve(true));
    expect(printed).toHaveLength(1);
    expect(printed[0]).toMatch(/^--- Email to ann@example\.org[\s\S]*sign-in\/link\/q3Jk0v9X/);
    expect(await rowOf(db, id)).toMatchObject({ channel: 'log', sent_at: START.toISOString() });
  });
});

describe('the sender in the server', () => {
  const open = (db: Db, server: MailServer, everyMs?: number) => {
    const outbox = openOutbox(deliverer(db, server.config, START), everyMs);
    onTestFinished(() => outbox.close());
    return outbox;
  };

  test('sends when nudged, and gives its lease back', async () => {
    const [db, server] = [await testDatabase(), await startMailServer()];
    const outbox = open(db, server);
    await queued(db);
    outbox.nudge();
    outbox.nudge();
    await vi.waitFor(() => expect(server.received).toHaveLength(1));
    await outbox.close();
    expect(await db.selectFrom('job_lease').select('name').execute()).toEqual([]);
    await queued(db);
    outbox.nudge();
    expect(server.received).toHaveLength(1);
  });

  test('sends by itself what nobody nudged it for', async () => {
    const [db, server] = [await testDatabase(), await startMailServer()];
    open(db, server, 20);
    await queued(db);
    await vi.waitFor(() => expect(server.received).toHaveLength(1));
  });

  test('leaves the sending to whoever holds the lease', async () => {
    const [db, server] = [await testDatabase(), await startMailServer()];
    await takeLease(db, SENDING_LEASE, 'the job', START);
    await queued(db);
    const outbox = open(db, server, 20);
    await outbox.close();
    expect(server.received).toEqual([]);
    await releaseLease(db, SENDING_LEASE, 'the job');
    open(db, server, 20);
    await vi.waitFor(() => expect(server.received).toHaveLength(1));
  });
});

describe('npm run job -- send-messages', { timeout: 90_000 }, () => {
  test('killed after the mail server took a message, sends it once more under the same id', async () => {
    const db = await testDatabase();
    const folder = dirname(await fileOf(db));
    const post = { ...TEST_POST, keys: openKeyRing(folder) };
    const message = prepareMessage(post, aMessage());
    const at = new Date();
    await db.transaction().execute((trx) => queueMessage(trx, message, at));
    let killed = (): void => undefined;
    const server = await startMailServer({
      onData(stream, _, callback) {
        stream.resume();
        stream.on('end', () => {
          killed();
          callback();
        });
      },
    });
    const env = commandEnv({
      FRONT_DOOR_DATA: folder,
      FRONT_DOOR_MAIL: 'smtp',
      FRONT_DOOR_SMTP_URL: `smtp://127.0.0.1:${server.port}`,
      FRONT_DOOR_MAIL_FROM: 'Front Door <hello@directory.example.org>',
    });
    const child = spawn(process.execPath, [join(ROOT, 'src/cli/job.ts'), 'send-messages'], {
      env,
      stdio: 'ignore',
    });
    killed = () => void child.kill('SIGKILL');
    await new Promise((resolve) => child.on('close', resolve));
    expect(await rowOf(db, message.id)).toMatchObject({ sent_at: null, tries: 1 });
    const again = await startMailServer();
    const later = new Date(Date.now() + CLAIM_MS);
    const counts = await deliverDue({ ...deliverer(db, again.config, later), keys: post.keys }, () =>
      Promise.resolve(true),
    );
    expect(counts).toMatchObject({ sent: 1 });
    expect(again.received[0]?.messageId).toBe(`<${message.id}@directory.example.org>`);
  });
});
