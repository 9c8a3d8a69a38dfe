import { mkdirSync, mkdtempSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Db } from '#db/connection.ts';
import { londonNow } from '#src/lib/dates.ts';
import { NO_FILTERS } from '#src/search/params.ts';
import { search } from '#src/search/query.ts';
import { openDirectory, type Directory, type DirectoryOptions } from '#src/search/refresh.ts';
import type { SearchIndex, SearchQuery } from '#src/search/types.ts';
import { understand } from '#src/search/understand.ts';

/** A project folder with one need and the real calendar. */
function contentFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'front-door-content-'));
  mkdirSync(join(root, 'content', 'needs'), { recursive: true });
  mkdirSync(join(root, 'db'));
  cpSync('content/term-dates.yaml', join(root, 'content', 'term-dates.yaml'));
  cpSync('db/bank-holidays.json', join(root, 'db', 'bank-holidays.json'));
  writeFileSync(
    join(root, 'content', 'needs', 'food.yaml'),
    'slug: food\nname: Food\ndescription: Food\npicture: 1F4AC\n',
  );
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return join(root, 'content');
}

/** The directory of a test, closed when it ends, with a clock that the test moves. */
export async function open(db: Db, options: DirectoryOptions = {}) {
  let at = Date.parse('2026-11-18T10:00:00Z');
  const failures: unknown[] = [];
  const directory = await openDirectory(db, contentFolder(), {
    now: () => new Date(at),
    onFailure: (error) => failures.push(error),
    ...options,
  });
  onTestFinished(() => directory.close());
  return { directory, failures, pass: (ms: number) => (at += ms) };
}
export const DAY_MS = 86_400_000;

/** The ids of what can be found, in the order of names. */
export const idsOf = async (directory: Directory): Promise<string[]> => {
  const index = await directory.current();
  const query = toQuery(index);
  return search(index, query, londonNow(new Date('2026-11-18T10:00:00Z'))).results.map(({ id }) => id);
};
const toQuery = (index: SearchIndex): SearchQuery => ({
  understood: understand(index, ''),
  filters: NO_FILTERS,
  around: null,
  sort: 'name',
  page: 1,
  perPage: 100,
});
