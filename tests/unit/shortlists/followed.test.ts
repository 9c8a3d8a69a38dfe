import fc from 'fast-check';
import { expect, test } from 'vitest';
import { followed, NOTE_MAXIMUM } from '#src/features/shortlists/rules.ts';

const kept = new Map([
  ['gone', 'kept'],
  ['also-gone', 'kept'],
]);

test('a service that was put together with another one shows as the one that stays, where it stood', () => {
  const content = { serviceIds: ['a', 'gone', 'b'], notes: { gone: 'Ring first', b: 'Cheap' } };
  expect(followed(content, kept)).toEqual({
    serviceIds: ['a', 'kept', 'b'],
    notes: { kept: 'Ring first', b: 'Cheap' },
  });
});

test('two that are one now are there once, with both notes', () => {
  const content = { serviceIds: ['kept', 'gone', 'also-gone'], notes: { kept: 'One.', gone: 'Two.' } };
  expect(followed(content, kept)).toEqual({ serviceIds: ['kept'], notes: { kept: 'One. Two.' } });
});

test('notes of several never grow longer than one may be', () => {
  const notes = { kept: 'x'.repeat(NOTE_MAXIMUM), gone: 'more' };
  expect(followed({ serviceIds: ['kept', 'gone'], notes }, kept).notes.kept).toHaveLength(NOTE_MAXIMUM);
});

test('without merges a shortlist stays as it is', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid()), (serviceIds) => {
      const content = { serviceIds, notes: Object.fromEntries(serviceIds.map((id) => [id, 'note'])) };
      expect(followed(content, new Map())).toEqual(content);
    }),
  );
});
