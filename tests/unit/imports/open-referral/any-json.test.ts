import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { settleFeed } from '#src/features/imports/open-referral/settle-feed.ts';
import { describeProblem } from '#src/features/imports/problem.ts';
import { RICH } from './given/rich-item.ts';
import { mapItems } from './given/small-feed.ts';
import { isInUk, Organisation, Service } from './given/record-rules.ts';

const NOWHERE = { places: [], postcodes: new Map(), addresses: [] };

/** Every item is a valid record or is left out with a reason, and nothing throws. */
function expectSound(values: readonly unknown[]): void {
  const mapped = mapItems(...values);
  const { organisations, services } = settleFeed(mapped, NOWHERE);
  for (const service of services) {
    expect(Service.safeParse(service).error?.issues ?? []).toEqual([]);
    expect(organisations.has(service.organisationKey)).toBe(true);
  }
  for (const organisation of organisations.values())
    expect(Organisation.safeParse(organisation).error?.issues ?? []).toEqual([]);
  for (const { isOurs, service } of mapped.drafts)
    expect(
      isOurs || (service.name.length <= 200 && service.locations.every((venue) => isInUk(venue.location))),
    ).toBe(true);
  const leftOut = mapped.problems.filter((problem) => problem.leftOut).length;
  expect(mapped.drafts.length + leftOut).toBe(mapped.total);
  expect(mapped.failed).toBe(leftOut);
  expect(mapped.problems.map(describeProblem).every((line) => line.length > 10 && line.length < 4000)).toBe(
    true,
  );
}

/** What feeds put where something else belongs. */
const STRANGE: readonly unknown[] = [
  null,
  '',
  0,
  -1,
  1e21,
  {},
  [],
  [[]],
  [null],
  true,
  false,
  'null',
  'N/A',
  'string',
  'javascript:alert(1)',
  '<script>alert(1)</script>',
  '&lt;b&gt;&amp;lt;i&amp;gt;',
  '\u0000\ud800\u202e',
  '9999-12-31T00:00:00',
  '0001-01-01',
  '2026-02-30',
  '25:99',
  '24:00',
  '00:00',
  'FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261231',
  'MO,XX',
  '99MO',
  '£3.50',
  ['a', 1, null, {}],
  { id: 1, name: { first: 'x' } },
  { front_door: { page: 'https://other.example/services/tea' } },
  '00000000-0000-0000-0000-000000000000',
  '__proto__',
  'x'.repeat(30_000),
];

const json = fc.oneof(fc.constantFrom(...STRANGE), fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>);

/** All paths of a value, for changing it somewhere. */
const pathsOf = (value: unknown, path: readonly string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => [[...path, name], ...pathsOf(inner, [...path, name])])
    : [];

function changed(value: unknown, path: readonly string[], to: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return to;
  const inner = (value as Record<string, unknown> | undefined)?.[name];
  if (Array.isArray(value)) return value.with(Number(name), changed(inner, rest, to));
  return { ...(value as object), [name]: changed(inner, rest, to) };
}

describe('whatever JSON says, nothing is thrown and every record is sound or left out', () => {
  test('for values of any kind', () => {
    fc.assert(fc.property(fc.array(json, { maxLength: 4 }), expectSound), { numRuns: 300 });
  });

  test('for objects with the names of a service and values of any kind', () => {
    const names = [
      ...new Set(
        pathsOf(RICH)
          .flat()
          .filter((name) => !/^\d+$/.test(name)),
      ),
    ];
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        json,
        fc.dictionary(fc.constantFrom(...names), tie('tree'), { maxKeys: 6 }),
        fc.array(tie('tree'), { maxLength: 3 }),
      ),
    }));
    const service = fc.record({
      id: fc.uuid(),
      name: fc.constant('Tea'),
      more: fc.dictionary(fc.constantFrom(...names), tree),
    });
    fc.assert(
      fc.property(fc.array(service, { maxLength: 3 }), (list) =>
        expectSound(list.map(({ more, ...rest }) => ({ ...more, ...rest }))),
      ),
      { numRuns: 300 },
    );
  });

  test.each(['freq', 'byday', 'bymonthday', 'interval', 'opens_at', 'dtstart'])(
    'for an object without a text of its own in place of %s',
    (name) => {
      const schedules = [{ freq: 'WEEKLY', byday: 'MO', [name]: { toString: 1, valueOf: 1 } }];
      expectSound([{ id: '00000000-0000-4000-8000-000000000000', name: 'Tea', schedules }]);
    },
  );

  test.each([
    ['of another directory', RICH],
    [
      'of another Front Door',
      { ...RICH, front_door: { ...RICH.front_door, page: 'https://other.example/services/tea' } },
    ],
  ])('for a good item %s with any one field changed', (_, rich) => {
    const paths = pathsOf(rich);
    fc.assert(
      fc.property(fc.constantFrom(...paths), json, (path, value) =>
        expectSound([changed(rich, path, value)]),
      ),
      { numRuns: 300 },
    );
    for (const path of paths)
      for (const value of STRANGE.slice(0, 3)) expectSound([changed(rich, path, value)]);
  });

  test('for lists inside lists a hundred thousand deep', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expectSound([deep, { ...RICH, description: deep, contacts: deep, pc_more: deep }]);
  });
});
