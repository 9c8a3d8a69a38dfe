import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkAddress,
  guardedLookup,
  isPublicAddress,
  PrivateAddress,
  type Resolve,
} from '#src/features/imports/feed/address.ts';

describe('an address of the public internet', () => {
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.0.1',
    '100.128.0.1',
    '2606:4700::1111',
  ])('%s is one', (address) => expect(isPublicAddress(address)).toBe(true));

  test.each([
    ...[
      '0.0.0.0',
      '10.0.0.1',
      '127.0.0.1',
      '127.255.255.254',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
    ],
    ...['192.168.0.1', '100.64.0.1', '100.127.255.255', '224.0.0.1', '239.255.255.250', '255.255.255.255'],
    ...['::', '::1', 'fe80::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '::ffff:8.8.8.8', '::ffff:127.0.0.1'],
    ...['64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', 'fec0::1', 'not an address', ''],
  ])('%s is none', (address) => expect(isPublicAddress(address)).toBe(false));

  test('is none whatever the last bytes within a private network are', () => {
    const byte = fc.nat({ max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, (a, b, c) => {
        expect(isPublicAddress(`10.${a}.${b}.${c}`)).toBe(false);
        expect(isPublicAddress(`127.${a}.${b}.${c}`)).toBe(false);
        expect(isPublicAddress(`192.168.${b}.${c}`)).toBe(false);
        expect(isPublicAddress(`::ffff:${a}.${b}.${c}.1`)).toBe(false);
      }),
    );
  });
});

describe('an address to fetch from', () => {
  test.each([
    ['ftp://example.org', /only http and https/],
    ['file:///etc/passwd', /only http and https/],
    ['http://name:word@example.org', /name or password/],
    ['http://', /is not a web address/],
    ['http://127.0.0.1/', /127\.0\.0\.1 is a private address/],
    ['http://2130706433/', /127\.0\.0\.1 is a private address/],
    ['http://0x7f.1/', /127\.0\.0\.1 is a private address/],
    ['http://[::1]/', /::1 is a private address/],
    ['http://[::ffff:10.0.0.1]/', /is a private address/],
  ])('%s is refused', (address, sentence) => {
    expect(() => checkAddress(address, isPublicAddress)).toThrow(sentence);
  });

  test('may be private where that is allowed, but is still http', () => {
    expect(checkAddress('http://127.0.0.1:80/x', () => true).pathname).toBe('/x');
    expect(() => checkAddress('gopher://127.0.0.1', () => true)).toThrow(/only http and https/);
  });
});

describe('a name', () => {
  const found: Resolve = (_, done) =>
    done(null, [
      { address: '10.0.0.1', family: 4 },
      { address: '93.184.215.14', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ]);
  const ask = (allowPrivate: boolean, resolve: Resolve, options: { all?: boolean; family?: number } = {}) =>
    new Promise<unknown>((resolvePromise) => {
      guardedLookup(allowPrivate ? () => true : isPublicAddress, resolve)(
        'feed.test',
        options,
        (error, address, family) =>
          resolvePromise(error ?? (options.all === true ? address : { address, family })),
      );
    });

  test('leads to its public addresses only, of the family asked for', async () => {
    expect(await ask(false, found)).toEqual({ address: '93.184.215.14', family: 4 });
    expect(await ask(false, found, { all: true })).toEqual([
      { address: '93.184.215.14', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ]);
    expect(await ask(false, found, { family: 6 })).toEqual({ address: '2606:4700::1111', family: 6 });
    expect(await ask(true, found)).toEqual({ address: '10.0.0.1', family: 4 });
  });

  test('that has only private ones leads nowhere', async () => {
    const inside: Resolve = (_, done) => done(null, [{ address: '192.168.1.1', family: 4 }]);
    expect(await ask(false, inside)).toBeInstanceOf(PrivateAddress);
    expect(await ask(false, inside, { all: true })).toBeInstanceOf(PrivateAddress);
  });

  test('that does not exist says so', async () => {
    const error = new Error('ENOTFOUND');
    expect(await ask(false, (_, done) => done(error, []))).toBe(error);
  });
});
