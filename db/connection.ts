import SQLite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Database } from './schema.ts';
import { rememberStatements } from './statements.ts';

export type Db = Kysely<Database>;

/**
 * Opens the one SQLite file. Several processes may hold it open at once (server, import, jobs): write-ahead
 * logging lets readers go on while one of them writes, and a writer waits up to five seconds for its turn.
 * `synchronous` is FULL: what was acknowledged must survive a power cut, not only a crash.
 */
export function openDatabase(file: string): Db {
  const sqlite = new SQLite(file);
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('busy_timeout = 5000');
  return new Kysely<Database>({ dialect: new SqliteDialect({ database: rememberStatements(sqlite) }) });
}
