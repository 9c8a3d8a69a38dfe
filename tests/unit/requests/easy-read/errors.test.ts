import { describe, expect, test } from 'vitest';
import { CodeForm, BIRTH_TOO_MANY, CODES_TOO_MANY, PROOF_SENTENCES } from '#src/features/proofs/forms.ts';
import { countWords, sentencesOf } from '#src/features/readability/rules.ts';
import { MADE_BY, type Answers } from '#src/features/requests/answers.ts';
import { easyError, easyErrors } from '#src/features/requests/easy-read/words/errors.ts';
import { AddForm, HelpFeedbackForm, LostLinkForm, NO_REFERENCE } from '#src/features/requests/forms/track.ts';
import { readHandover } from '#src/features/requests/handing/hand-over.ts';
import { readWho } from '#src/features/requests/questions/person/who.ts';
import { QUESTIONS, type AnsweredQuestionId } from '#src/features/requests/questions/questions.ts';
import { QUESTION_EDITORS } from '#src/features/requests/questions/registry.ts';
import type { FormValues } from '#src/lib/form.ts';
import { anAnswers } from '../../../support/requests/answers.ts';
import { aContext, aNamedService } from '../../../support/requests/questions.ts';

const IDS = QUESTIONS.flatMap(({ id }): AnsweredQuestionId[] => (id === 'who' ? [] : [id]));
const LONG = 'a'.repeat(6000);
const NAMES = [
  ...['full', 'called', 'words', 'other', 'reason', 'times', 'instead', 'place', 'line1', 'line2', 'town'],
  ...['practice', 'name', 'relationship', 'role', 'organisation', 'language'],
];
/** What somebody may send: nothing, too much, and what is not right. */
const SENT: readonly FormValues[] = [
  {},
  Object.fromEntries(NAMES.map((name) => [name, LONG])),
  { agrees: 'yes' },
  { agrees: 'cannot' },
  { agrees: 'attorney' },
  { preferred: 'phone', ways: ['text', 'email'] },
  { preferred: 'email', email: 'ada at example', phone: '12' },
  { phone: 'no', message: 'no', text: 'no', email: 'no', letter: 'no' },
  { any: 'yes' },
  { any: 'no', formats: ['easy-read'] },
  { line1: '1', town: 'Marlbridge', postcode: 'nowhere' },
  { noFixedAddress: 'yes' },
  { day: '31', month: '2', year: '1950' },
  { day: '3', year: '1950' },
  { day: '3', month: '2', year: '50' },
  { day: '3', month: '2', year: '2090' },
  { day: '3', month: '2', year: '1700' },
  { knows: 'yes' },
  ...['12', '99900000181', '9990000019', '1111111111', 'QQ123456C', 'abc'].map((number) => ({ number })),
  { practice: 'P', email: 'no' },
  { email: 'no', phone: '12', name: 'A' },
  { wording: 'sharing-0' },
  { wording: 'sharing-1' },
  { services: Array.from({ length: 9 }, (_, index) => `service-${index}`) },
];
const nine = Array.from({ length: 9 }, (_, index) => aNamedService({ id: `service-${index}` }));
const letters: Answers = anAnswers({
  reach: { phone: null, email: null, ways: ['phone', 'text', 'email', 'letter'], preferred: 'letter' },
  services: { ids: nine.map(({ id }) => id), helpMeChoose: false },
});

const sentences = new Set<string>([
  ...Object.values(PROOF_SENTENCES),
  BIRTH_TOO_MANY,
  CODES_TOO_MANY,
  NO_REFERENCE,
]);
for (const madeBy of MADE_BY)
  for (const id of IDS)
    for (const values of SENT) {
      const context = aContext({ madeBy, answers: letters, known: nine });
      const read = QUESTION_EDITORS[id].read(values, context);
      if (!read.ok) for (const { text } of read.problems) sentences.add(text);
    }
const who = readWho({}, MADE_BY);
if (!who.ok) for (const { text } of who.problems) sentences.add(text);
const HANDED: readonly FormValues[] = [
  {},
  { to: 'person' },
  ...['email', 'text'].flatMap((way): FormValues[] => [
    { to: 'person', way },
    { to: 'person', way, email: 'x', phone: '1' },
    { to: 'person', way, email: 'ada@example.org', phone: '07700 900 123' },
  ]),
];
for (const typed of HANDED) {
  const unsafe = {
    reach: { phone: '07700 900 123', email: 'ada@example.org', ways: [], preferred: 'phone' as const },
  };
  const safe = {
    phone: null,
    message: null,
    text: 'no' as const,
    email: 'no' as const,
    letter: null,
    times: null,
    instead: null,
  };
  const read = readHandover(typed, { answers: { ...unsafe, safe }, isNavigator: false, teamEmail: null });
  if (!read.ok) for (const { text } of read.problems) sentences.add(text);
}
for (const form of [AddForm, LostLinkForm, HelpFeedbackForm, CodeForm])
  for (const typed of [{}, { words: LONG, reference: LONG, code: '12' }]) {
    const read = form.safeParse(typed);
    if (!read.success) for (const { message } of read.error.issues) sentences.add(message);
  }

describe('what is to be mended, in easy words', () => {
  test('there are many such sentences', () => {
    expect(sentences.size).toBeGreaterThan(60);
  });

  test.each([...sentences])('%s', (standard) => {
    const easy = easyError(standard);
    expect(easy).not.toBe(standard);
    expect(easy).toMatch(/[.!?]$/);
    expect(easy).not.toMatch(/^(Enter|Select)\b|\bcharacters\b|\bvalid|\bplease|\bsorry|\brequired/i);
    for (const sentence of sentencesOf(easy)) expect(countWords(sentence)).toBeLessThanOrEqual(12);
  });

  test('a sentence that nobody knows stays as it is, and its field too', () => {
    expect(easyErrors([{ field: 'full', text: 'The moon is too bright' }])).toEqual([
      { field: 'full', text: 'The moon is too bright' },
    ]);
    expect(easyErrors([{ field: 'full', text: 'Enter your full name' }])).toEqual([
      { field: 'full', text: 'Write your full name.' },
    ]);
  });

  test('how long it may be is still said', () => {
    expect(easyError('What you write must be 5,000 characters or less. You have written 6,000.')).toBe(
      'This is too long. Use 5,000 letters or less.',
    );
  });
});
