import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { wordsShown } from '#src/features/consents/wording.ts';
import { readConsentWords } from '#src/features/consents/content.ts';
import { plainWordsOf, readHardWords } from '#src/features/easy-read/rules.ts';
import { countWords, sentencesOf } from '#src/features/readability/rules.ts';
import { MADE_BY, type Answers, type MadeBy } from '#src/features/requests/answers.ts';
import { whoWords } from '#src/features/requests/easy-read/words/people.ts';
import { CHECK_PICTURES, easyQuestion } from '#src/features/requests/easy-read/words/questions.ts';
import { easySharing } from '#src/features/requests/easy-read/words/sharing.ts';
import type { EasyField, EasyIdea, EasyQuestion } from '#src/features/requests/easy-read/words/types.ts';
import { isInUse } from '#src/features/requests/easy-read/words/in-use.ts';
import { sharingBlocks } from '#src/features/requests/questions/facts/sharing/blocks.ts';
import type { QuestionContext } from '#src/features/requests/questions/question.ts';
import { QUESTIONS, type AnsweredQuestionId } from '#src/features/requests/questions/questions.ts';
import { communication } from '#src/features/requests/questions/person/communication/communication.ts';
import { ROOT } from '../../../support/server.ts';
import { anAnswers } from '../../../support/requests/answers.ts';
import { aClinic, aContext, aNamedService } from '../../../support/requests/questions.ts';

const MOST_WORDS = 15; // domain.md 4.1
const { pictures } = parse(readFileSync(join(ROOT, 'content/pictures/pictures.yaml'), 'utf8')) as {
  pictures: Record<string, string>;
};
const IDS = QUESTIONS.flatMap(({ id }): AnsweredQuestionId[] => (id === 'who' ? [] : [id]));
const easyWords = wordsShown(readConsentWords(join(ROOT, 'content')), true);
const TEA = aNamedService();
const CLINIC = aClinic();

const allAnswers = anAnswers({
  reach: {
    phone: '07700 900 123',
    email: 'ada@example.org',
    ways: ['phone', 'text', 'email', 'letter'],
    preferred: 'phone',
  },
  safe: {
    phone: 'yes',
    message: 'yes',
    text: 'yes',
    email: 'yes',
    letter: 'yes',
    times: null,
    instead: null,
  },
  services: { ids: [TEA.id, CLINIC.id], helpMeChoose: false },
});

const contextOf = (madeBy: MadeBy, answers: Answers = {}): QuestionContext =>
  aContext({
    madeBy,
    answers,
    isEasyRead: true,
    wording: easyWords,
    known: answers.services === undefined ? [] : [TEA, CLINIC],
    facts: { asks: answers.services === undefined ? [] : ['date-of-birth', 'address', 'nhs-number', 'gp'] },
  });

/** Everybody, at the beginning and when all was said. */
const CONTEXTS = MADE_BY.flatMap((madeBy) => [contextOf(madeBy), contextOf(madeBy, allAnswers)]);

const inside = (fields: readonly EasyField[]): EasyField[] =>
  fields.flatMap((field) => ('fields' in field ? [field, ...inside(field.fields)] : [field]));

const ideasOf = ({ ideas, fields }: EasyQuestion): EasyIdea[] => [
  ...ideas,
  ...inside(fields).flatMap((field) => (field.kind === 'ideas' ? field.ideas : [])),
];

/** All that is read of a field but the names of people and services, and lists of what was told. */
function wordsOfField(field: EasyField): string[] {
  switch (field.kind) {
    case 'choices':
      return [
        field.legend,
        field.hint ?? '',
        ...field.choices.flatMap(({ text, hint = '' }) => [text, hint]),
      ];
    case 'text':
      return [field.label, field.hint ?? ''];
    case 'list':
      return [field.label, ...field.choices.map(({ text }) => text)];
    case 'birth-date':
      return [field.legend];
    case 'fold':
      return [field.summary];
    case 'part':
    case 'ideas':
    case 'lines':
      return [];
  }
}

const tooLong = (texts: readonly string[]): string[] =>
  texts
    .flatMap((text) => sentencesOf(plainWordsOf(text)))
    .filter((sentence) => countWords(sentence) > MOST_WORDS);

describe.each(IDS)('the question "%s" in easy read', (id) => {
  const asked = CONTEXTS.map((context) => easyQuestion(id, context));

  test('says why in one to three ideas, each with a picture that there is', () => {
    for (const question of asked) {
      expect(question.ideas.length).toBeGreaterThanOrEqual(1);
      expect(question.ideas.length).toBeLessThanOrEqual(3);
      for (const { picture } of ideasOf(question)) expect(pictures).toHaveProperty(picture);
    }
  });

  test('has a picture for each answer to pick, and no answer twice', () => {
    for (const { fields } of asked)
      for (const field of inside(fields)) {
        if (field.kind !== 'choices') continue;
        for (const { picture } of field.choices) expect(pictures).toHaveProperty(picture);
        const values = field.choices.map(({ value }) => value);
        expect(new Set(values).size).toBe(values.length);
        expect(values.length).toBeGreaterThan(0);
      }
  });

  test(`says nothing in more than ${MOST_WORDS} words`, () => {
    for (const question of asked) {
      const words = [
        question.title,
        ...ideasOf(question).map((idea) => idea.words),
        ...inside(question.fields).flatMap(wordsOfField),
      ];
      expect(tooLong(words)).toEqual([]);
    }
  });

  test('explains each hard word in the next sentence', () => {
    for (const question of asked)
      expect(readHardWords(ideasOf(question)).filter(({ means }) => means === null)).toEqual([]);
  });

  test('names each field once, so that a label and a problem belong to one', () => {
    for (const { fields } of asked) {
      const names = inside(fields).flatMap((field) =>
        'name' in field ? [field.kind === 'choices' ? (field.id ?? field.name) : field.name] : [],
      );
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

test('who needs help is asked with a picture for each, and one more of navigators', () => {
  for (const choices of [MADE_BY, MADE_BY.filter((madeBy) => madeBy !== 'navigator')]) {
    const question = whoWords(choices);
    const [field] = question.fields;
    expect(field?.kind === 'choices' && field.choices.map(({ value }) => value)).toEqual(choices);
    expect(
      tooLong([
        question.title,
        ...question.ideas.map(({ words }) => words),
        ...question.fields.flatMap(wordsOfField),
      ]),
    ).toEqual([]);
    for (const { picture } of question.ideas) expect(pictures).toHaveProperty(picture);
  }
});

test('of somebody else nothing is asked as if they sat here', () => {
  const them = MADE_BY.filter((madeBy) => madeBy !== 'self');
  for (const id of ['name', 'reach', 'needs', 'place', 'address', 'date-of-birth'] as const) {
    const [own] = [easyQuestion(id, contextOf('self')).title];
    expect(own).toMatch(/\byou/i);
    for (const madeBy of them) expect(easyQuestion(id, contextOf(madeBy)).title).not.toMatch(/\byou/i);
  }
});

test('each answer that is checked has its picture', () => {
  for (const { id } of QUESTIONS) expect(pictures).toHaveProperty(CHECK_PICTURES[id]);
});

describe('who may see it', () => {
  const context = contextOf('self', allAnswers);
  const partsOf = () =>
    easyQuestion('sharing', context).fields.flatMap((field) => (field.kind === 'part' ? [field] : []));

  test('is asked in the very words that are kept', () => {
    const blocks = sharingBlocks(context);
    expect(blocks).toHaveLength(4); // our navigators, two services, the practice
    const shown = partsOf().map(({ fields }) =>
      fields
        .flatMap((field) => {
          if (field.kind === 'ideas') return field.ideas.map(({ words }) => words);
          return field.kind === 'lines' && field.before !== 'They always get:'
            ? [`${field.before} ${field.lines.join('; ')}.`]
            : [];
        })
        .join('\n\n'),
    );
    expect(shown).toEqual(blocks.map(({ words }) => words.join('\n\n')));
    expect(shown[0]).toContain('They will ask you before they tell anyone else.');
    expect(partsOf().map(({ title }) => title)).toEqual(blocks.map(({ title }) => title));
  });

  test('is checked as yes or no, without all that they get', () => {
    const sharing = {
      navigator: 'yes' as const,
      services: [
        { serviceId: TEA.id, decision: 'yes' as const, shared: ['name'] },
        { serviceId: CLINIC.id, decision: 'no' as const, shared: [] },
      ],
      gp: 'no' as const,
      wordingId: easyWords.id,
      givenBy: 'self' as const,
      method: 'online' as const,
      at: context.at,
    };
    expect(easySharing({ ...allAnswers, sharing }, context)).toEqual([
      'The navigators of Front Door: yes',
      'Marl Neighbours (Tea and Talk): yes',
      'Aldershire Community Health (Memory clinic): no',
      'Loom Street Surgery: no',
    ]);
    expect(easySharing({}, context)).toEqual([]);
  });
});

describe('a form in easy read', () => {
  test('has easy read chosen until something else is said, and in the standard form nothing is', () => {
    expect(communication.show({}, contextOf('self'))).toEqual({ any: 'yes', formats: ['easy-read'] });
    expect(communication.show({}, aContext())).toEqual({});
    const { communication: said } = anAnswers();
    expect(communication.show({ communication: said }, contextOf('self')).formats).toEqual(['large-print']);
  });

  test('opens what is folded up where something in it is filled in or wrong', () => {
    const { fields } = easyQuestion('communication', contextOf('self'));
    const folds = fields.flatMap((field) => (field.kind === 'fold' ? [field.fields] : []));
    const open = (values: Record<string, string | string[]>, wrong = '') =>
      folds.map((fold) => isInUse(fold, values, (name) => (name === wrong ? 'Wrong' : undefined)));
    expect(open({})).toEqual([false, false, false, false]);
    expect(open({ formats: ['easy-read'], 'print-points': '' })).toEqual([true, false, false, false]);
    expect(open({}, 'support')).toEqual([false, false, false, true]);
  });
});
