import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adviseOnGrade, FEWEST_WORDS, gradeOf, passivesOf } from '#src/features/readability/grade.ts';
import { EASY_READ, STANDARD } from '#src/features/readability/rules.ts';

const EASY = 'We can find help near you. Tell us what you need. You can say no. '.repeat(3);
const PLAIN = 'A navigator will read what you told us. They will ring you within two working days. '.repeat(
  3,
);
const HARD =
  'The organisation facilitates multidisciplinary interventions for individuals experiencing psychosocial difficulties. '.repeat(
    4,
  );

describe('the grade of a text', () => {
  test('is by Flesch and Kincaid: 0.39 of the words of a sentence and 11.8 of the syllables of a word, less 15.59', () => {
    // Three sentences of ten words of one syllable each.
    const text = 'The cat sat on the mat and ate the fish. '.repeat(3);
    expect(gradeOf(text)).toBeCloseTo(0.39 * 10 + 11.8 - 15.59, 5);
  });

  test('rises with the length of sentences and of words', () => {
    const grades = [EASY, PLAIN, HARD].map((text) => gradeOf(text) ?? NaN);
    expect(grades).toEqual([...grades].sort((a, b) => a - b));
  });

  test('is none for a short text', () => {
    expect(gradeOf('tea '.repeat(FEWEST_WORDS - 1))).toBeNull();
    expect(gradeOf('tea '.repeat(FEWEST_WORDS))).not.toBeNull();
  });

  test('takes an address and a number for words that are said in one go', () => {
    const words = 'We are here for you each day of the week. '.repeat(3);
    expect(gradeOf(`${words} Ring 01632960001 now.`)).toBe(gradeOf(`${words} Ring us now.`));
    expect(gradeOf(`${words} See www.organisation.example.org/accessibility now.`)).not.toBeGreaterThan(
      gradeOf(`${words} See us now.`) ?? NaN,
    );
  });

  test('is a number or none, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const grade = gradeOf(text);
        expect(grade === null || Number.isFinite(grade)).toBe(true);
      }),
    );
  });
});

describe('advice on the grade', () => {
  test('is given for a text that is too hard for its readers', () => {
    expect(adviseOnGrade(EASY, EASY_READ)).toEqual([]);
    expect(adviseOnGrade(PLAIN, STANDARD)).toEqual([]);
    expect(adviseOnGrade(PLAIN, EASY_READ)).toMatchObject([
      {
        kind: 'grade',
        sentence: 'A navigator will read what you told us.',
        found: expect.stringMatching(/^grade [3-6]/),
      },
    ]);
    expect(adviseOnGrade(HARD, STANDARD)).toHaveLength(1);
  });
});

describe('the passive voice', () => {
  test.each([
    ['The form was changed yesterday.', 'was changed'],
    ['Your name is not shown.', 'is not shown'],
    ['You will be told.', 'be told'],
  ])('is noticed in “%s”', (sentence, found) => {
    expect(passivesOf(sentence)).toEqual([found]);
  });

  test.each(['We changed the form yesterday.', 'She is a good friend.', 'It is red.'])(
    'is not seen in “%s”',
    (sentence) => expect(passivesOf(sentence)).toEqual([]),
  );
});
