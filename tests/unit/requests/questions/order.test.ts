import { describe, expect, test } from 'vitest';
import { AnswersShape, MADE_BY, type Answers } from '#src/features/requests/answers.ts';
import {
  askedAnswers,
  askedParts,
  firstUnanswered,
  isAnswered,
  nextAfter,
  previousQuestion,
  type Standing,
} from '#src/features/requests/questions/order.ts';
import { NO_ROUTE_FACTS } from '#src/features/requests/questions/question.ts';
import {
  QUESTIONS,
  askedQuestions,
  isQuestionId,
  titleOf,
} from '#src/features/requests/questions/questions.ts';
import { QUESTION_EDITORS } from '#src/features/requests/questions/registry.ts';
import { aHelper, anAnswers } from '../../../support/requests/answers.ts';

const standing = (overrides: Partial<Standing> = {}): Standing => ({
  answers: {},
  madeBy: 'self',
  facts: NO_ROUTE_FACTS,
  ...overrides,
});
const asked = ({ answers, madeBy, facts }: Standing): string[] => askedQuestions(answers, madeBy, facts);
/** No GP practice: it is not asked for, and so nothing was agreed about it. */
const whole = (overrides: Partial<Answers> = {}): Answers => {
  const { gp: _gp, ...answers } = anAnswers();
  const { sharing } = answers;
  return { ...answers, ...(sharing && { sharing: { ...sharing, gp: null } }), ...overrides };
};

describe('the table of questions', () => {
  test('asks for every part of the answers once, and for nothing else', () => {
    const parts = QUESTIONS.flatMap(({ part }) => part ?? []);
    expect(parts.toSorted()).toEqual(Object.keys(AnswersShape.shape).toSorted());
    expect(new Set(QUESTIONS.map(({ id }) => id)).size).toBe(QUESTIONS.length);
  });

  test('has an editor for each question about the person', () => {
    const ids = QUESTIONS.flatMap(({ id, part }) => (part === null ? [] : [id]));
    expect(Object.keys(QUESTION_EDITORS).toSorted()).toEqual(ids.toSorted());
  });

  test('asks people about themselves, and others about the person', () => {
    expect(titleOf('name', 'self')).toBe('What is your name?');
    for (const madeBy of MADE_BY.filter((who) => who !== 'self'))
      expect(titleOf('name', madeBy)).toBe('What is the name of the person who needs help?');
  });

  test('knows its own addresses and no others', () => {
    expect(isQuestionId('date-of-birth')).toBe(true);
    for (const other of ['dateOfBirth', 'check', '', '__proto__', 'constructor'])
      expect(isQuestionId(other)).toBe(false);
  });
});

describe('who is asked what', () => {
  test('nobody is asked whether they agree to help for themselves', () => {
    expect(asked(standing())).not.toContain('agreement');
    expect(asked(standing())).not.toContain('helper');
    expect(asked(standing({ madeBy: 'helper' }))).toEqual(expect.arrayContaining(['agreement', 'helper']));
  });

  test('a navigator is known, and is asked for the agreement alone', () => {
    const questions = asked(standing({ madeBy: 'navigator' }));
    expect(questions).toContain('agreement');
    expect(questions).not.toContain('helper');
  });

  test('NHS number and GP practice are asked only where the route needs them', () => {
    expect(asked(standing())).not.toContain('nhs-number');
    const needed = standing({ facts: { asks: ['nhs-number', 'gp'] } });
    expect(asked(needed)).toEqual(expect.arrayContaining(['nhs-number', 'gp']));
    expect(asked(needed)).not.toContain('address');
  });

  test('an address is asked for when a letter may be sent', () => {
    const byLetter = { phone: null, email: null, ways: ['letter' as const], preferred: 'letter' as const };
    expect(asked(standing({ answers: { reach: byLetter } }))).toContain('address');
    expect(asked(standing({ answers: whole() }))).not.toContain('address');
  });

  test('a date of birth is asked of whoever can be sent no code, so that they can follow their request', () => {
    const answers = whole();
    expect(asked(standing({ answers }))).not.toContain('date-of-birth');
    const { safe } = answers;
    const unsafe = { ...answers, ...(safe && { safe: { ...safe, email: 'no' as const } }) };
    expect(asked(standing({ answers: unsafe }))).toContain('date-of-birth');
    expect(asked(standing({ answers: { ...aHelper(), ...unsafe }, madeBy: 'helper' }))).not.toContain(
      'date-of-birth',
    );
  });
});

