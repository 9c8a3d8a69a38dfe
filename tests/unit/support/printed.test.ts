import { describe, expect, test } from 'vitest';
import { eventsIn, indiscretions, typedIn } from '../../e2e/support/printed.ts';

const request = (path: string, more = ''): string =>
  `{"time":"2026-11-21T10:00:00.000Z","event":"request","requestId":"MB12-1QGX","method":"GET","path":"${path}","status":200,"ms":3${more}}`;

describe('what a server printed', () => {
  test('is its events, without its greeting and the messages that are kept here', () => {
    const printed = [
      'Front Door is ready: http://localhost:4321',
      'administrator: admin@demo.example.org',
      request('/'),
      '--- Email to doris@people.example.org (kept here, sent nowhere)',
      'Hello Doris',
      '---',
      '',
      request('/about'),
    ].join('\n');
    expect(eventsIn(printed)).toEqual([request('/'), request('/about')]);
  });

  test('is as it should be with addresses of ours, references, times and ids', () => {
    const lines = ['/', '/services/mb-food-bank', '/admin/people/0196b3a4-7c1e-7d2f-8a3b-4c5d6e7f8091'].map(
      (path) => request(path),
    );
    expect(indiscretions(lines, ['Doris Oakapple'])).toEqual([]);
  });

  test.each([
    ['an email address', request('/x', ',"to":"doris@example.org"')],
    ['a postcode', request('/mb11qg')],
    ['a postcode with its space', request('/x', ',"near":"MB1 1QG"')],
    ['a phone number', request('/x', ',"phone":"01632 960123"')],
    ['a name, however it is written', request('/x', ',"who":"DORIS oakapple"')],
    ['a line that is no event', 'Error: Doris was here'],
  ])('tells too much with %s', (_name, line) => {
    expect(indiscretions([request('/'), line], ['Doris Oakapple'])).toEqual([line]);
  });
});

describe('what a specification types', () => {
  test('is found in fields and addresses, but for single words that our own addresses hold', () => {
    const source = `await page.getByLabel('Name').fill('Doris Oakapple'); await page.fill('#a', 'swordfish soup');
      await field.pressSequentially("MB1 1QG"); await openPage(page, '/search?q=my+husband&near=Tarnbury');
      await field.fill('food'); await field.fill('')`;
    expect(typedIn(source).sort()).toEqual(
      ['Doris Oakapple', 'MB1 1QG', 'Tarnbury', 'my husband', 'swordfish soup'].sort(),
    );
  });
});

test('a word that is part of a public page’s own address is no indiscretion; in any other it is', () => {
  const line = (path: string, status: number): string =>
    `{"time":"2026-11-21T16:47:20.858Z","event":"request","method":"GET","path":"${path}","status":${status}}`;
  const page = '/organisations/marlbridge-council';
  expect(indiscretions([line(page, 200)], ['Marlbridge'])).toEqual([]);
  expect(indiscretions([line(page, 404), line('/admin/marlbridge', 200)], ['Marlbridge'])).toHaveLength(2);
});
