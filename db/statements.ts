import type SQLite from 'better-sqlite3';
import type { SqliteDatabase } from 'kysely';

/** A page asks some twenty queries, each the same every time. */
const MOST_KEPT = 200;
/** Longer ones name thousands of ids and never come twice. */
const LONGEST_KEPT = 10_000;

/**
 * The database as Kysely sees it, with the queries asked lately prepared already: preparing takes as long as asking for
 * a few rows. SQLite prepares one anew by itself when the tables have changed meanwhile, in this process or another.
 */
export function rememberStatements(sqlite: SQLite.Database, most = MOST_KEPT): SqliteDatabase {
  const kept = new Map<string, SQLite.Statement<unknown[]>>();
  return {
    close: () => void sqlite.close(),
    prepare(sql) {
      const known = kept.get(sql);
      // One whose rows are being read out one by one cannot be asked at the same time.
      const statement = known === undefined || known.busy ? sqlite.prepare<unknown[]>(sql) : known;
      if (!statement.reader || sql.length > LONGEST_KEPT) return statement;
      kept.delete(sql);
      kept.set(sql, statement);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return statement;
    },
  };
}
