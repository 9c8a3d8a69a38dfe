import { dirname } from 'node:path';
import type { Db } from '#db/connection.ts';
import { readNeeds } from '#src/features/needs/content.ts';
import { readPlaces } from '#src/features/places/queries.ts';
import { readPublicCalendar } from '#src/features/schedules/calendar.ts';
import { readServicesForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { londonNow } from '#src/lib/dates.ts';
import { buildIndex } from './build.ts';
import type { SearchIndex } from './types.ts';

/** The directory as it is now, ready to be searched. */
export interface Directory {
  current(): Promise<SearchIndex>;
}

export interface DirectoryOptions {
  now?: () => Date;
  /** Told when a rebuild failed; the old index goes on answering. */
  onFailure?: (error: unknown) => void;
}

/** After a failed renewal the old index answers for so long before the next try. */
const PAUSE_AFTER_FAILURE_MS = 5_000;

/**
 * Opens the directory: needs and calendar from the content folder, services and places from the database. The index is
 * made anew when the directory's version or London's day has changed, never twice at once; while making it fails, the
 * one before answers. Throws only when the first one cannot be made.
 */
export async function openDirectory(
  db: Db,
  contentFolder: string,
  options: DirectoryOptions = {},
): Promise<Directory> {
  const now = options.now ?? (() => new Date());
  const content = { needs: readNeeds(contentFolder), calendar: readPublicCalendar(dirname(contentFolder)) };
  let index = await makeIndex(db, content, londonNow(now()).day);
  let making: Promise<void> | null = null;

  let failedAt = -Infinity;
  const isStale = async (): Promise<boolean> => {
    if (now().getTime() - failedAt < PAUSE_AFTER_FAILURE_MS) return false;
    return index.day !== londonNow(now()).day || (await versionOf(db)) !== index.version;
  };
  const renew = async (): Promise<void> => {
    try {
      if (await isStale()) index = await makeIndex(db, content, londonNow(now()).day);
    } catch (error) {
      failedAt = now().getTime();
      options.onFailure?.(error);
    }
  };
  const renewOnce = (): Promise<void> => {
    making ??= renew().finally(() => {
      making = null;
    });
    return making;
  };
  return {
    current: async () => {
      // A renewal under way may have begun before this caller's own change: it is waited for, and then checked again.
      if (making !== null) await making;
      await renewOnce();
      return index;
    },
  };
}

async function versionOf(db: Db): Promise<number> {
  const row = await db.selectFrom('directory_version').select('version').executeTakeFirst();
  return row?.version ?? 0;
}

/** The version is read first: a change made while reading is then noticed the next time. */
async function makeIndex(
  db: Db,
  content: Pick<SearchIndex, 'needs' | 'calendar'>,
  day: string,
): Promise<SearchIndex> {
  const version = await versionOf(db);
  const services = await readServicesForIndex(db, day);
  const places = await readPlaces(db);
  return buildIndex({ version, day, services, places, ...content });
}
