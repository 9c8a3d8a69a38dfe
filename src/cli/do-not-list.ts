import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Selectable } from 'kysely';
import { openDatabase, type Db } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import type { DoNotListTable } from '#db/schema.ts';
import { addToDoNotList, liftFromDoNotList } from '#src/features/imports/do-not-list/commands.ts';
import { listDoNotList } from '#src/features/imports/do-not-list/queries.ts';
import { formatDay, londonNow } from '#src/lib/dates.ts';
import { countOf } from '#src/lib/text.ts';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig } from '#src/server/config/config.ts';
import { readDoNotListTask, WrongDoNotListOption, type DoNotListTask } from './options/do-not-list.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What to say when a command refuses. */
const REFUSALS = {
  'no-name': 'Name who asked not to be listed: a name needs letters or digits.',
  'no-postcode': 'That postcode is not a full postcode, such as MB1 1QG: correct it or leave it out.',
  'no-source': 'There is no source of that name.',
  'open-referrals': 'They have referrals that are open: have them answered or finished first.',
  'no-entry': 'There is no entry with that ID: npm run do-not-list lists them.',
  'lifted-before': 'That entry has been lifted before.',
} as const;

/** Something typed that cannot be done; the message says why in one sentence. */
class NotPossible extends Error {}

const dayOf = (instant: string): string => formatDay(londonNow(new Date(instant)).day);

function describeEntry(row: Selectable<DoNotListTable>): string {
  const known = [
    row.postcode,
    row.charity_number === null ? null : `charity ${row.charity_number}`,
    row.website_host,
    row.source_record_id === null ? null : `record ${row.source_record_id}`,
    row.reason,
  ].filter((part) => part !== null);
  const since = `since ${dayOf(row.created_at)}`;
  const lifted = row.lifted_at === null ? '' : `, lifted ${dayOf(row.lifted_at)}`;
  return `${row.id}\n  ${[row.name, ...known].join(' · ')}\n  ${since}${lifted}\n`;
}

const countBoth = ({ organisations, services }: { organisations: number; services: number }): string =>
  `${countOf(organisations, 'organisation')} and ${countOf(services, 'service')}`;

async function list(db: Db): Promise<void> {
  const rows = await listDoNotList(db);
  for (const row of rows) console.log(describeEntry(row));
  const inForce = rows.filter((row) => row.lifted_at === null).length;
  console.log(`${countOf(inForce, 'entry', 'entries')} in force.`);
}

async function add(db: Db, task: Extract<DoNotListTask, { verb: 'add' }>): Promise<void> {
  const { name, postcode, charityNumber, website, reason } = task;
  const asked = { name, postcode, charityNumber, website, source: null, reason };
  const result = await addToDoNotList(db, { ...asked, actor: 'command-line', at: new Date() });
  if (!result.ok) throw new NotPossible(REFUSALS[result.error]);
  const { id, hidden } = result.value;
  console.log(`"${name.trim()}" is on the list, as ${id}. Hidden now: ${countBoth(hidden)}.`);
}

async function lift(db: Db, id: string): Promise<void> {
  const result = await liftFromDoNotList(db, id, new Date());
  if (!result.ok) throw new NotPossible(REFUSALS[result.error]);
  console.log(
    `The entry is lifted: imports bring them in again. Shown again: ${countBoth(result.value.shown)}.`,
  );
}

try {
  const task = readDoNotListTask(process.argv.slice(2));
  const config = readConfig(process.env, ROOT);
  mkdirSync(config.dataFolder, { recursive: true });
  const db = openDatabase(config.databaseFile);
  try {
    await migrateToLatest(db);
    if (task.verb === 'list') await list(db);
    else if (task.verb === 'add') await add(db, task);
    else await lift(db, task.id);
  } finally {
    await db.destroy();
  }
} catch (error) {
  const isExpected =
    error instanceof WrongDoNotListOption || error instanceof NotPossible || error instanceof CannotStart;
  console.error(isExpected ? error.message : error);
  process.exitCode = error instanceof WrongDoNotListOption ? 2 : 1;
}
