import { unzipSync } from 'fflate';
import { ImportRefused } from '../refusal.ts';

/** A table's file of a whole country stays far below. */
const MOST_BYTES_UNPACKED = 1_000_000_000;
const MOST_FILES = 1000;

/** Whether bytes begin as a zip file does. */
export const isZip = (data: Uint8Array): boolean => data[0] === 0x50 && data[1] === 0x4b;

/**
 * The CSV files of a zip file by name, without their folders. Refuses what would unpack to more than a gigabyte:
 * sizes are looked at before anything is unpacked, and no file gets more room than it asked for.
 */
export function unzipTables(
  data: Uint8Array,
  name: string,
  mostBytes = MOST_BYTES_UNPACKED,
): Map<string, Uint8Array> {
  let bytes = 0;
  let files = 0;
  try {
    const unpacked = unzipSync(data, {
      filter: (file) => {
        if (!isTable(file.name)) return false;
        bytes += file.originalSize;
        files += 1;
        if (bytes > mostBytes || files > MOST_FILES)
          throw new ImportRefused(`${name} unpacks to more than an import can hold.`);
        return true;
      },
    });
    return withoutFolders(unpacked);
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    throw new ImportRefused(`${name} is damaged and cannot be unpacked.`);
  }
}

/** Packed on a Mac, each file has a shadow with a name like its own. */
const isTable = (path: string): boolean =>
  /(?:^|\/)[^/.][^/]*\.csv$/i.test(path) && !path.startsWith('__MACOSX/');

/** Of two files with one name the one less deep counts. */
function withoutFolders(files: Readonly<Record<string, Uint8Array>>): Map<string, Uint8Array> {
  const depth = (path: string): number => path.split('/').length;
  const named = new Map<string, Uint8Array>();
  for (const path of Object.keys(files).sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))) {
    const file = path.slice(path.lastIndexOf('/') + 1);
    const data = files[path];
    if (data !== undefined && !named.has(file)) named.set(file, data);
  }
  return named;
}
