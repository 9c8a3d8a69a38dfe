import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clientAddress } from '#src/server/http/client-address.ts';

test('without a proxy of ours the header is not believed', () => {
  expect(clientAddress('192.0.2.1', '198.51.100.7', 0)).toBe('192.0.2.1');
});

test('behind one proxy it is the last address, which that proxy wrote', () => {
  expect(clientAddress('10.0.0.1', '203.0.113.9, 198.51.100.7', 1)).toBe('198.51.100.7');
});

test('behind two proxies it is the last but one', () => {
  expect(clientAddress('10.0.0.1', '203.0.113.9, 198.51.100.7, 10.0.0.2', 2)).toBe('198.51.100.7');
});

test('with fewer addresses than proxies, or none, it is whoever is connected', () => {
  expect(clientAddress('10.0.0.1', '198.51.100.7', 2)).toBe('10.0.0.1');
  expect(clientAddress('10.0.0.1', undefined, 1)).toBe('10.0.0.1');
  expect(clientAddress('10.0.0.1', '', 1)).toBe('10.0.0.1');
});

test('nothing that a visitor writes in front changes the answer', () => {
  fc.assert(
    fc.property(fc.string(), (forged) => {
      expect(clientAddress('10.0.0.1', `${forged}, 198.51.100.7`, 1)).toBe('198.51.100.7');
    }),
  );
});
