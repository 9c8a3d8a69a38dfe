import { describe, expect, test } from 'vitest';
import { addressesOf, groupPages, readScreenNumber, showScreen } from '#src/features/easy-read/present.ts';
import type { EasyReadContent } from '#src/features/easy-read/types.ts';

const screen = (words: string) => ({ title: null, ideas: [{ picture: 'home', words }] });
const food: EasyReadContent = {
  slug: 'food',
  title: 'Food',
  picture: 'food',
  group: 'needs',
  order: 1,
  need: 'food',
  exit: false,
  screens: [screen('One.'), screen('Two.'), screen('Three.')],
  words: [],
  action: { to: 'results', text: 'Find help with food' },
  see: ['rights'],
};
const rights: EasyReadContent = {
  ...food,
  slug: 'rights',
  title: 'Your rights',
  picture: 'law',
  group: 'you',
  need: null,
  screens: [screen('One.')],
  action: { to: 'ask-for-help', text: 'Ask' },
  see: [],
};
const pages = new Map([
  ['food', food],
  ['rights', rights],
]);

describe('the screens of a page', () => {
  test('lead from one to the next and back, the first without a number in its address', () => {
    expect(showScreen(pages, food, 1)).toMatchObject({
      title: 'Food',
      place: 'Page 1 of 3',
      address: '/easy-read/food',
      back: { text: 'Back', href: '/easy-read' },
      next: { text: 'Next', href: '/easy-read/food/2' },
    });
    expect(showScreen(pages, food, 2)).toMatchObject({
      heading: 'Food',
      title: 'Food: page 2 of 3',
      back: { href: '/easy-read/food' },
      next: { href: '/easy-read/food/3' },
    });
  });

  test('end with what to do now and what to read next, and with no Next', () => {
    expect(showScreen(pages, food, 2)).toMatchObject({ action: null, see: [] });
    const last = showScreen(pages, food, 3);
    expect(last?.next).toBeUndefined();
    expect(last?.action).toEqual({
      href: '/easy-read/results?need=food',
      picture: 'food',
      text: 'Find help with food',
    });
    expect(last?.see).toEqual([{ href: '/easy-read/rights', picture: 'law', text: 'Your rights' }]);
  });

  test('one alone says no number', () => {
    expect(showScreen(pages, rights, 1)).toMatchObject({
      place: null,
      title: 'Your rights',
      action: { href: '/easy-read/get-help', text: 'Ask' },
    });
  });

  test('there is none after the last', () => {
    expect(showScreen(pages, food, 4)).toBeUndefined();
    expect(showScreen(pages, food, 0)).toBeUndefined();
  });

  test.each(['2', '10', '99'])('%s in an address is the number of a screen', (text) => {
    expect(readScreenNumber(text)).toBe(Number(text));
  });

  test.each(['', '0', '1', '02', '-2', '2.0', '1e1', ' 2', '100', 'two', undefined])(
    '%j in an address is none: the first screen has one address',
    (text) => {
      expect(readScreenNumber(text)).toBeNull();
    },
  );
});

test('the first page lists every page in its part', () => {
  expect(groupPages(pages).map(({ heading, links }) => [heading, links.map(({ text }) => text)])).toEqual([
    ['What do you need help with?', ['Food']],
    ['Asking for help', []],
    ['You and your rights', ['Your rights']],
    ['About this website', []],
  ]);
});

test('every screen has an address', () => {
  expect(addressesOf(pages)).toEqual([
    '/easy-read/food',
    '/easy-read/food/2',
    '/easy-read/food/3',
    '/easy-read/rights',
  ]);
});
