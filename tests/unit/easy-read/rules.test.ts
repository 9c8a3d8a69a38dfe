import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  faultsOfScreen,
  listHardWords,
  listWordsWithTwoMeanings,
  plainWordsOf,
  wordParts,
} from '#src/features/easy-read/rules.ts';
import type { EasyReadContent, HardWord, Idea } from '#src/features/easy-read/types.ts';

const pictures = new Set(['home', 'phone']);
const idea = (words: string, picture = 'home'): Idea => ({ picture, words });
const faultsOf = (...ideas: Idea[]): string[] => faultsOfScreen({ title: null, ideas }, pictures);
const page = (slug: string, ...words: HardWord[]): [string, EasyReadContent] => [
  slug,
  {
    slug,
    title: slug,
    picture: 'home',
    group: 'start',
    order: 1,
    need: null,
    exit: false,
    screens: [],
    words,
    action: null,
    see: [],
  },
];

describe('the words of an idea', () => {
  test('are shown in pieces: plain, hard words, and telephone numbers to tap', () => {
    expect(wordParts('A **link worker** can call you on 01632 960 100.')).toEqual([
      { text: 'A ', isHard: false, tel: null },
      { text: 'link worker', isHard: true, tel: null },
      { text: ' can call you on ', isHard: false, tel: null },
      { text: '01632 960 100', isHard: false, tel: 'tel:01632960100' },
      { text: '.', isHard: false, tel: null },
    ]);
  });

  test.each([
    ['Call 999.', 'tel:999'],
    ['Call 0800 1111 today', 'tel:08001111'],
    ['Talk to them on 116 123', 'tel:116123'],
    ['You can call 0808 2000 247.', 'tel:08082000247'],
    ['Are you ill? Ring 111.', 'tel:111'],
  ])('"%s" has the number %s', (words, tel) => {
    expect(wordParts(words).flatMap((part) => part.tel ?? [])).toEqual([tel]);
  });

  test.each([
    'We meet at 111 High Street.',
    'It costs £999.',
    'Call us within 30 days.',
    'On 01/02/2026 at 10.',
    'Your number is 123456789012345.',
    'Call 1115 of them.',
  ])('"%s" has no number to tap', (words) => {
    expect(wordParts(words).filter(({ tel }) => tel !== null)).toEqual([]);
  });

  test('lose nothing but the stars, whatever somebody wrote', () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        expect(
          wordParts(words)
            .map(({ text }) => text)
            .join(''),
        ).toBe(plainWordsOf(words));
      }),
    );
  });

  test('keep stars that have no partner', () => {
    expect(plainWordsOf('2 ** 3')).toBe('2 ** 3');
  });
});

describe('a screen', () => {
  test('with a picture and short words for each idea has no faults', () => {
    expect(faultsOf(idea('You can call us.', 'phone'), idea('You can say no.'))).toEqual([]);
  });

  test('is refused when an idea names a picture that there is not', () => {
    expect(faultsOf(idea('You can call us.', 'horse'))).toEqual([
      '"horse" is no picture of content/pictures/pictures.yaml',
    ]);
  });

  test('may have 15 ideas, and not 16 or none', () => {
    const many = (count: number): Idea[] => Array.from({ length: count }, () => idea('You can say no.'));
    expect(faultsOf(...many(15))).toEqual([]);
    expect(faultsOf(...many(16))).toEqual(['it has 16 ideas: at most 15 fit on a screen']);
    expect(faultsOf()).toEqual(['there is no idea on it']);
  });

  test('may have a sentence of 15 words, and none of 16', () => {
    const sentence = (count: number): string => `You${' can'.repeat(count - 1)}.`;
    expect(faultsOf(idea(sentence(15)))).toEqual([]);
    expect(faultsOf(idea(`Yes. ${sentence(16)}`))).toEqual([`more than 15 words: "${sentence(16)}"`]);
  });
});

describe('a hard word', () => {
  const navigator = 'A navigator is a person who helps you.';

  test('is explained by the sentence after it, of the same idea or the next', () => {
    expect(faultsOf(idea(`You can talk to a **navigator**. ${navigator}`))).toEqual([]);
    expect(faultsOf(idea('You can talk to a **navigator**.'), idea(navigator))).toEqual([]);
  });

  test('is the same word when there are several of them', () => {
    expect(faultsOf(idea('We have **navigators**. A navigator helps you.'))).toEqual([]);
    expect(faultsOf(idea('Ask one of the **charities**. A charity helps people.'))).toEqual([]);
  });

  test.each([
    ['that nothing follows', `${navigator} You can talk to a **navigator**.`],
    [
      'that another sentence stands before the explanation of',
      `Ask a **navigator**. It is free. ${navigator}`,
    ],
    ['explained in its own sentence', 'A **navigator** is a person who helps you. You can say no.'],
  ])('%s is refused', (_, words) => {
    expect(faultsOf(idea(words))).toEqual(['the next sentence does not explain "navigator"']);
  });
});

describe('the word list', () => {
  const zebra = { word: 'zebra', means: 'A zebra has stripes.' };
  const advice = { word: 'Advice', means: 'Advice is what somebody tells you to do.' };
  const zebras = { word: 'zebras', means: 'A zebra has stripes.' };

  test('has the words of all pages from A to Z, each once', () => {
    expect(listHardWords(new Map([page('a', zebra), page('b', advice, zebras)]))).toEqual([advice, zebra]);
  });

  test('a word that two pages explain differently is found', () => {
    const other = { word: 'zebra', means: 'A zebra is a way across the road.' };
    expect(listWordsWithTwoMeanings(new Map([page('a', zebra), page('b', zebras)]))).toEqual([]);
    expect(listWordsWithTwoMeanings(new Map([page('a', zebra), page('b', other)]))).toEqual(['zebra']);
  });
});
