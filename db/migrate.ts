import { Migrator, type MigrationResultSet } from 'kysely/migration';
import type { Db } from './connection.ts';
import * as directory from './migrations/0001-directory.ts';
import * as search from './migrations/0002-search.ts';
import * as sources from './migrations/0003-sources.ts';
import * as accounts from './migrations/0004-accounts.ts';
import * as partners from './migrations/0005-partners.ts';
import * as requests from './migrations/0006-requests.ts';
import * as easyRead from './migrations/0007-easy-read.ts';

/** All migrations in order. Forward only: there is no `down`, a mistake is mended by a later migration. */
const MIGRATIONS = {
  '0001-directory': directory,
  '0002-search': search,
  '0003-sources': sources,
  '0004-accounts': accounts,
  '0005-partners': partners,
  '0006-requests': requests,
  '0007-easy-read': easyRead,
};

/** Brings the database up to date. Throws the first failure; what came before it stays applied. */
export async function migrateToLatest(db: Db): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results }: MigrationResultSet = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error(String(error));
  return (results ?? []).map((result) => result.migrationName);
}

/** The names among these that are no migration of this version: a newer one applied them. */
export const unknownMigrations = (applied: readonly string[]): string[] =>
  applied.filter((name) => !Object.hasOwn(MIGRATIONS, name));
