import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readTables } from '#src/features/imports/hsds-csv/read-tables.ts';
import { unzipTables } from '#src/features/imports/hsds-csv/unzip.ts';
import { ImportRefused } from '#src/features/imports/refusal.ts';
import { ROOT } from '../../../support/server.ts';

const SERVICES = 'id,organization_id,name,status\ns1,o1,Tea,active\n';
const ORGANISATIONS = 'id,name,description\no1,Marl Friends,A club\n';
const VALUE = {
  id: 's1',
  organization_id: 'o1',
  name: 'Tea',
  status: 'active',
  organization: { id: 'o1', name: 'Marl Friends', description: 'A club' },
};

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-tables-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder of files, each a text or its bytes. */
function folderOf(files: Record<string, string | Uint8Array>): string {
  const folder = temporary();
  for (const [name, data] of Object.entries(files)) writeFileSync(join(folder, name), data);
  return folder;
}

function zipOf(files: Record<string, string>): string {
  const file = join(temporary(), 'tables.zip');
  const packed = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
  writeFileSync(file, zipSync(Object.fromEntries(packed)));
  return file;
}

const refusal = async (path: string): Promise<string> => {
  const error: unknown = await readTables(path).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ImportRefused);
  return (error as Error).message;
};

describe('a folder of tables', () => {
  test('is read in any usual encoding and separator', async () => {
    const both = { 'services.csv': SERVICES, 'organizations.csv': ORGANISATIONS };
    const spoilt = { ...both, 'organizations.csv': ORGANISATIONS.replace('A club', 'Café') };
    const cafe = [
      { row: 2, value: { ...VALUE, organization: { ...VALUE.organization, description: 'Café' } } },
    ];
    expect(await readTables(folderOf(both))).toEqual({
      items: [{ row: 2, value: VALUE }],
      problems: [],
      complete: true,
      failed: 0,
    });
    for (const bytes of [
      Buffer.from(`\ufeff${spoilt['organizations.csv'].replaceAll('\n', '\r\n')}`),
      Buffer.from(spoilt['organizations.csv'], 'latin1'),
      Buffer.from(`\ufeff${spoilt['organizations.csv']}`, 'utf16le'),
      Buffer.from(spoilt['organizations.csv'].replaceAll(',', ';')),
    ]) {
      const { items, problems } = await readTables(folderOf({ ...spoilt, 'organizations.csv': bytes }));
      expect(problems).toEqual([]);
      expect(items).toEqual(cafe);
    }
  });

  test('takes off what spreadsheets put on, and leaves formulas empty with a note', async () => {
    const { items, problems } = await readTables(
      folderOf({
        'services.csv': 'id,organization_id,name,alert\ns1,o1,"=""0123""",=A1+B1\n',
        'organizations.csv': "id,name,description\no1,'+44,'tis\n",
      }),
    );
    expect(items).toEqual([
      {
        row: 2,
        value: {
          id: 's1',
          organization_id: 'o1',
          name: '0123',
          organization: { id: 'o1', name: '+44', description: "'tis" },
        },
      },
    ]);
    expect(problems).toEqual([
      {
        row: 2,
        column: 'services.alert',
        reason: 'a formula, whose value is not in the file, left empty',
        leftOut: false,
      },
    ]);
  });

  test('passes over files that are no table, and says so of those that look like one', async () => {
    const { items, problems } = await readTables(
      folderOf({
        'services.csv': SERVICES,
        'organizations.csv': ORGANISATIONS,
        'LICENCE.txt': 'words',
        'photo.png': 'x',
        'units.csv': 'a,b\n1,2\n',
      }),
    );
    expect(items).toHaveLength(1);
    expect(problems.map((problem) => problem.reason)).toEqual([
      'in units.csv: not a table of Open Referral, not read',
    ]);
  });

  test('may have tables that are empty but for their header, or altogether', async () => {
    const { items, problems } = await readTables(
      folderOf({
        'services.csv': SERVICES,
        'organizations.csv': ORGANISATIONS,
        'phones.csv': 'id,service_id,number\r\n',
        'contacts.csv': '',
      }),
    );
    expect(items).toHaveLength(1);
    expect(problems).toEqual([]);
    expect((await readTables(folderOf({ 'services.csv': 'id,name\n' }))).items).toEqual([]);
  });

  test('with a row of services that cannot be read is not complete: nobody knows which are gone', async () => {
    const { items, problems, complete, failed } = await readTables(
      folderOf({
        'services.csv': `${SERVICES}s2,o1\ns1,o1,Twice,active\n`,
        'organizations.csv': ORGANISATIONS,
      }),
    );
    expect(items).toHaveLength(1);
    expect({ complete, failed }).toEqual({ complete: false, failed: 2 });
    expect(problems.filter((problem) => problem.leftOut).map((problem) => problem.row)).toEqual([3, 4]);
  });

  test('with a broken row in another table is complete, the row is said to be left out', async () => {
    const { problems, complete, failed } = await readTables(
      folderOf({
        'services.csv': SERVICES,
        'organizations.csv': ORGANISATIONS,
        'phones.csv': 'id,service_id,number\np1,s1\n',
      }),
    );
    expect({ complete, failed }).toEqual({ complete: true, failed: 0 });
    expect(problems).toEqual([
      {
        row: 2,
        column: null,
        reason: 'in phones.csv: it has 2 cells where the header has 3, the row is left out',
        leftOut: false,
      },
    ]);
  });

  test('without a table of services, or that is no folder, is refused with a sentence', async () => {
    const without = folderOf({ 'organizations.csv': ORGANISATIONS });
    expect(await refusal(without)).toMatch(/^There is no services\.csv in \S+: /);
    expect(await refusal(join(without, 'nothing'))).toMatch(/^There is no file or folder /);
    expect(await refusal(join(without, 'organizations.csv'))).toMatch(/is neither a folder nor a zip file/);
    expect(await refusal(folderOf({ 'services.csv': '<!doctype html>' }))).toBe(
      'services.csv: This is a web page or XML, not CSV.',
    );
  });
});

