import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#db/connection.ts';
import { emptyDatabase } from '../../support/shared/empty-database.ts';
import { ROOT, commandEnv } from '../../support/server.ts';
import { put, putKettleTwice } from './two-sources.ts';

interface Ended {
  status: number | null;
  printed: string;
  told: string;
  folder: string;
}

function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-duplicates-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function runIn(folder: string, args: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'src', 'cli', 'duplicates.ts'), ...args],
    { env: commandEnv({ FRONT_DOOR_DATA: folder, INIT_CWD: folder }), encoding: 'utf8' },
  );
  return { status, printed: stdout, told: stderr, folder };
}

/** Runs `npm run duplicates` on a directory that has "Kettle Pagoda" twice across sources and a group of its name. */
async function run(...args: string[]): Promise<Ended> {
  const folder = testFolder();
  const file = join(folder, 'front-door.sqlite');
  copyFileSync(await emptyDatabase(), file);
  const db = openDatabase(file);
  await putKettleTwice(db);
  await put(db, 'group', {
    name: 'Kettle Pagoda Knitting Group',
    source: 'north',
    service: { visibility: 'hidden' },
  });
  await db.destroy();
  return runIn(folder, args);
}

describe('npm run duplicates', () => {
  test('lists pairs with why, sources, pages and ids, then counts them', async () => {
    const { status, printed, told } = await run();
    expect({ status, told }).toEqual({ status: 0, told: '' });
    expect(printed.split('\n')).toEqual([
      '1. Almost certainly the same',
      '   Kettle Pagoda \u00b7 North list \u00b7 /services/kettle-north \u00b7 kettle-north',
      '   The Kettle Pagoda \u00b7 South list \u00b7 /services/kettle-south \u00b7 kettle-south',
      expect.stringMatching(/^ {3}Why: .*the same postcode, MB1 1QG \(4 services share it\).*\.$/),
      '',
      '1 pair among 4 services; 6 pairs compared.',
      '  Almost certainly the same: 1 (1 across sources, 0 within one)',
      'Why, by kind:',
      '  the same name: 1',
      '  the same postcode: 1',
      '',
    ]);
  });

  test('lists as many as it is asked to, and says how many more there are', async () => {
    const { printed } = await run('--level', 'possible', '--limit', '1');
    expect(printed).toContain('1. Almost certainly');
    expect(printed).not.toContain('2. ');
    expect(printed).toContain('And 2 more: --limit N lists more, --csv FILE writes all of them.');
    expect(printed).toContain('3 pairs among 4 services');
  });

  test('keeps to pairs across sources when asked', async () => {
    const { printed } = await run('--level', 'possible', '--across-sources');
    expect(printed).toContain('2 pairs among 4 services');
    expect(printed).toMatch(/Pagoda Knitting Group.* \u00b7 group \u00b7 hidden/);
  });

  test('writes all of them into a CSV file where the command was typed', async () => {
    const { printed, folder } = await run('--level', 'possible', '--limit', '0', '--csv', 'pairs.csv');
    const lines = readFileSync(join(folder, 'pairs.csv'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^level,score,why,against,first_name,.*,second_missing_since$/);
    expect(printed).toContain(`All of them are in ${join(folder, 'pairs.csv')}.`);
    expect(printed).not.toContain('1. ');
  });

  test('lists organisations when asked', async () => {
    const { printed } = await run('--organisations');
    expect(printed).toContain('/organisations/org-kettle-north');
    expect(printed).toContain('among 4 organisations');
  });

  test('with a wrong option says one sentence, touches nothing and ends with 2', () => {
    const folder = testFolder();
    expect(runIn(folder, ['--level', 'sure'])).toMatchObject({
      status: 2,
      printed: '',
      told: '"sure" is not a level: it can be same, likely, possible.\n',
    });
    expect(runIn(folder, ['pairs.csv'])).toMatchObject({ status: 2, printed: '' });
    expect(existsSync(join(folder, 'front-door.sqlite'))).toBe(false);
  });

  test('with a file it cannot write ends with 1', async () => {
    const { status } = await run('--csv', 'no/such/folder/pairs.csv');
    expect(status).toBe(1);
  });
});
