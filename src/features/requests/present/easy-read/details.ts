import type { EasyIdea } from '#src/features/requests/easy-read/words/types.ts';
import type { RecipientView } from '#src/features/requests/present/track/recipients.ts';
import type { TimelineDay } from '#src/features/requests/present/track/timeline.ts';
import { idea } from './words.ts';

/** What somebody has of the details, by the words of the standard page (recipients.ts). */
const HAS: Readonly<Record<string, EasyIdea>> = {
  'Have the details': idea('eyes', 'They have the details. They look for help.'),
  'Hears how it goes': idea('ear', 'They hear how it goes.'),
  'Hears nothing more': idea('no', 'They hear nothing more.'),
  'Not asked yet': idea('clock', 'We have not asked them yet. They have nothing.'),
  'Has the details': idea('yes', 'They said yes. Now they have the details.'),
  'Had the details': idea('stop', 'They had the details. We told them to stop.'),
  'Does not have the details': idea('no', 'They do not have the details.'),
  'Does not have the details yet': idea('clock', 'We asked them. They do not have the details yet.'),
};

/** What somebody has, as an idea. */
export const easyHas = ({ has }: Pick<RecipientView, 'has'>): EasyIdea =>
  HAS[has] ?? idea('paper', `${has}.`);

/** What taking an agreement back stops; kept as the words that were shown. Null where there is nothing to take back. */
export function easyStops({ stops, has }: Pick<RecipientView, 'stops' | 'has'>): string | null {
  if (stops === null) return null;
  if (has === 'Hears how it goes') return 'We tell them nothing more.';
  return has === 'Not asked yet'
    ? 'Then we do not ask them.'
    : 'We tell them to stop. They cannot open the details any more.';
}

const HAPPENED: readonly (readonly [words: RegExp, picture: string])[] = [
  [/^We rang/, 'phone'],
  [/^We sent a text/, 'text-message'],
  [/^We sent an email/, 'email'],
  [/^We sent a letter/, 'letter'],
  [/^We spoke|^We came|got in touch/, 'people-talking'],
  [/said yes/, 'yes'],
  [/said no/, 'no'],
  [/navigator|the team/, 'navigator'],
  [/added/, 'plus'],
  [/was asked|sent to us/, 'share'],
  [/reminded/, 'bell'],
  [/question/, 'question'],
  [/began to help|finished helping/, 'help'],
  [/taken back/, 'undo'],
];

/** What happened, day by day, each with its picture. */
export const easyTimeline = (
  days: readonly TimelineDay[],
): { day: string; entries: { idea: EasyIdea; words: string | null }[] }[] =>
  days.map(({ day, entries }) => ({
    day,
    entries: entries.map(({ text, words }) => ({
      idea: idea(HAPPENED.find(([pattern]) => pattern.test(text))?.[1] ?? 'paper', text),
      words,
    })),
  }));

const DONE: Readonly<Record<string, EasyIdea>> = {
  added: idea('yes', 'We have what you wrote. Your navigator will read it.'),
  stopped: idea('stop', 'We stopped it. We tell the people who must know.'),
  withdrawn: idea('undo', 'You took your request back. We tell the people who must know.'),
};

/** What was just done, by the word in the address; null for none. */
export const easyDone = (done: string | null): EasyIdea | null =>
  done !== null && Object.hasOwn(DONE, done) ? (DONE[done] ?? null) : null;
