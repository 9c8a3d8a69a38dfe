import SQLite from 'better-sqlite3';

/** Knows the directory's version at every moment, whoever raised it, this process or another. */
export interface VersionWatch {
  /** The version that is committed now. Costs some microseconds, little more when the file has changed. */
  version(): number;
  close(): void;
}

/**
 * Watches a database file through a connection of its own: SQLite's `data_version` tells a connection of everybody
 * else's changes, never of its own. Throws when there is no such file.
 */
export function watchVersion(file: string): VersionWatch {
  const sqlite = new SQLite(file, { readonly: true, fileMustExist: true });
  sqlite.pragma('busy_timeout = 5000');
  const stamp = sqlite.prepare<[], number>('pragma data_version').pluck();
  const read = sqlite.prepare<[], number>('select version from directory_version').pluck();
  let seen: number | undefined;
  let version = 0;
  return {
    version() {
      const now = stamp.get();
      if (now !== seen) {
        version = read.get() ?? 0;
        seen = now;
      }
      return version;
    },
    close: () => sqlite.close(),
  };
}
