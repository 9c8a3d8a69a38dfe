import { describe, expect, test } from 'vitest';
import { taxonomyId, termId } from '#src/features/imports/identity.ts';
import { audienceTermId, needTermId } from '#src/features/open-referral/ids.ts';
import { mapOne } from './given/small-feed.ts';

const ABOUT = { type: 'voice', description: null };

describe('phones', () => {
  test.each([
    [{ number: '01632 960001' }, [{ number: '01632 960001', ...ABOUT }]],
    [{ number: 1632960001 }, [{ number: '01632960001', ...ABOUT }]],
    [{ number: '116 123' }, [{ number: '116 123', ...ABOUT }]],
    [{ number: '111' }, [{ number: '111', ...ABOUT }]],
    [{ number: '01632 960001 ext. 12' }, [{ number: '01632 960001', ...ABOUT, extension: '12' }]],
    [{ number: '01632 960001', extension: 7 }, [{ number: '01632 960001', ...ABOUT, extension: '7' }]],
    [{ number: '01632 960001', type: 'SMS' }, [{ number: '01632 960001', type: 'text', description: null }]],
    [{ number: '01632 960001', type: 'cell' }, [{ number: '01632 960001', ...ABOUT }]],
    [
      { number: '01632 960001', contact: 'Office' },
      [{ number: '01632 960001', type: 'voice', description: 'Office' }],
    ],
    [
      { number: '01632 960001 or 01632 960002' },
      [
        { number: '01632 960001', ...ABOUT },
        { number: '01632 960002', ...ABOUT },
      ],
    ],
    [{ number: null }, []],
  ])('%j is read without a word', (phone, phones) => {
    expect(mapOne({ phones: [phone] })).toMatchObject({ service: { phones }, problems: [] });
  });

  test('with words before the number are parted, which is said', () => {
    expect(mapOne({ phones: [{ number: 'Bristol Youth MAPS: 0117 496 0123' }] })).toMatchObject({
      service: { phones: [{ number: '0117 496 0123', type: 'voice', description: 'Bristol Youth MAPS' }] },
      problems: ['phones[0].number: "Bristol Youth MAPS: 0117 496 0123" held more than a number, parted'],
    });
  });

  test('that are none are left out, which is said', () => {
    expect(mapOne({ phones: [{ number: 'ask at the desk' }, 'none', 12] })).toMatchObject({
      service: { phones: [] },
      problems: [
        'phones[0].number: "ask at the desk" is not a phone number, left out',
        'phones[2].number: "12" is not a phone number, left out',
      ],
    });
  });

  test('of a contact without a name are the service’s own, as is its email address', () => {
    const contacts = [{ id: 'a', email: 'desk@tea.example', phones: [{ number: '01632 960001' }] }];
    expect(mapOne({ contacts }).service).toMatchObject({
      contacts: [],
      email: 'desk@tea.example',
      phones: [{ number: '01632 960001' }],
    });
  });

  test('of a named contact are lent to a service without one, under the title and not the name', () => {
    const contacts = [
      {
        name: 'Example Person',
        title: 'Cook',
        email: 'cook@tea.example',
        phones: [{ number: '01632 960001' }],
      },
    ];
    expect(mapOne({ contacts }).service).toMatchObject({
      contacts: [{ name: 'Example Person', phones: [{ number: '01632 960001', description: null }] }],
      email: null,
      phones: [{ number: '01632 960001', description: 'Cook' }],
    });
    expect(mapOne({ contacts, phones: ['01632 960009'] }).service.phones).toMatchObject([
      { number: '01632 960009' },
    ]);
  });

  test('are one however the same number is written, with the words of either', () => {
    const phones = [
      '01632 960001',
      { number: '+44 1632 960001', description: 'Desk' },
      { number: '01632960002' },
    ];
    expect(mapOne({ phones, contacts: [{ phones: ['(01632) 960 002'] }] }).service.phones).toEqual([
      { number: '01632 960001', type: 'voice', description: 'Desk' },
      { number: '01632960002', ...ABOUT },
    ]);
  });

  test('said twice are one', () => {
    expect(mapOne({ phones: ['01632 960001', { number: '01632 960001' }] }).service.phones).toHaveLength(1);
  });
});

