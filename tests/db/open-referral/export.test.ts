import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Db } from '#db/connection.ts';
import { fillDemo } from '#src/cli/fill-demo.ts';
import { feedServices } from '#src/features/open-referral/queries/feed-services.ts';
import { londonNow } from '#src/lib/dates.ts';
import { venueRecord, serviceRecord, writeDirectory } from '../../support/directory.ts';
import { emptyDatabase } from '../../support/shared/empty-database.ts';
import { ROOT, commandEnv } from '../../support/server.ts';
import { testFolder } from './there-and-back.ts';

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the command as people do; `onOutput` may end it early. */
function runExport(
  args: readonly string[],
  dataFolder: string,
  onOutput?: (out: string, kill: () => void) => void,
): Promise<Ended> {
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/export.ts'), ...args], {
    cwd: ROOT,
    env: commandEnv({
      FRONT_DOOR_DATA: dataFolder,
      FRONT_DOOR_SITE_URL: 'https://frontdoor.example.org',
    }),
  });
  const ended: Ended = { code: null, out: '', err: '' };
  child.stdout.on('data', (data: Buffer) => {
    ended.out += data.toString();
    onOutput?.(ended.out, () => child.kill('SIGKILL'));
  });
  child.stderr.on('data', (data: Buffer) => (ended.err += data.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...ended, code })));
}

/** A data folder with a directory in it; gives back how many services its feed has. */
async function fill(folder: string, write: (db: Db) => Promise<unknown>): Promise<number> {
  const file = join(folder, 'front-door.sqlite');
  copyFileSync(await emptyDatabase(), file);
  const db = openDatabase(file);
  await write(db);
  const rows = await feedServices(db, londonNow(new Date()).day).select('service.id').execute();
  await db.destroy();
  return rows.length;
}

const readTable = (data: Buffer | Uint8Array): Record<string, string>[] =>
  parse(Buffer.from(data), { bom: true, columns: true });

/** Each of these starts the program several times, on machines that do other things too. */
const PATIENCE_MS = 180_000;

