import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filterPairs, parseSearchParams, toParameters, withoutFilter } from '#src/search/params.ts';

const parse = (text: string) => parseSearchParams(new URLSearchParams(text));

describe('a search read from a web address', () => {
  test('nothing at all is everything, twenty to a page, best first', () => {
    expect(parse('')).toMatchObject({ q: '', near: '', sort: 'best', page: 1, perPage: 20, errors: [] });
    expect(filterPairs(parse('').filters)).toEqual([]);
  });

  test('lists may be repeated, written with brackets, or joined by commas; a value counts once', () => {
    expect(parse('need=debt&need[]=food&need=debt,grief').filters.need).toEqual(['debt', 'grief', 'food']);
  });

  test.each([
    ['page=-1', { page: 1 }, 'There is no such page.'],
    ['page=1e9', { page: 1 }, 'There is no such page.'],
    ['age=old', {}, 'Enter an age as a number, such as 67.'],
    ['sort=random', { sort: 'best' }, 'There is no choice ‘random’ for sort.'],
    ['within=3', {}, 'There is no choice ‘3’ for within.'],
    ['day=Monday', {}, 'There is no choice ‘Monday’ for day.'],
  ])('%s is left out and told', (text, expected, sentence) => {
    const params = parse(text);
    expect(params).toMatchObject(expected);
    expect(params.errors).toEqual([sentence]);
    expect(filterPairs(params.filters)).toEqual([]);
  });

  test('more to a page than a hundred is a hundred', () => {
    expect(parse('per_page=5000').perPage).toBe(100);
  });

  test('a long text is cut, whole characters only, and it says so', () => {
    const { q, errors } = parse(`q=${encodeURIComponent('😀'.repeat(400))}`);
    expect(q.length).toBeLessThanOrEqual(300);
    expect(q.isWellFormed()).toBe(true);
    expect(errors).toEqual(['We searched for the first 300 characters of what you wrote. Use fewer words.']);
  });

  test('control characters become spaces', () => {
    expect(parse('q=food%00%0a%E2%80%AEbank').q).toBe('food bank');
  });

  test('"any" and unknown parameters narrow nothing', () => {
    expect(parse('cost=any&within=any&utm_source=x&__proto__=1')).toMatchObject({
      errors: [],
      filters: { cost: null, within: null },
    });
  });

  test('one value can be taken away and the rest stays', () => {
    const { filters } = parse('need=a&need=b&within=5&open_now=on');
    expect(filterPairs(withoutFilter(filters, 'need', 'a'))).toEqual([
      ['need', 'b'],
      ['within', '5'],
      ['open_now', 'on'],
    ]);
    expect(filterPairs(withoutFilter(filters, 'open_now', 'on'))).not.toContainEqual(['open_now', 'on']);
  });

  test('any address whatever is read, and written again it means the same', () => {
    const names = [
      'q',
      'near',
      'need',
      'need[]',
      'day',
      'part',
      'page',
      'per_page',
      'sort',
      'within',
      'age',
      'access',
      'cost',
      'open_now',
      'x',
    ];
    const values = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('debt', 'MO', 'today', 'evening', '3', '5', 'on', 'step_free', 'free', 'distance'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...names), values)), (pairs) => {
        const params = parseSearchParams(new URLSearchParams(pairs));
        expect(params.q.length).toBeLessThanOrEqual(300);
        expect(params.page).toBeGreaterThanOrEqual(1);
        expect(params.perPage).toBeGreaterThanOrEqual(1);
        expect(params.perPage).toBeLessThanOrEqual(100);
        const again = parseSearchParams(new URLSearchParams(toParameters(params)));
        expect({ ...again, errors: [] }).toEqual({ ...params, errors: [] });
      }),
    );
  });
});
