import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fromGrid } from '#src/features/imports/places/grid.ts';
import { cellsOf, readLines } from '#src/features/imports/places/lines.ts';
import { readValues, type PlaceReadCounts } from '#src/features/imports/places/read.ts';
import {
  codePointOpen,
  onspd,
  openNames,
  outcodes,
  type RowReader,
} from '#src/features/imports/places/rows.ts';
import { distanceMetres } from '#src/lib/distance.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'places-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

async function readAll<Value>(
  path: string,
  reader: RowReader<Value>,
): Promise<{ values: Value[]; counts: PlaceReadCounts }> {
  const counts: PlaceReadCounts = { rows: 0, problems: [], failed: 0 };
  const values: Value[] = [];
  for await (const batch of readValues(path, reader, counts)) values.push(...batch);
  return { values, counts };
}
const readText = <Value>(text: string, reader: RowReader<Value>) => {
  const path = join(folder(), 'file.csv');
  writeFileSync(path, text);
  return readAll(path, reader);
};

describe('the National Grid', () => {
  // Points of the Ordnance Survey's own test of OSTN15, from Scilly to Norfolk.
  test.each([
    ['Scilly', 91492.146, 11318.804, 49.9222639373, -6.29977752014],
    ['Plymouth', 250359.811, 62016.569, 50.4388582561, -4.10864563561],
    ['Kent', 639821.835, 169565.858, 51.3744702555, 1.44454730409],
    ['London', 530624.974, 178388.464, 51.4893656495, -0.1199255718],
    ['Nottingham', 454002.834, 340834.943, 52.9621910941, -1.19747655922],
    ['Cheshire', 357455.843, 383290.436, 53.3448028019, -2.6404932081],
    [
      'Caister water tower',
      651409.804,
      313177.45,
      52 + 39 / 60 + 28.8282 / 3600,
      1 + 42 / 60 + 57.8663 / 3600,
    ],
  ])('%s is right to 10 metres', (_, easting, northing, latitude, longitude) => {
    const point = fromGrid(easting, northing);
    expect(distanceMetres(point.latitude, point.longitude, latitude, longitude)).toBeLessThan(10);
  });

  test('a kilometre on the grid is a kilometre on the ground, to one part in five hundred', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 150_000, max: 600_000 }),
        fc.integer({ min: 50_000, max: 900_000 }),
        (easting, northing) => {
          const [a, b] = [fromGrid(easting, northing), fromGrid(easting, northing + 1000)];
          const metres = distanceMetres(a.latitude, a.longitude, b.latitude, b.longitude);
          expect(Math.abs(metres - 1000)).toBeLessThan(6);
        },
      ),
    );
  });
});

