import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatInstant } from '#src/features/jobs/present.ts';
import { countOf } from '#src/lib/text.ts';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig } from '#src/server/config/config.ts';
import { areKeysElsewhere } from '#src/server/keys/key-place.ts';
import { readRestoreOptions } from './backup/options.ts';
import { restoreBackup } from './backup/read.ts';
import { BackupRefused } from './backup/refused.ts';
import { WrongOption } from './import/options.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const place = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);

/** Makes a data folder of a backup, and says what whoever does so must know. */
async function main(): Promise<void> {
  const config = readConfig(process.env, ROOT);
  const options = readRestoreOptions(process.argv.slice(2), areKeysElsewhere(config));
  const into = options.into === null ? config.dataFolder : place(options.into);
  const keysFrom = options.keys === null ? null : place(options.keys);
  const request = { from: place(options.from), keysFrom, given: config, into, at: new Date() };
  const { manifest, sessionsEnded, messagesWaiting } = await restoreBackup(request);
  const made = formatInstant(new Date(manifest.madeAt));
  console.log(`Restored into ${into}: ${countOf(manifest.counts.service ?? 0, 'service')}, as of ${made}.`);
  if (manifest.auditHead !== null) console.log(`The audit trail is whole up to ${manifest.auditHead}.`);
  if (keysFrom === null)
    console.log('The keys were not copied: they come from the environment, and stay where they are kept.');
  console.log(`${countOf(sessionsEnded, 'session')} ended: everybody signs in again.`);
  console.log(
    'What was done after that is not in it: whoever has been stopped or has lost a role since may sign in again until you stop them anew.',
  );
  if (messagesWaiting > 0)
    console.log(`${countOf(messagesWaiting, 'message')} waiting then will be sent, perhaps a second time.`);
}

try {
  await main();
} catch (error) {
  const isExpected =
    error instanceof WrongOption || error instanceof BackupRefused || error instanceof CannotStart;
  console.error(isExpected ? error.message : error);
  process.exitCode = error instanceof WrongOption ? 2 : 1;
}
