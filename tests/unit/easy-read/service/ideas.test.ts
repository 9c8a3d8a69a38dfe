import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPictureKeys } from '#src/features/easy-read/content.ts';
import { faultsOfScreen, MOST_IDEAS, plainWordsOf } from '#src/features/easy-read/rules.ts';
import type { ServiceFacts } from '#src/features/easy-read/service/facts.ts';
import { screensOf, serviceIdeas } from '#src/features/easy-read/service/ideas.ts';
import { adviseOn, countWords, sentencesOf } from '#src/features/readability/rules.ts';
import { readPlainWords } from '#src/features/readability/content.ts';
import { ROOT } from '../../../support/server.ts';
import { anyFacts, serviceFacts } from './facts.ts';

const content = join(ROOT, 'content');
const pictures = readPictureKeys(content);
const plain = readPlainWords(content);
const OWN = {
  ideas: [{ picture: 'friends', words: 'We drink tea together.' }],
  testedBy: 'The Tuesday readers',
};

/** All that a service says, under its headings. */
const said = (changes: Partial<ServiceFacts>): Record<string, string[]> =>
  Object.fromEntries(
    serviceIdeas(serviceFacts(changes), null).parts.map(({ title, ideas }) => [
      title,
      ideas.flatMap(({ words }) => plainWordsOf(words).split('\n')),
    ]),
  );

describe('whatever is known of a service', () => {
  test('every screen keeps the rules of easy read: short sentences, a picture each, hard words explained, at most 15 ideas', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const screens = screensOf(serviceIdeas(facts, null).parts);
        expect(screens.length).toBeGreaterThan(0);
        for (const screen of screens) {
          const ideas = screen.flatMap((part) => part.ideas);
          expect(faultsOfScreen({ title: null, ideas }, pictures)).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('no idea is lost or said twice on the way to the screens, and their order stays', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 1, max: 20 }), (facts, most) => {
        const { parts, ideas } = serviceIdeas(facts, null);
        const screens = screensOf(parts, most);
        expect(screens.flat().flatMap((part) => part.ideas)).toEqual(ideas);
        for (const screen of screens)
          expect(screen.flatMap((part) => part.ideas).length).toBeLessThanOrEqual(most);
      }),
      { numRuns: 100 },
    );
  });

  test('our own sentences use no word that is hard to read', () => {
    const everything = fc.sample(anyFacts, 200).flatMap((facts) =>
      serviceIdeas(
        { ...facts, organisation: 'Us', needs: [], places: [], areas: [], languages: [], openings: [] },
        null,
      )
        .ideas.filter(({ picture }) => !['phone', 'email', 'text-message'].includes(picture))
        .map(({ words }) => plainWordsOf(words)),
    );
    expect([...new Set(everything)].flatMap((words) => adviseOn(words, plain))).toEqual([]);
  });
});

describe('a name that is too long for an easy sentence', () => {
  const organisation =
    'The Very Long Name of a Committee that Looks after the Hall of the Villages of the Upper Marl Valley';

  test('is cut at a whole word', () => {
    const [sentence = ''] = said({ organisation })['What it is'] ?? [];
    expect(sentence).toMatch(/^Who runs it: The Very Long Name .* …$/);
    expect(countWords(sentence)).toBe(15);
  });

  test('and one that ends like an abbreviation does not run into the next sentence', () => {
    const ideas = serviceIdeas(serviceFacts({ organisation: 'Friends of Mill St.' }), null).ideas;
    expect(sentencesOf(plainWordsOf(ideas[0]?.words ?? ''))).toEqual([
      'Who runs it: Friends of Mill St.',
      'They are a group of people who live here.',
    ]);
  });

  test('stars in a name make no hard word', () => {
    expect(said({ organisation: '**Stars** and *co*' })['What it is']?.[0]).toBe(
      'Who runs it: Stars and co.',
    );
  });
});

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

describe('a service with its own text', () => {
  const facts = {
    audiences: ['women'] as const,
    capacity: 'full' as const,
    phones: [{ number: '01632 960316', type: 'voice' as const }],
  };

  test('shows that text first as it was written, and beside it only what changes', () => {
    const own = serviceIdeas(serviceFacts(facts), OWN);
    expect(own).toMatchObject({ isOwn: true, testedBy: 'The Tuesday readers' });
    expect(own.parts.map(({ title }) => title)).toEqual(['About this service', 'Today']);
    expect(own.parts[0]?.ideas).toEqual(OWN.ideas);
    expect(own.ideas.map(({ words }) => words).join(' ')).toMatch(/It is full now.*Phone 01632 960316/s);
    expect(own.ideas.map(({ words }) => words).join(' ')).not.toContain('women');
  });

  test('says that it is closed, whatever its text says', () => {
    const own = serviceIdeas(serviceFacts({ isClosedForNow: true }), OWN);
    expect(own.ideas.map(({ words }) => words).join(' ')).toContain('It is closed now.');
  });

  test('a long one is shown on more than one screen', () => {
    const ideas = Array.from({ length: 32 }, (_, at) => ({ picture: 'friends', words: `Idea ${at}.` }));
    const screens = screensOf(serviceIdeas(serviceFacts(), { ideas, testedBy: null }).parts);
    expect(screens.map((screen) => screen.flatMap((part) => part.ideas).length)).toEqual([
      MOST_IDEAS,
      MOST_IDEAS,
      2,
    ]);
  });
});
