import fc from 'fast-check';

export type Fields = Record<string, unknown>;

/** Text as people type it, with what a careless reader would take for HTML, a formula or nothing. */
const AWKWARD = [
  'n/a',
  'None',
  'a < b & c > d',
  '<b>',
  '&amp;',
  '=1+1',
  '"quoted", so',
  'x;y',
  'Café 👩‍👩‍👧',
  "O'Neill",
  '0',
  'null',
  '-',
  'a\n\nb\nc',
];
const isSaid = (text: string): boolean => text.trim() !== '' && text === text.trim();
export const words = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter(isSaid) },
  { weight: 1, arbitrary: fc.constantFrom(...AWKWARD) },
);
export const line = words.map((text) => text.replaceAll('\n', ' '));
export const name = line.map((text) => `${text} tea`);
const part = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
export const slug = fc.tuple(part, part).map((parts) => parts.join('-'));
export const web = fc
  .tuple(fc.constantFrom('http', 'https'), part, fc.constantFrom('', '/', '/a,b;c', '/x?y=1&z=%20', '/#top'))
  .map(([scheme, host, path]) => `${scheme}://${host}.example${path}`);
export const email = fc.tuple(part, part).map(([user, host]) => `${user}@${host}.example`);
export const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((n) => new Date(Date.UTC(1990, 0, 1 + n)).toISOString().slice(0, 10));
export const time = fc
  .integer({ min: 0, max: 1439 })
  .map((n) => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`);
export const dates = fc.tuple(day, day).map((days) => days.sort());

/** An object of which these fields are always there and the others may be left out, as the feed leaves out empty ones. */
export const some = <T>(
  required: { [K in keyof T]?: fc.Arbitrary<T[K]> },
  optional: { [K in keyof T]?: fc.Arbitrary<T[K]> },
): fc.Arbitrary<T> =>
  fc.record({ ...required, ...optional } as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: Object.keys(required) as never[],
  }) as unknown as fc.Arbitrary<T>;

export const list = <T>(item: fc.Arbitrary<T>, maxLength = 3): fc.Arbitrary<T[]> =>
  fc.array(item, { minLength: 1, maxLength });
export const without = <T extends Fields>(fields: T): T =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ) as T;
