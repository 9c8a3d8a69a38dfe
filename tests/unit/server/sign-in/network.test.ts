import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkOf } from '#src/server/sign-in/network.ts';

test.each([
  ['192.0.2.17', '192.0.2.17'],
  ['::ffff:192.0.2.17', '192.0.2.17'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['', ''],
  ['unix socket', 'unix socket'],
])('%s belongs to %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('all addresses of one IPv6 network are counted together, however they are written', () => {
  const group = fc.integer({ min: 0, max: 0xffff }).map((bits) => bits.toString(16));
  const half = fc.array(group, { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(half, half, half, (net, one, other) => {
      const first = networkOf([...net, ...one].join(':'));
      expect(networkOf([...net, ...other].join(':').toUpperCase())).toBe(first);
      expect(networkOf([...net, ...one].map((part) => part.padStart(4, '0')).join(':'))).toBe(first);
    }),
  );
});

test('two IPv6 networks are counted apart', () => {
  expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
});
