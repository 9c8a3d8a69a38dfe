import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loggedPath } from '#src/server/log.ts';

describe('what the log keeps of an address', () => {
  test.each([
    ['/', '/'],
    ['/search?q=my+dad+has+dementia&near=MB1+1QG', '/search'],
    ['/services/knit-and-natter-marlbridge', '/services/knit-and-natter-marlbridge'],
    ['/services/st-anns-cafe/calendar.ics', '/services/st-anns-cafe/calendar.ics'],
    ['/_astro/PublicPage.DxK9_a1b.css', '/_astro/PublicPage.DxK9_a1b.css'],
    [
      '/api/services/0196b3a4-7c1e-7d2f-8a3b-4c5d6e7f8091',
      '/api/services/0196b3a4-7c1e-7d2f-8a3b-4c5d6e7f8091',
    ],
  ])('%s is kept as %s', (address, kept) => {
    expect(loggedPath(address)).toBe(kept);
  });

  test.each([
    ['/shortlist/8fQz-2mN_vXr0pL9sTdYwA', '/shortlist/hidden'], // the secret of a shared list
    ['/shortlist/abcdefghijklmnopqrstuv', '/shortlist/hidden'],
    ['/shortlist/7f3a9c1e5b2d8046aa10ff93c4e7d215/print', '/shortlist/hidden/print'],
    ['/people/01632960123', '/people/hidden'],
    ['/9434765919', '/hidden'],
    ['/Mrs%20Smith', '/hidden'],
    ['/mary@example.org', '/hidden'],
    ['/search#near=MB1', '/search'],
  ])('%s is kept as %s', (address, kept) => {
    expect(loggedPath(address)).toBe(kept);
  });

  test('nothing after a question mark is ever kept', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (path, secret) => {
        const kept = loggedPath(`/${path.replaceAll('?', '')}?${secret}`);
        expect(kept).toBe(loggedPath(`/${path.replaceAll('?', '')}`));
      }),
    );
  });

  test('a random secret of 22 characters is never kept', () => {
    const secret = fc
      .uint8Array({ minLength: 16, maxLength: 16 })
      .map((bytes) => Buffer.from(bytes).toString('base64url'));
    fc.assert(
      fc.property(secret, (token) => {
        fc.pre(/[A-Z]/.test(token) || !token.includes('-'));
        expect(loggedPath(`/shortlist/${token}`)).toBe('/shortlist/hidden');
      }),
    );
  });
});
