import { describe, expect, test } from 'vitest';
import { fromTables, type FromTables } from '#src/features/open-referral/tables/from-tables.ts';
import type { Row } from '#src/features/open-referral/tables/row.ts';

type PlainRow = Record<string, string | number>;

const rows = (...list: PlainRow[]): Row[] =>
  list.map((cells, index) => ({ number: index + 2, cells: new Map(Object.entries(cells)) }));

const read = (tables: Record<string, PlainRow[]>): FromTables =>
  fromTables(new Map(Object.entries(tables).map(([name, list]) => [name, rows(...list)])));

const CLUB = { id: 'o1', name: 'Marl Friends', description: 'A club' };
const TEA = { id: 's1', organization_id: 'o1', name: 'Tea', status: 'active' };
const valuesOf = (result: FromTables): unknown[] => result.items.map((item) => item.value);
const reasonsOf = (result: FromTables): string[] =>
  result.problems.map(({ table, row, column, reason }) => `${table} ${row} ${column ?? '-'}: ${reason}`);

describe('tables as services', () => {
  test('are read under each of their usual names', () => {
    const plural = read({
      services: [TEA],
      organizations: [CLUB],
      service_at_location: [{ id: 'sl', service_id: 's1', location_id: 'l1' }],
      locations: [{ id: 'l1', location_type: 'physical' }],
      addresses: [{ id: 'a1', location_id: 'l1', address_1: '4 Bobbin Row' }],
      schedules: [{ id: 'c1', service_at_location_id: 'sl', freq: 'WEEKLY' }],
    });
    const singular = read({
      Service: [TEA],
      organization: [CLUB],
      service_at_locations: [{ id: 'sl', service_id: 's1', location_id: 'l1' }],
      location: [{ id: 'l1', location_type: 'physical' }],
      address: [{ id: 'a1', location_id: 'l1', address_1: '4 Bobbin Row' }],
      schedule: [{ id: 'c1', service_at_location_id: 'sl', freq: 'WEEKLY' }],
    });
    expect(plural.problems).toEqual([]);
    expect(valuesOf(singular)).toEqual(valuesOf(plural));
    expect(valuesOf(plural)).toEqual([
      {
        ...TEA,
        organization: CLUB,
        service_at_locations: [
          {
            id: 'sl',
            service_id: 's1',
            location_id: 'l1',
            location: {
              id: 'l1',
              location_type: 'physical',
              addresses: [{ id: 'a1', address_1: '4 Bobbin Row' }],
            },
            schedules: [{ id: 'c1', freq: 'WEEKLY' }],
          },
        ],
      },
    ]);
  });

  test('with the same table under two names take each id once, the first table first', () => {
    const result = read({
      services: [TEA],
      organizations: [CLUB],
      phones: [{ id: 'p1', service_id: 's1', number: '1' }],
      phone: [
        { id: 'p1', service_id: 's1', number: 'other' },
        { id: 'p2', service_id: 's1', number: '2' },
      ],
    });
    expect(valuesOf(result)).toMatchObject([
      {
        phones: [
          { id: 'p1', number: '1' },
          { id: 'p2', number: '2' },
        ],
      },
    ]);
    expect(result.problems).toEqual([]);
  });

  test('keep the order of their rows, and the numbers of the rows of services', () => {
    const phone = (id: string, service: string) => ({ id, service_id: service, number: id });
    const result = read({
      services: [{ ...TEA, id: 's2' }, TEA],
      organizations: [CLUB],
      phones: [phone('3', 's1'), phone('9', 's2'), phone('1', 's1'), phone('2', 's1')],
    });
    expect(result.items.map((item) => item.row)).toEqual([2, 3]);
    expect(valuesOf(result)).toMatchObject([
      { id: 's2', phones: [{ id: '9' }] },
      { id: 's1', phones: [{ id: '3' }, { id: '1' }, { id: '2' }] },
    ]);
  });

  test('a row with several owners is part of the closest one that exists', () => {
    const result = read({
      services: [TEA],
      organizations: [CLUB],
      contacts: [{ id: 'c1', service_id: 's1', name: 'Ann' }],
      phones: [
        { id: 'p1', service_id: 's1', organization_id: 'o1', contact_id: 'c1', number: '1' },
        { id: 'p2', service_id: 's1', contact_id: 'gone', number: '2' },
        { id: 'p3', organization_id: 'o1', number: '3' },
      ],
    });
    expect(valuesOf(result)).toMatchObject([
      {
        contacts: [{ phones: [{ id: 'p1' }] }],
        phones: [{ id: 'p2' }],
        organization: { phones: [{ id: 'p3' }] },
      },
    ]);
  });

  test('a link to nothing is reported with its row, and the rest is taken', () => {
    const result = read({
      services: [{ ...TEA, organization_id: 'nobody' }],
      organizations: [CLUB],
      locations: [],
      contacts: [{ id: 'c', service_id: 'gone', name: 'Ann' }],
      phones: [{ id: 'p', number: '1' }],
      attributes: [{ id: 'x', link_id: 's1', taxonomy_term_id: 't9' }],
      taxonomy_terms: [{ id: 't1', name: 'Term' }],
    });
    expect(valuesOf(result)).toEqual([
      { ...TEA, organization_id: 'nobody', attributes: [{ id: 'x', link_id: 's1', taxonomy_term_id: 't9' }] },
    ]);
    expect(reasonsOf(result)).toEqual([
      'services 2 organization_id: "nobody" is not in organizations',
      'attributes 2 taxonomy_term_id: "t9" is not in taxonomy_terms',
      'contacts 2 service_id: "gone" is not in services, the row is left out',
      'phones 2 -: the row does not say what it is a part of, left out',
      'organizations 0 -: 1 of its rows belong to no service, not taken in',
    ]);
    expect(result.problems.some((problem) => problem.leftOut)).toBe(false);
  });

  test('a table that is not there is reported once, however many rows point at it', () => {
    const result = read({
      services: [TEA, { ...TEA, id: 's2' }],
      phones: [
        { id: 'p1', contact_id: 'c1', number: '1' },
        { id: 'p2', contact_id: 'c2', number: '2' },
      ],
    });
    expect(valuesOf(result)).toEqual([TEA, { ...TEA, id: 's2' }]);
    expect(reasonsOf(result)).toEqual([
      'services 0 -: 2 of its rows point at organizations, a table that is not here',
      'phones 0 -: 2 of its rows point at contacts, a table that is not here',
    ]);
  });

  test('an id that comes twice counts once; only of services is a whole service left out', () => {
    const result = read({
      services: [TEA, { ...TEA, name: 'Again' }],
      organizations: [CLUB, { ...CLUB, name: 'Again' }],
    });
    expect(valuesOf(result)).toEqual([{ ...TEA, organization: CLUB }]);
    expect(result.problems).toEqual([
      {
        table: 'services',
        row: 3,
        column: 'id',
        reason: '"s1" is the id of an earlier row, this one is left out',
        leftOut: true,
      },
      {
        table: 'organizations',
        row: 3,
        column: 'id',
        reason: '"o1" is the id of an earlier row, this one is left out',
        leftOut: false,
      },
    ]);
  });

  test('a service without an id is handed on for the importer to judge, an empty row is not', () => {
    const result = read({ services: [{ name: 'Tea' }, { id: ' ', name: '' }] });
    expect(valuesOf(result)).toEqual([{ name: 'Tea' }]);
  });

  test('unknown tables and columns are said to be unknown, once each, and reach nothing', () => {
    const result = read({
      services: [
        { ...TEA, colour: 'red', __proto__x: '1' },
        { ...TEA, id: 's2', colour: 'blue' },
      ],
      organizations: [CLUB],
      units: [{ id: 'u' }],
      constructor: [{ id: 'u' }],
    });
    expect(valuesOf(result)).toEqual([
      { ...TEA, organization: CLUB },
      { ...TEA, id: 's2', organization: CLUB },
    ]);
    expect(reasonsOf(result)).toEqual([
      'services 0 -: columns that Open Referral does not have were not read: "colour", "__proto__x"',
      'units 0 -: this is not a table of Open Referral, not read',
      'constructor 0 -: this is not a table of Open Referral, not read',
    ]);
  });

  test('columns of ours stand under front_door, closures in a table of their own', () => {
    const result = read({
      services: [
        {
          ...TEA,
          front_door_summary: 'Tea for all',
          front_door_deliveries: 'venue; online',
          front_door_waiting_weeks: '2',
          front_door_source_name: 'Elsewhere',
        },
      ],
      organizations: [CLUB],
      front_door_closures: [
        { service_id: 's1', starts_on: '2026-12-24', ends_on: '2026-12-26', reason: 'Christmas' },
      ],
    });
    expect(valuesOf(result)).toMatchObject([
      {
        front_door: {
          summary: 'Tea for all',
          deliveries: ['venue', 'online'],
          waiting_weeks: 2,
          source: { name: 'Elsewhere' },
          closures: [{ starts_on: '2026-12-24', ends_on: '2026-12-26', reason: 'Christmas' }],
        },
      },
    ]);
  });

  test('no tables at all are no services', () => {
    expect(fromTables(new Map())).toEqual({ items: [], problems: [] });
  });
});
