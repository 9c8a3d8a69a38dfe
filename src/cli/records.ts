import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase, type Db } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { eraseRequest } from '#src/features/records/commands/erase.ts';
import { holdRequest, releaseRequest } from '#src/features/records/commands/hold.ts';
import { openRecord, searchRecords } from '#src/features/records/commands/look.ts';
import { recordAsHtml, recordAsJson } from '#src/features/records/present/files.ts';
import { REFUSALS } from '#src/features/records/present/refusals.ts';
import { inWords } from '#src/features/records/present/sections.ts';
import { findRecords, type FoundRecord } from '#src/features/records/queries/find.ts';
import { formatDay, londonNow } from '#src/lib/dates.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig, type Config } from '#src/server/config/config.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { writeDurably } from './backup/files.ts';
import { readRecordsOptions, WrongRecordsOption, type RecordsOptions } from './options/records.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BY = programActor('command-line');

interface Context {
  db: Db;
  keys: Keys;
  config: Config;
  at: Date;
}

const dayOf = (at: string): string => formatDay(londonNow(new Date(at)).day);

function describe({ reference, state, sentAt, closedAt, isErased, isOnHold }: FoundRecord): string {
  const parts = [
    inWords(state),
    sentAt === null ? '' : `sent on ${dayOf(sentAt)}`,
    closedAt === null ? '' : `closed on ${dayOf(closedAt)}`,
    isErased ? 'ERASED' : '',
    isOnHold ? 'ON HOLD' : '',
  ];
  return `${reference ?? '(a draft)'}  ${parts.filter((part) => part !== '').join(', ')}`;
}

async function find(
  { db, keys, at }: Context,
  { sought }: RecordsOptions & { command: 'find' },
): Promise<void> {
  const found = await searchRecords(db, keys, sought, BY, at);
  for (const record of found) console.log(describe(record));
  if (found.length === 0) console.log('There is no record like that.');
}

async function idOf({ db, keys }: Context, reference: string): Promise<string> {
  const [found] = await findRecords(db, keys, { reference });
  if (found === undefined) throw new CannotStart(REFUSALS.unknown);
  return found.id;
}

async function write(context: Context, options: RecordsOptions & { command: 'export' }): Promise<void> {
  const { db, keys, config, at } = context;
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), options.to);
  if (existsSync(file)) throw new CannotStart(`There is something at ${file} already: name another file.`);
  const requestId = await idOf(context, options.reference);
  const record = await openRecord(db, keys, { requestId, reason: options.reason, as: 'export' }, BY, at);
  if (record === undefined) throw new CannotStart(REFUSALS.unknown);
  writeDurably(
    file,
    options.format === 'json' ? recordAsJson(record, at) : recordAsHtml(record, config.name, at),
  );
  console.log(`Written to ${file}, readable by you only. That you took it is noted.`);
  console.log('Look at what is marked as somebody else’s before you hand it over.');
}

async function change(
  context: Context,
  options: RecordsOptions & { command: 'erase' | 'hold' | 'release' },
): Promise<void> {
  const { db, keys, at } = context;
  const requestId = await idOf(context, options.reference);
  const result =
    options.command === 'erase'
      ? await eraseRequest(db, keys, { requestId, reason: options.reason, words: options.words }, BY, at)
      : options.command === 'hold'
        ? await holdRequest(db, keys, { requestId, words: options.words }, BY, at)
        : await releaseRequest(db, keys, { requestId, words: options.words }, BY, at);
  if (!result.ok) throw new CannotStart(REFUSALS[result.error]);
  console.log(DONE[options.command]);
}

const DONE = {
  erase:
    'Erased. Its reference, its dates and this reason are kept. Backups from before still hold it: delete them when their time is over.',
  hold: 'On hold: nothing of it is deleted until you release it.',
  release: 'Released: it is deleted when its time is over.',
} as const;

async function run(context: Context, options: RecordsOptions): Promise<void> {
  switch (options.command) {
    case 'find':
      return find(context, options);
    case 'export':
      return write(context, options);
    case 'erase':
    case 'hold':
    case 'release':
      return change(context, options);
  }
}

try {
  const options = readRecordsOptions(process.argv.slice(2));
  const config = readConfig(process.env, ROOT);
  if (!existsSync(config.databaseFile))
    throw new CannotStart(`There are no records in ${config.dataFolder} yet.`);
  const keys = openKeyRing(config);
  const db = openDatabase(config.databaseFile);
  try {
    await migrateToLatest(db);
    await run({ db, keys, config, at: new Date() }, options);
  } finally {
    await db.destroy();
  }
} catch (error) {
  const isExpected = error instanceof WrongRecordsOption || error instanceof CannotStart;
  console.error(isExpected ? error.message : error);
  process.exitCode = error instanceof WrongRecordsOption ? 2 : 1;
}
