import { hasBit, setBit, wordsFor } from '../packed/bits.ts';
import { bestOfKinds, type BestOfKinds, type Candidate } from './best.ts';
import { SUGGESTION_KINDS, type SuggestionEntry, type SuggestionKind } from './entries.ts';
import { wordsBegunBy, wordsNearly, type WordRange } from './lookup.ts';
import { isNameOfEntry, packSuggestions, phraseOf, textsOf, type PackedSuggestions } from './pack.ts';
import { FEWEST_LETTERS_OF_PLACE, mostOf, scorePhrase } from './score.ts';
import { soughtIn, type Sought } from './sought.ts';
import { lettersOf, readTyped, withoutPlace, type Typed } from './typed.ts';

/** One thing offered to somebody who is typing. */
export interface Suggestion {
  kind: SuggestionKind;
  name: string;
  target: string; // a slug; of a place, what the place field takes
  detail: string | null; // the phrase it was found by when that is not its name, or what tells it from others
  rest: string | null; // of a place: what was typed without it
}

/** One letter begins too much to be worth offering. */
const FEWEST_LETTERS = 2;
/** When nothing has all of the text, whatever has one of its last words will do. */
const MOST_ANCHORS = 3;
/** Words in which a slip is looked for: that reads every word there is. */
const MOST_MENDED = 3;
const packedExtras = new WeakMap<readonly SuggestionEntry[], PackedSuggestions>();

/**
 * The best things to offer for what stands in a search box, at most `most`, the best first: each word begins a word
 * of a name or of an everyday phrase, in any order; one slip is forgiven in a word that begins nothing; of a longer
 * text the end must be found. Entries of the table are offered while `isAlive` says so of one of their services;
 * `extra` (services edited since the table was made; pass the same array while it is the same) always.
 */
export function suggest(
  packed: PackedSuggestions,
  extra: readonly SuggestionEntry[],
  isAlive: (position: number) => boolean,
  typed: string,
  most: number,
): Suggestion[] {
  const text = readTyped(typed);
  const tables = [...(extra.length > 0 ? [extraTable(extra)] : []), packed];
  const ranges = rangesOf(tables, text);
  const best = bestOfKinds(most);
  if (lettersOf(text.words) < FEWEST_LETTERS) return [];
  for (const anchor of anchorsOf(text)) {
    tables.forEach((table, number) => {
      const sought = soughtIn(text, ranges[number] ?? [], anchor);
      if (sought !== null) collect(table, sought, table === packed ? isAlive : () => true, best);
    });
    if (best.hasAll()) break;
  }
  return best.take().map((candidate) => toSuggestion(candidate, text));
}

/**
 * The words whose phrases are looked at, the last first. A beginning so short that it is not enough by itself is
 * passed over: whatever has it must have another of the words too, and that has fewer phrases.
 */
function anchorsOf({ words, placeFrom }: Typed): number[] {
  const anchors = words.flatMap((word, at) => (word.counts ? [at] : [])).reverse();
  const [last = 0, ...others] = anchors;
  const isShort = (words[last]?.text.length ?? 0) < FEWEST_LETTERS_OF_PLACE;
  return (isShort && placeFrom === 0 && others.length > 0 ? others : anchors).slice(0, MOST_ANCHORS);
}

function extraTable(extra: readonly SuggestionEntry[]): PackedSuggestions {
  const packed = packedExtras.get(extra) ?? packSuggestions(extra);
  packedExtras.set(extra, packed);
  return packed;
}

/** By table and typed word: the words it may stand for. A slip is looked for only where no table has the word. */
function rangesOf(tables: readonly PackedSuggestions[], { words }: Typed): WordRange[][][] {
  const begun = tables.map((table) => words.map((word) => wordsBegunBy(table.words, word.text)));
  const unknown = words.map((_, at) => at).filter((at) => begun.every((ranges) => ranges[at]?.length === 0));
  const mended = new Set(unknown.slice(-MOST_MENDED));
  return tables.map((table, number) =>
    words.map((word, at) =>
      mended.has(at) ? wordsNearly(table.words, word.text) : (begun[number]?.[at] ?? []),
    ),
  );
}

/** Offers every phrase with the anchor in it. */
function collect(
  packed: PackedSuggestions,
  sought: Sought,
  isAlive: (position: number) => boolean,
  best: BestOfKinds,
): void {
  const isOffered = (entry: number): boolean => {
    const end = packed.serviceStarts[entry + 1] ?? 0;
    let at = packed.serviceStarts[entry] ?? 0;
    if (at === end) return true;
    while (at < end && !isAlive(packed.services[at] ?? 0)) at += 1;
    return at < end;
  };
  const seen = new Uint32Array(wordsFor(packed.phraseEntries.length));
  const collectFrom = (from: number, to: number): void => {
    const end = packed.postingStarts[to] ?? 0;
    for (let at = packed.postingStarts[from] ?? 0; at < end; at += 1) {
      const phrase = packed.postings[at] ?? 0;
      if (hasBit(seen, phrase)) continue;
      setBit(seen, phrase);
      const entry = packed.phraseEntries[phrase] ?? 0;
      const kind = packed.kinds[entry] ?? 0;
      const floor = best.floor(kind);
      if (mostOf(packed, phrase, sought) <= floor) continue;
      const found = scorePhrase(packed, phrase, sought);
      if (found !== null && found.score > floor && isOffered(entry))
        best.offer({ packed, sought, entry, kind, phrase, ...found });
    }
  };
  collectFrom(sought.anchor.from, sought.anchor.to);
  for (const { from, to } of sought.anchor.others) collectFrom(from, to);
}

function toSuggestion(candidate: Candidate, typed: Typed): Suggestion {
  const { packed, entry, kind, phrase, used } = candidate;
  const { name, target, detail } = textsOf(packed, entry);
  const kindName = SUGGESTION_KINDS[kind] ?? 'service';
  return {
    kind: kindName,
    name,
    target,
    detail: (saysItself(candidate) ? '' : phraseOf(packed, phrase)) || detail || null,
    rest: kindName === 'place' ? withoutPlace(typed, (word) => (used & (1 << word)) !== 0) : null,
  };
}

/** Whether the name has every word the phrase was found by: it then needs no other phrase to explain it. */
function saysItself({ packed, sought, entry, phrase, used }: Candidate): boolean {
  let name = phrase;
  while (!isNameOfEntry(packed, name) && packed.phraseEntries[name - 1] === entry) name -= 1;
  const found = isNameOfEntry(packed, name) ? scorePhrase(packed, name, sought) : null;
  return found !== null && (found.used & used) === used;
}
