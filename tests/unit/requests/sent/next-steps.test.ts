import { describe, expect, test } from 'vitest';
import { dueWords, nextSteps, sentMessages } from '#src/features/requests/present/sent/next-steps.ts';
import { aHelper, anAnswers } from '../../../support/requests/answers.ts';

const facts = { contactDueOn: '2026-11-24', today: '2026-11-21' };

describe('what happens next', () => {
  test('says by when somebody gets in touch, and how', () => {
    const [first] = nextSteps({ ...facts, answers: anAnswers(), madeBy: 'self' });
    expect(first).toContain('gets in touch with you by phone by Tuesday 24 November.');
    const [theirs] = nextSteps({ ...facts, answers: aHelper(), madeBy: 'helper' });
    expect(theirs).toContain('gets in touch with them by phone');
  });

  test('a request of the same day says today', () => {
    expect(dueWords('2026-11-21', '2026-11-21')).toBe('by the end of today');
    expect(dueWords('2027-01-04', '2026-12-31')).toBe('by Monday 4 January 2027');
  });

  test('still says when, once this browser no longer shows what was written', () => {
    const [first] = nextSteps({ ...facts, answers: {}, madeBy: 'self' });
    expect(first).toContain('gets in touch with you by Tuesday 24 November.');
    expect(sentMessages({ ...facts, answers: {}, madeBy: 'self' })).toEqual([]);
  });
});

describe('who gets which message', () => {
  test('the person by a way that is safe; nobody’s address is named', () => {
    const messages = sentMessages({ ...facts, answers: anAnswers(), madeBy: 'self' });
    expect(messages[0]).toBe('You get an email that says that we have the request.');
    expect(messages.join(' ')).toContain('The GP practice hears');
    expect(messages.join(' ')).not.toMatch(/@|07700/);
  });

  test('where no way is safe, that is said', () => {
    const answers = anAnswers();
    const { safe } = answers;
    const unsafe = { ...answers, ...(safe && { safe: { ...safe, email: 'no' as const } }) };
    expect(sentMessages({ ...facts, answers: unsafe, madeBy: 'self' })[0]).toContain('no message now');
  });

  test('whoever asked for somebody gets one too', () => {
    const messages = sentMessages({ ...facts, answers: aHelper(), madeBy: 'helper' });
    expect(messages[0]).toContain('The person gets an email');
    expect(messages[1]).toBe('You get an email as well.');
  });
});
