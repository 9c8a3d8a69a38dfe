import SQLite from 'better-sqlite3';

/** Whether a database file, of whatever version, has a value in any of these columns, or a sealed one in its audit trail. */
export function holdsValues(file: string, columns: readonly { table: string; column: string }[]): boolean {
  const sqlite = new SQLite(file, { readonly: true, fileMustExist: true });
  try {
    const has = (table: string, column: string): boolean =>
      sqlite.prepare('select 1 from pragma_table_info(?) where name = ?').get(table, column) !== undefined;
    return (
      columns.some(
        ({ table, column }) =>
          has(table, column) &&
          sqlite.prepare(`select 1 from "${table}" where "${column}" <> '' limit 1`).get() !== undefined,
      ) ||
      (has('audit_event', 'after') &&
        sqlite
          .prepare(
            `select 1 from audit_event where "after" like '%"sealed:%' or "before" like '%"sealed:%' limit 1`,
          )
          .get() !== undefined)
    );
  } finally {
    sqlite.close();
  }
}
