import { SUGGESTION_KINDS } from './entries.ts';
import type { WordRange } from './lookup.ts';
import { isNameOfEntry, MOST_PHRASE_WORDS, type PackedSuggestions } from './pack.ts';
import type { Typed } from './typed.ts';

/** How well one phrase answers what was typed. */
export interface PhraseScore {
  score: number;
  share: number; // of the letters typed, 0 to 1
  used: number; // bits of the typed words that stand in the phrase
}

/** What is being looked for in one table. */
export interface Sought {
  typed: Typed;
  ranges: readonly (readonly WordRange[])[]; // by typed word
  order: readonly number[]; // typed words, the longest first: it has the fewest words to choose from
  anchor: number; // the typed word that must stand in the phrase; it counts
  letters: number; // of the typed words that count
  lettersAfterNear: number; // of those after "in" or "near"
}

/** All of what was typed, against the other things that count. */
const SHARE_WORTH = 10;
/** The whole phrase, so that few letters of a long one count less. */
const COVERAGE_WORTH = 3;
/** Many letters that agree are more than chance. */
const EVIDENCE_WORTH = 3;
const EVIDENCE_LETTERS = 12;
const BEGINS_WORTH = 1;
const NAME_WORTH = 0.8;
const SLIP_COST = 3;
const AFTER_NEAR_WORTH = 2.5;
/** By kind, in the order of SUGGESTION_KINDS: what it is worth at all, and what its weight can add. */
const KIND_WORTH = [1, 0.5, 0.3, 0];
const WEIGHT_WORTH = [0.5, 0.5, 0.5, 2];
const PLACE = SUGGESTION_KINDS.indexOf('place');
/** Of a longer text at least so many letters must be found, in two words or at the end. */
const FEWEST_LETTERS = 4;
const FEWEST_LETTERS_OF_PLACE = 3;

/** Scores one phrase; null when too little of what was typed stands in it. */
export function scorePhrase(packed: PackedSuggestions, phrase: number, sought: Sought): PhraseScore | null {
  const { typed, anchor } = sought;
  const entry = packed.phraseEntries[phrase] ?? 0;
  const kind = packed.kinds[entry] ?? 0;
  const isAfterNear = kind === PLACE && typed.placeFrom > 0;
  const found = matchWords(packed, phrase, sought, isAfterNear ? typed.placeFrom : 0);
  if ((found.used & (1 << anchor)) === 0) return null;
  const share = found.letters / (isAfterNear ? sought.lettersAfterNear : sought.letters);
  if (share < 1 && !isEnough(found, typed.words[anchor]?.text.length ?? 0, kind)) return null;
  const score =
    SHARE_WORTH * share +
    COVERAGE_WORTH * Math.min(1, found.letters / (packed.phraseLetters[phrase] ?? 1)) +
    EVIDENCE_WORTH * Math.min(1, found.letters / EVIDENCE_LETTERS) +
    (found.begins ? BEGINS_WORTH : 0) +
    (isNameOfEntry(packed, phrase) ? NAME_WORTH : 0) +
    (isAfterNear ? AFTER_NEAR_WORTH : 0) -
    SLIP_COST * found.slips +
    (KIND_WORTH[kind] ?? 0) +
    ((WEIGHT_WORTH[kind] ?? 0) * (packed.weights[entry] ?? 0)) / 255;
  return { score, share, used: found.used };
}

interface Match {
  letters: number; // typed ones
  count: number;
  slips: number;
  used: number;
  begins: boolean;
}

/** Finds a word of the phrase for each typed word from `first` on, none for two. */
function matchWords(packed: PackedSuggestions, phrase: number, sought: Sought, first: number): Match {
  const { typed, ranges, order } = sought;
  const start = packed.phraseStarts[phrase] ?? 0;
  const length = Math.min(MOST_PHRASE_WORDS, (packed.phraseStarts[phrase + 1] ?? 0) - start);
  const match: Match = { letters: 0, count: 0, slips: 0, used: 0, begins: false };
  let taken = 0;
  for (const word of order) {
    if (word < first) continue;
    for (let at = 0; at < length; at += 1) {
      if ((taken & (1 << at)) !== 0) continue;
      const slips = slipsOf(ranges[word] ?? [], packed.phraseWords[start + at] ?? 0);
      if (slips < 0) continue;
      taken |= 1 << at;
      match.used |= 1 << word;
      match.slips += slips;
      if (at === 0) match.begins = true;
      if (typed.words[word]?.counts === true) {
        match.count += 1;
        match.letters += typed.words[word]?.text.length ?? 0;
      }
      break;
    }
  }
  return match;
}

/** The slips of a word that is in one of the ranges; -1 for a word that is in none. */
function slipsOf(ranges: readonly WordRange[], word: number): number {
  for (const range of ranges) if (word >= range.from && word < range.to) return range.slips;
  return -1;
}

function isEnough(found: Match, anchorLetters: number, kind: number): boolean {
  if (kind === PLACE) return found.begins && anchorLetters >= FEWEST_LETTERS_OF_PLACE;
  return found.letters >= FEWEST_LETTERS && (found.count > 1 || anchorLetters >= FEWEST_LETTERS);
}
