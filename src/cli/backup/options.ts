import { parseArgs } from 'node:util';
import { WrongOption } from '../import/options.ts';

export interface BackupOptions {
  to: string;
  keys: string | null; // a folder for the keys, apart from the backup
}

export interface RestoreOptions {
  from: string;
  keys: string | null; // the folder that holds the keys; null: they come from the environment
  into: string | null; // null: the data folder of the settings
}

const BACKUP_USAGE = 'npm run backup -- FOLDER [--keys FOLDER]';
const RESTORE_USAGE = 'npm run restore -- FOLDER --keys FOLDER [--into FOLDER]';

/** Reads the command line of `npm run backup`. Throws WrongOption. */
export function readBackupOptions(args: readonly string[]): BackupOptions {
  const { folder, values } = parse(args, ['keys'], BACKUP_USAGE);
  return { to: folder, keys: values.keys ?? null };
}

/** Reads the command line of `npm run restore`; `hasKeys`: the environment gives some. Throws WrongOption. */
export function readRestoreOptions(args: readonly string[], hasKeys = false): RestoreOptions {
  const { folder, values } = parse(args, ['keys', 'into'], RESTORE_USAGE);
  if (values.keys === undefined && !hasKeys)
    throw new WrongOption(
      `Give --keys and the folder where keys.json was kept: without the keys nothing sealed can be read (${RESTORE_USAGE}).`,
    );
  return { from: folder, keys: values.keys ?? null, into: values.into ?? null };
}

function parse(
  args: readonly string[],
  names: readonly string[],
  usage: string,
): { folder: string; values: Record<string, string | undefined> } {
  const { values, positionals } = parsed(args, names, usage);
  const [folder, ...more] = positionals;
  if (folder === undefined || folder === '') throw new WrongOption(`Name the folder: ${usage}.`);
  if (more.length > 0)
    throw new WrongOption(`Name one folder only; "${more[0]}" is a second one (${usage}).`);
  const blank = names.find((name) => values[name] === '');
  if (blank !== undefined) throw new WrongOption(`--${blank} cannot be empty: give a folder (${usage}).`);
  return { folder, values: values as Record<string, string | undefined> };
}

function parsed(args: readonly string[], names: readonly string[], usage: string) {
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new WrongOption(`${sentence.replace(/\. To specify.*$/, '')} (${usage})`);
  }
}
