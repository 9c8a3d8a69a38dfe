import formats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clockTime,
  day,
  emailAddress,
  filled,
  firstFilled,
  isBare,
  point,
  webAddress,
} from '#src/features/open-referral/shape/values.ts';

const ajv = formats.default(new Ajv2020());
const isUri = ajv.compile({ type: 'string', format: 'uri' });
const isEmail = ajv.compile({ type: 'string', format: 'email' });

describe('a record', () => {
  test('loses its empty fields and keeps nought and no', () => {
    interface All {
      id: string;
      nothing?: string;
      blank?: string;
      list?: string[];
      object?: object;
      broken?: number;
      nought?: number;
      no?: boolean;
      text?: string;
    }
    const record = filled<All>({
      id: 'a',
      nothing: null,
      blank: ' \n',
      list: [],
      object: {},
      broken: NaN,
      nought: 0,
      no: false,
      text: ' kept as it is ',
    });
    expect(Object.entries(record)).toEqual([
      ['id', 'a'],
      ['nought', 0],
      ['no', false],
      ['text', ' kept as it is '],
    ]);
  });

  test('is bare with nothing but an id', () => {
    expect(isBare({ id: 'a' })).toBe(true);
    expect(isBare({ id: 'a', name: 'b' })).toBe(false);
  });
});

describe('a web address', () => {
  test.each([
    ['https://example.org', 'https://example.org'],
    ['HTTP://Example.org:8080/a?b=c&d#e', 'HTTP://Example.org:8080/a?b=c&d#e'],
    [' https://example.org/x ', 'https://example.org/x'],
    ['https://example.org/a b', 'https://example.org/a%20b'],
    ['https://example.org/tea & toast?[1]', 'https://example.org/tea%20&%20toast?%5B1%5D'],
    ['https://example.org/50% off', 'https://example.org/50%25%20off'],
    ['https://café.example.org/é', 'https://xn--caf-dma.example.org/%C3%A9'],
  ])('%j is published as %s', (typed, published) => {
    expect(webAddress(typed)).toBe(published);
  });

  test.each([
    'www.example.org',
    '/services/1',
    '//example.org',
    'mailto:a@example.org',
    'javascript:alert(1)',
    'ftp://example.org',
    'https://',
    'https://user:secret@example.org',
    'see our page',
    '',
    ' ',
  ])('%j is none', (typed) => {
    expect(webAddress(typed)).toBeNull();
  });

  test('that is published always is a URI to a validator, and stays the same when published again', () => {
    const parts = fc.tuple(fc.constantFrom('https://', 'http://', ''), fc.webAuthority(), fc.string());
    const typed = fc.oneof(
      fc.string(),
      fc.webUrl(),
      parts.map(([scheme, host, rest]) => `${scheme}${host}/${rest}`),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const address = webAddress(text);
        fc.pre(address !== null);
        expect(isUri(address)).toBe(true);
        expect(webAddress(address)).toBe(address);
      }),
      { numRuns: 500 },
    );
  });
});

describe('an email address', () => {
  test.each(['hello@example.org', 'A.B+c@sub.example.co.uk', " o'neil@example.org "])(
    '%j is published',
    (typed) => {
      expect(emailAddress(typed)).toBe(typed.trim());
    },
  );

  test.each([
    '',
    'hello',
    'a@b',
    'a..b@example.org',
    'a@example-.org',
    'a b@example.org',
    'a@b@example.org',
    'Ring us',
  ])('%j is none', (typed) => {
    expect(emailAddress(typed)).toBeNull();
  });

  test('that is published always is one to a validator', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.emailAddress(),
          fc.string().map((text) => `${text}@example.org`),
        ),
        (text) => {
          const email = emailAddress(text);
          if (email !== null) expect(isEmail(email)).toBe(true);
        },
      ),
    );
  });
});

test('days are days of the calendar', () => {
  for (const good of ['2026-11-21', '2024-02-29', '2026-01-31', '2026-04-30']) expect(day(good)).toBe(good);
  for (const bad of [
    '2026-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '21/11/2026',
    '',
    null,
  ])
    expect(day(bad)).toBeNull();
});

test('times are hours and minutes of one day', () => {
  for (const good of ['00:00', '09:30', '23:59']) expect(clockTime(good)).toBe(good);
  for (const bad of ['24:00', '9:30', '09:60', '09:30:00', 'noon', '', null])
    expect(clockTime(bad)).toBeNull();
});

test('a point has both its degrees, on the earth', () => {
  expect(point(52.4, -2.9)).toEqual({ latitude: 52.4, longitude: -2.9 });
  expect(point(0, 0)).toEqual({ latitude: 0, longitude: 0 });
  for (const [latitude, longitude] of [
    [91, 0],
    [0, -181],
    [null, 0],
    [52, null],
    [NaN, 0],
  ] as const)
    expect(point(latitude, longitude)).toEqual({});
});

test('the first text that says something is taken', () => {
  expect(firstFilled(null, ' ', 'a', 'b')).toBe('a');
  expect(firstFilled('', null)).toBeNull();
});
