import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { testDatabase } from '../../support/database.ts';
import { auditActions, rowOf } from '../../support/messages/outbox.ts';
import { aMessage, TEST_POST } from '../../support/messages/post.ts';
import { ROOT, commandEnv } from '../../support/server.ts';

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

async function messages(folder: string, args: readonly string[], input = ''): Promise<Ended> {
  const env = commandEnv({ FRONT_DOOR_DATA: folder });
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/messages.ts'), ...args], { env });
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

describe('npm run messages', { timeout: 90_000 }, () => {
  test('lists, shows, tries again, and takes a mail that came back from a pipe', async () => {
    const db = await testDatabase();
    const { rows } = await sql<{
      file: string;
    }>`select file from pragma_database_list where name = 'main'`.execute(db);
    const folder = dirname(rows[0]?.file ?? '');
    const message = prepareMessage({ ...TEST_POST, keys: openKeyRing(folder) }, aMessage());
    const at = new Date();
    await db.transaction().execute((trx) => queueMessage(trx, message, at));
    const { id } = message;

    const list = await messages(folder, []);
    expect(list).toMatchObject({ code: 0, err: '' });
    expect(list.out).toMatch(
      /Email to a\*\*\*@example\.org · Waiting\n {2}Lets somebody sign in by email\n1 message\n$/,
    );

    const show = await messages(folder, ['show', id]);
    expect(show.out).toContain('Email to ann@example.org');
    expect(show.out).toContain('/sign-in/link/(hidden)');

    await db
      .updateTable('message')
      .set({ next_try_at: null, failed_at: at.toISOString() })
      .where('id', '=', id)
      .execute();
    expect(await messages(folder, ['retry', id])).toMatchObject({ code: 0 });
    expect(await rowOf(db, id)).toMatchObject({ failed_at: null, tries: 0 });

    await db
      .updateTable('message')
      .set({ next_try_at: null, sent_at: at.toISOString() })
      .where('id', '=', id)
      .execute();
    const mail = `Action: failed\nStatus: 5.1.1\n\nMessage-ID: <${id}@directory.example.org>\n`;
    const noted = await messages(folder, ['bounced'], mail);
    expect(noted).toEqual({ code: 0, out: `Noted: message ${id} came back.\n`, err: '' });
    expect((await rowOf(db, id)).bounce).toBe('The mail server sent it back (5.1.1).');
    expect(await auditActions(db)).toEqual(['message.view', 'message.retry', 'message.bounce', 'task.open']);

    const unknown = '0193a5e0-7c1b-7d2e-8f3a-4b5c6d7e8f90';
    expect(await messages(folder, ['retry', unknown])).toMatchObject({
      code: 1,
      err: 'There is no message with that id.\n',
    });
  });
});
