import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillingOf } from '#src/features/messages/wording/templates.ts';
import { harmless } from '#src/features/messages/wording/stranger.ts';
import { PartnerAnswerForm, ReportForm } from '#src/features/reports/forms.ts';
import { manyReported } from '#src/features/reports/present/reports.ts';
import { SECTIONS_OF_TOPIC } from '#src/features/reports/service-facts.ts';
import {
  ANSWER_MAXIMUM,
  answerInPieces,
  isToldToOrganisation,
  REPORT_TOPICS,
} from '#src/features/reports/rules.ts';

describe('an answer cut into pieces for a message', () => {
  const joined = (answer: string): string => Object.values(answerInPieces(answer)).join(' ').trim();
  const anyAnswer = fc
    .array(fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme-ascii' }), { maxLength: 60 })
    .map((words) => words.join(' ').slice(0, ANSWER_MAXIMUM));

  test('loses no word, and keeps their order', () => {
    const words = 'They have moved to the library on Bobbin Row and begin at half past ten. '
      .repeat(8)
      .trim();
    expect(joined(words)).toBe(words);
  });

  test('never loses a letter, however long its words are', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        expect(joined(answer).replace(/\s/g, '')).toBe(answer.replace(/\s/g, ''));
      }),
    );
  });

  test('fills exactly the places that the message has', () => {
    const places = Object.keys(fillingOf('report-answered').optional ?? {});
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        expect(Object.keys(answerInPieces(answer))).toEqual(places);
      }),
    );
  });

  test('gives pieces that no message cuts off', () => {
    const answer = 'Look at www.kettle.example.org/times and ring them. '.repeat(11).trim();
    for (const piece of Object.values(answerInPieces(answer))) expect(harmless(piece)).not.toContain('…');
  });

  test('that is longer than a message takes is a mistake of ours', () => {
    expect(() => answerInPieces('x'.repeat(ANSWER_MAXIMUM + 1))).toThrow('longer');
    expect(() => answerInPieces('x'.repeat(ANSWER_MAXIMUM))).not.toThrow();
  });
});

describe('the form for visitors', () => {
  const filled = { topic: 'times', words: 'Too early', key: '0190a000-0000-7000-8000-000000000001' };

  test('takes a report with and without an address', () => {
    expect(ReportForm.safeParse(filled).success).toBe(true);
    expect(ReportForm.safeParse({ ...filled, email: 'somebody@example.org' }).success).toBe(true);
  });

  test.each([
    [{ topic: undefined }, 'Select what is wrong'],
    [{ topic: 'gossip' }, 'Select what is wrong'],
    [{ words: undefined }, 'Tell us what is wrong, in a few words'],
    [{ words: 'x'.repeat(3001) }, 'What you tell us must be 3,000 characters or less'],
    [{ email: 'somebody' }, 'Enter an email address in the correct format, like name@example.com'],
    [{ key: 'x' }, 'Send the form again from the page of the service'],
  ])('with %j says what to mend', (change, sentence) => {
    const parsed = ReportForm.safeParse({ ...filled, ...change });
    expect(parsed.error?.issues.map(({ message }) => message)).toEqual([sentence]);
  });

  test('what an organisation says needs a reason only when the page is right as it is', () => {
    const report = '0190a000-0000-7000-8000-000000000001';
    expect(PartnerAnswerForm.safeParse({ report, says: 'changed' }).success).toBe(true);
    expect(PartnerAnswerForm.safeParse({ report, says: 'right' }).error?.issues[0]?.path).toEqual([
      'because',
    ]);
    expect(PartnerAnswerForm.safeParse({ report, says: 'right', because: 'It is' }).success).toBe(true);
  });
});

describe('a topic', () => {
  test('is told to the organisation unless it is about safety', () => {
    expect(REPORT_TOPICS.filter((topic) => !isToldToOrganisation(topic))).toEqual(['safety']);
  });

  test('is compared with some section of the service', () => {
    for (const topic of REPORT_TOPICS) expect(SECTIONS_OF_TOPIC[topic].length).toBeGreaterThan(0);
  });

  test('marks a service from five open reports of its kind', () => {
    const reports = (count: number, topic: string) => Array.from({ length: count }, () => ({ topic }));
    expect(manyReported([...reports(4, 'times'), ...reports(4, 'cost')])).toEqual([]);
    expect(manyReported([...reports(5, 'times'), ...reports(4, 'cost')])).toEqual([
      '5 reports: The days or times are wrong',
    ]);
  });
});
