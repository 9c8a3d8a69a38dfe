import { join } from 'node:path';
import type { Db } from '#db/connection.ts';
import { importFeed } from '#src/features/imports/feed/import.ts';
import { describeCounts, type Problem } from '#src/features/imports/problem.ts';
import { readNeedsAsEdited } from '#src/features/needs/queries/edits.ts';
import type { ImportOptions } from './options.ts';
import { showProgress, type Progress } from './progress.ts';

/** Imports a feed or HSDS tables as the command line says, and shows how far it is. Returns the summary to print. */
export async function importFeedFile(
  db: Db,
  options: ImportOptions & { format: 'open-referral' | 'hsds-csv' },
  where: string,
  setting: { root: string; allowPrivate: boolean },
): Promise<{ summary: string; problems: Problem[] }> {
  const { source: name, licence, attribution, url, republish, everyDays, format } = options;
  let fetching: Progress | undefined;
  let writing: Progress | undefined;
  try {
    const { counts, problems } = await importFeed(db, {
      where,
      format,
      terms: {
        name,
        licence,
        attribution,
        url,
        ...(republish === null ? {} : { republish }),
        ...(everyDays === null ? {} : { refreshDays: everyDays }),
      },
      needs: await readNeedsAsEdited(db, join(setting.root, 'content')),
      allowPrivate: setting.allowPrivate,
      acceptLoss: options.acceptLoss,
      dryRun: options.dryRun,
      at: new Date(),
      onPage: (page, of) => {
        if (of !== null) (fetching ??= showProgress('Fetching', of)).update(page);
      },
      onServices: (total) => {
        fetching?.stop();
        writing = showProgress('Importing', total);
        return (done) => writing?.update(done);
      },
    });
    return { summary: describeCounts(counts, problems.length), problems };
  } finally {
    fetching?.stop();
    writing?.stop();
  }
}
