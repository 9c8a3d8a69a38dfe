import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSameOrigin } from '#src/server/http/accepting/same-origin.ts';

const host = 'help.example.org';

describe('a request that changes something', () => {
  test('is accepted from a page of this website, over http or behind a proxy over https', () => {
    expect(isSameOrigin('POST', { host, origin: 'https://help.example.org' })).toBe(true);
    expect(isSameOrigin('POST', { host: 'localhost:4321', origin: 'http://localhost:4321' })).toBe(true);
    expect(isSameOrigin('POST', { host: 'help.example.org:443', origin: 'https://help.example.org' })).toBe(
      true,
    );
  });

  test.each([
    ['from another website', { host, origin: 'https://evil.example' }],
    ['from a neighbour under the same name', { host, origin: 'https://other.help.example.org' }],
    ['from another port of this machine', { host: 'localhost:4321', origin: 'http://localhost:9999' }],
    ['from nowhere: a file or a sandbox', { host, origin: 'null' }],
    ['without saying from where', { host }],
    [
      'when the browser says it crossed sites',
      { host, origin: 'https://help.example.org', 'sec-fetch-site': 'cross-site' },
    ],
    ['from something that is not the web', { host, origin: 'chrome-extension://help.example.org' }],
    ['without a host', { origin: 'https://help.example.org' }],
  ])('is refused %s', (_why, headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect(isSameOrigin(method, headers)).toBe(false);
  });

  test('is refused from every other host', () => {
    fc.assert(
      fc.property(fc.domain(), fc.constantFrom('http', 'https'), (other, scheme) => {
        fc.pre(other !== host);
        expect(isSameOrigin('POST', { host, origin: `${scheme}://${other}` })).toBe(false);
      }),
    );
  });
});

test('looking at a page is allowed from anywhere', () => {
  for (const method of ['GET', 'HEAD', 'OPTIONS']) {
    expect(
      isSameOrigin(method, { host, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }),
    ).toBe(true);
  }
});
