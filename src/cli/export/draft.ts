import { access, lstat, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { WrongOption } from '../import/options.ts';

/** Something outside the program is in the way; the message is the one sentence to print. */
export class CannotWrite extends Error {}

export interface Target {
  path: string; // absolute
  isFolder: boolean;
  force: boolean; // an earlier export may be replaced
}

/**
 * Makes a file or a folder under a name of its own beside the target, and gives it the target's name when it is
 * whole: whoever finds the target finds all of it. Refuses (WrongOption) what exists already without `force`, and
 * with it any folder that is not an earlier export. A disk that is full or locked is CannotWrite.
 */
export async function writeWhole(target: Target, write: (draft: string) => Promise<void>): Promise<void> {
  await checkTarget(target);
  const draft = join(dirname(target.path), `.${basename(target.path)}.${process.pid}.part`);
  try {
    await rm(draft, { recursive: true, force: true });
    await write(draft);
    if (target.isFolder) await putAside(target.path, `${draft}.old`);
    await rename(draft, target.path);
    await rm(`${draft}.old`, { recursive: true, force: true });
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    throw explain(error, target.path);
  }
}

async function checkTarget({ path, isFolder, force }: Target): Promise<void> {
  const parent = dirname(path);
  await access(parent).catch(() => {
    throw new WrongOption(`There is no folder ${parent} to write into.`);
  });
  const found = await lstat(path).catch(() => null);
  if (found === null) return;
  if (found.isDirectory() !== isFolder) {
    const kind = found.isDirectory() ? 'a folder' : 'a file';
    throw new WrongOption(`${path} is ${kind} already: choose another name.`);
  }
  if (!force) {
    throw new WrongOption(`${path} exists already: choose another name, or replace it with --force.`);
  }
  if (isFolder && !(await readdir(path)).every((name) => /\.csv$|^LICENCE\.txt$/.test(name))) {
    throw new WrongOption(
      `${path} holds more than an earlier export, so it is not replaced: choose another name.`,
    );
  }
}

/** A folder cannot be renamed onto one that holds something. */
async function putAside(path: string, aside: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found !== null) await rename(path, aside);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EACCES: 'this account may not write there',
  EPERM: 'this account may not write there',
  EROFS: 'the disk may only be read',
  ENAMETOOLONG: 'the name is too long',
  EFBIG: 'the file would be too big',
  EIO: 'the disk does not work',
};

function explain(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REASONS[code];
  return reason === undefined
    ? error
    : new CannotWrite(`${path} could not be written: ${reason}. Nothing was left there.`);
}
