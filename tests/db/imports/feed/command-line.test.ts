import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandEnv } from '../../../support/server.ts';
import { openDatabase } from '#db/connection.ts';
import { ROOT, testFolder } from '../small-import.ts';
import { serveFeed } from './feed-server.ts';
import { synthetics } from './synthetic.ts';

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

function command(dataFolder: string, args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/import.ts'), ...args], {
    cwd: ROOT,
    env: commandEnv({ FRONT_DOOR_DATA: dataFolder, ...env }),
  });
  const ended: Ended = { code: null, out: '', err: '' };
  child.stdout.on('data', (data: Buffer) => (ended.out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (ended.err += data.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...ended, code })));
}

const FEED = ['--format', 'open-referral', '--source', 'Test feed', '--licence', 'OGL'];

test('a feed is imported from its address, with its terms, its schedule and its report', async () => {
  const folder = testFolder();
  const server = await serveFeed(synthetics(12));
  const report = join(folder, 'report.txt');
  const args = [`${server.url}/feed`, ...FEED, '--every', '7', '--no-republish', '--report', report];
  expect(await command(folder, args)).toMatchObject({
    code: 1,
    err: '127.0.0.1 is a private address, which is not fetched: FRONT_DOOR_ALLOW_PRIVATE_SOURCES=on allows it.\n',
  });
  const ended = await command(folder, args, { FRONT_DOOR_ALLOW_PRIVATE_SOURCES: 'on' });
  expect(ended).toMatchObject({ code: 0, err: '' });
  expect(ended.out).toContain('Services: 12 created, 0 updated, 0 unchanged, 0 gone.');
  expect(readFileSync(report, 'utf8')).toContain('12 rows read.');
  const db = openDatabase(join(folder, 'front-door.sqlite'));
  const [source] = await db.selectFrom('source').selectAll().execute();
  await db.destroy();
  expect(source).toMatchObject({
    name: 'Test feed',
    licence: 'OGL',
    format: 'open-referral',
    url: `${server.url}/feed`,
    refresh_days: 7,
    republish: 0,
  });
}, 120_000);

test('without a licence, or with a blank one, nothing is opened and nothing is asked', async () => {
  const folder = testFolder();
  const server = await serveFeed(synthetics(12));
  for (const args of [FEED.slice(0, -2), [...FEED.slice(0, -1), '  ']]) {
    expect(await command(folder, [`${server.url}/feed`, ...args])).toEqual({
      code: 2,
      out: '',
      err: '--licence is missing: nothing is imported without the terms it may be used on.\n',
    });
  }
  expect(server.asked).toEqual([]);
  expect(existsSync(join(folder, 'front-door.sqlite'))).toBe(false);
}, 120_000);

test('a feed that lost too much is held with a sentence, and goes through with --accept-loss', async () => {
  const folder = testFolder();
  const file = join(folder, 'feed.json');
  writeFileSync(file, JSON.stringify(synthetics(20)));
  expect(await command(folder, [file, ...FEED])).toMatchObject({ code: 0 });
  writeFileSync(file, JSON.stringify(synthetics(10)));
  const held = await command(folder, [file, ...FEED]);
  expect(held.code).toBe(1);
  expect(held.err).toMatch(/^Nothing was changed: 10 of 20 services .* --accept-loss\.\n$/);
  const accepted = await command(folder, [file, ...FEED, '--accept-loss']);
  expect(accepted).toMatchObject({ code: 0, err: '' });
  expect(accepted.out).toContain('0 created, 0 updated, 10 unchanged, 10 gone.');
}, 120_000);

test('HSDS tables in a folder are taken in by the same command', async () => {
  const folder = testFolder();
  writeFileSync(
    join(folder, 'organizations.csv'),
    'id,name,description\no1,Marl Friends,Neighbours who help\n',
  );
  writeFileSync(
    join(folder, 'services.csv'),
    'id,organization_id,name,description,status\ns1,o1,Tea,Tea and a chat,active\n',
  );
  const data = testFolder();
  const ended = await command(data, [folder, ...FEED.with(1, 'hsds-csv')]);
  expect(ended).toMatchObject({ code: 0, err: '' });
  expect(ended.out).toContain('Services: 1 created');
}, 120_000);
