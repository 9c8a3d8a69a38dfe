import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CAPACITIES, DELIVERIES } from '#db/vocabulary.ts';
import { askedLines, countSentences, type Asked } from '#src/features/easy-read/finding/asked.ts';
import { cardLines, type CardFacts } from '#src/features/easy-read/finding/card.ts';
import { NO_PLACE_TYPED, placeProblem } from '#src/features/easy-read/finding/place.ts';
import { resultsHref, waysOn } from '#src/features/easy-read/finding/ways-on.ts';
import { MOST_EASY_WORDS } from '#src/features/easy-read/rules.ts';
import { countWords, sentencesOf } from '#src/features/readability/rules.ts';
import { anyText, NOW } from '../service/facts.ts';

const card = (changes: Partial<CardFacts> = {}): CardFacts => ({
  needs: ['Feeling lonely'],
  why: ['For: feeling lonely'],
  distanceMetres: null,
  venueName: null,
  deliveries: [],
  nextSession: null,
  cost: 'Free',
  capacity: 'unknown',
  waitingWeeks: null,
  pausedUntil: null,
  isTemporarilyClosed: false,
  startsOn: null,
  isOverdue: false,
  ...changes,
});
const lines = (changes: Partial<CardFacts>, near: string | null = null): string[] =>
  cardLines(card(changes), NOW, near);
const isShort = (line: string): boolean =>
  sentencesOf(line).every((sentence) => countWords(sentence) <= MOST_EASY_WORDS);

