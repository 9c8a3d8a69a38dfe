import { SUGGESTION_KINDS } from './entries.ts';
import type { WordRange } from './lookup.ts';
import { isNameOfEntry, MOST_PHRASE_WORDS, type PackedSuggestions } from './pack.ts';
import type { Sought } from './sought.ts';

/** How well one phrase answers what was typed. */
export interface PhraseScore {
  score: number;
  share: number; // of the letters typed, 0 to 1
  used: number; // bits of the typed words that stand in the phrase
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
/** The word that is being typed, against those before it. */
const LAST_WORTH = 1;
const AFTER_NEAR_WORTH = 1.5;
/** By kind, in the order of SUGGESTION_KINDS: what it is worth at all, and what its weight can add. */
const KIND_WORTH = [1, 0.5, 0.3, 0];
const WEIGHT_WORTH = [0.5, 0.5, 0.5, 2];
const PLACE = SUGGESTION_KINDS.indexOf('place');
/** Of a longer text at least so many letters must be found, in two words or at the end. */
const FEWEST_LETTERS = 4;
export const FEWEST_LETTERS_OF_PLACE = 3;

/** What a phrase scores with these letters of the text and nothing else known of it. */
function worthOf(packed: PackedSuggestions, phrase: number, letters: number, share: number): number {
  const entry = packed.phraseEntries[phrase] ?? 0;
  const kind = packed.kinds[entry] ?? 0;
  return (
    SHARE_WORTH * share +
    COVERAGE_WORTH * Math.min(1, letters / (packed.phraseLetters[phrase] ?? 1)) +
    EVIDENCE_WORTH * Math.min(1, letters / EVIDENCE_LETTERS) +
    (KIND_WORTH[kind] ?? 0) +
    ((WEIGHT_WORTH[kind] ?? 0) * (packed.weights[entry] ?? 0)) / 255
  );
}

/** No score of the phrase can be higher: most phrases need not be looked at once a few good ones are known. */
export function mostOf(packed: PackedSuggestions, phrase: number, sought: Sought): number {
  const length = (packed.phraseStarts[phrase + 1] ?? 0) - (packed.phraseStarts[phrase] ?? 0);
  const letters = sought.mostLetters[Math.min(length, sought.mostLetters.length - 1)] ?? 0;
  const isPlace = packed.kinds[packed.phraseEntries[phrase] ?? 0] === PLACE && sought.lettersAfterNear > 0;
  const share = isPlace ? 1 : letters / sought.letters;
  return (
    worthOf(packed, phrase, letters, share) +
    BEGINS_WORTH +
    NAME_WORTH +
    LAST_WORTH +
    (isPlace ? AFTER_NEAR_WORTH : 0)
  );
}

/** Scores one phrase; null when too little of what was typed stands in it. */
export function scorePhrase(packed: PackedSuggestions, phrase: number, sought: Sought): PhraseScore | null {
  const kind = packed.kinds[packed.phraseEntries[phrase] ?? 0] ?? 0;
  const isAfterNear = kind === PLACE && sought.lettersAfterNear > 0;
  const start = packed.phraseStarts[phrase] ?? 0;
  const length = Math.min(MOST_PHRASE_WORDS, (packed.phraseStarts[phrase + 1] ?? 0) - start);
  let letters = 0;
  let count = 0;
  let used = 0;
  let taken = 0;
  for (let number = 0; number < sought.words.length; number += 1) {
    const word = sought.words[number];
    if (word === undefined || (isAfterNear && !word.isAfterNear)) continue;
    for (let at = 0; at < length; at += 1) {
      if ((taken & (1 << at)) !== 0) continue;
      const phraseWord = packed.phraseWords[start + at] ?? 0;
      const isMeant = (phraseWord >= word.from && phraseWord < word.to) || isIn(word.others, phraseWord);
      if (!isMeant) continue;
      taken |= 1 << at;
      used |= word.bit;
      letters += word.letters;
      if (word.letters > 0) count += 1;
      break;
    }
  }
  const begins = (taken & 1) !== 0;
  const share = letters / (isAfterNear ? sought.lettersAfterNear : sought.letters);
  if (share < 1) {
    const atEnd = sought.anchor.letters;
    if (kind === PLACE && (!begins || atEnd < FEWEST_LETTERS_OF_PLACE)) return null;
    if (kind !== PLACE && (letters < FEWEST_LETTERS || (count < 2 && atEnd < FEWEST_LETTERS))) return null;
  }
  const score =
    worthOf(packed, phrase, letters, share) +
    (begins ? BEGINS_WORTH : 0) +
    ((used & sought.lastBit) !== 0 ? LAST_WORTH : 0) +
    (isNameOfEntry(packed, phrase) ? NAME_WORTH : 0) +
    (isAfterNear ? AFTER_NEAR_WORTH : 0);
  return { score, share, used };
}

function isIn(ranges: readonly WordRange[], word: number): boolean {
  for (let at = 0; at < ranges.length; at += 1) {
    const range = ranges[at];
    if (range !== undefined && word >= range.from && word < range.to) return true;
  }
  return false;
}
