import { readFileSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { countOf } from '#src/lib/text.ts';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig, type Config } from '#src/server/config/config.ts';
import { keyFileOf } from '#src/server/keys/key-place.ts';
import { readBackupOptions } from './backup/options.ts';
import { BackupRefused } from './backup/refused.ts';
import { draftOf, makeBackup } from './backup/write.ts';
import { WrongOption } from './import/options.ts';
import { showProgress, type Progress } from './import/progress.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The website comes first where there are not enough processors. */
const NICENESS = 10;

const place = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);

/** Copies the directory into a new folder while the website goes on. */
async function main(): Promise<void> {
  const options = readBackupOptions(process.argv.slice(2));
  const config = readConfig(process.env, ROOT);
  const to = place(options.to);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      rmSync(draftOf(to), { recursive: true, force: true });
      process.exit(128 + constants.signals[signal]);
    });
  }
  setPriority(NICENESS);
  let progress: Progress | null = null;
  const { database, counts, auditHead } = await makeBackup({
    ...config,
    to,
    keysTo: options.keys === null ? null : place(options.keys),
    version: z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))).version,
    at: new Date(),
    onProgress: (pages, total) => {
      progress ??= showProgress('Copying', total);
      progress.update(pages);
    },
  }).finally(() => stop(progress));
  const megabytes = (database.bytes / 1e6).toFixed(1);
  console.log(`Backed up to ${to}: ${countOf(counts.service ?? 0, 'service')}, ${megabytes} MB.`);
  if (auditHead !== null) console.log(`The audit trail ends at ${auditHead}.`);
  console.log(keysInWords(options.keys, config));
}

/** Where the keys are that open the backup. */
function keysInWords(copied: string | null, config: Config): string {
  const file = keyFileOf(config);
  if (file === null)
    return 'The keys are not in it: they come from FRONT_DOOR_KEYS. Keep them where they are kept, with each older one that they hold: without them nothing sealed can be read.';
  return copied === null
    ? `The keys are not in it. Keep ${file} as well, in another place: without it nothing sealed can be read (--keys FOLDER copies it).`
    : `The keys are in ${place(copied)}. Keep them in another place than the backup.`;
}

const stop = (progress: Progress | null): void => progress?.stop();

try {
  await main();
} catch (error) {
  const isExpected =
    error instanceof WrongOption || error instanceof BackupRefused || error instanceof CannotStart;
  console.error(isExpected ? error.message : error);
  process.exitCode = error instanceof WrongOption ? 2 : 1;
}
