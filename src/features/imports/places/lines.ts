import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { Unzip, UnzipInflate } from 'fflate';
import { ImportRefused } from '../refusal.ts';

/** A line of a CSV file, perhaps within a zip. */
export interface Line {
  file: string;
  number: number; // 1 is the file's first line
  text: string;
}

/** ONS packs its directory twice into one zip, the second time postcode area by postcode area. */
const SECOND_COPY = /\/multi_csv\//i;
/** Large enough to be quick, small enough to keep a file of a gigabyte out of memory. */
const CHUNK_BYTES = 1 << 20;

/** Lines of a CSV file, of every CSV file within a folder, or within a zip, never holding more than one chunk. */
export async function* readLines(path: string): AsyncGenerator<Line[]> {
  if (statSync(path).isDirectory()) {
    const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.csv$/i.test(name),
    );
    if (files.length === 0) throw new ImportRefused(`There is no CSV file in the folder ${path}.`);
    for (const name of files.toSorted()) yield* readFileLines(join(path, name), name);
  } else if (/\.zip$/i.test(path)) yield* readZipLines(path);
  else yield* readFileLines(path, path);
}

async function* readFileLines(path: string, name: string): AsyncGenerator<Line[]> {
  const splitter = newSplitter(name);
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }))
    yield splitter.push(chunk as Uint8Array);
  yield splitter.end();
}

async function* readZipLines(path: string): AsyncGenerator<Line[]> {
  let waiting: Line[] = [];
  let failure: Error | null = null;
  const unzip = new Unzip((entry) => {
    if (!/\.csv$/i.test(entry.name) || SECOND_COPY.test(`/${entry.name}`)) return;
    const splitter = newSplitter(entry.name);
    entry.ondata = (error, data, final) => {
      if (error) failure = error;
      else waiting.push(...splitter.push(data));
      if (final) waiting.push(...splitter.end());
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES / 16 })) {
    unzip.push(chunk as Uint8Array);
    if (failure !== null) throw new ImportRefused(`${path} cannot be unpacked: ${String(failure)}`);
    if (waiting.length > 0) yield waiting;
    waiting = [];
  }
  unzip.push(new Uint8Array(0), true);
  if (waiting.length > 0) yield waiting;
}

function newSplitter(file: string) {
  const decoder = new TextDecoder();
  let rest = '';
  let number = 0;
  const toLine = (text: string): Line => ({ file, number: (number += 1), text: text.replace(/\r$/, '') });
  return {
    push(data: Uint8Array): Line[] {
      const pieces = (rest + decoder.decode(data, { stream: true })).split('\n');
      rest = pieces.pop() ?? '';
      return pieces.map(toLine);
    },
    end(): Line[] {
      const last = rest + decoder.decode();
      rest = '';
      return last === '' ? [] : [toLine(last)];
    },
  };
}

/** The cells of a line. Official files quote every text but hardly ever need to, so the quick way is tried first. */
export function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const pieces = line.split(',');
  if (pieces.every((piece) => /^(?:[^"]*|"[^"]*")$/.test(piece)))
    return pieces.map((piece) => piece.replaceAll('"', ''));
  try {
    return parse(line, { relax_quotes: true, relax_column_count: true })[0] ?? [];
  } catch {
    return pieces;
  }
}
