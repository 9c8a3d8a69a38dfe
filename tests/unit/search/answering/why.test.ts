import { describe, expect, test } from 'vitest';
import { lowerFirst } from '#src/search/answering/why.ts';
import { ask, indexOf, service, SERVICES } from '../mini/directory.ts';

const index = indexOf();
const whyOf = (parameters: string, id: string): string[] =>
  ask(index, `${parameters}&per_page=100`).results.find((result) => result.id === id)?.why ?? [];

describe('why a service is there', () => {
  test('the need that was said, the words that were found, and how far it is', () => {
    expect(whyOf('q=lonely&near=Tarnbury', 'tea-and-chat')).toEqual([
      'For: feeling lonely',
      'Matches ‘lonely’',
      'Less than 0.1 miles from Tarnbury',
    ]);
  });
  test('that it comes to the place', () => {
    expect(whyOf('q=cant cook&near=Tarnbury', 'hot-wheels')).toContain('Covers Tarnbury');
  });
  test('that a phone line with no area is for anyone', () => {
    expect(whyOf('q=lonely&near=Tarnbury', 'phone-friend')).toContain('By phone or online, wherever you are');
  });
  test('a need chosen in the form, also one above those of the service', () => {
    expect(whyOf('need=money', 'debt-desk')).toEqual(['For: money and advice']);
  });
  test('a service that only speaks of the need says no more than that', () => {
    const spoken = service('spoken', { name: 'Xylo', summary: 'Steadier: for the unsteady' });
    const found = ask(indexOf([...SERVICES, spoken]), 'q=had a fall').results.find(
      ({ id }) => id === 'spoken',
    );
    expect(found?.why).toEqual(['May help with: falling, or worried about falling']);
  });
  test('a service tagged with a need beside the one that was said names its own', () => {
    const found = ask(indexOf(), 'q=food parcel&per_page=100').results.find(({ id }) => id === 'debt-desk');
    expect(found?.why[0]).toBe('For: debt and bills I cannot pay');
  });
  test('a service tagged only with what stands above the need says that', () => {
    const withFood = indexOf([...SERVICES, service('pantry', { needs: ['food'] })]);
    const found = ask(withFood, 'q=food parcel').results.find((result) => result.id === 'pantry');
    expect(found?.why[0]).toBe('For: food');
  });
  test('only needs the service has, and only words it contains', () => {
    expect(whyOf('q=lonely and I owe money', 'debt-desk').join()).not.toMatch(/lonely/);
  });
  test('the corrected word, not the slip', () => {
    expect(whyOf('q=knittng', 'knit-and-natter').join()).toContain('‘knitting’');
  });
  test('with nothing asked, when it was checked', () => {
    expect(whyOf('', 'tea-and-chat')).toEqual(['Checked 48 days ago']);
  });
  test('a confidential venue tells its area and nothing more', () => {
    const refuge = ask(index, 'q=safe house&near=Tarnbury').results[0];
    expect(refuge).toMatchObject({
      id: 'refuge',
      venueName: 'Aldershire',
      distanceMetres: null,
      latitude: null,
      longitude: null,
      coversArea: true,
    });
  });
});

test('a name within a sentence keeps its capitals when they belong to it', () => {
  expect(['Feeling lonely', 'LGBTQ+ support', 'A hot meal', ''].map(lowerFirst)).toEqual([
    'feeling lonely',
    'LGBTQ+ support',
    'A hot meal',
    '',
  ]);
});
