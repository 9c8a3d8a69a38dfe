import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandEnv } from '../../support/server.ts';
import { openDatabase } from '#db/connection.ts';
import { HEADER, MAPPING, ROOT, tea, testFolder } from './small-import.ts';

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the command as people do; `onOutput` may end it early. */
function runImport(
  args: string[],
  dataFolder: string,
  onOutput?: (out: string, kill: () => void) => void,
): Promise<Ended> {
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/import.ts'), ...args], {
    cwd: ROOT,
    env: commandEnv({ FRONT_DOOR_DATA: dataFolder }),
  });
  const ended: Ended = { code: null, out: '', err: '' };
  child.stdout.on('data', (data: Buffer) => {
    ended.out += data.toString();
    onOutput?.(ended.out, () => child.kill('SIGKILL'));
  });
  child.stderr.on('data', (data: Buffer) => (ended.err += data.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...ended, code })));
}

function prepare(rows: string[]): { folder: string; args: string[] } {
  const folder = testFolder();
  writeFileSync(join(folder, 'rows.csv'), [HEADER, ...rows].join('\n'));
  writeFileSync(join(folder, 'mapping.yaml'), MAPPING);
  const args = [
    join(folder, 'rows.csv'),
    '--format',
    'csv',
    '--mapping',
    join(folder, 'mapping.yaml'),
    '--source',
    'Test',
    '--licence',
    'OGL',
  ];
  return { folder, args };
}

async function countServices(folder: string): Promise<number> {
  const db = openDatabase(join(folder, 'front-door.sqlite'));
  const { count } = await db
    .selectFrom('service')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  await db.destroy();
  return count;
}

describe('the import command', () => {
  test('imports, writes its report and ends well', async () => {
    const { folder, args } = prepare([tea('1'), tea('2', { email: 'nobody' })]);
    const report = join(folder, 'report.txt');
    const ended = await runImport([...args, '--report', report], folder);
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toContain('Services: 2 created, 0 updated, 0 unchanged, 0 gone.');
    expect(readFileSync(report, 'utf8').split('\n')[0]).toBe(
      'Row 3, column "email": "nobody" is not an email address, left empty',
    );
    expect(await countServices(folder)).toBe(2);
  });

  test('with a wrong option says one sentence, changes nothing and ends with 2', async () => {
    const { folder, args } = prepare([tea('1')]);
    const ended = await runImport(args.slice(0, -2), folder);
    expect(ended).toEqual({
      code: 2,
      out: '',
      err: '--licence is missing: nothing is imported without the terms it may be used on.\n',
    });
    expect(existsSync(join(folder, 'front-door.sqlite'))).toBe(false);
    expect(await runImport(['nowhere.csv', ...args.slice(1)], folder)).toMatchObject({
      code: 2,
      err: 'There is no file nowhere.csv.\n',
    });
  });

  test('with a file that is no CSV says one sentence and ends with 1', async () => {
    const { folder, args } = prepare([]);
    writeFileSync(join(folder, 'rows.csv'), 'PK\u0003\u0004');
    expect(await runImport(args, folder)).toMatchObject({
      code: 1,
      err: 'This is an Excel workbook or a zip file, not CSV: save the sheet as CSV first.\n',
    });
  });

  test('killed in the middle leaves whole batches, and the next run completes them', async () => {
    const { folder, args } = prepare(Array.from({ length: 3000 }, (_, index) => tea(String(index))));
    const killed = await runImport(args, folder, (out, kill) => {
      if (out.includes('Importing: ')) kill();
    });
    expect(killed.code).toBeNull();
    const left = await countServices(folder);
    expect(left % 500).toBe(0);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(3000);
    const ended = await runImport(args, folder);
    expect(ended.out).toContain(`Services: ${3000 - left} created, 0 updated, ${left} unchanged, 0 gone.`);
    const db = openDatabase(join(folder, 'front-door.sqlite'));
    const runs = await db.selectFrom('import_run').select('finished_at').orderBy('started_at').execute();
    await db.destroy();
    expect(runs.map((run) => run.finished_at === null)).toEqual([true, false]);
  }, 60_000);
});
