import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlainWords } from '#src/features/readability/content.ts';
import {
  adviseOn,
  countWords,
  EASY_READ,
  isExplained,
  MOST_WORDS,
  sentencesOf,
  STANDARD,
  type PlainWords,
} from '#src/features/readability/rules.ts';
import { ROOT } from '../../support/server.ts';

const PLAIN: PlainWords = {
  words: [
    { avoid: ['holistic', 'holistic approach'], say: 'everything that matters' },
    { avoid: ['person-centred'], say: 'about you' },
    { avoid: ['CBT'], say: 'talking therapy' },
  ],
  known: ['NHS', 'ID'],
  names: ['Holistic House'],
  easyRead: { words: [{ avoid: ['contact'], say: 'phone' }], known: ['NHS'], hard: ['referral'] },
};
const easyKinds = (text: string): string[] =>
  adviseOn(text, PLAIN, EASY_READ).map(({ kind, found }) => `${kind}: ${found}`);
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

  test('end after "no." and go on after the number of a house', () => {
    expect(sentencesOf('It said no. It saw nothing. We are at flat No. 3 here. Far? No. Near.')).toEqual([
      'It said no.',
      'It saw nothing.',
      'We are at flat No. 3 here.',
      'Far?',
      'No.',
      'Near.',
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
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const foreign = [STANDARD, EASY_READ]
          .flatMap((level) => adviseOn(text, PLAIN, level))
          .filter(
            ({ sentence, found, kind }) =>
              !text.includes(sentence) || (kind !== 'long-sentence' && !sentence.includes(found)),
          );
        expect(foreign).toEqual([]);
      }),
    );
  });

  test('leaves names alone in which a word to avoid stands', () => {
    expect(kinds('Ask at Holistic House.')).toEqual([]);
    expect(kinds('Ask at Holistic House. It is holistic.')).toEqual(['jargon: holistic']);
  });

  test('says nothing of what is no short form: a name with a dot in it', () => {
    expect(kinds('The list is on GOV.UK.')).toEqual([]);
  });

  test('may go by other limits', () => {
    const sentence = `${'tea '.repeat(STANDARD.mostWords)}and toast.`;
    expect(adviseOn(sentence, PLAIN, { ...STANDARD, mostWords: 25 })).toEqual([]);
    expect(adviseOn(sentence, PLAIN)).toHaveLength(1);
  });

  test('with no words to avoid finds none', () => {
    const none: PlainWords = {
      words: [],
      known: [],
      names: [],
      easyRead: { words: [], known: [], hard: [] },
    };
    expect(adviseOn('A holistic club.', none)).toEqual([]);
  });
});

describe('advice on easy read', () => {
  test('is given for a sentence of more than fifteen words, and not for one of fifteen', () => {
    expect(easyKinds(`${'tea '.repeat(14)}tea.`)).toEqual([]);
    expect(easyKinds(`${'tea '.repeat(15)}tea.`)).toEqual(['long-sentence: 16 words']);
  });

  test('names what only easy read avoids, and what every text avoids', () => {
    expect(easyKinds('Contact the holistic club.')).toEqual(['jargon: Contact', 'jargon: holistic']);
    expect(kinds('Contact the club.')).toEqual([]);
  });

  test('knows fewer short forms', () => {
    expect(easyKinds('The NHS asks for your ID.')).toEqual(['short-form: ID']);
    expect(kinds('The NHS asks for your ID.')).toEqual([]);
  });

  test.each(['50% of people', '7.5 % of people', '20 per cent of people', '3 percent of people'])(
    'names a percentage: %s',
    (words) => {
      expect(easyKinds(`We help ${words}.`)).toEqual([`percentage: ${words.replace(' of people', '')}`]);
      expect(kinds(`We help ${words}.`)).toEqual([]);
    },
  );

  test('lets 1 in 10 stand', () => {
    expect(easyKinds('We help 1 in 10 people.')).toEqual([]);
  });
});

describe('a short form', () => {
  test.each([
    'Motor Neurone Disease (MND)',
    'MND (a disease)',
    'a number (the MND)',
    'a number (the MND address)',
  ])('is explained in %s', (text) => expect(isExplained('MND', text)).toBe(true));

  test.each(['MND', 'a disease (ask the MND team at once)', 'some code (MND licence)', 'XMND (a name)'])(
    'is not explained in %s',
    (text) => expect(isExplained('MND', text)).toBe(false),
  );
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

  test('of easy read says what is right instead, and explains the words that are hard', () => {
    const { words, hard } = plain.easyRead;
    const said = words.flatMap(({ say }) =>
      adviseOn(`You could say ${say}.`, plain, EASY_READ).filter(({ kind }) => kind === 'jargon'),
    );
    expect(words.map(({ avoid }) => avoid[0])).toEqual(
      expect.arrayContaining(['access', 'confidential', 'contact']),
    );
    expect(said.map(({ found, sentence }) => `${found}: ${sentence}`)).toEqual([]);
    expect(hard).toEqual(expect.arrayContaining(['referral', 'link worker', 'consent']));
  });

  test('with something else in it is refused with the place', () => {
    expect(() => readPlainWords(join(ROOT, 'tests'))).toThrow();
  });
});
