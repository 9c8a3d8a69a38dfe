import { describe, expect, test } from 'vitest';
import { describeProblem } from '#src/features/imports/problem.ts';
import { item, mapItems, only, sentences } from './given/small-feed.ts';

const lines = (...values: unknown[]): string[] => mapItems(...values).problems.map(describeProblem);

describe('a report on a feed', () => {
  test('names the item, its field and what was done', () => {
    expect(lines(item(), item({ id: 'b', email: 'nobody' }))).toEqual([
      'Item 2 ("Lunch club"), email: "nobody" is not an email address, left empty',
    ]);
  });

  test('says of an item that is left out that it is', () => {
    expect(lines(7, item({ name: '' }), { ...item(), id: undefined })).toEqual([
      'Item 1: it is not an object. The item is left out',
      `Item 2 ("${String(item().id)}"), name: it has no name. The item is left out`,
      'Item 3 ("Lunch club"), id: it has no id. The item is left out',
    ]);
  });

  test('says the same of one field once, however often it is looked at', () => {
    expect(lines(item({ eligibilitys: [true] }))).toEqual([
      'Item 1 ("Lunch club"), eligibilitys[0]: "true" is not an object, left out',
    ]);
  });

  test('stops where an item is nothing but trouble', () => {
    const said = lines(item({ phones: Array.from({ length: 500 }, () => ({ number: 'none here' })) }));
    expect(said).toHaveLength(41);
    expect(said.at(-1)).toBe('Item 1 ("Lunch club"): it has more problems than are worth listing');
  });

  test('says once which fields were not taken, and in how many items', () => {
    const one = item({ pc_metadata: { a: 1 }, program: { name: 'x' }, nothing: null, last_modified: 'x' });
    expect(lines(one, { ...one, id: 'b' }, item({ id: 'c', program: { name: 'x' } }))).toEqual([
      'The feed: these fields were not taken: "pc_metadata" (in 2 items), "program" (in 3 items)',
    ]);
  });

  test('names at most some of them', () => {
    const fields = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`x${n}`, n]));
    expect(lines(item(fields))[0]).toMatch(/"x24" \(in 1 item\) and 35 more$/);
  });
});

describe('an id that comes again', () => {
  test('is left out, whether it says the same or not', () => {
    const mapped = mapItems(item(), item(), item({ description: 'Other soup' }));
    expect(only(mapped).service.description).toBeNull();
    expect(mapped).toMatchObject({ total: 3, failed: 2, complete: true });
    expect(sentences(mapped)).toEqual([
      `Item 2 ("Lunch club"), id: its id "${String(item().id)}" was already in item 1. The item is left out`,
      `Item 3 ("Lunch club"), id: its id "${String(item().id)}" was already in item 1, which says something else. The item is left out`,
    ]);
  });

  test('is known again in capitals', () => {
    expect(mapItems(item(), item({ id: String(item().id).toUpperCase() })).failed).toBe(1);
  });

  test('counts from the first item that could be used', () => {
    const mapped = mapItems(item({ name: null }), item());
    expect(mapped.drafts).toHaveLength(1);
    expect(mapped.failed).toBe(1);
  });
});

test('items keep their order and their numbers', () => {
  const mapped = mapItems(item({ id: 'b' }), null, item({ id: 'a' }));
  expect(mapped.drafts.map((draft) => [draft.row, draft.service.key])).toEqual([
    [1, 'b'],
    [3, 'a'],
  ]);
  expect(mapped).toMatchObject({ version: '3.0', total: 3, failed: 1, skipped: 0, complete: false });
});

test('a service that is not running comes in with its status', () => {
  expect(only(mapItems(item({ status: 'defunct' }))).service.status).toBe('defunct');
});

test('names that mean something to JavaScript are only names', () => {
  const value = JSON.parse(
    `{"__proto__": {"name": "Trap"}, "constructor": "x", "id": "a", "status": "active", "name": "Tea"}`,
  ) as unknown;
  expect(only(mapItems(value)).service.name).toBe('Tea');
  expect(({} as Record<string, unknown>).name).toBeUndefined();
});
