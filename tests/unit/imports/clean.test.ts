import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  readCell,
  shorten,
  toEmail,
  toPhones,
  toPlainText,
  toWebAddress,
} from '#src/features/imports/csv/clean.ts';

describe('plain text', () => {
  test.each([
    ['<p>Tea &amp; cake</p><p>Every week</p>', 'Tea & cake\n\nEvery week'],
    ['<ul><li>Tuesday</li><li>Friday</li></ul>', 'Tuesday\n\nFriday'],
    ['Caf&eacute; &pound;2', 'Café £2'],
    ['Caf&amp;eacute;', 'Café'],
    ['&lt;p&gt;Tea&lt;/p&gt;', 'Tea'],
    ['<b<p>>Tea', 'Tea'],
    ['5 < 6 and a <b>bold</b> claim', '5 < 6 and a bold claim'],
    ['<script>alert(1)</script>Tea<style>p{}</style>', 'Tea'],
    ['<!-- no -->Tea<br/>Cake', 'Tea\n\nCake'],
    ['one\r\n\r\n two\u00a0 three\u200b', 'one\n\ntwo three'],
    ['a\u0000b\u0007c', 'a b c'],
  ])('%j', (cell, text) => {
    expect(toPlainText(cell)).toBe(text);
  });

  test('never holds a tag, a control character or an empty paragraph, and is the same when cleaned again', () => {
    const messy = fc.string({
      unit: fc.constantFrom('<p>', '</p>', '<br>', 'tea', ' ', '\n', '\u0000', '<b', '>', '&#163;'),
    });
    fc.assert(
      fc.property(messy, (cell) => {
        const text = toPlainText(cell);
        expect(text).not.toMatch(/<\/?(p|br)>|[\u0000-\u0009\u000b-\u001f]|\n{3}|^\s|\s$/);
        expect(toPlainText(text)).toBe(text);
      }),
    );
  });
});

test.each([
  ['="0123"', '0123'],
  ["'0123", '0123'],
  ["'tis tea", "'tis tea"],
  ['+44 1632 960123', '+44 1632 960123'],
  ['=HYPERLINK("https://example.org","Tea")', null],
  ['=SUM(A1:A3)', null],
  ['-', '-'],
])('the cell %j means %j', (cell, meaning) => {
  expect(readCell(cell)).toBe(meaning);
});

test.each([
  ['www.example.org/tea', 'https://www.example.org/tea'],
  ['example.org', 'https://example.org/'],
  ['http://example.org/a b', 'http://example.org/a'],
  ['http://Https://example.org', 'https://example.org/'],
  ['https:example.org', 'https://example.org/'],
  ['https://example.org:8080/x', 'https://example.org:8080/x'],
  ['https://a.example.org; https://b.example.org', 'https://a.example.org/'],
  ['mailto:tea@example.org', null],
  ['tea@example.org', null],
  ['javascript:alert(1)', null],
  ['/libraries/find', null],
  ['see Facebook', null],
  ['http://localhost', null],
  ['https://user:pass@example.org', null],
])('the web address in %j is %j', (text, address) => {
  expect(toWebAddress(text)).toBe(address);
});

test.each([
  ['mailto:tea@example.org', 'tea@example.org'],
  [' tea@example.org; cake@example.org', 'tea@example.org'],
  ['<tea@example.org>', 'tea@example.org'],
  ['Bodmin Library', null],
  ['tea@', null],
])('the email address in %j is %j', (text, address) => {
  expect(toEmail(text)).toBe(address);
});

test.each<[string, { number: string; description: string | null }[]]>([
  ['01632 960123', [{ number: '01632 960123', description: null }]],
  ['Tel: 01632 960123', [{ number: '01632 960123', description: null }]],
  [
    'Office: 01632 960123 or 07700 900456',
    [
      { number: '01632 960123', description: 'Office' },
      { number: '07700 900456', description: null },
    ],
  ],
  ['1632960123', [{ number: '01632960123', description: null }]],
  ['+44 1632 960123', [{ number: '+44 1632 960123', description: null }]],
  ['ask at the desk', []],
  ['12', []],
])('the phone numbers in %j', (text, numbers) => {
  expect(toPhones(text)).toEqual(numbers);
});

describe('shortening', () => {
  test('keeps whole sentences where they leave enough, whole words otherwise', () => {
    expect(shorten('Tea and cake. Bring a friend along.', 20)).toBe('Tea and cake.');
    expect(shorten('Tea and cake, for everybody in the village', 20)).toBe('Tea and cake, for…');
    expect(shorten('Tea', 20)).toBe('Tea');
  });

  test('never cuts a sign in half', () => {
    expect(shorten('👩👩👩👩', 4)).toBe('👩…');
  });

  test('never gives more than was asked for', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 5, max: 60 }), (text, limit) => {
        expect(shorten(text, limit).length).toBeLessThanOrEqual(limit);
      }),
    );
  });
});
