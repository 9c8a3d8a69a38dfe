/** A backup or a restoration cannot go on; the message is the one sentence to print. */
export class BackupRefused extends Error {}

const DISK: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  SQLITE_FULL: 'the disk is full',
  EACCES: 'this account may not write there',
  EPERM: 'this account may not write there',
  EROFS: 'the disk may only be read',
  EIO: 'the disk does not work',
  SQLITE_IOERR: 'the disk does not work',
  EFBIG: 'the file would be too big',
  ENAMETOOLONG: 'the name is too long',
};

/** What the disk said no to, as a sentence; anything else as it is. */
export function explainDisk(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = DISK[code] ?? DISK[code.replace(/^(SQLITE_IOERR)_.*/, '$1')];
  return reason === undefined
    ? error
    : new BackupRefused(`${path} could not be written: ${reason}. Nothing was left there.`);
}
