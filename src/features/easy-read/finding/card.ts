import type { Capacity, Delivery } from '#db/vocabulary.ts';
import { costIdea, spaceIdeas } from '#src/features/easy-read/service/join.ts';
import { sentenceWith } from '#src/features/easy-read/service/sentences.ts';
import { nextIdea } from '#src/features/easy-read/service/when.ts';
import type { Session } from '#src/features/schedules/rules.ts';
import { formatDay } from '#src/lib/dates.ts';
import { formatMiles } from '#src/lib/distance.ts';

/** What a result says in easy read: a search result and the names of its needs. */
export interface CardFacts {
  needs: readonly string[]; // names
  why: readonly string[];
  distanceMetres: number | null;
  venueName: string | null;
  deliveries: readonly Delivery[];
  nextSession: Session | null;
  cost: string | null;
  capacity: Capacity;
  waitingWeeks: number | null;
  pausedUntil: string | null;
  isTemporarilyClosed: boolean;
  startsOn: string | null;
  isOverdue: boolean;
}

const WAYS: Readonly<Partial<Record<Delivery, string>>> = {
  home: 'They come to your home.',
  phone: 'They talk with you on the phone.',
  online: 'You can use it on a computer or phone.',
};

/** A result in easy sentences, a line each: why it is here, where, how far, when, what it costs, space. */
export function cardLines(
  card: CardFacts,
  now: { day: string; time: string },
  nearName: string | null,
): string[] {
  const isThere = card.deliveries.length === 0 || card.deliveries.includes('venue');
  return [
    reasonOf(card),
    ...(card.isTemporarilyClosed ? ['It is closed now.'] : []),
    ...(card.startsOn === null ? [] : [`It starts on ${formatDay(card.startsOn)}.`]),
    ...(isThere && card.venueName !== null ? [sentenceWith('The place is', card.venueName)] : []),
    ...(card.distanceMetres === null || nearName === null
      ? []
      : [sentenceWith(`It is ${lower(formatMiles(card.distanceMetres))} from`, nearName)]),
    ...card.deliveries.flatMap((delivery) => WAYS[delivery] ?? []),
    ...(card.nextSession === null ? [] : linesOf(nextIdea(card.nextSession, now).words).slice(0, 2)),
    linesOf(costIdea(card.cost).words)[0] ?? '',
    ...spaceIdeas(card).flatMap(({ words }) => linesOf(words)),
    ...(card.isOverdue ? ['This may be old.', 'Phone first.'] : []),
  ];
}

const linesOf = (words: string): string[] => words.split('\n');
const lower = (text: string): string => `${text[0]?.toLowerCase() ?? ''}${text.slice(1)}`;

/** The reason that search gives, in an easy sentence; what it helps with where there is no better one. */
function reasonOf({ why, needs }: CardFacts): string {
  const reason = (pattern: RegExp): string | undefined =>
    why.flatMap((each) => pattern.exec(each)?.[1] ?? [])[0];
  const helps = reason(/^For: (.+)$/);
  if (helps !== undefined) return sentenceWith('It helps with this:', helps);
  const may = reason(/^May help with: (.+)$/);
  if (may !== undefined) return sentenceWith('It may help with this:', may);
  const word = reason(/^Matches (.+)$/);
  if (word !== undefined) return sentenceWith('It has the words you typed:', word);
  const [need] = needs;
  return need === undefined ? 'It is for people near you.' : sentenceWith('It helps with this:', need);
}
