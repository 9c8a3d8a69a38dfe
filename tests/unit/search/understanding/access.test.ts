import { describe, expect, test } from 'vitest';
import { findAccess } from '#src/search/understanding/access.ts';
import { toldOf } from './filter-cases.ts';

const told = (text: string): string[] => toldOf(text, findAccess(text));

describe('a feature that a place must have', () => {
  test.each([
    ['lunch club with wheelchair access', 'with wheelchair access: access=step_free'],
    ['wheelchair accessible lunch club', 'wheelchair accessible: access=step_free'],
    ['wheelchair friendly cafe', 'wheelchair friendly: access=step_free'],
    ['cafe accessible by wheelchair', 'accessible by wheelchair: access=step_free'],
    ['step free gym', 'step free: access=step_free'],
    ['step free access', 'step free access: access=step_free'],
    ['cafe with no steps', 'with no steps: access=step_free'],
    ['disabled access swimming', 'disabled access: access=step_free'],
    ['cafe with a disabled toilet', 'with a disabled toilet: access=accessible_toilet'],
    ['accessible toilets', 'accessible toilets: access=accessible_toilet'],
    ['changing places toilet', 'changing places toilet: access=changing_places'],
    ['yoga with hearing loop', 'with hearing loop: access=hearing_loop'],
    ['church with induction loop', 'with induction loop: access=hearing_loop'],
    ['lunch club with parking', 'with parking: access=accessible_parking'],
    ['gym and free disabled parking', 'and free disabled parking: access=accessible_parking'],
    ['cafe guide dogs welcome', 'guide dogs welcome: access=assistance_dogs'],
    ['film with subtitles', 'with subtitles: access=captions'],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual([expected]);
  });

  test('several of them are all read', () => {
    expect(told('cafe with step free access and disabled toilet')).toEqual([
      'with step free access: access=step_free',
      'and disabled toilet: access=accessible_toilet',
    ]);
  });
});

describe('a thing that is wanted for itself', () => {
  test.each([
    'lend a wheelchair',
    'need a wheelchair',
    'my wheelchair is broken',
    'wheelchair',
    'ramp for my wheelchair',
    'wheelchair accessible taxi',
    'wheelchair accessible bungalow',
    'step free shower',
    'disabled toilet key',
    'accessible toilet grant',
    'disabled toilet at home',
    'parking',
    'parking permit',
    'fine for parking',
    'with parking fines',
    'disabled parking bay outside',
    'blue badge parking',
    'hearing loop for tv',
    'a guide dog',
    'cant get up the steps',
    '12 steps',
    'changing school',
    'access to my children',
    'a lift to hospital',
    '',
  ])('"%s"', (text) => {
    expect(told(text)).toEqual([]);
  });
});
