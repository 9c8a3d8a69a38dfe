import { mkdir, open, readdir, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Zip, ZipDeflate } from 'fflate';
import { BYTE_ORDER_MARK, toCsvHeader, toCsvLines } from '#src/features/open-referral/tables/cells.ts';
import type { TableName } from '#src/features/open-referral/tables/columns.ts';
import { writeService, type Cells, type Written } from '#src/features/open-referral/tables/to-tables.ts';
import type { ServiceBatches } from './json.ts';

/** Without services their table says so; the others are left out when they would be empty. */
const ALWAYS: readonly TableName[] = ['services', 'organizations'];
const CHUNK_BYTES = 1 << 20;

/** Writes the services as HSDS tables, a CSV file for each, and the licence beside them. */
export async function writeTables(folder: string, services: ServiceBatches, licence: string): Promise<void> {
  await mkdir(folder);
  await writeFile(join(folder, 'LICENCE.txt'), licence, { flush: true });
  const files = new Map<TableName, FileHandle>();
  const fileOf = async (table: TableName): Promise<FileHandle> => {
    const known = files.get(table);
    if (known !== undefined) return known;
    const file = await open(join(folder, `${table}.csv`), 'wx');
    files.set(table, file);
    await file.write(BYTE_ORDER_MARK + toCsvHeader(table));
    return file;
  };
  try {
    for (const table of ALWAYS) await fileOf(table);
    const written: Written = new Set();
    for await (const batch of services.batches()) {
      const rows = new Map<TableName, Cells[]>();
      for (const service of batch) {
        writeService(service, written, (table, cells) => {
          const waiting = rows.get(table);
          if (waiting === undefined) rows.set(table, [cells]);
          else waiting.push(cells);
        });
      }
      for (const [table, cells] of rows) await (await fileOf(table)).write(toCsvLines(table, cells));
    }
    for (const file of files.values()) await file.sync();
  } finally {
    for (const file of files.values()) await file.close();
  }
}

/** Packs the files of a folder into a zip file, a piece at a time. */
export async function packFolder(folder: string, target: string): Promise<void> {
  const output = await open(target, 'wx');
  const waiting: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    waiting.push(chunk);
  });
  const flush = async (): Promise<void> => {
    for (const chunk of waiting.splice(0)) await output.write(chunk);
  };
  try {
    for (const name of (await readdir(folder)).sort()) {
      const packed = new ZipDeflate(name, { level: 6 });
      zip.add(packed);
      const input = await open(join(folder, name));
      try {
        for (;;) {
          const { bytesRead, buffer } = await input.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES);
          packed.push(buffer.subarray(0, bytesRead), bytesRead === 0);
          await flush();
          if (bytesRead === 0) break;
        }
      } finally {
        await input.close();
      }
    }
    zip.end();
    await flush();
    await output.sync();
  } finally {
    await output.close();
  }
}
