import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { testDatabase } from '../../support/database.ts';
import { dump, HEADER, importRows, NOW, row, tea } from './small-import.ts';

const services = (db: Db) => db.selectFrom('service').selectAll().orderBy('source_record_id').execute();
const names = async (db: Db): Promise<string[]> => (await services(db)).map((service) => service.name);

describe('an import', () => {
  test('writes services with everything that belongs to them, and the events', async () => {
    const db = await testDatabase();
    const { counts, problems } = await importRows(db, [
      tea('1', {
        about: 'Tea &amp; cake',
        email: 'tea@example.org',
        phone: '01632 960123',
        lat: '52.44',
        lng: '-2.95',
        hours: 'Tu 14:00-16:00; Th 10:00-12:00',
      }),
    ]);
    expect(problems).toEqual([]);
    expect(counts).toEqual({ rows: 1, skipped: 0, failed: 0, created: 1, updated: 0, unchanged: 0, gone: 0 });
    const [service] = await services(db);
    expect(service).toMatchObject({
      name: 'Tea 1',
      slug: 'tea-1',
      description: 'Tea & cake',
      summary: 'Tea & cake',
      email: 'tea@example.org',
      visibility: 'public',
      status: 'active',
      version: 1,
      review_due_on: null,
    });
    const id = service?.id ?? '';
    expect(await db.selectFrom('service_need').selectAll().execute()).toEqual([
      { service_id: id, need_slug: 'warm-places', suggested: 0 },
    ]);
    expect(await db.selectFrom('phone').select(['number', 'service_id']).execute()).toEqual([
      { number: '01632 960123', service_id: id },
    ]);
    expect(await db.selectFrom('cost_option').select(['amount', 'currency']).execute()).toEqual([
      { amount: 0, currency: 'GBP' },
    ]);
    expect(
      await db
        .selectFrom('location')
        .innerJoin('address', 'address.location_id', 'location.id')
        .select(['latitude', 'address_1', 'city', 'postal_code'])
        .execute(),
    ).toEqual([{ latitude: 52.44, address_1: '1 High Street', city: 'Marlbridge', postal_code: 'MB1 1QG' }]);
    expect(
      await db.selectFrom('schedule').select(['byday', 'opens_at', 'service_id']).orderBy('byday').execute(),
    ).toEqual([
      { byday: 'TH', opens_at: '10:00', service_id: null },
      { byday: 'TU', opens_at: '14:00', service_id: null },
    ]);
    const events = await db
      .selectFrom('audit_event')
      .select(['action', 'actor', 'entity_id'])
      .orderBy('action')
      .execute();
    expect(events.map((event) => event.action)).toEqual([
      'import.batch',
      'organisation.create',
      'service.create',
    ]);
    expect(events.find((event) => event.action === 'service.create')).toMatchObject({
      actor: 'import',
      entity_id: id,
    });
    expect(
      (await db.selectFrom('directory_version').select('version').executeTakeFirstOrThrow()).version,
    ).toBe(2);
  });

  test('keeps the terms of the source and what the run did', async () => {
    const db = await testDatabase();
    await importRows(db, [tea('1'), 'x']);
    expect(await db.selectFrom('source').selectAll().execute()).toMatchObject([
      { name: 'Test source', licence: 'Open Government Licence v3.0', format: 'csv' },
    ]);
    expect(await db.selectFrom('import_run').selectAll().execute()).toMatchObject([
      { created: 1, failed: 1, finished_at: expect.any(String) as string },
    ]);
  });

  test('a second time changes nothing at all, byte for byte', async () => {
    const db = await testDatabase();
    const rows = [
      tea('1'),
      tea('2'),
      tea('3', { name: 'Tea 1' }),
      row({ id: '4', org: 'Other', name: 'Call us' }),
    ];
    await importRows(db, rows);
    const before = await dump(db);
    const { counts } = await importRows(db, rows, { at: new Date('2027-01-01T00:00:00Z') });
    expect(counts).toMatchObject({ created: 0, updated: 0, unchanged: 4, gone: 0 });
    expect(await dump(db)).toBe(before);
  });

  test('into another database gives the same ids', async () => {
    const [one, two] = [await testDatabase(), await testDatabase()];
    const rows = [tea('1', { phone: '01632 960123' }), tea('2')];
    await importRows(one, rows);
    await importRows(two, rows);
    const withoutEvents = (text: string): string => text.replace(/audit_event .*$/, '');
    expect(withoutEvents(await dump(two))).toBe(withoutEvents(await dump(one)));
  });

  test('updates what changed and keeps its web address, and its parts are replaced', async () => {
    const db = await testDatabase();
    await importRows(db, [tea('1', { phone: '01632 960123' }), tea('2')]);
    const before = await services(db);
    const later = new Date('2026-12-01T10:00:00Z');
    const { counts } = await importRows(
      db,
      [tea('1', { name: 'Afternoon tea', phone: '01632 960124', hours: 'We 10:00-12:00' }), tea('2')],
      { at: later },
    );
    expect(counts).toMatchObject({ created: 0, updated: 1, unchanged: 1, gone: 0 });
    const after = await services(db);
    expect(after[0]).toMatchObject({
      id: before[0]?.id,
      slug: 'tea-1',
      name: 'Afternoon tea',
      version: 2,
      created_at: before[0]?.created_at,
      updated_at: later.toISOString(),
    });
    expect(after[1]).toEqual(before[1]);
    expect(await db.selectFrom('phone').select('number').execute()).toEqual([{ number: '01632 960124' }]);
    expect(
      (await db.selectFrom('schedule').select('byday').orderBy('byday').execute()).map((item) => item.byday),
    ).toEqual(['TU', 'WE']);
  });

  test('of a moved service leaves no empty location behind, and a shared one stays', async () => {
    const db = await testDatabase();
    await importRows(db, [tea('1'), tea('2'), tea('3', { address: '2 High Street, Marlbridge' })]);
    await importRows(db, [
      tea('1', { address: '9 Mill Lane, Marlbridge' }),
      tea('2', { address: '9 Mill Lane, Marlbridge' }),
      tea('3', { address: '2 High Street, Marlbridge' }),
    ]);
    expect(
      (await db.selectFrom('address').select('address_1').orderBy('address_1').execute()).map(
        (item) => item.address_1,
      ),
    ).toEqual(['2 High Street', '9 Mill Lane']);
  });

  test('leaves what an editor decided: visibility stays', async () => {
    const db = await testDatabase();
    await importRows(db, [tea('1')]);
    await db.updateTable('service').set({ visibility: 'hidden' }).execute();
    await importRows(db, [tea('1', { about: 'New words' })]);
    expect((await services(db))[0]).toMatchObject({ visibility: 'hidden', description: 'New words' });
  });

  test('dry changes nothing and says what it would do', async () => {
    const db = await testDatabase();
    await importRows(db, [tea('1')]);
    const before = await dump(db);
    const { counts, problems } = await importRows(
      db,
      [tea('1', { about: 'New' }), tea('2'), tea('3', { email: 'nobody' })],
      { dryRun: true },
    );
    expect(counts).toMatchObject({ created: 2, updated: 1, unchanged: 0 });
    expect(problems).toEqual(['Row 4, column "email": "nobody" is not an email address, left empty']);
    expect(await dump(db)).toBe(before);
    expect(await db.selectFrom('import_run').selectAll().execute()).toHaveLength(1);
  });
});

