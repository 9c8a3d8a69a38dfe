import type { Db } from '#db/connection.ts';
import { saveSource } from '#src/features/imports/commands/sources.ts';
import { ROOT } from '../../support/server.ts';
import type { JobContext } from '#src/jobs/job.ts';
import { readConfig } from '#src/server/config/config.ts';

/** A source that has been told of, but never read. */
export async function addSource(
  db: Db,
  name: string,
  more: { url?: string | null; refreshDays?: number | null; format?: string; mapping?: string | null } = {},
): Promise<string> {
  const { url = null, refreshDays = null, format = 'open-referral', mapping = null } = more;
  const terms = { name, licence: 'OGL v3.0', attribution: null, url, format, refreshDays, mapping };
  const source = await db
    .transaction()
    .execute((trx) => saveSource(trx, terms, new Date('2026-11-01T10:00:00Z')));
  return source.id;
}

/** What a job is given; sources may be on this machine. */
export const jobContext = (db: Db, at: Date, signal = new AbortController().signal): JobContext => ({
  db,
  root: ROOT,
  config: readConfig({ FRONT_DOOR_ALLOW_PRIVATE_SOURCES: 'on' }, ROOT),
  at,
  now: () => new Date(),
  signal,
});
