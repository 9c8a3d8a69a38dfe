import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { childId } from '#src/features/imports/identity.ts';
import { inOrder, inOrderNumbered, numbered, partIds } from '#src/features/open-referral/shape/parts.ts';
import { SERVICE_ID } from '../../../support/open-referral/service-rows.ts';

const rowsOf = (ordinals: readonly number[]) =>
  ordinals.map((ordinal) => ({ id: childId(SERVICE_ID, 'language', ordinal), ordinal }));
const idAt = partIds(SERVICE_ID, 'language');

describe('the parts of a record', () => {
  test('have the ids that an import gives them', () => {
    expect([idAt(0), idAt(3), idAt(0)]).toEqual([0, 3, 0].map((n) => childId(SERVICE_ID, 'language', n)));
    expect(partIds(SERVICE_ID, 'phone')(0)).toBe(childId(SERVICE_ID, 'phone', 0));
  });

  test('stand in the order of their import, whichever are missing and however they come', () => {
    const ordinals = fc.uniqueArray(fc.nat(12), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(ordinals, (mixed) => {
        const sorted = mixed.toSorted((a, b) => a - b);
        expect(inOrder(rowsOf(mixed), idAt).map((row) => row.ordinal)).toEqual(sorted);
      }),
    );
  });

  test('that no import numbered stand last, by id', () => {
    const strange = [
      { id: 'f', ordinal: -1 },
      { id: 'e', ordinal: -2 },
    ];
    const ordered = inOrder([...strange, ...rowsOf([1, 0])], idAt);
    expect(ordered.map((row) => row.ordinal)).toEqual([0, 1, -2, -1]);
  });

  test('are numbered without a gap where one is left out', () => {
    const parts = inOrderNumbered(rowsOf([2, 0, 1]), idAt, (row, id) =>
      row.ordinal === 1 ? null : { id, was: row.ordinal },
    );
    expect(parts).toEqual([
      { id: childId(SERVICE_ID, 'language', 0), was: 0 },
      { id: childId(SERVICE_ID, 'language', 1), was: 2 },
    ]);
  });

  test('keep an order that the table itself knows', () => {
    expect(numbered(rowsOf([2, 0]), idAt, (row) => row.ordinal)).toEqual([2, 0]);
    expect(numbered(undefined, idAt, () => 1)).toEqual([]);
    expect(inOrderNumbered(undefined, idAt, () => 1)).toEqual([]);
  });
});
