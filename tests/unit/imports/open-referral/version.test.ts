import { expect, test } from 'vitest';
import { sniffVersion } from '#src/features/imports/open-referral/version.ts';
import { FORMER } from './given/former-item.ts';
import { RICH } from './given/rich-item.ts';

test.each([
  ['the fields of 3.0', [RICH], '3.0'],
  ['the fields of 1.0', [FORMER], '1.0'],
  ['the fields of 1.0 beside a UUID', [{ ...FORMER, id: RICH.id }], '1.0'],
  ['the fields of 3.0 beside a number for an id', [{ ...RICH, id: 12 }], '3.0'],
  [
    'the fields of 1.0 in camel case',
    [{ id: 'a', name: 'Tea', serviceTaxonomys: [{}], regularSchedules: [] }],
    '1.0',
  ],
  ['an organisation_id and a UUID alone', [{ id: RICH.id, name: 'Tea', organization_id: 'x' }], '3.0'],
  ['a free id alone', [{ id: '12', name: 'Tea', status: 'active', url: 'https://tea.example' }], '1.0'],
  ['what most of them have', [FORMER, FORMER, { ...RICH, description: 'Hello' }], '1.0'],
])('a feed is known by %s', (_, sample, version) => {
  expect(sniffVersion(sample)).toBe(version);
});

test('what a feed says of its version is not believed', () => {
  expect(sniffVersion([{ ...FORMER, version: 'HSDS-UK-3.0', schemaVersion: '3.0' }])).toBe('1.0');
});

test.each([
  ['nothing', []],
  ['words and numbers', ['a', 1, null, [RICH]]],
  ['objects of another kind', [{ id: 1, title: 'Tea', body: 'Hot' }]],
  [
    'terms of a taxonomy',
    [{ id: RICH.id, name: 'Tea', description: 'Tea', parent_id: RICH.id, taxonomy: 'Drinks' }],
  ],
  ['organisations', [RICH.organization]],
  ['locations', [RICH.service_at_locations[0]?.location]],
  ['services without an id', [{ ...RICH, id: null }]],
  ['mostly something else', [RICH, {}, {}]],
])('%s is no feed of services', (_, sample) => {
  expect(sniffVersion(sample)).toBeNull();
});
