import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  canonicalJson,
  childId,
  recordHash,
  sourcedId,
  taxonomyId,
  termId,
} from '#src/features/imports/identity.ts';

const UUID_V5 = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('the ids of a source are the same for ever', () => {
  const id = sourcedId('service', 'Example data', 'tea');
  expect(id).toBe('80a31971-ae12-51dc-9985-a5ac6c1da4e4');
  expect(childId(id, 'phone', 0)).toBe('313af8d0-6e00-5bcc-abc7-c012bd7d4375');
  expect(id).toMatch(UUID_V5);
});

test('kind, source and key each make another id, however they are cut', () => {
  const ids = [
    sourcedId('service', 'a', 'b'),
    sourcedId('organisation', 'a', 'b'),
    sourcedId('service', 'a,b', ''),
    sourcedId('service', '', 'a,b'),
    sourcedId('service', 'a', 'c'),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set([0, 1, 2].map((ordinal) => childId(ids[0]!, 'phone', ordinal))).size).toBe(3);
});

test('the order of keys changes nothing, any value does', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
      const turned = Object.fromEntries(Object.entries(record).reverse());
      expect(recordHash(turned)).toBe(recordHash(record));
      expect(recordHash({ ...record, more: 1 })).not.toBe(recordHash({ ...record, more: 2 }));
    }),
  );
});

test('canonical JSON is JSON', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe(
    '{"a":true,"b":[1,{"c":"x","d":null}]}',
  );
});

test('parts of a record whose own UUID has bits that no standard knows have ids too', () => {
  const odd = '0b8a9adf-e155-1f77-c48d-a339105d6722';
  expect(childId(odd, 'phone', 0)).toMatch(UUID_V5);
  expect(childId(odd, 'phone', 0)).not.toBe(childId(odd.replace('c48d', 'd48d'), 'phone', 0));
});

test('a taxonomy and a term that came without an id have the same one from every source', () => {
  expect(taxonomyId('Kinds')).toBe(taxonomyId('Kinds'));
  const ids = [taxonomyId('Kinds'), termId('Kinds', 'tea'), termId('Kind', 'stea'), termId('Kinds', 'Tea')];
  for (const id of ids) expect(id).toMatch(UUID_V5);
  expect(new Set(ids).size).toBe(ids.length);
});