describe('prices', () => {
  test.each([
    [
      { option: 'adult', amount: '£3.50' },
      { option: 'adult', amount: 3.5 },
    ],
    [{ amount: '1,200' }, { amount: 1200 }],
    [{ amount: 'Free' }, { amount: 0, amountDescription: null }],
    [{ amount: 0 }, { amount: 0 }],
    [{ amount: 'a fiver' }, { amount: null, amountDescription: 'a fiver' }],
    [
      { amount: 5, currency: 'eur' },
      { amount: 5, currency: 'EUR' },
    ],
    [
      { amount: 5, currency: 'GBP', valid_to: '2026-05-01' },
      { amount: 5, validTo: '2026-05-01' },
    ],
  ])('%j is read without a word', (cost, record) => {
    expect(mapOne({ cost_options: [cost] })).toMatchObject({
      service: { costOptions: [record] },
      problems: [],
    });
  });

  test('of 0 are none where the words name a price', () => {
    expect(mapOne({ fees: '£5 a session', cost_options: [{ amount: 0, option: 'session' }] })).toMatchObject({
      service: { costOptions: [{ option: 'session', amount: null }] },
      problems: ['cost_options[0].amount: it is 0 where the words name a price, left empty'],
    });
  });

  test('below nothing are left empty, and one that says nothing is none', () => {
    expect(mapOne({ cost_options: [{ amount: -5, option: 'x' }, { id: 'a' }, {}] })).toMatchObject({
      service: { costOptions: [{ option: 'x', amount: null }] },
      problems: ['cost_options[0].amount: nobody asks for -5 pounds, left empty'],
    });
  });

  test('are free where the only word for fees is free', () => {
    const costs = (fees: string) => mapOne({ fees }).service.costOptions;
    expect(costs('Free')).toEqual([{ option: null, amount: 0, amountDescription: null }]);
    expect(costs('This service is free of charge.')).toHaveLength(1);
    expect(costs('Free for members, £3 for others')).toEqual([]);
    expect(mapOne({ fees: 'Free', fees_description: '£2' }).service.feesDescription).toBe('£2');
  });
});

describe('languages', () => {
  test.each([
    [{ name: 'Polish' }, [{ name: 'Polish', code: 'pl', note: null }]],
    [{ language: 'welsh' }, [{ name: 'welsh', code: 'cy', note: null }]],
    [{ code: 'pl' }, [{ name: 'Polish', code: 'pl', note: null }]],
    [{ code: 'ENG' }, [{ name: 'English', code: 'en', note: null }]],
    [{ name: 'ur' }, [{ name: 'Urdu', code: 'ur', note: null }]],
    [{ name: 'BSL' }, [{ name: 'British Sign Language', code: 'bfi', note: null }]],
    [{ name: 'Martian', note: 'on request' }, [{ name: 'Martian', code: null, note: 'on request' }]],
    ['Somali', [{ name: 'Somali', code: 'so', note: null }]],
    [{ id: '2989d3ed-c547-48f8-8f9d-432d81c7892e' }, []],
  ])('%j', (language, languages) => {
    expect(mapOne({ languages: [language] })).toMatchObject({ service: { languages }, problems: [] });
  });

  test('of a code that is none are left out, which is said', () => {
    expect(mapOne({ languages: [{ code: 'zzz9' }] }).problems).toEqual([
      'languages[0].code: "zzz9" is not the code of a language, left out',
    ]);
  });
});

