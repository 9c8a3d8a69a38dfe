import { describe, expect, test } from 'vitest';
import { answerIn } from '#src/server/http/reading/answer-in.ts';
import { addressIn } from '#src/server/http/reading/links.ts';
import { otherFormsOf, type LanguageName } from '#src/server/http/reading/other-forms.ts';
import { PLAIN_READING, readReading, type Reading } from '#src/server/http/reading/reading.ts';

const CODES = new Set(['cy', 'ar']);
const LANGUAGES: LanguageName[] = [
  { code: 'en', name: 'English', dir: 'ltr' },
  { code: 'cy', name: 'Cymraeg', dir: 'ltr' },
];
const reading = (form: Reading['form'], language: string, prefix: string): Reading => ({
  form,
  language,
  prefix,
});
const WELSH = reading('standard', 'cy', '/cy');
const WELSH_EASY = reading('easy-read', 'cy', '/cy/easy-read');

describe('what an address says of form and language', () => {
  test.each<[string, Reading, string]>([
    ['/', PLAIN_READING, '/'],
    ['/search', PLAIN_READING, '/search'],
    ['/cy', WELSH, '/'],
    ['/cy/', WELSH, '/'],
    ['/cy/search', WELSH, '/search'],
    ['/cymru', PLAIN_READING, '/cymru'],
    ['/fr/search', PLAIN_READING, '/fr/search'],
    ['/cy/admin', PLAIN_READING, '/cy/admin'],
    ['/cy/cy/search', PLAIN_READING, '/cy/cy/search'],
    ['/cy/api/search', PLAIN_READING, '/cy/api/search'],
    ['/cy/robots.txt', PLAIN_READING, '/cy/robots.txt'],
    ['/easy-read', reading('easy-read', 'en', ''), '/easy-read'],
    ['/easy-read/food', reading('easy-read', 'en', ''), '/easy-read/food'],
    ['/easy-read/get-help/who', reading('easy-read', 'en', '/easy-read'), '/get-help/who'],
    ['/cy/easy-read/get-help/who', WELSH_EASY, '/get-help/who'],
    ['/cy/easy-read/track/abc', WELSH_EASY, '/track/abc'],
    ['/cy/easy-read/food', reading('easy-read', 'cy', '/cy'), '/easy-read/food'],
    ['/easy-reader', PLAIN_READING, '/easy-reader'],
  ])('%s', (path, expected, own) => {
    expect(readReading(path, CODES)).toEqual({ reading: expected, path: own });
  });
});

describe('where a link leads for whoever reads', () => {
  test.each([
    [WELSH, '/', '/cy'],
    [WELSH, '/?a=1', '/cy?a=1'],
    [WELSH, '/search?q=food#main', '/cy/search?q=food#main'],
    [WELSH, '/admin/people', '/admin/people'],
    [WELSH, '/services/tea/calendar.ics', '/services/tea/calendar.ics'],
    [WELSH, 'https://example.org/a', 'https://example.org/a'],
    [WELSH, '//example.org/a', '//example.org/a'],
    [WELSH, '#main', '#main'],
    [WELSH, 'tel:999', 'tel:999'],
    [WELSH_EASY, '/', '/cy/easy-read'],
    [WELSH_EASY, '/services/tea', '/cy/easy-read/services/tea'],
    [WELSH_EASY, '/get-help/name', '/cy/easy-read/get-help/name'],
    [WELSH_EASY, '/contact', '/cy/contact'],
    [PLAIN_READING, '/search', '/search'],
  ])('%o %s', (from, address, expected) => {
    expect(addressIn(from, address)).toBe(expected);
  });

  test('an address that is in the language already is not put into it twice', () => {
    expect(addressIn(WELSH, addressIn(WELSH, '/search'))).toBe('/cy/search');
  });
});

describe('the other forms of a page', () => {
  test.each([
    ['/', '/easy-read', '/', '/cy'],
    ['/search', '/easy-read/results?q=x', '/search?q=x', '/cy/search?q=x'],
    ['/services/tea', '/easy-read/services/tea?q=x', '/services/tea?q=x', '/cy/services/tea?q=x'],
    ['/contact', '/easy-read', '/contact?q=x', '/cy/contact?q=x'],
  ])('%s', (path, easyRead, standard, welsh) => {
    const forms = otherFormsOf(PLAIN_READING, path, path === '/' ? '' : '?q=x', LANGUAGES);
    expect([forms.easyRead, forms.standard, forms.languages[1]?.href]).toEqual([easyRead, standard, welsh]);
    expect(forms.languages.map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
  });

  test('the two pages of a pair name each other, in the language that is read', () => {
    const there = otherFormsOf(WELSH, '/services/tea', '', LANGUAGES).easyRead;
    const { reading: easy, path } = readReading(there, CODES);
    expect([easy.language, otherFormsOf(easy, path, '', LANGUAGES).standard]).toEqual([
      'cy',
      '/cy/services/tea',
    ]);
  });

  test('pages of people who work here are in no other language', () => {
    expect(otherFormsOf(PLAIN_READING, '/desk', '', LANGUAGES).languages).toEqual([]);
  });
});

describe('an answer', () => {
  const welsh = { code: 'cy', name: 'Cymraeg', dir: 'ltr', sentences: new Map([['Send', 'Anfon']]) } as const;
  const languages = new Map([['cy', welsh]]);

  test('that leads on keeps the form and the language', async () => {
    const redirect = new Response(null, { status: 303, headers: { location: '/get-help/name?from=check' } });
    expect((await answerIn(WELSH_EASY, redirect, languages)).headers.get('location')).toBe(
      '/cy/easy-read/get-help/name?from=check',
    );
  });

  test('that is no page is handed on as it is', async () => {
    const json = new Response('{"a":"/search"}', { headers: { 'content-type': 'application/json' } });
    expect(await (await answerIn(WELSH, json, languages)).text()).toBe('{"a":"/search"}');
  });

  test('keeps its status, has its links in the language and leaves alone a link to the other form', async () => {
    const page =
      '<html lang="en-GB"><body><a href="/search">Send</a><a href="/search" data-other-form>Send</a></body></html>';
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    const answer = await answerIn(WELSH, new Response(page, { status: 422, headers }), languages);
    expect([answer.status, await answer.text()]).toEqual([
      422,
      '<html lang="cy" dir="ltr"><body><a href="/cy/search">Anfon</a><a href="/search" data-other-form>Anfon</a></body></html>',
    ]);
  });
});