describe('Code-Point Open', () => {
  const row = (postcode: string, quality = 10, x = 394235, y = 806529) =>
    `"${postcode}",${quality},${x},${y},"S92000003","","","","",""`;

  test('gives a postcode however it is spaced, with its point', async () => {
    const { values } = await readText([row('AB101AB'), row('M1  1AD')].join('\r\n'), codePointOpen);
    expect(values.map((value) => value.postcode)).toEqual(['AB10 1AB', 'M1 1AD']);
    expect(values[0]?.latitude).toBeCloseTo(57.1496, 3);
  });

  test('passes over the header file, postcodes without coordinates, and a byte order mark', async () => {
    const header =
      '\ufeffPC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\nPostcode,Positional_quality_indicator,Eastings,Northings,Country_code,NHS_regional_HA_code,NHS_HA_code,Admin_county_code,Admin_district_code,Admin_ward_code\n';
    const { values, counts } = await readText(
      `${header}${row('AB101AB')}\n${row('AB101AF', 90, 0, 0)}\n`,
      codePointOpen,
    );
    expect(values).toHaveLength(1);
    expect(counts.problems).toEqual([]);
  });

  test('reads the layout before 2011 too, which has flags between', async () => {
    const old = '"AB101AB",10,"N",5,5,0,0,5,"P","U",394235,806529,"064","SN9","S00","","00","QA","S"';
    expect((await readText(old, codePointOpen)).values[0]?.latitude).toBeCloseTo(57.1496, 3);
  });

  test('reports what is wrong by its line', async () => {
    const { values, counts } = await readText(
      [row('AB101AB'), row('WRONG'), row('AB101AF', 10, 0, 0)].join('\n'),
      codePointOpen,
    );
    expect(values).toHaveLength(1);
    expect(counts.problems.map((problem) => [problem.row, problem.reason.replace(/ \(.*/, '')])).toEqual([
      [2, '"WRONG" is not a postcode'],
      [3, 'AB10 1AF has no easting and northing on the National Grid'],
    ]);
  });
});

describe('the ONS Postcode Directory', () => {
  const header = 'pcd,pcd2,pcds,dointr,doterm,lat,long';

  test('gives live postcodes that have a point', async () => {
    const rows = [
      '"MB1 1QG","MB1  1QG","MB1 1QG","200001","",52.44,-2.95',
      'MB11QH,MB1  1QH,MB1 1QH,200001,201512,52.44,-2.95',
      'MB11QJ,MB1  1QJ,MB1 1QJ,200001,,99.999999,0.000000',
    ];
    expect((await readText([header, ...rows].join('\n'), onspd)).values).toEqual([
      { postcode: 'MB1 1QG', latitude: 52.44, longitude: -2.95 },
    ]);
  });

  test('is known by its columns, wherever they stand and however they are called', async () => {
    const { values } = await readText('lat,long,pcd8,doterm\n52.44,-2.95,MB1 1QG,', onspd);
    expect(values[0]?.postcode).toBe('MB1 1QG');
  });
});

describe('OS Open Names', () => {
  const row = (id: string, name: string, type: string, local: string, other = '') =>
    [
      id,
      'uri',
      name,
      '',
      other,
      '',
      type,
      local,
      '421784',
      '528378',
      ...new Array<string>(12).fill(''),
      '',
      '',
      'County Durham',
      ...new Array<string>(9).fill(''),
    ].join(',');

  test('gives populated places, a second name as a place of its own, and nothing else', async () => {
    const text = [
      row('osgb1', 'South Church', 'populatedPlace', 'Suburban Area'),
      row('osgb2', 'Caernarfon', 'populatedPlace', 'Town', 'Y Gaer'),
      row('osgb3', 'High Street', 'transportNetwork', 'Named Road'),
    ].join('\n');
    const { values, counts } = await readText(text, openNames);
    expect(values.flat()).toMatchObject([
      { id: 'osgb1', name: 'South Church', kind: 'suburb', areaName: 'County Durham' },
      { id: 'osgb2', name: 'Caernarfon', kind: 'town' },
      { id: 'osgb2:2', name: 'Y Gaer', kind: 'town' },
    ]);
    expect(values.flat()[0]?.latitude).toBeCloseTo(54.65, 2);
    expect(counts.problems).toEqual([]);
  });

  test('has a simple layout as well', async () => {
    const { values, counts } = await readText(
      'name,admin_area,type,lat,lng\nTarnbury,Aldershire,Town,52.49,-2.87\n"Marl, Little",,Village,52.4,-2.9\nX,,Continent,1,1',
      openNames,
    );
    expect(values.flat()).toMatchObject([
      { name: 'Tarnbury', kind: 'town', areaName: 'Aldershire' },
      { name: 'Marl, Little', areaName: null },
    ]);
    expect(counts.problems[0]?.reason).toContain('"Continent" is not a kind of place');
  });
});

test('outcodes are places of their own', async () => {
  const { values } = await readText(
    'outcode,lat,lng,town,region\nMB1,52.4,-2.9,Marlbridge,Aldershire',
    outcodes,
  );
  expect(values.flat()).toEqual([
    { id: 'MB1', name: 'MB1', kind: 'outcode', areaName: 'Aldershire', latitude: 52.4, longitude: -2.9 },
  ]);
});

describe('files, folders and zips', () => {
  const line = (postcode: string) => `"${postcode}",10,394235,806529,"S","","","","",""\n`;

  test('a folder is read through, files of another layout are passed over', async () => {
    const path = folder();
    mkdirSync(join(path, 'Data/CSV'), { recursive: true });
    writeFileSync(join(path, 'Data/CSV/ab.csv'), line('AB101AB'));
    writeFileSync(join(path, 'Data/CSV/m.csv'), line('M1  1AD'));
    writeFileSync(join(path, 'codes.csv'), 'code,name\n1,x\n');
    writeFileSync(join(path, 'licence.txt'), 'Open');
    expect((await readAll(path, codePointOpen)).values.map((value) => value.postcode)).toEqual([
      'AB10 1AB',
      'M1 1AD',
    ]);
  });

  test('a zip is read without unpacking it to disk, the second copy of the ONS left out', async () => {
    const path = join(folder(), 'codepo_gb.zip');
    const text = (content: string) => new TextEncoder().encode(content);
    const many = Array.from({ length: 3000 }, (_, index) =>
      line(
        `AB10 ${index % 10}${'ABDEFGHJLN'[Math.floor(index / 10) % 10]}${'ABDEFGHJLNPQRSTUWXYZABDEFGHJLN'[Math.floor(index / 100)]}`,
      ),
    ).join('');
    writeFileSync(
      path,
      zipSync({
        'Data/CSV/ab.csv': text(many),
        'Data/multi_csv/ab.csv': text(line('AB101AB')),
        'Doc/licence.txt': text('Open'),
      }),
    );
    expect((await readAll(path, codePointOpen)).counts.rows).toBe(3000);
  });

  test('a file without the right columns is refused', async () => {
    await expect(readText('a,b\n1,2\n', onspd)).rejects.toThrow('has the columns of this format');
    await expect(readAll(folder(), onspd)).rejects.toThrow('There is no CSV file in the folder');
  });

  test('lines come whole, however the file is cut into pieces', async () => {
    const path = join(folder(), 'file.csv');
    const long = `${'é'.repeat(700_000)}\r\nlast`;
    writeFileSync(path, long);
    const lines = [];
    for await (const batch of readLines(path)) lines.push(...batch);
    expect(lines.map((item) => [item.number, item.text.length])).toEqual([
      [1, 700_000],
      [2, 4],
    ]);
    expect(lines[0]?.text).not.toContain('\ufffd');
  });

  test.each([
    ['a,b', ['a', 'b']],
    ['"a",1,"b"', ['a', '1', 'b']],
    ['"a, b",1', ['a, b', '1']],
    ['"say ""a""",1', ['say "a"', '1']],
  ])('the cells of %s', (text, cells) => {
    expect(cellsOf(text)).toEqual(cells);
  });
});
