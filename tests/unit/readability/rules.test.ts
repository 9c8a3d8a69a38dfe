import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlainWords } from '#src/features/readability/content.ts';
import {
  adviseOn,
  countWords,
  MOST_WORDS,
  sentencesOf,
  type PlainWords,
} from '#src/features/readability/rules.ts';
import { ROOT } from '../../support/server.ts';

const PLAIN: PlainWords = {
  words: [
    { avoid: ['holistic', 'holistic approach'], say: 'everything that matters' },
    { avoid: ['person-centred'], say: 'about you' },
    { avoid: ['CBT'], say: 'talking therapy' },
  ],
  known: ['NHS'],
};
const kinds = (text: string): string[] => adviseOn(text, PLAIN).map(({ kind, found }) => `${kind}: ${found}`);

describe('sentences', () => {
  test('end at full stops and line ends, not at shortened words', () => {
    expect(
      sentencesOf(
        'Ask Mr. Smith, e.g. by phone. Open 10 a.m. to 2 p.m. on Mondays!\n- Bring a mug\nTea? Yes.',
      ),
    ).toEqual([
      'Ask Mr. Smith, e.g. by phone.',
      'Open 10 a.m. to 2 p.m. on Mondays!',
      '- Bring a mug',
      'Tea?',
      'Yes.',
    ]);
  });

  test('lose nothing of a text but the space between them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const bare = (words: string): string => words.replace(/\s/g, '');
        expect(bare(sentencesOf(text).join(''))).toBe(bare(text));
      }),
    );
  });

  test('have words; an address is one', () => {
    expect(countWords('See www.example.org/a-b/c.d or don’t — ring 01632 960 001.')).toBe(8);
  });
});

describe('advice', () => {
  test('is given for a sentence of more than twenty words, and not for one of twenty', () => {
    const words = (count: number): string => `${Array.from({ length: count }, () => 'tea').join(' ')}.`;
    expect(kinds(words(MOST_WORDS))).toEqual([]);
    expect(kinds(words(MOST_WORDS + 1))).toEqual(['long-sentence: 21 words']);
  });

  test('names words of the trade, however they are written, the longest first, each once', () => {
    expect(kinds('A Holistic  Approach. It is Person centred and holistic, yes, holistic.')).toEqual([
      'jargon: Holistic  Approach',
      'jargon: Person centred',
      'jargon: holistic',
    ]);
  });

  test('does not find a word inside another one', () => {
    expect(kinds('Holistically and unholistic.')).toEqual([]);
  });

  test('names short forms that nothing explains', () => {
    expect(kinds('We work with the NHS and the MDU.')).toEqual(['short-form: MDU']);
    expect(kinds('The Medical Union (MDU) helps. Ask the MDU.')).toEqual([]);
    expect(kinds('DSPs (people who help). Ask a DSP.')).toEqual([]);
    expect(kinds('Come to MB1 3RJ, see FOO@example.org.')).toEqual([]);
  });

  test('says of a short form of the trade only what to say instead', () => {
    expect(kinds('We offer CBT.')).toEqual(['jargon: CBT']);
  });

  test('names shouting, not each shouted word', () => {
    expect(kinds('COME ALONG AND JOIN US. We do DBT too.')).toEqual([
      'capitals: COME ALONG AND JOIN US.',
      'short-form: DBT',
    ]);
  });

  test('never throws, and speaks only of what is there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const { sentence, found, kind } of adviseOn(text, PLAIN)) {
          expect(text).toContain(sentence);
          if (kind !== 'long-sentence') expect(sentence).toContain(found);
        }
      }),
    );
  });

  test('with no words to avoid finds none', () => {
    expect(adviseOn('A holistic club.', { words: [], known: [] })).toEqual([]);
  });
});

describe('the list of words to avoid', () => {
  const plain = readPlainWords(join(ROOT, 'content'));

  test('has at least eighty, each once', () => {
    const forms = plain.words.flatMap(({ avoid }) => avoid).map((form) => form.toLowerCase());
    expect(plain.words.length).toBeGreaterThanOrEqual(80);
    expect(forms.filter((form, index) => forms.indexOf(form) !== index)).toEqual([]);
  });

  test('advises nothing that it advises against', () => {
    expect(
      plain.words.flatMap(({ say }) =>
        adviseOn(`You could say ${say}.`, plain).filter(({ kind }) => kind === 'jargon'),
      ),
    ).toEqual([]);
  });

  test('with something else in it is refused with the place', () => {
    expect(() => readPlainWords(join(ROOT, 'tests'))).toThrow();
  });
});
