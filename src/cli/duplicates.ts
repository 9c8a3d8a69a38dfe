import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { findDuplicates } from '#src/features/duplicates/queries/find-duplicates.ts';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig } from '#src/server/config/config.ts';
import { readDuplicateOptions, WrongDuplicateOption } from './options/duplicates.ts';
import { csvOfPairs, linesOfCounts, linesOfPair } from '#src/features/duplicates/present/report.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Lists what is in the directory twice, with why; changes nothing. */
async function main(): Promise<void> {
  const options = readDuplicateOptions(process.argv.slice(2));
  const config = readConfig(process.env, ROOT);
  const db = openDatabase(config.databaseFile);
  try {
    await migrateToLatest(db);
    const { kind, acrossSources } = options;
    const found = await findDuplicates(db, { kind, level: options.level, acrossSources });
    found.pairs.slice(0, options.limit).forEach((pair, at) => {
      console.log([...linesOfPair(pair, kind, at + 1), ''].join('\n'));
    });
    const more = found.pairs.length - options.limit;
    if (more > 0) console.log(`And ${more} more: --limit N lists more, --csv FILE writes all of them.\n`);
    console.log(linesOfCounts(found, options).join('\n'));
    if (options.csv !== null) {
      const file = resolve(process.env.INIT_CWD ?? process.cwd(), options.csv);
      writeFileSync(file, csvOfPairs(found.pairs, kind));
      console.log(`All of them are in ${file}.`);
    }
  } finally {
    await db.destroy();
  }
}

try {
  await main();
} catch (error) {
  const isExpected = error instanceof WrongDuplicateOption || error instanceof CannotStart;
  console.error(isExpected ? error.message : error);
  process.exitCode = error instanceof WrongDuplicateOption ? 2 : 1;
}
