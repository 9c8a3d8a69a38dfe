import { describe, expect, test } from 'vitest';
import { readNeeds, type NeedTree } from '#src/features/needs/content.ts';
import { buildIndex } from '../search/mini/build.ts';
import { SOURCES } from '../search/mini/directory.ts';
import { need, tree } from '../search/mini/needs.ts';
import {
  belongTogether,
  phrasesGoneAstray,
  phrasesLeadingNowhere,
  phrasesOfStrangers,
  repeatedPhrases,
  swallowedPhrases,
} from './word-checks.ts';

const indexOf = (needs: NeedTree) => buildIndex({ ...SOURCES, services: [], needs });

const FAMILY = tree([
  need('food', 'Food', ['hungry'], { children: ['food-banks', 'meals'] }),
  need('food-banks', 'Food banks', ['food parcel'], { parent: 'food' }),
  need('meals', 'Hot meals', ['hot dinner'], { parent: 'food', related: ['care'] }),
  need('care', 'Care', ['carer']),
  need('debt', 'Debt', ['red letter']),
]);

describe('needs that belong together', () => {
  test.each([
    ['parent and child', 'food', 'meals'],
    ['child and parent', 'meals', 'food'],
    ['two below one top', 'food-banks', 'meals'],
    ['one related to the other', 'meals', 'care'],
    ['the other related to the one', 'care', 'meals'],
  ])('%s', (_, one, other) => expect(belongTogether(FAMILY, one, other)).toBe(true));

  test.each([
    ['two top needs', 'food', 'debt'],
    ['children of different tops', 'food-banks', 'care'],
    ['a need that does not exist', 'food', 'drink'],
  ])('but not %s', (_, one, other) => expect(belongTogether(FAMILY, one, other)).toBe(false));
});

describe('what the checks find', () => {
  test('nothing in a tree that is in order', () => {
    expect(repeatedPhrases(FAMILY)).toEqual([]);
    expect(phrasesOfStrangers(FAMILY)).toEqual([]);
    expect(phrasesGoneAstray(FAMILY)).toEqual([]);
    expect(phrasesLeadingNowhere(FAMILY, indexOf(FAMILY))).toEqual([]);
    expect(swallowedPhrases(FAMILY)).toEqual([]);
  });

  test('a phrase that repeats another in its need, in another form or with a small word more', () => {
    const twice = tree([need('debt', 'Debt', ['debts', 'red letter', 'a red letter', 'bill'])]);
    expect(repeatedPhrases(twice)).toEqual(['debt: debts', 'debt: a red letter']);
  });

  test('a phrase of two needs that are strangers, but not of two that are related', () => {
    const shared = tree([
      need('food', 'Food', ['nothing left']),
      need('debt', 'Debt', ['nothing left', 'red bill'], { related: ['energy'] }),
      need('energy', 'Energy', ['red bill']),
    ]);
    expect(phrasesOfStrangers(shared)).toEqual(['nothing left: food, debt']);
  });

  test('a phrase of three needs, even of one family', () => {
    const words = ['my tea'];
    const crowd = tree([
      need('food', 'Food', words),
      need('a', 'Parcels', words, { parent: 'food' }),
      need('b', 'Lunches', words, { parent: 'food' }),
    ]);
    expect(phrasesOfStrangers(crowd)).toEqual(['my tea: food, a, b']);
  });

  test('a phrase without a letter or a digit, which can never be read', () => {
    expect(phrasesGoneAstray(tree([need('debt', 'Debt', ['?!'])]))).toEqual(['debt: ?!']);
  });

  test('a single word that is filler, and a word that is always spelt as another', () => {
    const lost = tree([need('voting', 'Voting', ['id', 'mum', 'councillor'])]);
    expect(phrasesLeadingNowhere(lost, indexOf(lost))).toEqual([
      'voting: id',
      'voting: mum',
      'voting: councillor',
    ]);
  });

  test('a phrase whose first word a stranger takes in an ordinary question', () => {
    const greedy = tree([
      need('flats', 'Flats', ['looking for a flat']),
      need('jobs', 'Odd jobs', ['flat pack']),
    ]);
    expect(swallowedPhrases(greedy)).toEqual(['i am looking for flat pack near me']);
  });
});

describe("the words of the project's own needs", () => {
  const needs = readNeeds('content');
  const all = [...needs.bySlug.values()];

  test('there are at least a hundred needs below the twelve, and 1,800 phrases', () => {
    expect(needs.top).toHaveLength(12);
    expect(all.length - needs.top.length).toBeGreaterThanOrEqual(100);
    expect(all.reduce((sum, item) => sum + item.words.length, 0)).toBeGreaterThanOrEqual(1800);
  });

  test('every need has at least fifteen phrases, a picture and first steps or children', () => {
    const bare = all.filter(
      (item) =>
        item.words.length < 15 ||
        item.picture === '1F4AC' ||
        item.firstSteps.length + item.children.length === 0,
    );
    expect(bare.map((item) => item.slug)).toEqual([]);
  });

  test('no need says the same twice', () => expect(repeatedPhrases(needs)).toEqual([]));

  test('no phrase belongs to needs that do not belong together, or to more than two', () =>
    expect(phrasesOfStrangers(needs)).toEqual([]));

  test('each name and phrase typed alone is read whole, as its own need', () =>
    expect(phrasesGoneAstray(needs)).toEqual([]));

  test('each leads somewhere once spelling, places and filters have had their turn', () =>
    expect(phrasesLeadingNowhere(needs, indexOf(needs))).toEqual([]));

  test('none is swallowed by a stranger in an ordinary question', () =>
    expect(swallowedPhrases(needs)).toEqual([]));
});
