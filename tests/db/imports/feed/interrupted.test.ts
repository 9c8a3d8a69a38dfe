import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandEnv } from '../../../support/server.ts';
import { openDatabase } from '#db/connection.ts';
import { testFolder, ROOT } from '../small-import.ts';
import { page, serveFeed, type FeedServer } from './feed-server.ts';
import { directoryOf } from './small-feed.ts';
import { synthetics } from './synthetic.ts';

const SERVICES = 1200;
const PER_PAGE = 50;
/** When to kill it: the page, the batch and the milliseconds after it are chance. */
const MOMENTS = ['fetching', 'fetching', 'fetching', 'mapping', 'writing', 'writing', 'writing'];

function startImport(server: FeedServer, dataFolder: string): ChildProcess {
  const args = [
    `${server.url}/feed`,
    '--format',
    'open-referral',
    '--source',
    'Test feed',
    '--licence',
    'OGL',
  ];
  return spawn(process.execPath, [join(ROOT, 'src/cli/import.ts'), ...args], {
    cwd: ROOT,
    env: commandEnv({
      FRONT_DOOR_DATA: dataFolder,
      FRONT_DOOR_ALLOW_PRIVATE_SOURCES: 'on',
    }),
  });
}

interface Ended {
  code: number | null;
  out: string;
}

/** Runs the command to its end, or until `isTime` says so and it is killed. */
function run(
  server: FeedServer,
  dataFolder: string,
  isTime: (out: string) => boolean = () => false,
): Promise<Ended> {
  const child = startImport(server, dataFolder);
  let out = '';
  let isKilled = false;
  const look = (): void => {
    if (isKilled || !isTime(out)) return;
    isKilled = true;
    child.kill('SIGKILL');
  };
  const timer = setInterval(look, 5);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => {
      out += data.toString();
      look();
    });
  }
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearInterval(timer);
      resolve({ code, out });
    });
  });
}

async function directory(folder: string) {
  const db = openDatabase(join(folder, 'front-door.sqlite'));
  try {
    const runs = await db.selectFrom('import_run').select(['outcome', 'finished_at']).orderBy('id').execute();
    return { tables: await directoryOf(db, 'lasting'), runs };
  } finally {
    await db.destroy();
  }
}

test('killed at seven moments and started again each time, an import ends in the same directory as one clean run', async () => {
  const items = synthetics(SERVICES);
  const pages = SERVICES / PER_PAGE;
  const slow = await serveFeed(items, (number) => ({ body: page(items, number, PER_PAGE), afterMs: 15 }));

  const clean = testFolder();
  expect(await run(slow, clean)).toMatchObject({ code: 0 });
  expect(slow.asked.length).toBe(pages + 1);

  const folder = testFolder();
  slow.asked.length = 0;
  const killedAt: string[] = [];
  for (const moment of MOMENTS) {
    const fetched = slow.asked.length;
    const patience = Math.floor(Math.random() * 12);
    const batch = 500 * Math.ceil(Math.random() * 2);
    const wait = Math.random() * 150;
    let since: number | null = null;
    const ended = await run(slow, folder, (out) => {
      if (moment === 'fetching') return slow.asked.length > fetched + patience;
      const sign = moment === 'mapping' ? `Fetching: ${pages} of ${pages}` : `Importing: ${batch} of`;
      if (!out.includes(sign)) return false;
      since ??= performance.now();
      return performance.now() - since >= wait;
    });
    killedAt.push(`${moment}, ${slow.asked.length} asked, ended ${ended.code ?? 'by the kill'}`);
  }
  expect(killedAt.filter((moment) => moment.endsWith('by the kill')).length).toBeGreaterThanOrEqual(5);
  const last = await run(slow, folder);
  expect(last.out).toContain('Services: ');
  expect(last.code).toBe(0);

  const [expected, actual] = [await directory(clean), await directory(folder)];
  for (const [table, rows] of Object.entries(expected.tables)) {
    expect(actual.tables[table], `${table} after ${killedAt.join('; ')}`).toEqual(rows);
  }
  expect(expected.tables['service']).toHaveLength(SERVICES);
  expect(actual.runs.at(-1)).toMatchObject({ outcome: 'done' });
  // Pages that were kept are not asked for again: at most one is lost with each kill; the run after a finished one asks anew.
  const again = slow.asked.filter((asked) => asked.includes('page=')).length;
  expect(again).toBeLessThanOrEqual(2 * pages + MOMENTS.length);
}, 300_000);
