import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const TEXT = /\.(css|js|mjs|svg|json|txt|xml|webmanifest)$/;
const SMALLEST_BYTES = 1024;

/**
 * Writes `.br` and `.gz` beside each text file of a built folder, so that the server sends the tightest form
 * without compressing at every visit. Files under one kilobyte gain nothing and are left alone.
 */
export async function compressFiles(folder: URL): Promise<number> {
  let written = 0;
  const root = fileURLToPath(folder);
  for (const name of await readdir(root, { recursive: true })) {
    const file = join(root, name);
    if (!TEXT.test(name) || (await stat(file)).size < SMALLEST_BYTES) continue;
    const bytes = await readFile(file);
    await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes));
    await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
    written += 1;
  }
  return written;
}
