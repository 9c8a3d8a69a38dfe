import { z } from 'zod';
import type { NeedTree } from './content.ts';
import { MOST_PHRASE_LETTERS, MOST_PHRASE_WORDS, type PhraseFault } from './new-words.ts';

/** More at once is a list from somewhere else, not words that somebody thought about. */
const MOST_LETTERS = 2_000;

const words = z
  .string('Enter the words that people use')
  .max(MOST_LETTERS, 'Enter fewer words at once: at most 2,000 letters');

/** Words to be added, or only tried out with a sentence. */
export const WordsForm = z.discriminatedUnion(
  'action',
  [
    z.object({ action: z.literal('add'), words, sentence: z.string().max(300).optional() }),
    z.object({
      action: z.literal('try'),
      words: words.optional(),
      sentence: z
        .string('Enter a sentence to try out')
        .max(300, 'Enter a shorter sentence: at most 300 letters'),
    }),
  ],
  'Choose what to do',
);

/** A word that is taken away, or put back. */
export const OneWordForm = z.object({
  action: z.enum(['remove', 'put-back'], 'Choose what to do'),
  phrase: z.string('Choose a word').max(200, 'Choose a word of this need'),
});

export const NeedTextForm = z.discriminatedUnion(
  'action',
  [
    z.object({
      action: z.literal('save'),
      name: z
        .string('Enter a name')
        .max(60, 'Enter a shorter name: at most 60 letters')
        .refine((text) => /\p{L}/u.test(text), 'Enter a name with letters'),
      description: z
        .string('Enter what this need is about')
        .max(400, 'Enter fewer words: at most 400 letters'),
    }),
    z.object({ action: z.literal('restore') }),
  ],
  'Choose what to do',
);

/** Words of a search that found nothing, given to a need. */
export const SearchedWordsForm = z.object({
  words: z.string('Enter the words').max(MOST_PHRASE_LETTERS, 'Enter fewer words'),
  need: z.string('Choose a need'),
});

/** One service or all of a page, confirmed or taken away from a need. */
export const NeedServicesForm = z.object({
  confirm: z.union([z.string(), z.array(z.string())]).optional(),
  remove: z.string().optional(),
});

/** Why a phrase is refused, as a sentence that says what to do. */
export function sentenceOfFault(phrase: string, fault: PhraseFault, needs: NeedTree): string {
  const said = `\u201c${phrase}\u201d`;
  switch (fault.kind) {
    case 'empty':
      return `${said} has no letters. Enter words`;
    case 'too-long':
      return `${said} is too long. Use at most ${MOST_PHRASE_WORDS} words`;
    case 'says-nothing':
      return `${said} says too little: many searches have it that are about something else. Add a word that tells what it is about`;
    case 'too-common':
      return `${said} is in so many services that it would catch searches about something else. Add another word to it`;
    case 'a-place':
      return `${said} is a place. Searches for that place would all be taken for this need`;
    case 'there-already':
      return `${said} belongs to this need already`;
    case 'of-another-need':
      return `${said} belongs to \u201c${needs.bySlug.get(fault.slug)?.name ?? fault.slug}\u201d. Take it away there first`;
  }
}