describe('a zip file of tables', () => {
  test('is read wherever in it the tables lie, without the shadows that a Mac adds', async () => {
    const plain = await readTables(zipOf({ 'services.csv': SERVICES, 'organizations.csv': ORGANISATIONS }));
    expect(plain.items).toEqual([{ row: 2, value: VALUE }]);
    const deep = await readTables(
      zipOf({
        'export/old/services.csv': 'id,name\nold,Old\n',
        'export/services.csv': SERVICES,
        'export/organizations.csv': ORGANISATIONS,
        'export/LICENCE.txt': 'words',
        'export/._services.csv': 'shadow',
        '__MACOSX/export/services.csv': 'shadow',
      }),
    );
    expect(deep).toEqual(plain);
  });

  test('that would unpack to too much is refused before it is unpacked', () => {
    const bomb = zipSync({ 'services.csv': new Uint8Array(2_000_000) });
    expect(bomb.length).toBeLessThan(10_000);
    expect(() => unzipTables(bomb, 'bomb.zip', 1_000_000)).toThrow('bomb.zip unpacks to more than');
    expect(unzipTables(bomb, 'bomb.zip', 2_000_000).get('services.csv')).toHaveLength(2_000_000);
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`${n}.csv`, new Uint8Array(1)])),
    );
    expect(() => unzipTables(many, 'many.zip')).toThrow(ImportRefused);
  });

  test('that lies about its sizes gets no more room than it said', () => {
    const bomb = zipSync({ 'services.csv': new Uint8Array(2_000_000) });
    const view = Buffer.from(bomb);
    // The uncompressed size stands at 22 after the start of the local header and at 24 after the central one's.
    const central = view.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    view.writeUInt32LE(10, 22);
    view.writeUInt32LE(10, central + 24);
    let size = 0;
    try {
      size = unzipTables(view, 'liar.zip').get('services.csv')?.length ?? 0;
    } catch (error) {
      expect(error).toBeInstanceOf(ImportRefused);
    }
    expect(size).toBeLessThanOrEqual(10);
  });

  test('that is damaged is refused with a sentence', async () => {
    const file = join(temporary(), 'cut.zip');
    writeFileSync(file, zipSync({ 'services.csv': strToU8(SERVICES) }).subarray(0, 60));
    expect(await refusal(file)).toBe('cut.zip is damaged and cannot be unpacked.');
  });
});

const OFFICIAL = join(ROOT, '../shared/standards/open-referral-uk/uk-profile/examples/csv');
if (!existsSync(OFFICIAL)) console.log('Skipped: no ../shared/standards beside the project.');

describe.skipIf(!existsSync(OFFICIAL))('the official example tables', () => {
  test('come in as one service with all that the official example says of it', async () => {
    const { items, problems } = await readTables(OFFICIAL);
    expect(items).toHaveLength(1);
    expect(items[0]?.value).toMatchObject({
      name: 'Community Counselling',
      minimum_age: 12,
      maximum_age: 100,
      organization: {
        name: 'Example Organization Inc.',
        organization_identifiers: [{ identifier: '1234567' }],
      },
      contacts: [{ name: 'Ann Persona', phones: [{ number: '"+44 1234 234567"' }] }],
      cost_options: [{ amount: 35, option: 'Under 18s and Over 60s' }],
      languages: [{}],
      service_at_locations: [
        {
          location: {
            latitude: 100,
            longitude: 101,
            addresses: [{ address_1: '1-30 Main Street' }],
            accessibility: [{}],
          },
          schedules: [{ freq: 'WEEKLY', interval: 1, byday: 'TH,FR', bymonthday: '2,3,4' }],
        },
      ],
    });
    expect(items[0]?.value).not.toHaveProperty('schedules');
    // The example's term and attribute name a taxonomy and a row that its tables do not have.
    expect(problems.map(({ row, reason }) => `${row} ${reason.replace(/"[^"]+"/, '...')}`)).toEqual([
      '0 in meta_table_descriptions.csv: not a table of Open Referral, not read',
      '0 in programs.csv: not a table of Open Referral, not read',
      '2 ... is not in taxonomies',
      '2 ... is not in services or organizations or locations or service_at_location, the row is left out',
    ]);
  });
});