describe('a result', () => {
  test('says why it is here, where, how far, when and what it costs, in that order', () => {
    const nextSession = { day: '2026-12-01', opensAt: '14:00', closesAt: '16:00', notes: null };
    expect(
      lines(
        { deliveries: ['venue'], venueName: 'Bobbin Hall, Marlbridge', distanceMetres: 1609, nextSession },
        'Tarnbury',
      ),
    ).toEqual([
      'It helps with this: feeling lonely.',
      'The place is Bobbin Hall, Marlbridge.',
      'It is 1 mile from Tarnbury.',
      'The next time is Tuesday 1 December.',
      'It starts at 2pm.',
      'It is free.',
    ]);
  });

  test.each([
    [['For: feeling lonely', 'Matches ‘tea’'], 'It helps with this: feeling lonely.'],
    [['May help with: debt', 'Covers Tarnbury'], 'It may help with this: debt.'],
    [['Matches ‘tea’, ‘cake’'], 'It has the words you typed: ‘tea’, ‘cake’.'],
    [['1 mile from Tarnbury'], 'It helps with this: Feeling lonely.'],
  ])('gives the reason of the search: %j', (why, sentence) => {
    expect(lines({ why })[0]).toBe(sentence);
  });

  test('warns of what is closed, full, not begun or old', () => {
    expect(lines({ isTemporarilyClosed: true })).toContain('It is closed now.');
    expect(lines({ capacity: 'full' })).toContain('It is full now.');
    expect(lines({ startsOn: '2027-05-01' })).toContain('It starts on 1 May 2027.');
    expect(lines({ isOverdue: true })).toContain('Phone first.');
  });

  test('that comes to people sends nobody to its office', () => {
    expect(lines({ deliveries: ['home'], venueName: 'The office' }).join(' ')).not.toContain('office');
    expect(lines({ deliveries: ['home'] })).toContain('They come to your home.');
  });

  test('has only short sentences, whatever people call things', () => {
    const anyCard = fc.record({
      needs: fc.array(anyText, { maxLength: 2 }),
      why: fc.array(
        fc.tuple(fc.constantFrom('For: ', 'Matches ', 'May help with: ', ''), anyText).map(([a, b]) => a + b),
      ),
      venueName: fc.option(anyText, { nil: null }),
      deliveries: fc.subarray([...DELIVERIES]),
      capacity: fc.constantFrom(...CAPACITIES),
      distanceMetres: fc.option(fc.integer({ min: 0, max: 1e6 }), { nil: null }),
      isOverdue: fc.boolean(),
    });
    fc.assert(
      fc.property(anyCard, anyText, (changes, near) => {
        expect(lines(changes, near).filter((line) => !isShort(line))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('how many there are', () => {
  test.each([
    [{ total: 1, page: 1, perPage: 5 }, ['We found 1 service.']],
    [{ total: 5, page: 1, perPage: 5 }, ['We found 5 services.']],
    [{ total: 12, page: 2, perPage: 5 }, ['We found 12 services.', 'This page shows 6 to 10.']],
    [{ total: 12, page: 3, perPage: 5 }, ['We found 12 services.', 'This page shows 11 to 12.']],
    [{ total: 11, page: 3, perPage: 5 }, ['We found 11 services.', 'This page shows number 11.']],
  ])('%j', (counts, sentences) => expect(countSentences(counts)).toEqual(sentences));
});

describe('what was asked for', () => {
  const asked = (changes: Partial<Asked>): Asked => ({
    q: '',
    near: '',
    needs: [],
    placeName: null,
    age: null,
    audiences: [],
    others: [],
    ...changes,
  });

  test('is said line by line, each with the step that changes it and what else was said', () => {
    const need = { slug: 'loneliness', name: 'Feeling lonely' };
    const all = askedLines(asked({ needs: [need], near: 'Tarnbury', placeName: 'Tarnbury', age: 70 }));
    expect(all.map(({ sentence }) => sentence)).toEqual([
      'What: Feeling lonely.',
      'Where: near Tarnbury.',
      'Who: somebody who is 70 years old.',
    ]);
    expect(all.map(({ change }) => change.href)).toEqual([
      '/easy-read/find',
      '/easy-read/find/where?need=loneliness&near=Tarnbury',
      '/easy-read/find/who?need=loneliness&near=Tarnbury',
    ]);
  });

  test('filters that came from the standard page are said and can be taken away', () => {
    const line = askedLines(asked({ q: 'tea', others: ['Free', 'Monday'] })).at(-1);
    expect(line?.sentence).toBe('You also chose this: Free and Monday.');
    expect(line?.change.href).toBe('/easy-read/results?q=tea');
  });
});

describe('a place', () => {
  const place = (name: string, areaName: string | null = null) => ({
    name,
    kind: 'town' as const,
    areaName,
    latitude: 52,
    longitude: -2,
  });

  test('that is found is no problem', () => {
    expect(
      placeProblem({ kind: 'found', place: place('Tarnbury'), firstHalfOnly: false, others: [] }),
    ).toBeNull();
  });

  test('that nobody knows is said in easy words, with what may be meant', () => {
    expect(placeProblem({ kind: 'unknown', text: 'Tarnbry', suggestions: [place('Tarnbury')] })).toEqual({
      sentence: 'We do not know this place: Tarnbry.',
      help: 'Did you mean one of these?',
      choices: [{ text: 'Tarnbury', near: 'Tarnbury' }],
    });
  });

  test('of which there are two is chosen by its county', () => {
    const candidates = [place('Ashton', 'Aldershire'), place('Ashton', 'Lancashire')];
    const problem = placeProblem({ kind: 'ambiguous', text: 'Ashton', candidates });
    expect(problem?.choices.map(({ near }) => near)).toEqual(['Ashton, Aldershire', 'Ashton, Lancashire']);
  });

  test('every sentence about it is short, whatever was typed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const problem = placeProblem({ kind: 'unknown', text, suggestions: [] });
        expect([problem?.sentence, problem?.help].every((line) => isShort(line ?? ''))).toBe(true);
      }),
    );
    expect(isShort(NO_PLACE_TYPED.sentence) && isShort(NO_PLACE_TYPED.help)).toBe(true);
  });
});

describe('the way on', () => {
  const none = { filters: [], withoutFilters: null, widerArea: null, needs: [] };

  test('there is always one, even when search knows none', () => {
    expect(waysOn(none, () => 'help').map(({ text }) => text)).toEqual(['Start again']);
  });

  test('each leads to easy read again, without how many stand on a page', () => {
    const ways = waysOn(
      {
        filters: [{ label: 'Free', parameters: 'q=tea&per_page=5' }],
        withoutFilters: { label: 'Remove all filters', parameters: 'q=tea&per_page=5' },
        widerArea: { label: 'Any distance', parameters: 'q=tea&near=Tarnbury&per_page=5' },
        needs: [{ label: 'Feeling lonely', slug: 'loneliness', parameters: 'need=loneliness&per_page=5' }],
      },
      (slug) => slug,
    );
    expect(ways.map(({ href, text }) => [text, href])).toEqual([
      ['Look further away', '/easy-read/results?q=tea&near=Tarnbury'],
      ['Look without this: Free', '/easy-read/results?q=tea'],
      ['Show more services', '/easy-read/results?q=tea'],
      ['Feeling lonely', '/easy-read/results?need=loneliness'],
      ['Start again', '/easy-read/find'],
    ]);
  });

  test('a page keeps the search', () => {
    expect(resultsHref('q=tea&page=4&per_page=5', 2)).toBe('/easy-read/results?q=tea&page=2');
    expect(resultsHref('q=tea&page=4&per_page=5')).toBe('/easy-read/results?q=tea');
    expect(resultsHref('')).toBe('/easy-read/results');
  });
});
