import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#db/connection.ts';
import { fillDemo } from '#src/cli/fill-demo.ts';
import { emptyDatabase } from './empty-database.ts';
import { ROOT } from '../server.ts';

/** The moment from which the dates of `writeDemoPlace` are counted: a Saturday morning. */
export const FILLED_AT = new Date('2026-11-21T10:00:00.000Z');

let filled: Promise<Buffer> | undefined;

/** Writes a database with the example place. It is filled once in each process that runs tests, then copied. */
export async function writeDemoPlace(file: string): Promise<void> {
  writeFileSync(file, await (filled ??= fill()));
}

async function fill(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-demo-'));
  const file = join(folder, 'front-door.sqlite');
  try {
    copyFileSync(await emptyDatabase(), file);
    const db = openDatabase(file);
    await fillDemo(db, ROOT, FILLED_AT);
    await db.destroy();
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
