import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openDatabase } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { describeDay, describeSearch } from '#src/features/insight/present.ts';
import { listSearchDays, listSearches } from '#src/features/insight/queries.ts';
import { readNeedsAsEdited } from '#src/features/needs/queries/edits.ts';
import { addDays, londonNow } from '#src/lib/dates.ts';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig } from '#src/server/config/config.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const USAGE = 'Use: npm run searches, or npm run searches -- --days 90 --most 50.';

/** A whole number of at least one, or null. */
const countOrNull = (text: string): number | null => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : null);

/** Tells what people searched for: how much on each day, what they asked for most, and what found nothing. */
try {
  const { values } = parseArgs({
    options: { days: { type: 'string', default: '30' }, most: { type: 'string', default: '20' } },
  });
  const [days, limit] = [countOrNull(values.days), countOrNull(values.most)];
  if (days === null || limit === null) throw Object.assign(new TypeError(USAGE), { code: 'USAGE' });
  const config = readConfig(process.env, ROOT);
  const db = openDatabase(config.databaseFile);
  await migrateToLatest(db);
  const needs = (await readNeedsAsEdited(db, join(ROOT, 'content'))).bySlug;
  const nameOf = (slug: string): string => needs.get(slug)?.name ?? slug;
  const from = addDays(londonNow(new Date()).day, 1 - days);
  const searchDays = await listSearchDays(db, from);
  const most = await listSearches(db, { from, foundNothing: false, limit });
  const nothing = await listSearches(db, { from, foundNothing: true, limit });
  const print = (title: string, lines: readonly string[]): void =>
    console.log(`${title}\n${lines.length === 0 ? '  none' : lines.map((line) => `  ${line}`).join('\n')}\n`);
  print(`Searches of the last ${days} days`, searchDays.map(describeDay));
  print(
    'Asked for most',
    most.map((search) => describeSearch(search, nameOf)),
  );
  print(
    'Found nothing',
    nothing.map((search) => describeSearch(search, nameOf)),
  );
  await db.destroy();
} catch (error) {
  if (error instanceof CannotStart) console.error(error.message);
  else if (error instanceof TypeError && 'code' in error) console.error(USAGE);
  else throw error;
  process.exitCode = 2;
}
