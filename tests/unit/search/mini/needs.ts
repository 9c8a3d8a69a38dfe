import type { Need, NeedTree } from '#src/features/needs/content.ts';

export function need(slug: string, name: string, words: string[], more: Partial<Need> = {}): Need {
  return {
    slug,
    name,
    words,
    description: name,
    picture: '1F4AC',
    related: [],
    urgent: [],
    sensitive: false,
    firstSteps: [],
    parent: null,
    children: [],
    ...more,
  };
}

export function tree(needs: Need[]): NeedTree {
  return {
    bySlug: new Map(needs.map((item) => [item.slug, item] as const)),
    top: needs.filter((item) => item.parent === null),
  };
}

export const NEEDS = tree([
  need('food', 'Food', ['hungry', 'nothing to eat'], { children: ['food-banks', 'meals-delivered'] }),
  need('food-banks', 'Food banks and food parcels', ['food bank', 'food parcel', 'foodbank voucher'], {
    parent: 'food',
    related: ['debt'],
  }),
  need('meals-delivered', 'Meals brought to my home', ["can't cook", 'meals on wheels'], { parent: 'food' }),
  need('money', 'Money and advice', ['skint'], { children: ['debt', 'energy-bills'] }),
  need('debt', 'Debt and bills I cannot pay', ['owe money', 'bailiffs', 'arrears'], {
    parent: 'money',
    related: ['energy-bills'],
  }),
  need(
    'energy-bills',
    'Gas, electricity and keeping warm',
    ["can't pay my gas bill", 'gas bill', 'freezing at home'],
    { parent: 'money' },
  ),
  need('meeting-people', 'Meeting people', ['things to do'], { children: ['loneliness', 'arts'] }),
  need('loneliness', 'Feeling lonely', ['lonely', 'no friends', 'someone to talk to', 'see nobody'], {
    parent: 'meeting-people',
  }),
  need('arts', 'Arts and crafts', ['knitting', 'reading group', 'coffee morning'], {
    parent: 'meeting-people',
  }),
  need('falls', 'Falling, or worried about falling', ['fell over', 'had a fall', 'unsteady'], {
    parent: null,
  }),
  need('families', 'Children and families', ['toddler group', 'playgroup'], { parent: null }),
]);
