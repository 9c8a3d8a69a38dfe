import { describe, expect, test } from 'vitest';
import { plainWordsOf } from '#src/features/easy-read/rules.ts';
import type { ServiceFacts } from '#src/features/easy-read/service/facts.ts';
import { serviceIdeas } from '#src/features/easy-read/service/ideas.ts';
import { serviceFacts } from './facts.ts';

/** All that a service says, under its headings. */
const said = (changes: Partial<ServiceFacts>): Record<string, string[]> =>
  Object.fromEntries(
    serviceIdeas(serviceFacts(changes), null).parts.map(({ title, ideas }) => [
      title,
      ideas.flatMap(({ words }) => plainWordsOf(words).split('\n')),
    ]),
  );

describe('who can go', () => {
  test.each([
    [{ minimumAge: 18 }, ['You must be 18 or older.', 'It is not for people under 18.']],
    [{ maximumAge: 5 }, ['It is for people up to 5 years old.', 'It is not for people over 5.']],
    [
      { minimumAge: 0, maximumAge: 5 },
      ['It is for people up to 5 years old.', 'It is not for people over 5.'],
    ],
    [
      { minimumAge: 11, maximumAge: 25 },
      ['You must be 11 to 25 years old.', 'It is not for younger or older people.'],
    ],
    [{ audiences: ['women'] as const }, ['It is for women.']],
    [{ saysWhoFor: true }, ['Not sure if it is for you?', 'You can ask them.']],
    [
      { saysWhoFor: true, saysNotFor: true },
      ['Some people cannot use it.', 'Ask first if it is right for you.'],
    ],
    [
      { audiences: ['parents_and_families', 'women'] as const },
      ['It is for parents and families.', 'It is also for women.'],
    ],
    [{}, ['We do not know who can go.', 'Ask them first.']],
  ])('%j', (changes, sentences) => expect(said(changes)['Who can go']).toEqual(sentences));
});

describe('when it is on', () => {
  const tuesday = { days: 'every Tuesday', opensAt: '14:00', closesAt: '16:00', isTermTimeOnly: false };
  const session = { opensAt: '14:00', closesAt: '16:00', notes: null };

  test.each([
    ['today', { ...session, day: '2026-11-24' }, 'The next time is today.'],
    ['tomorrow', { ...session, day: '2026-11-25' }, 'The next time is tomorrow.'],
    ['a later day', { ...session, day: '2026-12-01' }, 'The next time is Tuesday 1 December.'],
    ['next year', { ...session, day: '2027-01-05' }, 'The next time is Tuesday 5 January 2027.'],
    ['now', { day: '2026-11-24', opensAt: '09:30', closesAt: '12:00', notes: null }, 'It is open now.'],
  ])('the next time is said in words: %s', (_, next, sentence) => {
    expect(said({ next })['When']?.[0]).toBe(sentence);
  });

  test('its days come with the times, each in a sentence', () => {
    expect(said({ openings: [tuesday] })['When']).toEqual([
      'It is open every Tuesday.',
      'It starts at 2pm.',
      'It ends at 4pm.',
    ]);
  });

  test('its hours are not said twice, unless they are others', () => {
    const next = { ...session, day: '2026-12-01' };
    expect(said({ openings: [tuesday], next })['When']).toEqual([
      'The next time is Tuesday 1 December.',
      'It starts at 2pm.',
      'It ends at 4pm.',
      'It is open every Tuesday.',
    ]);
    const other = { ...next, closesAt: '15:00' };
    expect(said({ openings: [tuesday], next: other })['When']).toContain('It ends at 4pm.');
    const now = { day: '2026-11-24', opensAt: '09:30', closesAt: '12:00', notes: null };
    expect(
      said({ openings: [{ ...tuesday, opensAt: '09:30', closesAt: '12:00' }], next: now })['When'],
    ).toEqual([
      'It is open now.',
      'It ends at midday today.',
      'It is open every Tuesday.',
      'It starts at 9:30am.',
      'It ends at midday.',
    ]);
  });

  test('school holidays and other days that it is closed are said', () => {
    const when = said({
      openings: [{ ...tuesday, isTermTimeOnly: true }],
      closure: { startsOn: '2026-12-21', endsOn: '2027-01-04' },
    })['When'];
    expect(when).toContain('It is closed in the school holidays.');
    expect(when).toContain('It will be closed from Monday 21 December.');
    expect(when).toContain('The last closed day is Monday 4 January 2027.');
  });

  test('one that is closed for now says only that: no day would be true', () => {
    expect(
      said({ isClosedForNow: true, openings: [tuesday], next: { ...session, day: '2026-12-01' } })['When'],
    ).toEqual(['It is closed now.', 'Do not go there. Ask them first.']);
  });

  test('one of which no day is known says so', () => {
    expect(said({})['When']).toEqual(['We do not know the days and times.', 'Ask them before you go.']);
  });
});

