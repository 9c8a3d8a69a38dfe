import { describe, expect, test } from 'vitest';
import { securityHeaders } from '#src/server/http/security-headers.ts';
import { faultsOf } from '../../support/pages/visit.ts';

/** The checker of pages is checked itself: each page here is good but for one thing, and that thing must be named. */
const HEADERS = new Headers(securityHeaders({ siteUrl: 'http://localhost:4321', tileUrl: null }));
const GOOD = `<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Food – Front Door</title><link rel="stylesheet" href="/_astro/a.css"></head>
<body>
<main>
<h1>Food</h1>
<form action="/search"><label for="q">Words</label> <input id="q" name="q" type="text"> <button type="submit">Search</button></form>
<p id="note">A note</p>
<p><a href="/services/food-bank?near=Marlbridge">Food bank</a> <a href="tel:01632960123">01632 960123</a></p>
</main>
</body>
</html>
`;
const faults = (html: string, headers = HEADERS): string[] => faultsOf(html, headers, 'Front Door').faults;
const broken = (from: string, to: string): string[] => {
  expect(GOOD).toContain(from);
  return faults(GOOD.replace(from, to));
};

test('a good page has no faults', () => {
  expect(faults(GOOD)).toEqual([]);
});

test('an error page may begin its title with "Error: "', () => {
  expect(broken('<title>Food', '<title>Error: Food')).toEqual([]);
});

test('a page that can be left at once may have a title that says nothing, and no other page', () => {
  const neutral = GOOD.replace('<title>Food', '<title>Information');
  expect(faults(neutral)).toHaveLength(1);
  const exit = '<div class="govuk-exit-this-page"><a href="/leave">Exit this page</a></div>';
  expect(faults(neutral.replace('<main>', `${exit}<main>`))).toEqual([]);
});

test('structured data for search engines may stand in the page', () => {
  expect(broken('</main>', '</main><script type="application/ld+json">{"a":1}</script>')).toEqual([]);
});

describe('these are found', () => {
  test.each([
    ['no heading', '<h1>Food</h1>', '', '0 h1 elements'],
    ['two headings', '<h1>Food</h1>', '<h1>Food</h1><h1>More</h1>', '2 h1 elements'],
    ['a title that is not the heading', '<title>Food', '<title>Drink', 'does not start with the h1'],
    ['a title without the name of the site', ' – Front Door', '', 'does not end with'],
    ['no language', '<html lang="en-GB">', '<html>', 'lang is ""'],
    ['American English', 'en-GB', 'en-US', 'lang is "en-US"'],
    ['an id used twice', '<p id="note">', '<p id="q">', 'no-dup-id'],
    ['a field without a label', '<label for="q">Words</label>', '', 'input-missing-label'],
    [
      'a description that is not there',
      'name="q"',
      'name="q" aria-describedby="hint"',
      'no-missing-references',
    ],
    [
      'a label for nothing',
      '<p id="note">',
      '<label for="zz">x</label><p id="note">',
      'no-missing-references',
    ],
    ['a script inside the page', '</main>', '</main><script>alert(1)</script>', 'a script inside the page'],
    [
      'a style sheet inside the page',
      '</head>',
      '<style>p{}</style></head>',
      'a style sheet inside the page',
    ],
    ['a style on an element', '<p id="note">', '<p id="note" style="color:red">', 'no-inline-style'],
    [
      'a script on an element',
      '<p id="note">',
      '<p id="note" onclick="x()">',
      'a script in an attribute: <p onclick>',
    ],
    ['a missing doctype', '<!DOCTYPE html>', '', 'missing-doctype'],
    ['a block inside a paragraph', 'A note', '<div>A note</div>', 'line '],
    ['an element that is not closed', '<h1>Food</h1>', '<h1>Food</h1><div>', 'line '],
    ['a heading level left out', '<p id="note">', '<h3>Skipped</h3><p id="note">', 'heading-level'],
    [
      'an email address in a link',
      'near=Marlbridge',
      'by=mary@example.org',
      'an email address in the address',
    ],
    ['an encoded one', 'near=Marlbridge', 'by=mary%40example.org', 'an email address in the address'],
    ['a phone number in a link', 'near=Marlbridge', 'phone=01632+960123', 'a phone number in the address'],
    ['one with +44', 'near=Marlbridge', 'phone=%2B441632960123', 'a phone number in the address'],
    ['an NHS number in a link', 'near=Marlbridge', 'id=943+476+5919', 'an NHS number in the address'],
    [
      'one in the address of a form',
      'action="/search"',
      'action="/people/9434765919"',
      'an NHS number in the address',
    ],
  ])('%s', (_what, from, to, fault) => {
    expect(broken(from, to).join('\n')).toContain(fault);
  });

  test('a page without a policy, or with one that allows scripts inside the page', () => {
    expect(faults(GOOD, new Headers())).toEqual(['no Content-Security-Policy']);
    const lax = new Headers({ 'Content-Security-Policy': "default-src 'self' 'unsafe-inline'" });
    expect(faults(GOOD, lax).join('\n')).toMatch(/says unsafe.*lacks frame-ancestors/s);
  });
});

describe('these are no one’s data', () => {
  test.each([
    ['ten digits that are no NHS number', 'near=Marlbridge', 'id=9434765918'],
    [
      'a long number of another website',
      '/services/food-bank',
      'https://register.example.org/charity/9434765919',
    ],
    ['a time and a date', 'near=Marlbridge', 'from=2026-11-24T09:00'],
    ['an id', 'near=Marlbridge', 'id=0196b3a4-7c1e-7d2f-8a3b-4c5d6e7f8091'],
    ['a mail link', 'tel:01632960123', 'mailto:hello@example.org'],
  ])('%s', (_what, from, to) => {
    expect(broken(from, to)).toEqual([]);
  });
});
