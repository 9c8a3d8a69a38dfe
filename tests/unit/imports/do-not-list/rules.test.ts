import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  charityKey,
  isMeant,
  leaveOutDoNotList,
  nameKey,
  ownHost,
  type DoNotListEntry,
  type Listed,
} from '#src/features/imports/do-not-list/rules.ts';
import { plainLocation, plainOrganisation, plainService } from '#src/features/services/record.ts';

const NOBODY: DoNotListEntry = {
  id: '1',
  name: 'X',
  nameKey: 'x',
  postcode: null,
  charityNumber: null,
  websiteHost: null,
  sourceId: null,
  sourceRecordId: null,
};
const listed = (more: Partial<Listed>): Listed => ({
  names: ['Tea'],
  postcodes: new Set(),
  charityNumbers: new Set(),
  websites: [],
  source: null,
  ...more,
});

describe('names are compared', () => {
  test.each([
    ['The Marl Café Ltd', 'marl cafe'],
    ['MARL CAFE LIMITED', 'marl cafe'],
    ["Tea & Cake, St Ann's", 'tea and cake st anns'],
    ['Tea and Cake St Anns CIC', 'tea and cake st anns'],
    ['The', 'the'],
    ['CIC', 'cic'],
    ['  ', ''],
  ])('%j as %j', (name, key) => expect(nameKey(name)).toBe(key));

  test('the same however often', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('', 'The ', 'the '),
        fc.constantFrom('', ' Ltd', ' CIO'),
        (name, a, b) => {
          const plain = `Marl ${name.replace(/[^a-z ]/gi, '')} House`;
          expect(nameKey(`${a}${plain}${b}`)).toBe(nameKey(plain));
        },
      ),
    );
  });
});

describe('the host of a website', () => {
  test.each([
    ['https://www.marlcafe.org.uk/about', 'marlcafe.org.uk'],
    ['marlcafe.org.uk', 'marlcafe.org.uk'],
    ['https://marl.wordpress.com', 'marl.wordpress.com'],
  ])('of %s is its own: %s', (site, host) => expect(ownHost(site)).toBe(host));

  test.each([
    ...['https://www.facebook.com/marl', 'https://m.facebook.com/marl', 'https://x.com/marl'],
    ...[
      'https://www.marlshire.gov.uk/clubs',
      'https://www.nhs.uk/services',
      'https://sites.google.com/view/marl',
    ],
    ...['https://wordpress.com/marl', 'http://localhost', 'not a site', '', null],
  ])('of %s says nothing about whose it is', (site) => expect(ownHost(site)).toBeNull());

  test('that only ends in the letters of a shared one is its own', () => {
    expect(ownHost('https://notfacebook.com')).toBe('notfacebook.com');
    expect(ownHost('https://max.com')).toBe('max.com');
  });
});

test('charity numbers are compared without spaces', () => {
  expect(charityKey(' 112 3456-1 ')).toBe('11234561');
  expect(charityKey('sc 012345')).toBe('SC012345');
});

describe('an entry', () => {
  test('with a postcode means the name at that postcode only', () => {
    const entry = { ...NOBODY, nameKey: 'tea', postcode: 'MB1 1QG' };
    expect(isMeant(entry, listed({ postcodes: new Set(['MB1 1QG', 'MB2 2AA']) }))).toBe(true);
    expect(isMeant(entry, listed({ postcodes: new Set(['MB2 2AA']) }))).toBe(false);
    expect(isMeant(entry, listed({}))).toBe(false);
    expect(isMeant({ ...entry, postcode: null }, listed({}))).toBe(true);
  });

  test('also goes by the other name that somebody is known under', () => {
    expect(isMeant({ ...NOBODY, nameKey: 'tea' }, listed({ names: ['Coffee', 'The Tea'] }))).toBe(true);
    expect(isMeant({ ...NOBODY, nameKey: 'tea' }, listed({ names: ['Coffee', null] }))).toBe(false);
  });

  test('for a record means that record of that source, and nobody of its name', () => {
    const entry = { ...NOBODY, nameKey: 'tea', sourceId: 's', sourceRecordId: '7' };
    expect(isMeant(entry, listed({ source: { id: 's', recordId: '7' } }))).toBe(true);
    expect(isMeant(entry, listed({ source: { id: 's', recordId: '8' } }))).toBe(false);
    expect(isMeant(entry, listed({ source: { id: 't', recordId: '7' } }))).toBe(false);
    expect(isMeant(entry, listed({}))).toBe(false);
  });

  test('that gives nothing but a name means nothing else', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (name, sites) => {
        fc.pre(nameKey(name) !== 'x');
        expect(isMeant(NOBODY, listed({ names: [name], websites: sites }))).toBe(false);
      }),
    );
  });
});

describe('records left out of an import', () => {
  const at = (postcode: string) => ({
    location: {
      ...plainLocation(postcode),
      address: { address1: '1 High Street', address2: null, city: '', region: null, county: '', postcode },
    },
    description: null,
    schedules: [],
  });
  const organisation = plainOrganisation('o', 'Friends', 'voluntary');
  const one = { ...plainService('1', 'o', 'Tea'), locations: [at('MB1 1QG')] };
  const two = { ...plainService('2', 'o', 'Coffee'), locations: [at('MB2 2AA')] };
  const plan = { organisations: new Map([['o', organisation]]), services: [one, two] };

  test('are a service alone, or an organisation with all of its services', () => {
    const tea = leaveOutDoNotList(plan, [{ ...NOBODY, nameKey: 'tea' }], 's');
    expect(tea.services).toEqual([two]);
    expect([...tea.organisations.keys()]).toEqual(['o']);
    const friends = leaveOutDoNotList(plan, [{ ...NOBODY, nameKey: 'friends' }], 's');
    expect(friends.services).toEqual([]);
    expect([...friends.organisations.keys()]).toEqual([]);
    expect(friends.leftOut).toHaveLength(2);
  });

  test('are an organisation that is at the postcode by one of its services', () => {
    const entry = { ...NOBODY, nameKey: 'friends', postcode: 'MB2 2AA' };
    expect(leaveOutDoNotList(plan, [entry], 's').services).toEqual([]);
    expect(leaveOutDoNotList(plan, [{ ...entry, postcode: 'MB3 3AA' }], 's').services).toEqual([one, two]);
  });

  test('are none when nobody asked', () => {
    expect(leaveOutDoNotList(plan, [], 's')).toEqual({ ...plan, leftOut: [] });
  });
});
