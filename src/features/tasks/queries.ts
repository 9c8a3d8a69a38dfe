import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { TaskTable } from '#db/schema.ts';

export type TaskRow = Selectable<TaskTable> & { done_by_name: string | null };

const withWho = (db: Db) =>
  db
    .selectFrom('task')
    .leftJoin('account', 'account.id', 'task.done_by')
    .selectAll('task')
    .select('account.name as done_by_name');

export interface TaskPage {
  tasks: TaskRow[];
  total: number;
}

/** Open tasks, those due first and then the oldest; or closed ones, the last closed first. */
export async function listTasks(
  db: Db,
  { state, page = 1, perPage = 25 }: { state: 'open' | 'done'; page?: number; perPage?: number },
): Promise<TaskPage> {
  const is = state === 'open' ? ('is' as const) : ('is not' as const);
  const found = withWho(db).where('task.done_at', is, null);
  const sorted =
    state === 'open'
      ? found
          .orderBy((eb) => eb.fn.coalesce('task.due_on', eb.val('9999-12-31')))
          .orderBy('task.created_at')
          .orderBy('task.id')
      : found.orderBy('task.done_at', 'desc').orderBy('task.id', 'desc');
  const tasks = await sorted
    .limit(perPage)
    .offset((page - 1) * perPage)
    .execute();
  const { total } = await db
    .selectFrom('task')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('done_at', is, null)
    .executeTakeFirstOrThrow();
  return { tasks, total };
}

/** How many tasks are open. */
export async function countOpenTasks(db: Db): Promise<number> {
  const { total } = await db
    .selectFrom('task')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('done_at', 'is', null)
    .executeTakeFirstOrThrow();
  return total;
}

/** One task, with the name of whoever closed it. */
export const findTask = (db: Db, id: string): Promise<TaskRow | undefined> =>
  withWho(db).where('task.id', '=', id).executeTakeFirst();
