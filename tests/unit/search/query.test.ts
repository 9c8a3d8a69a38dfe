import { describe, expect, test } from 'vitest';
import { countMatches } from '#src/search/query.ts';
import { ask, idsOf, indexOf, NOW, question } from './mini/directory.ts';

const index = indexOf();

describe('everyday sentences find the service a person would send them to', () => {
  test.each([
    ['q=food bank', 'tarnbury-food-bank'],
    ['q=food parcel marlbridge', 'marl-larder'],
    ['q=mum fell over', 'falls-team'],
    ["q=I can't cook any more", 'hot-wheels'],
    ['q=cant pay gas bill', 'energy-line'],
    ['q=I owe money', 'debt-desk'],
    ['q=someone to talk to', 'tea-and-chat'],
    ['q=lonely', 'tea-and-chat'],
    ['q=knitting', 'knit-and-natter'],
    ['q=toddler group wednesday', 'little-ducks'],
    ['q=reading group', 'book-circle'],
    ['q=my nan is lonely and 80', 'phone-friend'],
    ['q=fodo bank', 'tarnbury-food-bank'],
    ['q=helpline', 'energy-line'],
    ['q=Knit and Natter', 'knit-and-natter'],
  ])('%s', (parameters, expected) => {
    expect(idsOf(ask(index, parameters))[0]).toBe(expected);
  });

  test('two troubles in one sentence bring the services for both, before anything else', () => {
    const ids = idsOf(ask(index, 'q=mum fell over and cant cook'));
    expect(new Set(ids.slice(0, 2))).toEqual(new Set(['falls-team', 'hot-wheels']));
  });

  test('a service tagged with everything does not come before the one that is about it', () => {
    for (const [words, id] of [
      ['food bank', 'tarnbury-food-bank'],
      ['lonely', 'tea-and-chat'],
      ['arrears', 'debt-desk'],
    ] as const) {
      const ids = idsOf(ask(index, `q=${words}`));
      expect(ids.indexOf('everything'), words).toBeGreaterThan(ids.indexOf(id));
    }
  });

  test('services about something else are left out, however much filler the sentence shares with them', () => {
    const ids = idsOf(ask(index, 'q=please can you help me I just need a food bank for people'));
    expect(ids).not.toContain('book-circle');
    expect(ids).not.toContain('falls-team');
  });

  test('only filler is still a search: it looks for the words themselves', () => {
    expect(ask(index, 'q=help').total).toBeGreaterThan(0);
  });

  test('words that nobody knows find nothing, rather than everything', () => {
    expect(ask(index, 'q=xqzzyw').total).toBe(0);
    expect(ask(index, 'q=xqzzyw in tarnbury').total).toBe(0);
    expect(ask(index, 'q=xqzzyw lonely').total).toBe(ask(index, 'q=lonely').total);
  });

  test('the word being typed finds what it may become', () => {
    expect(idsOf(ask(index, 'q=knitt'))).toContain('knit-and-natter');
    expect(idsOf(ask(index, 'q=helpl'))).toContain('energy-line');
  });

  test('with no words at all everything is there, what is nearest first', () => {
    const all = ask(index, 'near=Tarnbury');
    expect(all.total).toBe(index.count);
    expect(idsOf(all)[0]).toMatch(/^(tea-and-chat|tarnbury-food-bank|debt-desk|little-ducks|book-circle)$/);
  });
});

describe('pages', () => {
  test.each([
    ['', { total: 13, page: 1, pages: 1, perPage: 20 }, 13],
    ['per_page=5', { page: 1, pages: 3 }, 5],
    ['per_page=5&page=3', { page: 3, pages: 3 }, 3],
    ['per_page=5&page=4', { page: 3, pages: 3 }, 3],
    ['per_page=13', { page: 1, pages: 1 }, 13],
    ['per_page=12&page=2', { page: 2, pages: 2 }, 1],
    ['q=xqzzyw&page=9', { total: 0, page: 1, pages: 1 }, 0],
  ])('%s', (parameters, expected, shown) => {
    const found = ask(index, parameters);
    expect(found).toMatchObject(expected);
    expect(found.results).toHaveLength(shown);
  });

  test('counting a question gives what asking it gives', () => {
    for (const parameters of ['', 'q=lonely', 'q=food bank&near=Tarnbury&within=1', 'day=WE', 'q=xqzzyw']) {
      expect(countMatches(index, question(index, parameters), NOW)).toBe(ask(index, parameters).total);
    }
  });
});
