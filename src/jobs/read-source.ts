import { join } from 'node:path';
import { importSpreadsheet } from '#src/features/imports/csv/import.ts';
import { openFetcher } from '#src/features/imports/feed/fetch.ts';
import { importFeed } from '#src/features/imports/feed/import.ts';
import type { ImportCounts, Problem } from '#src/features/imports/problem.ts';
import { ImportRefused } from '#src/features/imports/refusal.ts';
import { readNeedsAsEdited } from '#src/features/needs/queries/edits.ts';
import type { JobContext } from './job.ts';
import type { ReadRequest, ReadSource } from './refresh-source.ts';

type Context = Pick<JobContext, 'db' | 'root' | 'config' | 'now'>;

/** Reads sources as `npm run import` first did: from their address, on their terms, a spreadsheet by the mapping kept with it. */
export function readSource(context: Context): ReadSource {
  return async (request) => {
    const { counts, problems } = await importAgain(context, request);
    return { counts, problems: problems.length };
  };
}

async function importAgain(
  { db, root, config, now }: Context,
  { source, acceptLoss }: ReadRequest,
): Promise<{ counts: ImportCounts; problems: Problem[] }> {
  const { name, licence, attribution, url, format, mapping } = source;
  if (url === null) throw new ImportRefused(`There is no address to read ${name} from.`);
  const options = {
    terms: { name, licence, attribution, url },
    needs: await readNeedsAsEdited(db, join(root, 'content')),
    at: now(),
    dryRun: false,
    acceptLoss,
    allowPrivate: config.allowPrivateSources,
  };
  if (format === 'open-referral') return importFeed(db, { ...options, where: url, format });
  if (format !== 'csv' || mapping === null)
    throw new ImportRefused(`${name} cannot be read again by itself.`);
  const fetcher = openFetcher(options);
  try {
    return await importSpreadsheet(db, {
      ...options,
      content: () => fetcher.fetch(url),
      mapping: { text: mapping, name: 'kept with the source' },
    });
  } finally {
    fetcher.close();
  }
}
