import SQLite from 'better-sqlite3';
import { CompiledQuery, Kysely, sql, SqliteDialect, type Driver, type SqliteDialectConfig } from 'kysely';
import type { Database } from './schema.ts';
import { rememberStatements } from './statements.ts';

export type Db = Kysely<Database>;

/** A writer waits so long for its turn. */
const BUSY_MS = 5000;

/**
 * Opens the one SQLite file. Several processes may hold it open at once (server, import, jobs): write-ahead
 * logging lets readers go on while one of them writes, and a writer waits up to five seconds for its turn.
 * `synchronous` is FULL: what was acknowledged must survive a power cut, not only a crash. `secure_delete` overwrites
 * what is deleted or replaced with zeros, so that an erased person leaves no copy in the file's free space.
 */
export function openDatabase(file: string): Db {
  const sqlite = new SQLite(file);
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma(`busy_timeout = ${BUSY_MS}`);
  sqlite.pragma('secure_delete = ON');
  return new Kysely<Database>({ dialect: dialect({ database: rememberStatements(sqlite) }) });
}

/**
 * SQLite's dialect, but a transaction takes its turn to write at once, unless it is "read only". Kysely's own would
 * begin by reading, and a command that first looks and then writes fails, without waiting, when another process has
 * written in between: what it looked at is no longer the newest (SQLITE_BUSY_SNAPSHOT).
 */
function dialect(config: SqliteDialectConfig): SqliteDialect {
  const plain = new SqliteDialect(config);
  const createDriver = plain.createDriver.bind(plain);
  plain.createDriver = (): Driver => {
    const driver = createDriver();
    driver.beginTransaction = async (connection, { accessMode }) => {
      const begin = accessMode === 'read only' ? 'begin' : 'begin immediate';
      await connection.executeQuery(CompiledQuery.raw(begin));
    };
    return driver;
  };
  return plain;
}

/**
 * Moves everything from the write-ahead log into the file and empties the log: what was deleted is then in neither.
 * False: somebody is reading what was before, so the log is emptied at a later time.
 */
export async function emptyWal(db: Db): Promise<boolean> {
  return db.connection().execute(async (own) => {
    // Waiting for whoever reads would stop everything else in this process.
    await sql`pragma busy_timeout = 0`.execute(own);
    try {
      const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(own);
      return rows[0]?.busy === 0;
    } finally {
      await sql.raw(`pragma busy_timeout = ${BUSY_MS}`).execute(own);
    }
  });
}