describe('the export command', { timeout: PATIENCE_MS }, () => {
  let place = '';
  let total = 0;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'front-door-export-demo-'));
    total = await fill(place, async (db) => {
      await fillDemo(db, ROOT, new Date());
      await writeDirectory(db, [serviceRecord('tea'), serviceRecord('cake')]);
    });
  }, PATIENCE_MS);
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  test('writes one page of the feed with every service, and the licence beside it', async () => {
    const folder = testFolder();
    const to = join(folder, 'feed.json');
    const ended = await runExport(['--format', 'open-referral', '--to', to], place);
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toContain(`${total} services written to ${to}.`);
    const page = JSON.parse(readFileSync(to, 'utf8')) as {
      contents: { id: string; front_door: { page: string } }[];
    };
    expect(page).toMatchObject({
      total_items: total,
      total_pages: 1,
      page_number: 1,
      size: total,
      first_page: true,
      last_page: true,
      empty: false,
    });
    expect(new Set(page.contents.map((service) => service.id)).size).toBe(total);
    expect(page.contents[0]?.front_door.page).toMatch(/^https:\/\/frontdoor\.example\.org\/services\//);
    const licence = readFileSync(join(folder, 'feed-licence.txt'), 'utf8');
    expect(licence).toContain('Licence: Open Government Licence v3.0, https://www.nationalarchives.gov.uk/');
    expect(licence).toContain(`- Example data: ${total - 2} services`);
  });

  test('writes a service to a line', async () => {
    const folder = testFolder();
    const to = join(folder, 'feed.ndjson');
    await runExport(
      ['--format', 'open-referral', '--to', to, '--site-url', 'https://other.example.org'],
      place,
    );
    const lines = readFileSync(to, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(total);
    for (const line of lines) expect(line).toContain('"page":"https://other.example.org/services/');
  });

  test('writes tables that a spreadsheet opens: a mark for UTF-8, its line ends, no formulas', async () => {
    const folder = testFolder();
    const written = await fill(folder, (db) =>
      writeDirectory(db, [
        serviceRecord('tea', {
          name: '=HYPERLINK("https://example.org")',
          description: 'Zoë\n\nTea',
          phones: [{ number: '+44 1632 960123', type: 'voice', description: null }],
        }),
        serviceRecord('cake', { locations: [venueRecord('hall')] }),
        serviceRecord('gone', { status: 'inactive' }),
      ]),
    );
    const to = join(folder, 'tables');
    expect(await runExport(['--format', 'csv', '--to', to], folder)).toMatchObject({ code: 0, err: '' });
    const files = readdirSync(to);
    expect(files).toEqual([
      'LICENCE.txt',
      'addresses.csv',
      'locations.csv',
      'organizations.csv',
      'phones.csv',
      'service_at_location.csv',
      'services.csv',
    ]);
    for (const name of files.filter((file) => file.endsWith('.csv'))) {
      const data = readFileSync(join(to, name));
      expect([...data.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      expect(data.toString().endsWith('\r\n')).toBe(true);
      for (const row of readTable(data))
        for (const [column, cell] of Object.entries(row))
          if (!['latitude', 'longitude'].includes(column)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }
    const services = readTable(readFileSync(join(to, 'services.csv')));
    expect(services).toHaveLength(2);
    expect(written).toBe(2);
    expect(services.map((row) => row.name)).toEqual(['\'=HYPERLINK("https://example.org")', 'cake']);
    expect(readTable(readFileSync(join(to, 'phones.csv')))[0]?.number).toBe("'+44 1632 960123");
    expect(readTable(readFileSync(join(to, 'locations.csv')))[0]).toMatchObject({
      latitude: '52.4',
      longitude: '-2.9',
    });
    expect(readFileSync(join(to, 'LICENCE.txt'), 'utf8')).toContain('  With thanks\r\n');
  });

  test('packs the same tables into a zip file', async () => {
    const folder = testFolder();
    await runExport(['--format', 'csv', '--to', join(folder, 'tables')], place);
    await runExport(['--format', 'csv', '--to', join(folder, 'tables.zip')], place);
    const packed = unzipSync(readFileSync(join(folder, 'tables.zip')));
    expect(Object.keys(packed).sort()).toEqual(readdirSync(join(folder, 'tables')).sort());
    for (const [name, data] of Object.entries(packed))
      expect(Buffer.from(data).equals(readFileSync(join(folder, 'tables', name)))).toBe(true);
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
  });

  test('writes the services of one source, and names the sources when there is no such one', async () => {
    const folder = testFolder();
    const to = join(folder, 'feed.ndjson');
    const args = ['--format', 'open-referral', '--to', to, '--source'];
    expect(await runExport([...args, 'Elsewhere'], place)).toEqual({
      code: 2,
      out: '',
      err: 'No source "Elsewhere" has services to export; those that have are Example data, Test directory.\n',
    });
    await runExport([...args, 'Test directory'], place);
    const lines = readFileSync(to, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(total).toBeGreaterThan(100);
    const licence = readFileSync(join(folder, 'feed-licence.txt'), 'utf8');
    expect(licence).toContain('2 services');
    expect(licence).not.toContain('Example data');
  });

  test('says one sentence for each mistake and changes nothing', async () => {
    const folder = testFolder();
    const to = join(folder, 'feed.json');
    expect(await runExport(['--format', 'open-referral', '--to', to], folder)).toEqual({
      code: 1,
      out: '',
      err: `There is no directory in ${folder} to export from.\n`,
    });
    expect(existsSync(join(folder, 'front-door.sqlite'))).toBe(false);
    await fill(folder, (db) => writeDirectory(db, [serviceRecord('tea')]));
    await runExport(['--format', 'open-referral', '--to', to], folder);
    const before = readFileSync(to);
    expect(await runExport(['--format', 'open-referral', '--to', to], folder)).toEqual({
      code: 2,
      out: '',
      err: `${to} exists already: choose another name, or replace it with --force.\n`,
    });
    expect(readFileSync(to).equals(before)).toBe(true);
    expect(await runExport(['--format', 'open-referral', '--to', to, '--force'], folder)).toMatchObject({
      code: 0,
    });
  });

  test('killed in the middle leaves nothing under the name it was to have', async () => {
    const folder = testFolder();
    const services = Array.from({ length: 2500 }, (_, index) =>
      serviceRecord(`tea-${index}`, { description: 'Tea. '.repeat(200) }),
    );
    await fill(folder, (db) => writeDirectory(db, services));
    for (const [format, name] of [
      ['open-referral', 'feed.json'],
      ['csv', 'tables'],
      ['csv', 'tables.zip'],
    ] as const) {
      const to = join(folder, name);
      const killed = await runExport(['--format', format, '--to', to], folder, (out, kill) => {
        if (out.includes('Exporting: ')) kill();
      });
      expect(killed.code).toBeNull();
      expect(existsSync(to)).toBe(false);
    }
    const to = join(folder, 'tables.zip');
    expect(await runExport(['--format', 'csv', '--to', to], folder)).toMatchObject({ code: 0 });
    expect(existsSync(to)).toBe(true);
  });
});
