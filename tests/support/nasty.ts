import fc from 'fast-check';

/** Parameters that some page reads, and some that none does. */
const PARAMETERS = [
  'q',
  'near',
  'within',
  'need',
  'audience',
  'age',
  'cost',
  'delivery',
  'day',
  'part',
  'open_now',
  'language',
  'access',
  'sector',
  'self_referral',
  'space_now',
  'sort',
  'page',
  'id',
  'note',
  'return',
  'topic',
  'words',
  'token',
  'v',
  '__proto__',
  'constructor',
  'nothing',
];

/** What people and machines really send, beside what fast-check thinks of. */
export const NASTY = [
  'help: money',
  'a AND b',
  '+mum -dad',
  'mum~5',
  'dad^9',
  '*',
  'ca*',
  '"',
  "' OR 1=1 --",
  "'); drop table service; --",
  '../../etc/passwd',
  '%',
  '%%%',
  '%2',
  '\0',
  '\u202e',
  '\ufffd',
  '👩‍👩‍👧‍👦',
  'é́́́',
  '-1',
  '0',
  '1e999',
  '99999999999999999999',
  'NaN',
  'null',
  'undefined',
  '[object Object]',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{7*7}}',
  '${7*7}',
  'javascript:alert(1)',
  '//evil.example',
  '\\\\evil.example',
  'MB1 1QG',
  'SW1A',
  '2026-02-31',
  '25:61',
  ' ',
  '\t\r\n',
  'a'.repeat(10_000),
  'word '.repeat(2_000),
  '('.repeat(500),
  '🙂'.repeat(400),
];
/** The value of a parameter. */
export const value = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.integer().map(String) },
  { weight: 1, arbitrary: fc.double().map(String) },
);
const name = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...PARAMETERS) },
  { weight: 1, arbitrary: fc.string() },
);
/** Several parameters, known and unknown, some of them more than once. */
export const parameters = fc.array(fc.tuple(name, value), { maxLength: 6 });
/** Percent-encodes a text, whatever is in it. */
export const wellFormed = (text: string): string => encodeURIComponent(text.toWellFormed());
/** Parameters as they stand in an address or in the body of a form. */
export const encode = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([key, text]) => `${wellFormed(key)}=${wellFormed(text)}`).join('&');
