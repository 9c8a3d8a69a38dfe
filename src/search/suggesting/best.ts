import { SUGGESTION_KINDS } from './entries.ts';
import { textsOf, type PackedSuggestions } from './pack.ts';
import type { PhraseScore } from './score.ts';
import type { Sought } from './sought.ts';

/** An entry that could be offered, by the phrase of it that was found. */
export interface Candidate extends PhraseScore {
  packed: PackedSuggestions;
  sought: Sought;
  entry: number;
  kind: number; // an index of SUGGESTION_KINDS
  phrase: number;
}

export interface BestOfKinds {
  /** A candidate of this kind must score more than this to be kept. */
  floor(kind: number): number;
  offer(candidate: Candidate): void;
  /** Whether something has all that was typed. */
  hasAll(): boolean;
  /** The best of all kinds together, the best first. */
  take(): Candidate[];
}

/** While other kinds have something to offer, no kind takes more places than this. */
const MOST_OF_A_KIND = 4;
/** What answers this much less of the text than the best is left out. */
const SMALLEST_PART_OF_BEST = 0.5;

/** Keeps the best `most` of each kind, each entry once, by its best phrase. */
export function bestOfKinds(most: number): BestOfKinds {
  const kept: Candidate[][] = SUGGESTION_KINDS.map(() => []);
  const listOf = (kind: number): Candidate[] => kept[kind] ?? [];
  return {
    floor: (kind) => {
      const list = listOf(kind);
      return list.length < most ? -Infinity : (list[list.length - 1]?.score ?? Infinity);
    },
    offer: (candidate) => {
      const list = listOf(candidate.kind);
      const same = list.findIndex(
        ({ packed, entry }) => entry === candidate.entry && packed === candidate.packed,
      );
      if (same >= 0 && (list[same]?.score ?? 0) >= candidate.score) return;
      if (same >= 0) list.splice(same, 1);
      let place = list.length;
      while (place > 0 && (list[place - 1]?.score ?? 0) < candidate.score) place -= 1;
      list.splice(place, 0, candidate);
      if (list.length > most) list.pop();
    },
    hasAll: () => kept.some((list) => list.some(({ share }) => share === 1)),
    take: () =>
      choose(
        kept.flat().sort((a, b) => b.score - a.score),
        most,
      ),
  };
}

/** First a few of each kind, then whatever is best, each thing that looks the same once. */
function choose(sorted: readonly Candidate[], most: number): Candidate[] {
  const bestShare = sorted.reduce((best, { share }) => Math.max(best, share), 0);
  const seen = new Set<string>();
  const good = sorted.filter(({ share, packed, entry, kind }) => {
    const { name, target, detail } = textsOf(packed, entry);
    const looks = [`${kind} ${target}`, `${kind} ${name}\n${detail}`];
    const isNew = share > bestShare * SMALLEST_PART_OF_BEST && looks.every((look) => !seen.has(look));
    if (isNew) for (const look of looks) seen.add(look);
    return isNew;
  });
  const counts = SUGGESTION_KINDS.map(() => 0);
  const isWithin = ({ kind }: Candidate): boolean => {
    counts[kind] = (counts[kind] ?? 0) + 1;
    return (counts[kind] ?? 0) <= MOST_OF_A_KIND;
  };
  const first = good.filter(isWithin);
  const chosen = new Set(
    [...first, ...good.filter((candidate) => !first.includes(candidate))].slice(0, most),
  );
  return good.filter((candidate) => chosen.has(candidate));
}
