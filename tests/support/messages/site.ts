import { join } from 'node:path';
import { openDatabase } from '#db/connection.ts';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import type { NewMessage } from '#src/features/messages/types.ts';
import { openTask, type NewTask } from '#src/features/tasks/commands.ts';
import { listTasks } from '#src/features/tasks/queries.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { aMessage, TEST_POST } from './post.ts';

const databaseOf = (dataFolder: string): string => join(dataFolder, 'front-door.sqlite');

/** Puts a message into the outbox of a running server, and notes it as the changes say; answers its id. */
export async function addMessage(
  dataFolder: string,
  changes: Partial<NewMessage> = {},
  noted: Readonly<Record<string, string | number | null>> = {},
): Promise<string> {
  const message = prepareMessage({ ...TEST_POST, keys: openKeyRing(dataFolder) }, aMessage(changes));
  const db = openDatabase(databaseOf(dataFolder));
  try {
    await db.transaction().execute(async (trx) => {
      await queueMessage(trx, message, new Date());
      if (Object.keys(noted).length > 0)
        await trx.updateTable('message').set(noted).where('id', '=', message.id).execute();
    });
  } finally {
    await db.destroy();
  }
  return message.id;
}

/** Gives the people of a running server a task; answers its id. */
export async function addTask(
  dataFolder: string,
  task: Pick<NewTask, 'title' | 'entityId'> & Partial<NewTask>,
): Promise<string> {
  const db = openDatabase(databaseOf(dataFolder));
  try {
    await db
      .transaction()
      .execute((trx) =>
        openTask(
          trx,
          { kind: 'message-failed', entity: 'message', dedupeKey: task.title, ...task },
          new Date(),
        ),
      );
    const { tasks } = await listTasks(db, { state: 'open', perPage: 1000 });
    return tasks.find(({ title }) => title === task.title)?.id ?? '';
  } finally {
    await db.destroy();
  }
}
