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

export interface Copy {
  title: string;
  intro: string[];
  sections: { heading: string; items: { term: string; lines: readonly string[] }[] }[];
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
        items: told.map(({ question, lines }) => ({
          term: question,
          lines: lines.length > 0 ? lines : ['Not provided'],
        })),
      },
      {
        heading: isEasy ? 'What you said later' : 'What you added',
        items: added.map(({ at, words }) => ({
          term: formatDay(londonNow(new Date(at)).day),
          lines: [words],
        })),
      },
      {
        heading: isEasy ? 'What is happening' : 'Where things stand',
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
        items: view.recipients.map(({ name, why, facts, agreed }) => ({
          term: name,
          lines: [why, ...facts, `${agreed}.`],
        })),
      },
      {
        heading: isEasy ? 'What we did' : 'What happened so far',
        items: view.timeline.map(({ day: term, entries }) => ({
          term,
          lines: entries.flatMap(({ text, words }) => (words === null ? [text] : [text, words])),
        })),
      },
    ].filter(({ items }) => items.length > 0),
  };
}

const PLAIN_SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201b]/g, "'"],
  [/[\u201c\u201d]/g, '"'],
  [/[\u2010-\u2015]/g, '-'],
  [/\u2026/g, '...'],
  [/\u00a0/g, ' '],
];

/**
 * The copy as plain text that braille software and screen readers take as it is: no tables, no bullets, one thing a line,
 * a blank line before each heading, plain quotation marks and hyphens (BAUK, "Preparing text for braille").
 */
export function copyAsText({ title, intro, sections }: Copy): string {
  const lines = [
    title,
    '',
    ...intro,
    ...sections.flatMap(({ heading, items }) => [
      '',
      heading,
      ...items.flatMap(({ term, lines: told }) => ['', `${term}:`, ...told]),
    ]),
    '',
  ];
  return PLAIN_SIGNS.reduce((text, [sign, plain]) => text.replace(sign, plain), lines.join('\n'));
}
