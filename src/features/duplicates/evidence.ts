import { contactReasons } from './contact-evidence.ts';
import {
  countCarriers,
  keyOf,
  populationBits,
  rarityBits,
  type Ready,
  type SubjectDirectory,
} from './directory.ts';
import { compareNames, type NameLikeness } from './names.ts';
import { placeReason } from './place-evidence.ts';
import type { Evidence, Level, Reason, ReasonKind, SubjectKind } from './types.ts';

/** Names at least so alike, by weight, can be one name; below `HALF` they speak against. */
const NAMED_ALIKE = { same: 0.8, likely: 0.6, possible: 0.45 } as const;
const HALF = 0.5;
const LEAST_SCORE = { same: 5, likely: 2, possible: -2, sameName: -3.5 } as const;

/** Names that share nothing speak so much against two records being one. */
const UNLIKE_POINTS = -14;
/** A phone number, page or charity number with fewer points is shared by too many to tell. */
const TELLING_POINTS = 3;
/** One that hardly anybody else has. */
const OWN_POINTS = 7;

/** What speaks for and against two subjects being one, and how sure that makes us; null when it is too little. Symmetric. */
export function weigh(directory: SubjectDirectory, first: Ready, second: Ready): Evidence | null {
  const [a, b] = first.subject.id <= second.subject.id ? [first, second] : [second, first];
  const names = nameReason(directory, a, b);
  const { alike, areOthers } = names.likeness;
  // Of services with names so different nothing else makes one: this spares the other looks.
  if (directory.kind === 'service' && (areOthers || alike < NAMED_ALIKE.possible)) return null;
  const place = placeReason(directory, a, b);
  const reasons = [names.reason, ...(place === null ? [] : [place]), ...contactReasons(directory, a, b)];
  const score = reasons.reduce((total, { points }) => total + points, 0) - populationBits(directory);
  const level = levelOf({ ...names, kind: directory.kind, place, reasons, score });
  if (level === null) return null;
  reasons.sort((x, y) => Math.abs(y.points) - Math.abs(x.points) || (x.kind < y.kind ? -1 : 1));
  return { level, score, reasons };
}

interface Weighed extends NamesCompared {
  kind: SubjectKind;
  place: Reason | null;
  reasons: readonly Reason[];
  score: number;
}

/** The level a score allows, when names and place bear it out: neither alone makes two records one. */
function levelOf({ kind, likeness, isPlain, place, reasons, score }: Weighed): Level | null {
  const { alike, exact, isContained, sharedWords, differsIn, areOthers } = likeness;
  const has = (...kinds: ReasonKind[]): boolean => reasons.some((reason) => kinds.includes(reason.kind));
  const pointsOf = (of: ReasonKind): number => reasons.find((reason) => reason.kind === of)?.points ?? 0;
  const isApart = has('apart', 'other-district');
  if (kind === 'organisation' && pointsOf('charity') >= OWN_POINTS)
    return alike >= NAMED_ALIKE.likely && !areOthers ? 'same' : 'likely';
  if (areOthers) return null;
  if (alike < NAMED_ALIKE.possible) return pointsOf('web-page') >= OWN_POINTS && !isApart ? 'possible' : null;
  if (score < (exact ? LEAST_SCORE.sameName : LEAST_SCORE.possible)) return null;
  const contact = Math.max(pointsOf('phone'), pointsOf('web-page')) >= TELLING_POINTS;
  const together = place?.kind === 'postcode' || place?.kind === 'near' || (contact && !isApart);
  // One word in common is often the name of the place.
  const isOneWord = sharedWords < 2;
  if (differsIn.length > 0) return together && !isOneWord ? 'possible' : null;
  if (isApart) return exact ? 'possible' : null;
  if (has('other-days') && !exact) return 'possible';
  // A plain name, one organisation or other days speak of two sessions as much as of one.
  const isDoubtful =
    has('one-organisation', 'other-charity', 'other-days') ||
    (isPlain && !contact && !has('days', 'organisation'));
  if (together && !isDoubtful && alike >= NAMED_ALIKE.same && score >= LEAST_SCORE.same) return 'same';
  const isNamed = alike >= NAMED_ALIKE.likely && (isContained || !isOneWord);
  return isNamed && score >= LEAST_SCORE.likely ? 'likely' : 'possible';
}

interface NamesCompared {
  likeness: NameLikeness;
  isPlain: boolean;
  reason: Reason;
}

function nameReason(directory: SubjectDirectory, a: Ready, b: Ready): NamesCompared {
  const bitsOf = (word: string): number => rarityBits(directory, keyOf.word(word));
  const known = {
    bitsOf,
    isLocal: localWords(directory, a, b),
    firstAddress: a.addressWords,
    secondAddress: b.addressWords,
  };
  const none: NameLikeness = {
    alike: 0,
    bits: 0,
    exact: false,
    isContained: false,
    sharedWords: 0,
    differsIn: [],
    areOthers: false,
  };
  let best = { likeness: none, names: ['', ''] as [string, string], key: '', isPlain: false };
  for (const one of a.names) {
    for (const other of b.names) {
      const likeness = compareNames(one, other, known);
      if (likeness.alike > best.likeness.alike || best.names[0] === '')
        best = {
          likeness,
          names: [one.text, other.text],
          key: one.key,
          isPlain: one.isPlain && other.isPlain,
        };
    }
  }
  const { likeness, names, key, isPlain } = best;
  if (likeness.exact) {
    const points = rarityBits(directory, keyOf.name(key));
    return { likeness, isPlain, reason: { kind: 'name', name: names[0], points } };
  }
  const { alike, bits, differsIn } = likeness;
  const points =
    alike >= HALF
      ? alike ** 2 * Math.min(bits, populationBits(directory) - 1) * ((alike - HALF) / (1 - HALF) / 2 + HALF)
      : (UNLIKE_POINTS * (HALF - alike)) / HALF;
  return { likeness, isPlain, reason: { kind: 'names-alike', names, differsIn, points } };
}

/** From so many services of one postcode district on a word belongs to the district, not to one of them. */
const LOCAL_CARRIERS = 4;

/** Which words any two services where these two are may share: the town's, and those of many in the district. */
function localWords(directory: SubjectDirectory, a: Ready, b: Ready): (word: string) => boolean {
  const districts = [...new Set([...a.outcodes, ...b.outcodes])];
  return (word) =>
    a.townWords.has(word) ||
    b.townWords.has(word) ||
    districts.some((outcode) => countCarriers(directory, keyOf.wordNear(outcode, word)) >= LOCAL_CARRIERS);
}
