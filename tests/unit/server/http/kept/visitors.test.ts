import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAnybody } from '#src/server/http/kept/visitors.ts';

describe('a request', () => {
  test.each([
    undefined,
    'shortlist=0196b3a4-7c1e-7d2f-8a3b-4c5d6e7f8091',
    'shortlist=a; shortlist-notes=b; shortlist-shares=c',
    ' shortlist = a',
    '__Host-device=a',
    'shortlist=a; fd-device=b',
  ])('with the cookies "%s" could come from anybody', (cookie) => {
    expect(isAnybody({ cookie })).toBe(true);
  });

  test.each([
    '__Host-session=abc',
    'shortlist=a; __Host-session=abc',
    'session=abc',
    'shortlist2=a',
    'SHORTLIST=a',
    'shortlist',
    'x=shortlist=a',
    '',
    ';',
  ])('with the cookies "%s" may not', (cookie) => {
    expect(isAnybody({ cookie })).toBe(false);
  });

  test('with an authorisation may not, even an empty one', () => {
    expect(isAnybody({ authorization: 'Bearer abc' })).toBe(false);
    expect(isAnybody({ authorization: '' })).toBe(false);
  });

  test('with any cookie of another name anywhere may not', () => {
    const name = fc
      .stringMatching(/^[\w!#$%&'*+.^`|~-]{1,20}$/)
      .filter((it) => !/^(shortlist(-notes|-shares)?|(__Host|fd)-device)$/.test(it));
    const ours = fc.array(fc.constantFrom('shortlist=a', 'shortlist-notes=b', 'shortlist-shares=c'), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(ours, name, ours, (before, other, after) => {
        expect(isAnybody({ cookie: [...before, `${other}=x`, ...after].join('; ') })).toBe(false);
      }),
    );
  });
});
