import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAddress, withoutEndSlash } from '#src/server/http/address.ts';

describe('reading the address of a request', () => {
  test('path and query are told apart, and dots are resolved', () => {
    expect(readAddress('/search?q=a/b?c')).toEqual({ path: '/search', query: '?q=a/b?c' });
    expect(readAddress('/services/../needs/./food')).toEqual({ path: '/needs/food', query: '' });
  });

  test.each(['/search?q=caf%C3%A9', '/search?q=50%25', '/%00', '/search?q=%F0%9F%91%8B', '/?q=a+b', '/é'])(
    '%s can be read',
    (target) => {
      expect(readAddress(target)).not.toBeNull();
    },
  );

  test.each(['/%', '/%zz', '/%E0%A4%A', '/search?q=100%', '/search?q=%ff', '/a%'])(
    '%s has a broken encoding',
    (target) => {
      expect(readAddress(target)).toBeNull();
    },
  );

  test.each([
    '//evil.example',
    '//evil.example/',
    '/\\evil.example/',
    '/.//evil.example/',
    '/x/..//evil.example',
    '\\\\evil.example',
  ])('%s would lead elsewhere and is refused', (target) => {
    expect(readAddress(target)).toBeNull();
  });

  test.each(['http://evil.example/', '*', '', 'search', '/500#', '/search?q=a#b'])(
    '"%s" is not an address here',
    (target) => {
      expect(readAddress(target)).toBeNull();
    },
  );
});

describe('an address with a slash at its end', () => {
  const moved = (target: string): string | null => {
    const address = readAddress(target);
    return address === null ? null : withoutEndSlash(address);
  };

  test('moves to the one without, question and all', () => {
    expect(moved('/search/?q=food')).toBe('/search?q=food');
    expect(moved('/services/a///')).toBe('/services/a');
  });

  test('stays when it has none, or is the home page', () => {
    expect(moved('/search')).toBeNull();
    expect(moved('/')).toBeNull();
    expect(moved('/search?q=a/')).toBeNull();
  });

  test('never leads to another website', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('/', '\\', '.', '..', 'a', 'evil.example', '%2f', '%5c', '?', '@')),
        (parts) => {
          const target = moved(`/${parts.join('')}/`);
          if (target !== null) expect(new URL(target, 'http://here.example').host).toBe('here.example');
        },
      ),
      { numRuns: 1000 },
    );
  });
});
