import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ImportRefused } from '../refusal.ts';
import { NotAFeed, readBody, type Body, type Envelope } from './body.ts';
import { idOf, type Collection } from './collect.ts';
import { isThin } from './details.ts';

/** A saved feed is read as a whole. */
const MOST_BYTES = 1024 * 1024 * 1024;

interface Saved {
  name: string;
  body: Body;
}

/**
 * Reads a saved feed into a collection: one file, or every file of a folder whose content is part of a feed, in the
 * order of their names ("page-2" before "page-10"). Refuses a file that cannot be read and a folder without services.
 */
export function readSaved(path: string, collection: Collection): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new ImportRefused(`There is no file or folder ${path}.`);
  if (found.isDirectory()) {
    readFolder(path, collection);
    return;
  }
  const { name, body } = readSavedFile(path, basename(path));
  if (body.kind === 'root') {
    throw new ImportRefused(`${name} says where the feed is, but holds no services.`);
  }
  if (body.kind === 'service') {
    collection.add([body.item], name);
    // One object to a line: a file with one line is a list of one.
    if (/\.(?:ndjson|jsonl)(?:\.gz)?$/i.test(name)) return;
    collection.doubt('this is one service and not a list of them');
    return;
  }
  collection.add(body.items, name, body.kind === 'list' ? body.broken : []);
  if (body.kind === 'page') comparePages([body.envelope], collection);
}

/** Pages and lists first; a service saved by itself stands in for what a list gave only the words of. */
function readFolder(path: string, collection: Collection): void {
  const files = filesOf(path).flatMap((name) => readIfPart(join(path, name), name, collection) ?? []);
  const singles = new Map<string | null, Record<string, unknown>>();
  for (const { body } of files) {
    if (body.kind === 'service' && !singles.has(idOf(body.item))) singles.set(idOf(body.item), body.item);
  }
  const whole = (item: unknown): unknown => {
    const single = isThin(item) ? singles.get(idOf(item)) : undefined;
    return single === undefined ? item : Object.assign({}, item, single);
  };
  const envelopes: Envelope[] = [];
  const listed = new Set<string | null>();
  for (const { name, body } of files) {
    if (body.kind !== 'page' && body.kind !== 'list') continue;
    if (body.kind === 'page') envelopes.push(body.envelope);
    const isRepeated = collection.add(body.items.map(whole), name, body.kind === 'list' ? body.broken : []);
    if (isRepeated) collection.report(`${name} repeats services of the files before it`);
    for (const item of body.items) listed.add(idOf(item));
  }
  for (const { name, body } of files) {
    if (body.kind === 'service' && !listed.has(idOf(body.item))) collection.add([body.item], name);
  }
  if (collection.count() === 0) throw new ImportRefused(`${path} holds no file with services.`);
  comparePages(envelopes, collection);
}

/** Other files may lie in the folder; one that was meant to be JSON is reported, and may be a page that is missing. */
function readIfPart(path: string, name: string, collection: Collection): Saved | null {
  try {
    return readSavedFile(path, name);
  } catch (error) {
    if (!(error instanceof NotAFeed)) throw error;
    const reason = error.message.replace(/\.$/, '');
    if (/\.(json|ndjson|jsonl)(\.gz)?$/i.test(name)) collection.doubt(reason);
    else collection.report(`${reason}, and is passed over`);
    return null;
  }
}

function readSavedFile(path: string, name: string): Saved {
  if (statSync(path).size > MOST_BYTES) throw new ImportRefused(`${name} is larger than 1 GB.`);
  return { name, body: readBody(readFileSync(path), name, MOST_BYTES) };
}

/** Pages that were not saved, and a count of services that is not the feed's own. */
function comparePages(envelopes: readonly Envelope[], collection: Collection): void {
  const pages = Math.max(0, ...envelopes.map((envelope) => envelope.totalPages ?? 0));
  const items = envelopes.map((envelope) => envelope.totalItems).findLast((count) => count !== null);
  const numbers = new Set(envelopes.map((envelope) => envelope.number));
  const first = numbers.has(0) ? 0 : 1;
  const missing = Array.from({ length: pages }, (_, index) => first + index).filter(
    (number) => !numbers.has(number),
  );
  if (pages > envelopes.length && missing.length > 0) {
    const named = missing.slice(0, 5).join(', ');
    collection.doubt(
      missing.length === 1
        ? `page ${named} of ${pages} is missing`
        : `${missing.length} of ${pages} pages are missing: ${named}${missing.length > 5 ? ' and more' : ''}`,
    );
  }
  const count = collection.count();
  if (items !== undefined && items !== null && items !== count) {
    collection.doubt(`it says it has ${items} services, but ${count} were counted`);
  }
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort(new Intl.Collator('en', { numeric: true }).compare);
