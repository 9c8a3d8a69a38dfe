import { describe, expect, test } from 'vitest';
import { FEEDBACK_TOPICS, FEEDBACK_TOPIC_LABELS, FeedbackForm } from '#src/features/feedback/forms.ts';

const whole = { topic: 'website', words: 'The map is small.', key: '0190a000-0000-7000-8000-000000000001' };
const sentences = (form: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    (FeedbackForm.safeParse(form).error?.issues ?? []).map((issue) => [String(issue.path[0]), issue.message]),
  );

describe('the feedback form', () => {
  test('takes a topic, words and, if a reply is wanted, an email address', () => {
    expect(FeedbackForm.parse(whole)).toEqual(whole);
    expect(FeedbackForm.parse({ ...whole, email: 'visitor@example.org' }).email).toBe('visitor@example.org');
  });

  test('says what is missing, in the order of the page', () => {
    expect(Object.entries(sentences({}))).toEqual([
      ['topic', 'Select what your feedback is about'],
      ['words', 'Enter your feedback'],
      ['key', 'Send the form again from the feedback page'],
    ]);
  });

  test('3,000 characters are enough and 3,001 are not', () => {
    expect(sentences({ ...whole, words: 'a'.repeat(3000) })).toEqual({});
    expect(sentences({ ...whole, words: 'a'.repeat(3001) })).toEqual({
      words: 'Feedback must be 3,000 characters or less',
    });
  });

  test.each(['visitor', 'visitor@', '@example.org', 'a b@example.org', 'visitor@example'])(
    '"%s" is no email address',
    (email) => {
      expect(sentences({ ...whole, email })).toEqual({
        email: 'Enter an email address in the correct format, like name@example.com',
      });
    },
  );

  test('an email address that is too long is told so in plain words', () => {
    const email = `${'a'.repeat(60)}@${`${'b'.repeat(60)}.`.repeat(4)}org`;
    expect(sentences({ ...whole, email })).toEqual({ email: 'Email address must be 254 characters or less' });
  });

  test.each([
    ['topic', 'everything'],
    ['topic', ['website', 'other']],
    ['words', ['a', 'b']],
    ['key', 'not-a-key'],
  ])('%s cannot be %j', (field, value) => {
    expect(Object.keys(sentences({ ...whole, [field]: value }))).toEqual([field]);
  });

  test('every topic has words of its own', () => {
    expect(new Set(Object.values(FEEDBACK_TOPIC_LABELS)).size).toBe(FEEDBACK_TOPICS.length);
  });
});
