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

describe('each parameter', () => {
  test.each([
    ['need=debt', { need: ['debt'] }],
    ['audience=carers,women', { audience: ['carers', 'women'] }],
    ['age=0', { age: 0 }],
    ['age=120', { age: 120 }],
    ['cost=free', { cost: 'free' }],
    ['cost=any&cost=up-to-5', { cost: 'up-to-5' }],
    ['delivery=home&delivery[]=phone', { delivery: ['home', 'phone'] }],
    ['day=today&day=SU', { day: ['today', 'SU'] }],
    ['part=evening&part=morning', { part: 'evening' }],
    ['open_now=on', { openNow: true }],
    ['open_now=TRUE', { openNow: true }],
    ['open_now=off', { openNow: false }],
    ['open_now=', { openNow: false }],
    ['self_referral=1', { selfReferral: true }],
    ['space_now=yes', { spaceNow: true }],
    ['language=PL', { language: ['pl'] }],
    ['access=step_free,bsl', { access: ['step_free', 'bsl'] }],
    ['sector=private', { sector: ['private'] }],
    ['within=20', { within: 20 }],
  ])('%s', (text, expected) => {
    const { filters, errors } = parse(text);
    expect(filters).toMatchObject(expected);
    expect(errors).toEqual([]);
  });

  test.each([
    ['age=-1', 'Enter an age as a number, such as 67.'],
    ['age=121', 'Enter an age as a number, such as 67.'],
    ['age=6.5', 'Enter an age as a number, such as 67.'],
    ['page=0', 'There is no such page.'],
    ['page=1.5', 'There is no such page.'],
    ['per_page=none', 'Enter how many to show on a page as a number.'],
    ['audience=everyone', 'There is no choice ‘everyone’ for audience.'],
    ['delivery=post', 'There is no choice ‘post’ for delivery.'],
    ['part=night', 'There is no choice ‘night’ for part.'],
    ['cost=cheap', 'There is no choice ‘cheap’ for cost.'],
    ['access=ramp', 'There is no choice ‘ramp’ for access.'],
    ['sector=constructor', 'There is no choice ‘constructor’ for sector.'],
    [`near=${'x'.repeat(121)}`, 'Enter a postcode, a town or a village.'],
  ])('%s is told', (text, sentence) => {
    expect(parse(text).errors).toEqual([sentence]);
  });

  test('one sentence is said once, however often it is earned', () => {
    expect(parse('day=x&day=x&sort=best&day[]=x').errors).toEqual(['There is no choice ‘x’ for day.']);
  });

  test('of a value that may stand once the first that is not empty counts', () => {
    expect(parse('q=&q=food&q=debt').q).toBe('food');
    expect(parse('near=%20&near=Tarnbury')).toMatchObject({ near: 'Tarnbury' });
  });

  test('a flood of values is cut', () => {
    const many = Array.from({ length: 500 }, (_, at) => `need=n${at}`).join('&');
    expect(parse(many).filters.need).toHaveLength(40);
    expect(parse(`need=${'x'.repeat(500)}`).filters.need[0]).toHaveLength(80);
  });
});

describe('a search written as a web address', () => {
  test('leaves out what is as usual, in one fixed order', () => {
    const mixed =
      'page=2&sort=name&day=MO&need=debt&q=food+bank&per_page=20&sector=private&near=Tarnbury&exact=1';
    expect(toParameters(parse(mixed))).toBe(
      'q=food+bank&near=Tarnbury&need=debt&day=MO&sector=private&exact=on&sort=name&page=2',
    );
    expect(toParameters(parse('sort=best&page=1&cost=any&within=any'))).toBe('');
  });

  test('keeps what would break an address', () => {
    const q = 'a&b=c#d %+é';
    expect(parse(toParameters(parse(`q=${encodeURIComponent(q)}`))).q).toBe(q);
  });

  test('taking away a filter that is not there changes nothing', () => {
    const { filters } = parse('need=a&within=5');
    expect(withoutFilter(filters, 'need', 'b')).toEqual(filters);
    expect(withoutFilter(filters, 'within', '10')).toEqual(filters);
  });
});
