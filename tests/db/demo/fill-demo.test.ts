import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Db } from '#db/connection.ts';
import { fillDemo } from '#src/cli/fill-demo.ts';
import { addDays, daysBetween, weekdayIndex } from '#src/lib/dates.ts';
import { fold } from '#src/lib/text.ts';
import { demoDatabase, testDatabase } from '../../support/database.ts';
import { dump, NOW, ROOT, testFolder } from '../imports/small-import.ts';

const TODAY = '2026-11-21';

/** A project folder with the real gazetteer and the services of a test. */
function projectWith(files: Record<string, unknown>): string {
  const root = testFolder();
  mkdirSync(join(root, 'db/demo'), { recursive: true });
  cpSync(join(ROOT, 'db/demo/gazetteer.yaml'), join(root, 'db/demo/gazetteer.yaml'));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(root, 'db/demo', name), typeof content === 'string' ? content : stringify(content));
  }
  return root;
}
const service = (key: string, more: Record<string, unknown> = {}) => ({
  key,
  name: `Service ${key}`,
  summary: 'Tea and company.',
  description: 'Tea.',
  needs: ['loneliness'],
  who_for: 'Everybody.',
  delivery: ['venue'],
  joining: ['drop_in'],
  how_to_join: 'Come in.',
  cost: 'free',
  checked_days_ago: 10,
  ...more,
});
const organisation = (key: string, services: unknown[], more: Record<string, unknown> = {}) => ({
  key,
  name: 'Marl Friends',
  sector: 'community',
  description: 'Friends.',
  services,
  ...more,
});
const file = (...organisations: unknown[]) => ({ organisations });
const venue = { name: 'Marl Hall', address_1: '1 High Street', city: 'Marlbridge', postcode: 'MB1 1QG' };
const schedules = (db: Db) => db.selectFrom('schedule').selectAll().orderBy('opens_at').execute();

