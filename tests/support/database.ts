import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openDatabase, type Db } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { ROOT } from './server.ts';

/**
 * An empty, migrated database file of the running test's own, closed and removed when the test ends. Migrating
 * happens once for each state of the migrations; every test gets a copy of that file.
 */
export async function testDatabase(): Promise<Db> {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-db-'));
  const file = join(folder, 'front-door.sqlite');
  copyFileSync(await template(), file);
  const db = openDatabase(file);
  onTestFinished(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  });
  return db;
}

/** Test files run in several processes: each writes its template under a name of its own, then renames it. */
async function template(): Promise<string> {
  const folder = join(ROOT, 'node_modules', '.cache', 'front-door');
  const file = join(folder, `template-${migrationsStamp()}.sqlite`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, `draft-${process.pid}-${Date.now()}.sqlite`);
  const db = openDatabase(draft);
  await migrateToLatest(db);
  await db.destroy();
  renameSync(draft, file);
  return file;
}

function migrationsStamp(): string {
  const folder = join(ROOT, 'db', 'migrations');
  const stamps = readdirSync(folder).map((name) => statSync(join(folder, name)).mtimeMs);
  return `${stamps.length}-${Math.round(Math.max(...stamps))}`;
}
