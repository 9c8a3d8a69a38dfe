import { sentenceOfList, sentenceWith } from '#src/features/easy-read/service/sentences.ts';
import type { Audience } from '#db/vocabulary.ts';
import { AUDIENCE_LABELS } from '#src/lib/labels.ts';
import { paths } from '#src/lib/paths.ts';

/** A search as it was understood. */
export interface Asked {
  q: string;
  near: string;
  /** Slugs and names of needs, chosen or read in the words. */
  needs: readonly { slug: string; name: string }[];
  /** The place that was found. */
  placeName: string | null;
  age: number | null;
  audiences: readonly Audience[];
  /** Labels of whatever else narrows the search. */
  others: readonly string[];
}

/** One thing that was asked for, and where it is asked again. */
export interface AskedLine {
  sentence: string;
  change: { text: string; href: string };
}

/** What was asked for in easy sentences, each with the step that changes it. */
export function askedLines(asked: Asked): AskedLine[] {
  const { q, near, needs, placeName, age, audiences, others } = asked;
  const query = { q, need: needs[0]?.slug, near };
  const what = { text: 'Change what', href: paths.easyReadFind() };
  const who = { text: 'Change who', href: paths.easyReadFindWho(q === '' ? query : { q, near }) };
  const names = needs.map(({ name }) => name);
  return [
    { sentence: sentenceOfWhat(q, names), change: what },
    {
      sentence: placeName === null ? 'Where: anywhere.' : sentenceWith('Where: near', placeName),
      change: { text: 'Change where', href: paths.easyReadFindWhere(q === '' ? query : { q, near }) },
    },
    ...(age === null ? [] : [{ sentence: `Who: somebody who is ${age} years old.`, change: who }]),
    ...(audiences.length === 0
      ? []
      : [
          {
            sentence: sentenceOfList(
              'Who:',
              audiences.map((audience) => AUDIENCE_LABELS[audience]),
              'others',
            ),
            change: who,
          },
        ]),
    ...(age === null && audiences.length === 0 ? [{ sentence: 'Who: anybody.', change: who }] : []),
    ...(others.length === 0
      ? []
      : [
          {
            sentence: sentenceOfList('You also chose this:', others, 'more'),
            change: {
              text: 'Show more services',
              href: paths.easyReadResults({ q, need: q === '' ? query.need : null, near }),
            },
          },
        ]),
  ];
}

function sentenceOfWhat(q: string, names: readonly string[]): string {
  if (names.length > 0) return sentenceWith('What:', names.join('; '));
  return q === '' ? 'What: all services.' : sentenceWith('What:', q);
}

/** How many there are and which stand here: "We found 12 services." "You see 6 to 10." */
export function countSentences({
  total,
  page,
  perPage,
}: {
  total: number;
  page: number;
  perPage: number;
}): string[] {
  const found = total === 1 ? 'We found 1 service.' : `We found ${total} services.`;
  if (total <= perPage) return [found];
  const first = (page - 1) * perPage + 1;
  const last = Math.min(total, page * perPage);
  return [
    found,
    first === last ? `This page shows number ${first}.` : `This page shows ${first} to ${last}.`,
  ];
}