describe('filling the demo place', () => {
  test('counts every date from the day it is filled, in London', async () => {
    const db = await testDatabase();
    const root = projectWith({
      'a.yaml': file(
        organisation('marl-friends', [
          service('tea', {
            capacity: { is: 'paused', paused_for_days: 20, updated_days_ago: 3 },
            starts_in_days: -100,
            ends_in_days: 30,
            closures: [{ from_days: 5, until_days: 8, reason: 'Roof' }],
            schedules: [{ days: ['TU'], opens: '14:00', closes: '16:00', from_days: 2, until_days: 60 }],
          }),
        ]),
      ),
    });
    await fillDemo(db, root, new Date('2026-06-30T23:30:00Z')); // already July in London
    expect(await db.selectFrom('service').selectAll().executeTakeFirstOrThrow()).toMatchObject({
      assured_on: '2026-06-21',
      review_due_on: '2026-12-21',
      paused_until: '2026-07-21',
      capacity_updated_on: '2026-06-28',
      valid_from: '2026-03-23',
      valid_to: '2026-07-31',
    });
    expect(await db.selectFrom('closure').selectAll().execute()).toMatchObject([
      { starts_on: '2026-07-06', ends_on: '2026-07-09' },
    ]);
    expect(await schedules(db)).toMatchObject([{ valid_from: '2026-07-03', valid_to: '2026-08-30' }]);
  });

  test('writes every kind of session', async () => {
    const db = await testDatabase();
    const root = projectWith({
      'a.yaml': file(
        organisation('marl-friends', [
          service('tea', {
            schedules: [
              { days: ['TU', 'TH'], opens: '09:00', closes: '10:00', term_time_only: true, note: 'Ring' },
              { days: ['WE'], opens: '10:00', closes: '11:00', every_weeks: 2 },
              {
                days: ['FR'],
                opens: '11:00',
                closes: '12:00',
                week_of_month: -1,
                open_on_bank_holidays: true,
              },
              { days: ['SA'], opens: '20:00', closes: '08:00' },
            ],
          }),
        ]),
      ),
    });
    await fillDemo(db, root, NOW);
    const rows = await schedules(db);
    expect(
      rows.map((row) => [
        row.freq,
        row.interval,
        row.byday,
        row.opens_at,
        row.closes_at,
        row.term_time_only,
        row.open_on_bank_holidays,
        row.notes,
      ]),
    ).toEqual([
      ['WEEKLY', 1, 'SU', '00:00', '08:00', 0, 0, null],
      ['WEEKLY', 1, 'TU,TH', '09:00', '10:00', 1, 0, 'Ring'],
      ['WEEKLY', 2, 'WE', '10:00', '11:00', 0, 0, null],
      ['MONTHLY', 1, '-1FR', '11:00', '12:00', 0, 1, null],
      ['WEEKLY', 1, 'SA', '20:00', '23:59', 0, 0, null],
    ]);
    const everyOther = rows.find((row) => row.interval === 2)?.dtstart ?? '';
    expect(weekdayIndex(everyOther)).toBe(2);
    expect(Math.abs(daysBetween(TODAY, everyOther))).toBeLessThan(7);
  });

  test('makes one location of one address, with everything that was said of it', async () => {
    const db = await testDatabase();
    const root = projectWith({
      'a.yaml': file(
        organisation('marl-friends', [
          service('tea', { venues: [{ ...venue, access: ['lift'] }] }),
          service('talk', {
            venues: [{ ...venue, access: ['bsl'], directions: 'Ring the bell.', access_note: 'One step.' }],
          }),
        ]),
      ),
    });
    await fillDemo(db, root, NOW);
    expect(await db.selectFrom('location').selectAll().execute()).toMatchObject([
      {
        name: 'Marl Hall',
        latitude: 52.44293,
        longitude: -2.93593,
        directions: 'Ring the bell.',
        confidential: 0,
      },
    ]);
    expect(
      (await db.selectFrom('accessibility').select(['feature', 'description']).execute())
        .map((item) => item.feature ?? item.description)
        .sort(),
    ).toEqual(['One step.', 'bsl', 'lift']);
    expect(await db.selectFrom('service_at_location').selectAll().execute()).toHaveLength(2);
  });

  test('puts the services of an organisation from several files together', async () => {
    const db = await testDatabase();
    const root = projectWith({
      'a.yaml': file(organisation('marl-friends', [service('tea')])),
      'b.yaml': file(
        organisation('marl-friends', [service('talk')], { website: 'https://marl.example.org' }),
      ),
    });
    expect(await fillDemo(db, root, NOW)).toMatchObject({ organisations: 1, services: 2 });
    expect(await db.selectFrom('organisation').selectAll().execute()).toMatchObject([
      { slug: 'marl-friends', website: 'https://marl.example.org' },
    ]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    [
      'a misspelt key',
      { 'a.yaml': file(organisation('x', [service('tea', { naem: 'Tea' })])) },
      'db/demo/a.yaml: organisations.0.services.0: Unrecognized key: "naem"',
    ],
    [
      'a postcode that does not exist',
      {
        'a.yaml': file(organisation('x', [service('tea', { venues: [{ ...venue, postcode: 'MB9 9ZZ' }] })])),
      },
      'db/demo/a.yaml: organisations.0.services.0.venues.0.postcode: MB9 9ZZ is not in gazetteer.yaml',
    ],
    [
      'a confidential venue without an area',
      { 'a.yaml': file(organisation('x', [service('tea', { venues: [{ ...venue, confidential: true }] })])) },
      'organisations.0.services.0.venues.0.area',
    ],
    [
      'an address that is confidential once',
      {
        'a.yaml': file(
          organisation('x', [
            service('tea', { venues: [{ ...venue, confidential: true, area: 'Marlbridge' }, venue] }),
          ]),
        ),
      },
      'is confidential in one service and public in another',
    ],
    [
      'a key used twice',
      {
        'a.yaml': file(organisation('x', [service('tea')])),
        'b.yaml': file(organisation('y', [service('tea')])),
      },
      'db/demo/b.yaml: organisations.0.services.0.key: tea is used twice',
    ],
    [
      'two names for one organisation',
      {
        'a.yaml': file(organisation('x', [service('tea')])),
        'b.yaml': file(organisation('x', [service('talk')], { name: 'Others' })),
      },
      'db/demo/b.yaml: organisations.0: another file says x is Marl Friends (community)',
    ],
    ['no YAML', { 'a.yaml': 'organisations: [' }, 'db/demo/a.yaml: '],
  ])('is refused with file and path, and nothing is written: %s', async (_, files, message) => {
    const db = await testDatabase();
    const before = await dump(db);
    await expect(fillDemo(db, projectWith(files), NOW)).rejects.toThrow(message);
    expect(await dump(db)).toBe(before);
  });
});

describe('the demo place that is shipped', () => {
  test('is filled at once, a second time without any change, and on another day with other dates', async () => {
    const db = await testDatabase();
    const counts = await fillDemo(db, ROOT, NOW);
    expect(counts.created).toBe(counts.services);
    const before = await dump(db);
    expect(await fillDemo(db, ROOT, new Date('2026-11-21T18:00:00Z'))).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: counts.services,
    });
    expect(await dump(db)).toBe(before);
    const [first] = await db
      .selectFrom('service')
      .select(['id', 'slug', 'assured_on'])
      .orderBy('id')
      .execute();
    await fillDemo(db, ROOT, new Date('2027-01-20T10:00:00Z'));
    const [later] = await db
      .selectFrom('service')
      .select(['id', 'slug', 'assured_on'])
      .orderBy('id')
      .execute();
    expect(later).toEqual({ ...first, assured_on: addDays(first?.assured_on ?? '', 60) });
  });

  test('has web addresses that are the keys, so none is numbered', async () => {
    const db = await demoDatabase();
    const rows = await db.selectFrom('service').select(['slug', 'source_record_id']).execute();
    expect(rows.filter((row) => row.slug !== row.source_record_id)).toEqual([]);
  });

  const texts = readdirSync(join(ROOT, 'db/demo'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ name, text: readFileSync(join(ROOT, 'db/demo', name), 'utf8') }));

  test('names no phone number, email or web address outside those that belong to nobody', () => {
    for (const { name, text } of texts.filter((item) => item.name !== 'gazetteer.yaml')) {
      const numbers = text.match(/\b0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b/g) ?? [];
      expect(
        numbers.filter(
          (number) => !/^(01632 960\d{3}|07700 900\d{3}|0808 157 0\d{3}|03069 990\d{3})$/.test(number),
        ),
        name,
      ).toEqual([]);
      const addresses = text.match(/[\w.-]+@[\w.-]+|https?:\/\/[\w.-]+|\bwww\.[\w.-]+/g) ?? [];
      expect(
        addresses.filter((address) => !/(^|[@./])example\.org\.?$/.test(address)),
        name,
      ).toEqual([]);
      const codes = text.match(/\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b/g) ?? [];
      expect(
        codes.filter((code) => !code.startsWith('MB')),
        name,
      ).toEqual([]);
    }
  });

  const real = join(ROOT, '../shared/data/os-open-names-places/places_gb.csv');
  test.skipIf(!existsSync(real))('has towns and villages that do not exist', () => {
    const names = new Set(
      readFileSync(real, 'utf8')
        .split('\n')
        .map((line) => fold(line.split(',')[0] ?? '')),
    );
    const ours = [
      ...(texts.find((item) => item.name === 'gazetteer.yaml')?.text.matchAll(/- name: (.+)/g) ?? []),
    ].map((match) => match[1] ?? '');
    expect(ours.length).toBeGreaterThan(10);
    expect(ours.filter((name) => names.has(fold(name)))).toEqual([]);
  });
});