describe('the way through the questions', () => {
  test('goes forward through all that are asked and ends where answers are checked', () => {
    for (const madeBy of MADE_BY) {
      const at = standing({ madeBy, answers: madeBy === 'self' ? whole() : aHelper() });
      const walked: string[] = ['who'];
      for (let id = nextAfter('who', at, false); id !== 'check'; id = nextAfter(id, at, false))
        walked.push(id);
      expect(walked).toEqual(asked(at));
    }
  });

  test('goes back the same way', () => {
    const at = standing({ madeBy: 'helper', answers: aHelper() });
    const back: string[] = [];
    for (let id = previousQuestion('copy', at); id !== null; id = previousQuestion(id, at)) back.unshift(id);
    expect([...back, 'copy']).toEqual(asked(at));
  });

  test('from a question that is asked no more, it goes on with the next one that is', () => {
    expect(nextAfter('agreement', standing(), false)).toBe('name');
    expect(previousQuestion('helper', standing())).toBe('who');
  });

  test('a change made while checking leads back there, unless it brought a new question', () => {
    const answers = whole();
    expect(nextAfter('name', standing({ answers }), true)).toBe('check');
    expect(nextAfter('services', standing({ answers, facts: { asks: ['gp'] } }), true)).toBe('gp');
  });

  test('begins with who needs help, and goes on with what has no answer', () => {
    expect(firstUnanswered(standing())).toBe('who');
    expect(firstUnanswered(standing({ answers: { name: { full: 'Ada Example', called: null } } }))).toBe(
      'reach',
    );
    expect(firstUnanswered(standing({ madeBy: 'navigator' }))).toBe('agreement');
    expect(firstUnanswered(standing({ answers: whole() }))).toBeNull();
  });
});

describe('an answer that no longer fits', () => {
  const isDone = (
    id: Parameters<typeof isAnswered>[0],
    answers: Answers,
    madeBy: Standing['madeBy'] = 'self',
  ) => isAnswered(id, { answers, madeBy });

  test('safety is asked again when a way was added since', () => {
    const answers = whole();
    expect(isDone('safe', answers)).toBe(true);
    const { reach } = answers;
    const more = {
      ...answers,
      ...(reach && { reach: { ...reach, ways: [...reach.ways, 'text' as const] } }),
    };
    expect(isDone('safe', more)).toBe(false);
  });

  test('agreement is asked again when a service was added, or somebody else asks', () => {
    const answers = whole();
    expect(isDone('sharing', answers)).toBe(true);
    expect(isDone('sharing', { ...answers, services: { ids: ['a'], helpMeChoose: false } })).toBe(false);
    expect(isDone('sharing', answers, 'helper')).toBe(false);
    expect(isDone('sharing', answers, 'navigator')).toBe(true);
    const cannot = { agrees: 'cannot' as const, reason: 'She has dementia', method: 'online' as const };
    expect(isDone('sharing', { ...answers, agreement: cannot }, 'helper')).toBe(false);
  });

  test('a copy is asked for again when its way is no longer safe', () => {
    const answers = whole();
    const { safe } = answers;
    expect(isDone('copy', answers)).toBe(true);
    expect(isDone('copy', { ...answers, ...(safe && { safe: { ...safe, email: 'no' } }) })).toBe(false);
  });

  test('whoever has no address for letters is asked again how to reach them', () => {
    const none = { noFixedAddress: true, line1: null, line2: null, town: null, postcode: null };
    const letters = { phone: null, email: null, ways: ['letter' as const], preferred: 'letter' as const };
    expect(isDone('reach', whole({ reach: letters, address: none }))).toBe(false);
    expect(isDone('reach', whole({ address: none }))).toBe(true);
  });
});

describe('what is sent', () => {
  test('is what is asked now; what another answer made needless stays in the draft alone', () => {
    const answers = aHelper();
    const at = standing({ answers, madeBy: 'self' });
    const sent = askedAnswers(at);
    expect(sent).not.toHaveProperty('helper');
    expect(sent).not.toHaveProperty('agreement');
    expect(sent).not.toHaveProperty('nhsNumber');
    expect(sent.story).toEqual(answers.story);
    expect(answers.helper).toBeDefined();
    expect(askedParts(at)).not.toContain('helper');
    expect(askedAnswers(standing({ answers, madeBy: 'helper' })).helper).toEqual(answers.helper);
  });
});