describe('files as people send them', () => {
  const text = [HEADER, tea('1', { name: 'Café Marl' })].join('\r\n');
  test.each([
    ['with a byte order mark', new TextEncoder().encode(`\ufeff${text}`)],
    ['in Windows-1252', Buffer.from(text, 'latin1')],
    ['in UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    [
      'with semicolons',
      new TextEncoder().encode(text.replaceAll('","', '";"').replace(HEADER, HEADER.replaceAll(',', ';'))),
    ],
    ['with NUL characters', new TextEncoder().encode(text.replace('Café', 'Ca\0fé'))],
  ])('%s', async (_, data) => {
    const db = await testDatabase();
    const { problems } = await importRows(db, data);
    expect(problems).toEqual([]);
    expect(await names(db)).toEqual(['Café Marl']);
  });

  test.each([
    ['empty', '', /is empty/],
    ['a header alone', `${HEADER}\n`, /has a header but no rows/],
    ['not CSV', '%PDF-1.7 and so on', /This is a PDF/],
    ['missing a column', 'id,name\n1,Tea', /has no column "org"/],
  ])('%s are refused, and nothing is changed', async (_, content, sentence) => {
    const db = await testDatabase();
    await importRows(db, [tea('1')]);
    const before = await dump(db);
    await expect(importRows(db, new TextEncoder().encode(content))).rejects.toThrow(sentence);
    expect(await dump(db)).toBe(before);
  });

  test('with every kind of broken row lose those rows and no other', async () => {
    const db = await testDatabase();
    const good = Array.from({ length: 20 }, (_, index) => tea(`good-${index}`));
    const broken = [
      '1,"never closed,Tea',
      'short,row',
      `${tea('long')},"too","long"`,
      row({ id: 'no-name', org: 'A' }),
      tea('good-0'),
      '',
      '"',
    ];
    const rows = good.flatMap((line, index) =>
      broken[index] === undefined ? [line] : [line, broken[index]],
    );
    const { counts, problems } = await importRows(db, rows);
    expect(counts).toMatchObject({ created: 20, failed: 6 });
    expect(problems.filter((problem) => problem.endsWith('left out'))).toHaveLength(6);
    expect(await names(db)).toHaveLength(20);
  });
});

test('a formula, a wrong point and HTML are reported or cleaned, and the row is kept', async () => {
  const db = await testDatabase();
  const { counts, problems } = await importRows(db, [
    tea('1', { about: '=SUM(A1)', lat: '0', lng: '0' }),
    tea('2', { about: '<p>Tea<br>cake</p>' }),
  ]);
  expect(counts).toMatchObject({ created: 2, failed: 0 });
  expect(problems).toEqual([
    'Row 2, column "about": it holds a formula and not a value, left empty',
    'Row 2, column "lat": "0, 0" is outside the United Kingdom, not used',
  ]);
  expect((await services(db)).map((service) => service.description)).toEqual([null, 'Tea\n\ncake']);
});

test('more than one batch is written, a transaction each, and counted once', async () => {
  const db = await testDatabase();
  const rows = Array.from({ length: 1201 }, (_, index) =>
    tea(String(index), { org: `Friends ${index % 7}` }),
  );
  const { counts } = await importRows(db, rows);
  expect(counts).toMatchObject({ rows: 1201, created: 1201 });
  const batches = await db
    .selectFrom('audit_event')
    .select('after')
    .where('action', '=', 'import.batch')
    .execute();
  expect(
    batches.map((event) => (JSON.parse(event.after ?? '{}') as { services: number }).services).sort(),
  ).toEqual([201, 500, 500]);
  expect(await db.selectFrom('organisation').selectAll().execute()).toHaveLength(7);
  expect(NOW.toISOString()).toBe((await services(db))[0]?.created_at);
});
