import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paths, safeReturnPath, withQuery } from '#src/lib/paths.ts';

const SITE = 'https://frontdoor.example.org';

describe('addresses', () => {
  test('empty values are left out and lists are repeated', () => {
    expect(
      withQuery('/search', {
        q: 'tea',
        near: '',
        page: 2,
        day: ['MO', '', 'TU'],
        cost: null,
        sort: undefined,
      }),
    ).toBe('/search?q=tea&page=2&day=MO&day=TU');
    expect(withQuery('/search', { near: '', day: [] })).toBe('/search');
    expect(withQuery('/search', { page: 0 })).toBe('/search?page=0');
  });

  test('what people typed arrives as they typed it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const url = new URL(paths.search({ q: text }), SITE);
        expect(url.searchParams.get('q')).toBe(text);
        expect([...url.searchParams.keys()]).toEqual(['q']);
      }),
    );
  });

  test('no slug can lead out of its folder or add a query', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }).filter((slug) => !['.', '..'].includes(slug)),
        (slug) => {
          const url = new URL(paths.service(slug), SITE);
          expect(url.pathname.split('/')).toHaveLength(3);
          expect(decodeURIComponent(url.pathname.split('/')[2] ?? '')).toBe(slug);
          expect(url.search + url.hash).toBe('');
        },
      ),
    );
  });

  test('a shared shortlist and its printed form have the token in the path', () => {
    expect(paths.sharedShortlist('abc_-1')).toBe('/shortlist/shared/abc_-1');
    expect(paths.sharedShortlistPrint('abc_-1', { size: 'large' })).toBe(
      '/shortlist/shared/abc_-1/print?size=large',
    );
  });

  test('every address without parts is a path of its own', () => {
    const plain = [
      paths.home,
      paths.needs,
      paths.urgentHelp,
      paths.about,
      paths.contact,
      paths.feedback,
      paths.feedbackThanks,
    ];
    const more = [
      paths.accessibility,
      paths.privacy,
      paths.cookies,
      paths.credits,
      paths.sitemap,
      paths.shortlistItems,
      paths.suggestions,
    ];
    const all = [
      ...plain,
      ...more,
      paths.shortlistRemovals,
      paths.shortlistShares,
      paths.shortlistWithdrawals,
    ].map((path) => path());
    expect(new Set(all).size).toBe(all.length);
    for (const path of all) expect(path).toMatch(/^\/[a-z/.-]*$/);
  });
});

describe('where a form may send a visitor back to', () => {
  test.each([
    '/',
    '/search?q=tea&near=MB1',
    '/services/tea-and-talk#where',
    '/a//b',
    '/?next=//evil.example',
  ])('%s is ours', (path) => {
    expect(safeReturnPath(path, '/fallback')).toBe(path);
  });

  test.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '/\\/evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'https:evil.example',
    'HTTPS://frontdoor.example.org/',
    'javascript:alert(1)',
    'data:text/html,x',
    'evil.example',
    '@evil.example',
    '',
    ' /search',
    ' //evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\u0000//evil.example',
    '/search\r\nSet-Cookie: a=b',
    `/${'a'.repeat(2000)}`,
  ])('"%s" is not', (path) => {
    expect(safeReturnPath(path, '/fallback')).toBe('/fallback');
  });

  test.each([undefined, null, 7, ['/search'], { toString: () => '/search' }])(
    '%s is no path at all',
    (path) => {
      expect(safeReturnPath(path, '/fallback')).toBe('/fallback');
    },
  );

  test('whatever is tried, the browser stays on this site', () => {
    const piece = fc.constantFrom(
      '/',
      '//',
      '\\',
      '/\\',
      '.',
      '..',
      ':',
      '@',
      '?',
      '#',
      '%2f',
      '%5c',
      '\t',
      '\n',
      '\r',
      '\u0000',
      ' ',
      'https:',
      'http://',
      'javascript:',
      'evil.example',
      '\u3002',
      '\uff0f',
      '\u00a0',
      'a',
    );
    const nasty = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(
        fc.oneof(
          nasty,
          nasty.map((text) => `/${text}`),
          fc.string({ unit: 'binary' }),
          fc.webUrl(),
        ),
        (text) => {
          const path = safeReturnPath(text, '/fallback');
          expect(path.startsWith('/')).toBe(true);
          expect(new URL(path, SITE).origin).toBe(SITE);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
