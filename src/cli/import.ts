import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase, type Db } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { describeCounts, describeProblem, type Problem } from '#src/features/imports/problem.ts';
import { ImportRefused } from '#src/features/imports/refusal.ts';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig, type Config } from '#src/server/config/config.ts';
import { importCsv } from './import/csv.ts';
import { importFeedFile } from './import/feed.ts';
import { importPlaces } from './import/places.ts';
import { readOptions, WrongOption, type ImportOptions } from './import/options.ts';
import { showProgress } from './import/progress.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MOST_LINES_ON_SCREEN = 40;

/** The file as typed where the command was typed, or within the project: npm runs commands in the project's folder. */
function findFile(name: string, ...folders: string[]): string {
  const places = [process.env.INIT_CWD ?? process.cwd(), ROOT, ...folders].map((folder) =>
    resolve(folder, name),
  );
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new WrongOption(`There is no file ${name}.`);
  return found;
}

async function run(
  db: Db,
  options: ImportOptions,
  config: Config,
): Promise<{ summary: string; problems: Problem[] }> {
  const { format, isWeb } = options;
  const file = isWeb ? options.file : findFile(options.file);
  const { allowPrivateSources: allowPrivate } = config;
  if (format === 'open-referral' || format === 'hsds-csv') {
    return importFeedFile(db, { ...options, format }, file, { root: ROOT, allowPrivate });
  }
  if (format !== 'csv') {
    const { source: name, licence, attribution, url, dryRun } = options;
    const terms = { name, licence, attribution, url, format };
    const { summary, read } = await importPlaces(db, { file, format, terms, dryRun, at: new Date() });
    return { summary, problems: read.problems };
  }
  const mapping = findFile(options.mapping ?? '', resolve(ROOT, 'content/mappings'));
  const { republish, everyDays, ...rest } = options;
  const { counts, problems } = await importCsv(db, {
    ...rest,
    ...(republish === null ? {} : { republish }),
    ...(everyDays === null ? {} : { refreshDays: everyDays }),
    root: ROOT,
    file,
    mapping,
    allowPrivate,
    at: new Date(),
    progress: (total) => showProgress('Importing', total),
  });
  return { summary: describeCounts(counts, problems.length), problems };
}

function writeReport(options: ImportOptions, problems: readonly Problem[], summary: string): void {
  const lines = problems.map(describeProblem);
  if (options.report !== null) {
    const file = resolve(process.env.INIT_CWD ?? process.cwd(), options.report);
    writeFileSync(file, [...lines, summary, ''].join('\n'));
    console.log(`The report is in ${file}.`);
  } else {
    for (const line of lines.slice(0, MOST_LINES_ON_SCREEN)) console.log(line);
    const more = lines.length - MOST_LINES_ON_SCREEN;
    if (more > 0) console.log(`And ${more} more: --report FILE writes them all.`);
  }
  console.log(options.dryRun ? `${summary}\nThis was a dry run: nothing was changed.` : summary);
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const config = readConfig(process.env, ROOT);
  mkdirSync(config.dataFolder, { recursive: true });
  const db = openDatabase(config.databaseFile);
  try {
    await migrateToLatest(db);
    const { summary, problems } = await run(db, options, config);
    writeReport(options, problems, summary);
  } finally {
    await db.destroy();
  }
}

try {
  await main();
} catch (error) {
  const isExpected =
    error instanceof WrongOption || error instanceof ImportRefused || error instanceof CannotStart;
  console.error(isExpected ? error.message : error);
  process.exitCode = error instanceof WrongOption ? 2 : 1;
}
