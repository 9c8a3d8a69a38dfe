import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNeeds } from '#src/features/needs/content.ts';
import { withNeedEdits, type NeedEdits } from '#src/features/needs/edits.ts';
import { sentenceOfFault } from '#src/features/needs/forms.ts';
import { faultOfPhrase, phrasesIn, type WordKnowledge } from '#src/features/needs/new-words.ts';
import { matchPhrases } from '#src/features/needs/phrases.ts';
import { matcherOf } from '#src/features/needs/rules.ts';
import { wordsOf } from '#src/lib/stem.ts';

const NEEDS = readNeeds('content');
const NONE: NeedEdits = { phrases: [], texts: [] };
const added = (needSlug: string, phrase: string): NeedEdits['phrases'][number] => ({
  needSlug,
  phrase,
  change: 'added',
});
const removed = (needSlug: string, phrase: string): NeedEdits['phrases'][number] => ({
  ...added(needSlug, phrase),
  change: 'removed',
});
const needsFor = (tree: typeof NEEDS, sentence: string): string[] =>
  matchPhrases(matcherOf(tree), wordsOf(sentence)).flatMap(({ slugs }) => slugs);
const wordsOfNeed = (tree: typeof NEEDS, slug: string): string[] => tree.bySlug.get(slug)?.words ?? [];

describe('needs as editors changed them', () => {
  test('without changes they are the files’ own', () => {
    expect(withNeedEdits(NEEDS, NONE)).toBe(NEEDS);
  });

  test('an added phrase is understood, a removed one is not, and one put back is again', () => {
    const phrase = 'cupboards are bare again';
    const more = withNeedEdits(NEEDS, { ...NONE, phrases: [added('food', phrase)] });
    expect(needsFor(NEEDS, phrase)).not.toContain('food');
    expect(needsFor(more, `my ${phrase}`)).toContain('food');
    const own = wordsOfNeed(NEEDS, 'food')[0] ?? '';
    const less = withNeedEdits(NEEDS, { ...NONE, phrases: [removed('food', own.toUpperCase())] });
    expect(wordsOfNeed(less, 'food')).toEqual(wordsOfNeed(NEEDS, 'food').slice(1));
    const back = withNeedEdits(NEEDS, { ...NONE, phrases: [added('food', own)] });
    expect(wordsOfNeed(back, 'food')).toEqual(wordsOfNeed(NEEDS, 'food'));
  });

  test('a need with another name is still found by the one it had, and stands where it stood', () => {
    const texts = [{ needSlug: 'food', name: 'Something to eat', description: 'Meals.' }];
    const tree = withNeedEdits(NEEDS, { ...NONE, texts });
    expect(tree.bySlug.get('food')).toMatchObject({ name: 'Something to eat', description: 'Meals.' });
    expect(tree.top.map(({ slug }) => slug)).toEqual(NEEDS.top.map(({ slug }) => slug));
    expect(wordsOfNeed(tree, 'food')).toContain(NEEDS.bySlug.get('food')?.name);
  });

  test('what the files no longer have is passed over', () => {
    const edits = {
      texts: [{ needSlug: 'gone', name: 'Gone', description: 'Gone' }],
      phrases: [added('gone', 'x')],
    };
    expect([...withNeedEdits(NEEDS, edits).bySlug]).toEqual([...NEEDS.bySlug]);
  });

  test('whatever is added and then removed leaves the words as they were', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{3,9}( [a-z]{3,9}){1,3}$/), (phrase) => {
        fc.pre(!wordsOfNeed(NEEDS, 'food').includes(phrase));
        const tree = withNeedEdits(NEEDS, { ...NONE, phrases: [removed('food', phrase)] });
        expect(wordsOfNeed(tree, 'food')).toEqual(wordsOfNeed(NEEDS, 'food'));
      }),
    );
  });
});

describe('a new everyday word', () => {
  const KNOWN: WordKnowledge = {
    needs: NEEDS,
    isPlace: (words) => words.join(' ') === 'upper tarn',
    saysLittle: (word) => ['really', 'mum'].includes(word),
    isCommon: (word) => word === 'group',
  };
  const other = NEEDS.bySlug.get('meeting-people')?.words[0] ?? '';

  test.each([
    ['pantry on tick', null],
    ['group pantry', null],
    ['???', 'empty'],
    ['one two three four five six seven eight nine', 'too-long'],
    ['pantry '.repeat(20), 'too-long'],
    ['the', 'says-nothing'],
    ['my mum really', 'says-nothing'],
    ['60', 'says-nothing'],
    ['group', 'too-common'],
    ['Upper Tarn', 'a-place'],
    [NEEDS.bySlug.get('food')?.words[0] ?? '', 'there-already'],
    [NEEDS.bySlug.get('food')?.name ?? '', 'there-already'],
    [other, 'of-another-need'],
  ])('%s', (phrase, kind) => {
    const fault = faultOfPhrase(KNOWN, 'food', phrase);
    expect(fault?.kind ?? null).toBe(kind);
    if (fault !== null) expect(sentenceOfFault(phrase, fault, NEEDS)).toContain(phrase);
  });

  test('the sentence about another need’s word names that need', () => {
    const fault = faultOfPhrase(KNOWN, 'food', other);
    const sentence = fault && sentenceOfFault(other, fault, NEEDS);
    expect(sentence).toMatch(/belongs to “[^”]+”/);
    expect(sentence).not.toContain('meeting-people');
  });

  test('several come one to a line or parted by commas, each once', () => {
    expect(phrasesIn(' pantry\n\n skint ,  Pantry ;no  tea')).toEqual(['pantry', 'skint', 'no tea']);
    expect(phrasesIn(' \n')).toEqual([]);
  });
});
