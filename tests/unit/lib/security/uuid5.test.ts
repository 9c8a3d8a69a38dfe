import fc from 'fast-check';
import { expect, test } from 'vitest';
import { v5 } from 'uuid';
import { uuid5 } from '#src/lib/security/uuid5.ts';

test('an id is the one that the package uuid makes of the same name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.uuid(), (name, namespace) => {
      expect(uuid5(name, namespace)).toBe(v5(name, namespace));
    }),
  );
});

test('the example of RFC 9562 comes out as printed there', () => {
  expect(uuid5('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  );
});

test('a name that is too long is refused, so that no two names share an id', () => {
  const namespace = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
  expect(uuid5('a'.repeat(1000), namespace)).toBe(v5('a'.repeat(1000), namespace));
  expect(() => uuid5('a'.repeat(1001), namespace)).toThrow('too long');
  expect(() => uuid5('ä'.repeat(2000), namespace)).toThrow('too long');
});
