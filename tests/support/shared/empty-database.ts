import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * An empty, migrated database file to be copied; made once for each state of the migrations. Test files run in several
 * processes: each writes it under a name of its own, then renames it.
 */
export async function emptyDatabase(): Promise<string> {
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
