import SQLite from 'better-sqlite3';

/**
 * Whether a database file can be written to now, without writing: asks for the lock that writing needs, and gives it
 * back. One that another process holds says yes. Opens the file anew: one that was moved away or made read-only shows.
 */
export function canWrite(file: string): boolean {
  try {
    const sqlite = new SQLite(file, { fileMustExist: true, timeout: 0 });
    try {
      sqlite.exec('begin immediate; rollback');
      return true;
    } finally {
      sqlite.close();
    }
  } catch (error) {
    return error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY');
  }
}
