import { expect, test } from 'vitest';
import { aboutFeed } from '#src/features/open-referral/about.ts';

const publisher = {
  name: 'Marl Directory',
  siteUrl: 'https://marl.example.org',
  email: null,
  licence: { name: 'Our own terms', url: null },
};
const source = { name: 'Council', licence: 'OGL', attribution: null, url: null, isPassedOn: true };

test('the root says to the letter which standard it follows, and leaves out what is not known', () => {
  expect(aboutFeed(publisher, 'https://marl.example.org/openapi.json', [])).toEqual({
    version: 'HSDS-UK-3.0',
    profile: expect.stringMatching(/^https:\/\/\S+$/) as string,
    openapi_url: 'https://marl.example.org/openapi.json',
    description: expect.stringContaining('Marl Directory') as string,
    publisher: { name: 'Marl Directory', website: 'https://marl.example.org' },
    licence: { name: 'Our own terms' },
    sources: [],
  });
});

test('sources are named with their terms when their records are in the feed, and not otherwise', () => {
  const told = { ...source, attribution: 'With thanks', url: 'https://council.example.org' };
  const { sources } = aboutFeed(publisher, 'x', [
    told,
    { ...source, name: 'Kept', isPassedOn: false },
    source,
  ]);
  const { isPassedOn: _, ...open } = told;
  expect(sources).toEqual([open, { name: 'Council', licence: 'OGL' }]);
});