describe('terms', () => {
  const term = (fields: Record<string, unknown>, link: Record<string, unknown> = {}) => ({
    attributes: [{ id: 'a', link_type: 'service_type', ...link, taxonomy_term: fields }],
  });
  const TERM_ID = '3f7b145d-84af-42d7-8fae-eaca714b02b2';

  test('of ours are needs and audiences, also where only their id is there', () => {
    const { service, problems } = mapOne({
      attributes: [
        { taxonomy_term: { id: needTermId('warm-places'), name: 'Warm places to go' } },
        { taxonomy_term_id: needTermId('community-meals').toUpperCase() },
        { taxonomy_term: { id: audienceTermId('veterans') } },
      ],
    });
    expect(service.needs).toEqual([
      { slug: 'warm-places', suggested: false },
      { slug: 'community-meals', suggested: false },
    ]);
    expect(service.audiences).toEqual(['veterans']);
    expect(service).not.toHaveProperty('terms');
    expect(problems).toEqual([]);
  });

  test('of others are kept with their own id and suggest needs by their names', () => {
    const { service } = mapOne(
      term({ id: TERM_ID, name: 'Knitting group', taxonomy: 'Kinds', term_uri: 'https://kinds.example/k' }),
    );
    expect(service.terms).toEqual([
      {
        linkType: 'service_type',
        id: TERM_ID,
        code: null,
        name: 'Knitting group',
        description: 'Knitting group',
        uri: 'https://kinds.example/k',
        taxonomy: { id: taxonomyId('Kinds'), name: 'Kinds', description: 'Kinds', uri: null, version: null },
      },
    ]);
    expect(service.needs).toEqual([{ slug: 'arts-and-crafts', suggested: true }]);
  });

  test('in the place of their links are known by their own id and not by the link’s', () => {
    const attributes = [
      { id: 'link', taxonomy_term_id: TERM_ID, name: 'Knitting', taxonomy: { name: 'Kinds' } },
    ];
    expect(mapOne({ attributes }).service.terms).toMatchObject([
      { id: TERM_ID, taxonomy: { name: 'Kinds' } },
    ]);
  });

  test('without a UUID get one from their taxonomy and their own id, which stays as the code', () => {
    const { service } = mapOne(
      term({ id: 'esd:42', name: 'Knitting', taxonomy_id: TERM_ID, parent_id: 'esd:1' }),
    );
    expect(service.terms).toMatchObject([
      {
        id: termId(TERM_ID, 'esd:42'),
        code: 'esd:42',
        parentId: termId(TERM_ID, 'esd:1'),
        taxonomy: { id: TERM_ID, name: 'Other terms' },
      },
    ]);
  });

  test('that say who it is for are audiences where their names equal ours, and suggest no need', () => {
    const { service } = mapOne(term({ name: 'Older people' }, { link_type: 'eligibility' }));
    expect(service.audiences).toEqual(['older_people']);
    expect(mapOne(term({ name: 'Older people' })).service.audiences).toEqual([]);
    expect(mapOne(term({ name: 'Knitting group' }, { link_type: 'eligibility' })).service.needs).toEqual([
      { slug: 'community-meals', suggested: true },
    ]);
  });

  test('without a name are left out, which is said; the service’s own words suggest needs then', () => {
    const { service, problems } = mapOne(term({ id: TERM_ID }));
    expect(service).not.toHaveProperty('terms');
    expect(service.needs).toEqual([{ slug: 'community-meals', suggested: true }]);
    expect(problems).toEqual(['attributes[0]: a term without a name, left out']);
  });

  test('said twice are one', () => {
    const one = term({ id: TERM_ID, name: 'Knitting' }).attributes[0];
    expect(mapOne({ attributes: [one, one] }).service.terms).toHaveLength(1);
  });
});

test('areas have a name, and no address that stands for none', () => {
  const service_areas = [
    { name: 'Marlbridge', uri: 'http://www.example.com' },
    { service_area: 'Oldtown', uri: 'http://statistics.data.gov.uk/id/statistical-geography/E06000023' },
    { id: 'a' },
  ];
  expect(mapOne({ service_areas })).toMatchObject({
    service: {
      areas: [
        { name: 'Marlbridge', uri: null },
        { name: 'Oldtown', uri: 'http://statistics.data.gov.uk/id/statistical-geography/E06000023' },
      ],
    },
    problems: ['service_areas[0].uri: "http://www.example.com/" stands for no address, left empty'],
  });
});

test('documents that are required are also what to bring', () => {
  const required_documents = [{ document: 'A bus pass' }, { uri: 'https://tea.example/form' }];
  expect(mapOne({ required_documents }).service).toMatchObject({
    whatToBring: 'A bus pass',
    documents: [
      { document: 'A bus pass', uri: null },
      { document: null, uri: 'https://tea.example/form' },
    ],
  });
});

test('one object where a list should be counts as a list of one, anything else is said', () => {
  expect(mapOne({ phones: { number: '01632 960001' }, funding: { source: 'A grant' } })).toMatchObject({
    service: { phones: [{ number: '01632 960001' }], fundings: ['A grant'] },
    problems: [],
  });
  expect(mapOne({ service_at_locations: 7, organization: 'Friends' }).problems).toEqual([
    'organization: "Friends" is not an object, left out',
    'organization: it names no organisation: one with the name of the service stands in',
    'service_at_locations: "7" is not an object, left out',
  ]);
});
