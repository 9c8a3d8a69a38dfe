import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { readNeedsAsEdited } from '#src/features/needs/queries/edits.ts';
import { londonNow } from '#src/lib/dates.ts';
import { countOf } from '#src/lib/text.ts';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig } from '#src/server/config/config.ts';
import { CannotWrite } from './export/draft.ts';
import { readExportOptions } from './export/options.ts';
import { exportFeed } from './export/run.ts';
import { WrongOption } from './import/options.ts';
import { showProgress, type Progress } from './import/progress.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Writes what the feed publishes to a file or a folder. */
async function main(): Promise<void> {
  const options = readExportOptions(process.argv.slice(2));
  const config = readConfig(process.env, ROOT);
  if (!existsSync(config.databaseFile)) {
    throw new CannotStart(`There is no directory in ${config.dataFolder} to export from.`);
  }
  const db = openDatabase(config.databaseFile);
  let progress: Progress | null = null;
  try {
    await migrateToLatest(db);
    const path = resolve(process.env.INIT_CWD ?? process.cwd(), options.to);
    const { services, licenceFile } = await exportFeed(db, {
      ...options,
      path,
      setting: {
        siteUrl: options.siteUrl ?? config.siteUrl,
        today: londonNow(new Date()).day,
        needs: await readNeedsAsEdited(db, join(ROOT, 'content')),
      },
      directory: { name: config.name, licence: config.licence },
      onProgress: (done, total) => {
        progress ??= showProgress('Exporting', total);
        progress.update(done);
      },
    });
    stop(progress);
    console.log(`${countOf(services, 'service')} written to ${path}.`);
    if (licenceFile !== null) console.log(`Their licence is in ${licenceFile}: pass it on with them.`);
  } finally {
    await db.destroy();
  }
}

const stop = (progress: Progress | null): void => progress?.stop();

try {
  await main();
} catch (error) {
  const isExpected =
    error instanceof WrongOption || error instanceof CannotWrite || error instanceof CannotStart;
  console.error(isExpected ? error.message : error);
  process.exitCode = error instanceof WrongOption ? 2 : 1;
}
