import { describe, expect, test } from 'vitest';
import { suggestNeeds } from '#src/features/needs/rules.ts';
import { need, tree } from '../search/mini/needs.ts';

const TREE = tree([
  need('food', 'Food', ['hungry'], { children: ['food-banks'] }),
  need('food-banks', 'Food banks', ['food bank', 'food parcel'], { parent: 'food' }),
  need('arts', 'Arts and crafts', ['knitting', 'craft group', 'painting']),
  need('grief', 'When someone has died', ['bereavement', 'lost my wife']),
  need('warm', 'Warm places', ['warm space', 'warm hub']),
]);
const LONG =
  'We meet in the hall every week and there is plenty of room for all kinds of people who would like to come along and join in with whatever is on';

describe('needs suggested from the words of a listing', () => {
  test('one word of the name is enough', () => {
    expect(suggestNeeds(TREE, { name: 'Bereavement Cafe', description: null }, 3)).toEqual(['grief']);
  });

  test('one weak word in a long description is not', () => {
    expect(suggestNeeds(TREE, { name: 'Village Hall', description: `${LONG}, even knitting.` }, 3)).toEqual(
      [],
    );
  });

  test('several words, or a whole phrase, in a long description are', () => {
    expect(
      suggestNeeds(
        TREE,
        { name: 'Village Hall', description: `${LONG}: knitting, painting, a craft group.` },
        3,
      ),
    ).toEqual(['arts']);
    expect(
      suggestNeeds(TREE, { name: 'Village Hall', description: `${LONG}. We are a warm space.` }, 3),
    ).toEqual(['warm']);
  });

  test('saying the same word again adds nothing', () => {
    expect(
      suggestNeeds(TREE, { name: 'Village Hall', description: `${LONG} ${'knitting '.repeat(9)}` }, 3),
    ).toEqual([]);
  });

  test('the name goes before the description, and no more than asked for', () => {
    const listing = {
      name: 'Food bank',
      description: `${LONG}. A warm space with a craft group, knitting and painting.`,
    };
    expect(suggestNeeds(TREE, listing, 5)).toEqual(['food-banks', 'arts', 'warm']);
    expect(suggestNeeds(TREE, listing, 1)).toEqual(['food-banks']);
    expect(suggestNeeds(TREE, listing, 0)).toEqual([]);
  });

  test('the more exact need replaces the one above it', () => {
    expect(suggestNeeds(TREE, { name: 'Hungry? Food bank', description: null }, 5)).toEqual(['food-banks']);
  });

  test('a plain text counts as a description, and nothing suggests nothing', () => {
    expect(suggestNeeds(TREE, 'A warm space for all', 5)).toEqual(['warm']);
    expect(suggestNeeds(TREE, '', 5)).toEqual([]);
  });
});
