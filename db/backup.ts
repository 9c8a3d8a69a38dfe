import SQLite from 'better-sqlite3';

const PAGES_AT_ONCE = 500; // two megabytes
/** Between two pieces: a disk that is busy with a copy answers nobody else. */
const PAUSE_MS = 4;

/**
 * Copies a database file that others are reading and writing, as it is at this moment, into a new file that needs no
 * other beside it. The moment is held by an open transaction: SQLite begins a copy anew whenever another process has
 * written, and where somebody writes all the time it would never end. Nobody waits for us meanwhile.
 */
export async function copyDatabase(
  file: string,
  to: string,
  onProgress: (pages: number, total: number) => void = () => undefined,
): Promise<void> {
  const sqlite = new SQLite(file, { readonly: true, fileMustExist: true });
  try {
    sqlite.pragma('busy_timeout = 5000');
    sqlite.exec('begin');
    sqlite.prepare('select count(*) from sqlite_schema').get();
    await sqlite.backup(to, {
      progress({ totalPages, remainingPages }) {
        onProgress(totalPages - remainingPages, totalPages);
        if (remainingPages < totalPages)
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
        return PAGES_AT_ONCE;
      },
    });
  } finally {
    sqlite.close();
  }
  const copy = new SQLite(to, { fileMustExist: true });
  copy.pragma('journal_mode = delete'); // else it would need a second file to be read
  copy.close();
}

/** What is wrong with a database file by SQLite's own checks, in its words: pages, indexes, references. Empty when sound. */
export function faultsOfFile(file: string): string[] {
  const sqlite = new SQLite(file, { readonly: true, fileMustExist: true });
  try {
    const unsound = sqlite.prepare<[], string>('pragma integrity_check(20)').pluck().all();
    const dangling = sqlite.prepare<[], { table: string; parent: string }>('pragma foreign_key_check').all();
    return [
      ...unsound.filter((line) => line !== 'ok'),
      ...dangling
        .slice(0, 20)
        .map(({ table, parent }) => `a row of ${table} names a missing one of ${parent}`),
    ];
  } finally {
    sqlite.close();
  }
}

/** What a database file holds, to be told beside a copy of it. */
export interface FileContents {
  migrations: string[]; // that were applied, in order
  counts: Record<string, number>; // rows by table
  auditHead: string | null; // "SEQUENCE:HASH"; null before there was an audit trail
}

/** Reads what a file holds, whatever the version of the program that made it. */
export function contentsOfFile(file: string): FileContents {
  const sqlite = new SQLite(file, { readonly: true, fileMustExist: true });
  try {
    const tables = sqlite
      .prepare<[], string>(
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite%' order by name",
      )
      .pluck()
      .all();
    const count = (table: string): number =>
      sqlite.prepare<[], number>(`select count(*) from "${table}"`).pluck().get() ?? 0;
    const own = tables.filter((table) => !table.startsWith('kysely_'));
    return {
      migrations: tables.includes('kysely_migration')
        ? sqlite.prepare<[], string>('select name from kysely_migration order by name').pluck().all()
        : [],
      counts: Object.fromEntries(own.map((table) => [table, count(table)])),
      auditHead: tables.includes('audit_head')
        ? (sqlite.prepare<[], string>("select sequence || ':' || hash from audit_head").pluck().get() ?? null)
        : null,
    };
  } finally {
    sqlite.close();
  }
}
