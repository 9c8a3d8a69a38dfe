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
    const ours = { organisation: 'Us', needs: [], places: [], areas: [], languages: [], openings: [] };
    const sampled = fc.sample(anyFacts, 200).flatMap((facts) => {
      const { ideas } = serviceIdeas({ ...facts, ...ours, phones: [], email: null }, null);
      return ideas.map(({ words }) => plainWordsOf(words));
    });
    expect(sampled.length).toBeGreaterThan(1000);
    expect([...new Set(sampled)].flatMap((words) => adviseOn(words, plain))).toEqual([]);
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
