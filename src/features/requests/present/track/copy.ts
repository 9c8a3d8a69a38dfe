import type { Sheet } from '#src/features/formats/sheet.ts';
import { EASY_READ_POINTS, LARGE_POINTS, PLAIN_POINTS } from '#src/features/formats/sizes.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import { formatDay, londonNow } from '#src/lib/dates.ts';
import type { TrackRecord } from '#src/features/requests/queries/track.ts';
import type { TrackView } from './page.ts';
import type { Reader } from './whom.ts';

export const COPY_FORMS = ['plain', 'easy-read', 'large-print', 'text'] as const;
export type CopyForm = (typeof COPY_FORMS)[number];
export const isCopyForm = (text: string | null): text is CopyForm => COPY_FORMS.some((form) => form === text);

/** One question with its answer, as it was asked; no lines: it was not answered. */
export interface ToldAnswer {
  question: string;
  lines: readonly string[];
}

/** What a copy says. `picture`: stands beside the heading in easy read. */
export interface Copy {
  title: string;
  intro: string[];
  sections: { heading: string; picture: string; items: { term: string; lines: readonly string[] }[] }[];
}

/** The size of a copy's words: beyond plain print it is the size that the person once asked for, if they did. */
export function copyPoints(form: CopyForm, { communication }: Pick<Answers, 'communication'>): number {
  if (form === 'plain' || form === 'text') return PLAIN_POINTS;
  return communication?.printPoints ?? (form === 'easy-read' ? EASY_READ_POINTS : LARGE_POINTS);
}

const INTRO: Readonly<Record<Exclude<CopyForm, 'text'>, (reference: string, day: string) => string[]>> = {
  plain: (reference, day) => [`Reference ${reference}. Made on ${day}.`],
  'large-print': (reference, day) => [`Reference ${reference}. Made on ${day}.`],
  'easy-read': (reference, day) => [
    'You asked us for help.',
    'This is what you told us.',
    `Your reference is ${reference}.`,
    `We made this copy on ${day}.`,
  ],
};

/** Everything that was told, and what became of it, to be printed or kept. */
export function presentCopy(
  record: TrackRecord,
  view: TrackView,
  told: readonly ToldAnswer[],
  { reader, form, now }: { reader: Reader; form: CopyForm; now: Date },
): Copy {
  const day = formatDay(londonNow(now).day);
  const isEasy = form === 'easy-read';
  const added = record.notes.filter(({ kind, author }) => kind === 'addition' && author === reader);
  return {
    title: 'A copy of your request',
    intro: [
      ...(view.filledIn === null ? [] : [view.filledIn]),
      ...INTRO[form === 'text' ? 'plain' : form](view.reference, day),
    ],
    sections: [
      {
        heading: isEasy ? 'What you said' : 'What you told us',
        picture: 'speech',
        items: told.map(({ question, lines }) => ({
          term: question,
          lines: lines.length > 0 ? lines : ['Not provided'],
        })),
      },
      {
        heading: isEasy ? 'What you said later' : 'What you added',
        picture: 'pencil',
        items: added.map(({ at, words }) => ({
          term: formatDay(londonNow(new Date(at)).day),
          lines: [words],
        })),
      },
      {
        heading: isEasy ? 'What is happening' : 'Where things stand',
        picture: 'wait',
        items: [
          { term: 'Now', lines: [view.lead, ...view.next] },
          ...view.referrals.map(({ service, sentences }) => ({
            term: service,
            lines: isEasy ? sentences : [sentences.join(' ')],
          })),
        ],
      },
      {
        heading: isEasy ? 'Who can see what you said' : 'Who has your details, and why',
        picture: 'eyes',
        items: view.recipients.map(({ name, why, facts, agreed }) => ({
          term: name,
          lines: [why, ...facts, `${agreed}.`],
        })),
      },
      {
        heading: isEasy ? 'What we did' : 'What happened so far',
        picture: 'clipboard',
        items: view.timeline.map(({ day: term, entries }) => ({
          term,
          lines: entries.flatMap(({ text, words }) => (words === null ? [text] : [text, words])),
        })),
      },
    ].filter(({ items }) => items.length > 0),
  };
}

/** The copy as a sheet for braille, and for whoever reads plain text best: one thing a line. */
export const copySheet = ({ title, intro, sections }: Copy): Sheet => ({
  title,
  intro,
  sections: sections.map(({ heading, items }) => ({
    heading,
    parts: items.map(({ term, lines }) => ({ label: term, lines })),
  })),
});