describe('where it is', () => {
  test('an address is read line by line, with how far it is', () => {
    const place = {
      isPrivate: false as const,
      name: 'Bobbin Hall',
      streets: ['Bobbin Hall', '4 Bobbin Row'],
      town: 'Marlbridge',
      postcode: 'MB1 1QG',
      distance: '0.8 miles from Tarnbury',
    };
    expect(said({ deliveries: ['venue'], places: [place] })['Where']).toEqual([
      'You go to a place.',
      'It is at Bobbin Hall.',
      'The address is 4 Bobbin Row.',
      'The town is Marlbridge.',
      'The postcode is MB1\u00a01QG.',
      'It is 0.8 miles from Tarnbury.',
    ]);
  });

  test('of a private place only its area is said', () => {
    expect(said({ places: [{ isPrivate: true, area: 'Marlbridge area' }] })['Where']).toEqual([
      'It is in this area: Marlbridge area.',
      'The address is private.',
      'They tell you where it is when you need it.',
    ]);
  });

  test('of many places two are described, and how many more there are is said', () => {
    const places = ['One', 'Two', 'Three', 'Four'].map((name) => ({
      isPrivate: false as const,
      name,
      streets: [],
      town: null,
      postcode: null,
      distance: null,
    }));
    expect(said({ places })['Where']).toEqual([
      'It is at One.',
      'It is also at Two.',
      'There are 2 more places.',
      'Ask them where.',
    ]);
  });
});

describe('money, space and how to join', () => {
  test.each([
    ['Free', ['It is free.', 'You do not pay.']],
    ['£2', ['It costs £2.']],
    ['From £2', ['It costs £2 or more.', 'Ask what you need to pay.']],
    ['Some of it free', ['Some of it is free.', 'You pay for some of it.', 'Ask them what it costs.']],
    ['See cost', ['Ask them what it costs.']],
    [null, ['Ask them what it costs.']],
  ])('a price of %j', (price, sentences) => expect(said({ price })['Money']).toEqual(sentences));

  test.each([
    [{ capacity: 'open' as const }, 'There is space now.'],
    [{ capacity: 'waiting_list' as const, waitingWeeks: 10 }, 'You may wait about 10 weeks.'],
    [{ capacity: 'waiting_list' as const, waitingWeeks: 1 }, 'You may wait about 1 week.'],
    [{ capacity: 'full' as const }, 'It is full now.'],
    [{ capacity: 'paused' as const, pausedUntil: '2027-01-05' }, 'You can ask again on 5 January 2027.'],
  ])('%j is said', (changes, sentence) => expect(said(changes)['How to join']).toContain(sentence));

  test('space that is not known is not made up', () => {
    expect(said({ capacity: 'unknown' })['How to join']).toBeUndefined();
  });

  test('the phone comes before the email and before the ways to join; a fax is nobody’s phone', () => {
    expect(
      said({
        phones: [
          { number: '01632 960400', type: 'fax' },
          { number: '01632 960316', type: 'voice' },
          { number: '07700 900982', type: 'text' },
        ],
        email: 'tea@example.org',
        joinings: ['drop_in'],
      })['How to join'],
    ).toEqual([
      'Phone 01632 960316.',
      'Or send a text message to 07700 900982.',
      'Or write an email to tea@example.org.',
      'You can just go there.',
      'You do not need to book.',
    ]);
  });

  test('nobody is told to go to what has no place', () => {
    expect(said({ deliveries: ['phone'], joinings: ['drop_in'] })['How to join']).toEqual([
      'You do not need to book.',
    ]);
  });
});

describe('help for you', () => {
  test('features of one kind share a picture, each in its own sentence', () => {
    const { ideas } = serviceIdeas(
      serviceFacts({ access: ['step_free', 'lift', 'accessible_toilet', 'bsl'] }),
      null,
    );
    expect(ideas.slice(-3)).toEqual([
      { picture: 'wheelchair', words: 'You can get in without using steps.\nThere is a lift.' },
      { picture: 'toilet', words: 'There is a toilet for disabled people.' },
      { picture: 'sign-language', words: 'Somebody there uses British Sign Language.' },
    ]);
  });

  test('languages are listed as far as they fit, and the rest are said to be there', () => {
    const sentences = (languages: string[]) => said({ languages })['Help for you'];
    expect(sentences(['Polish', 'Urdu'])).toEqual(['You can also use Polish and Urdu.']);
    const many = Array.from({ length: 14 }, (_, at) => `Language${at}`);
    expect(sentences(many)?.[0]).toMatch(/^You can also use Language0, .* and other languages\.$/);
  });

  test('what to bring is asked for, since their own words are not easy read', () => {
    expect(said({ hasThingsToBring: true })['Help for you']).toEqual([
      'You may need to bring something.',
      'Ask them what to bring.',
    ]);
  });
});
