import type { Db } from '#db/connection.ts';
import type { PostOffice, PreparedMessage } from '#src/features/messages/types.ts';
import type { Happening } from '../happenings.ts';

/**
 * Puts into words who hears what of a happening, by the one table (table.ts) and by what is safe (rules.ts): to be called
 * before the transaction of what happened, each message then queued in it with `queueMessage`. Nobody is written to who
 * has no safe way: empty then.
 */
export function prepareTelling(
  db: Db,
  post: PostOffice,
  happening: Happening,
  at: Date,
): Promise<PreparedMessage[]> {
  void db; void post; void happening; void at;
  return Promise.resolve([]);
}
