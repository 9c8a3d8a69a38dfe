import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differencesOf, hasSealed } from '#src/features/audit/present/differences.ts';

const open = (sealed: string): string | null => (sealed === 'sealed:good' ? 'Ann' : null);
const lines = (before: unknown, after: unknown): string[] =>
  differencesOf(
    before === undefined ? null : JSON.stringify(before),
    after === undefined ? null : JSON.stringify(after),
    open,
  ).map(
    ({ field, before: was, after: is, isSame }) =>
      `${field}: ${was.text} > ${is.text}${isSame ? ' (same)' : ''}`,
  );

describe('what an event changed', () => {
  test('is told field by field, also within fields', () => {
    expect(lines({ a: 1, deep: { b: 'x', c: true } }, { a: 1, deep: { b: 'y', c: false } })).toEqual([
      'a: 1 > 1 (same)',
      'deep.b: x > y',
      'deep.c: Yes > No',
    ]);
  });

  test('names what came and what went', () => {
    expect(lines({ old: 'x' }, { fresh: ['a', 'b'] })).toEqual(['old: x > Nothing', 'fresh: Nothing > a, b']);
  });

  test.each([
    [undefined, undefined, []],
    [undefined, 'words', ['value: Nothing > words']],
    [undefined, [], ['value: Nothing > Nothing (same)']],
    [{ a: null }, { a: '' }, ['a: Nothing > Nothing (same)']],
    [{ a: {} }, { a: 0 }, ['a: {} > 0']],
  ])('%j to %j is shown', (before, after, expected) => {
    expect(lines(before, after)).toEqual(expected);
  });

  test('opens sealed values, also in lists, and says when one cannot be opened', () => {
    const [one, list] = differencesOf(
      JSON.stringify({ name: 'sealed:good', names: ['x', 'sealed:good'] }),
      JSON.stringify({ name: 'sealed:bad', names: [] }),
      open,
    );
    expect(one?.before).toEqual({ text: 'Ann', kind: 'opened' });
    expect(one?.after).toEqual({
      text: 'Sealed, and cannot be opened with the keys there are',
      kind: 'unreadable',
    });
    expect(list?.before).toEqual({ text: 'x, Ann', kind: 'opened' });
  });

  test('shows what is no JSON as it is, and throws at nothing', () => {
    expect(differencesOf('{half', null, open)[0]?.before.text).toBe('{half');
    fc.assert(
      fc.property(fc.json(), fc.oneof(fc.json(), fc.string()), (before, after) => {
        for (const { isSame, before: was, after: is } of differencesOf(before, after, open))
          if (isSame) expect(was).toEqual(is);
      }),
    );
  });
});

test('an event is known to hold sealed values wherever they stand', () => {
  const has = (value: unknown) => hasSealed({ before: null, after: JSON.stringify(value) });
  expect([has('sealed:x'), has({ a: { b: 'sealed:x' } }), has({ a: ['y', 'sealed:x'] })]).toEqual([
    true,
    true,
    true,
  ]);
  expect([has({ a: 'not sealed:x' }), has([1, null]), hasSealed({ before: null, after: null })]).toEqual([
    false,
    false,
    false,
  ]);
});
