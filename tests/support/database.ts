import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openDatabase, type Db } from '#db/connection.ts';
import { writeDemoPlace } from './shared/demo-place.ts';
import { emptyDatabase } from './shared/empty-database.ts';

/**
 * An empty, migrated database file of the running test's own, closed and removed when the test ends. Migrating
 * happens once for each state of the migrations; every test gets a copy of that file.
 */
export const testDatabase = (): Promise<Db> =>
  databaseOf(async (file) => copyFileSync(await emptyDatabase(), file));

/** The same with the example place in it, its dates counted from `FILLED_AT`. */
export const demoDatabase = (): Promise<Db> => databaseOf(writeDemoPlace);

async function databaseOf(write: (file: string) => Promise<void>): Promise<Db> {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-db-'));
  const file = join(folder, 'front-door.sqlite');
  await write(file);
  const db = openDatabase(file);
  onTestFinished(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  });
  return db;
}
