import fc from 'fast-check';

/** Some of the fields, never as `undefined`: a feed leaves out what it does not know. */
export const some = <T extends object>(fields: {
  [Key in keyof T]-?: fc.Arbitrary<NonNullable<T[Key]>>;
}): fc.Arbitrary<Partial<T>> => fc.record<object>(fields, { requiredKeys: [] });

/** Texts that spreadsheets and CSV readers trip over, beside what fast-check thinks of. */
export const TRAPS = [
  '=1+1',
  "'=1+1",
  "''=1+1",
  '="0123"',
  '\'="0123"',
  "'0123",
  "''0123",
  "'",
  "''",
  "'tis the season",
  '-1FR',
  '+44 1632 960123',
  '@everyone',
  '\t=tab',
  ' = spaced ',
  '=HYPERLINK("https://example.org","x")',
  '\uff1d1',
  "'\uff0b1",
  'one\ntwo',
  'one\r\ntwo',
  'one\rtwo',
  '\rstarts',
  'ends\n',
  '"quoted"',
  '"',
  'a,b;c\td|e',
  'null',
  'true',
  '0123',
  '01/02/2026',
  '1e5',
  '\ufeffmark',
  'Zoë 👩‍👩‍👧 Ørsted \u202e',
];

/** A text that is not blank. NUL and half characters are not text. */
export const anyText = fc
  .oneof(
    { weight: 2, arbitrary: fc.constantFrom(...TRAPS) },
    { weight: 3, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom("'", '=', '-', '@', '"'), fc.string())
        .map((parts) => parts.join('')),
    },
  )
  .filter((text) => text.trim() !== '' && !text.includes('\0'));
/** Never twice the same, not even in a counterexample made small. */
export const id = fc.noBias(fc.noShrink(fc.uuid()));
export const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
export const amount = fc
  .oneof(
    fc.integer({ min: -10, max: 100_000 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  )
  .filter((value) => !Object.is(value, -0));
export const list = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(item, { minLength: 1, maxLength: 3 });
export const listOf = <T>(...values: T[]): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });
