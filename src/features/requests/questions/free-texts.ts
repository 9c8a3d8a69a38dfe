import type { AnswerPart, Answers } from '#src/features/requests/answers.ts';

type TextsOf = { readonly [Part in AnswerPart]?: (answer: NonNullable<Answers[Part]>) => (string | null)[] };

/** What people wrote in words of their own, part by part. */
const TEXTS: TextsOf = {
  agreement: ({ reason }) => [reason],
  safe: ({ times, instead }) => [times, instead],
  communication: ({ other }) => [other],
  story: ({ words }) => [words],
  needs: ({ other }) => [other],
  inPlace: ({ words }) => [words],
};

const textsOfPart = <Part extends AnswerPart>(part: Part, answer: NonNullable<Answers[Part]>): string[] =>
  (TEXTS[part]?.(answer) ?? []).filter((text) => text !== null);

/** All that was written in own words: what is looked through for words that bring up urgent help. */
export const freeTexts = (answers: Answers): string[] =>
  (Object.keys(TEXTS) as AnswerPart[]).flatMap((part) => {
    const answer = answers[part];
    return answer === undefined ? [] : textsOfPart(part, answer);
  });
