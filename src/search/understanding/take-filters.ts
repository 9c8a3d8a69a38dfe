import type { PhraseMatch } from '#src/features/needs/phrases.ts';
import { stem } from '#src/lib/stem.ts';
import { FILLER, RELATIONS } from '../text/filler.ts';
import type { SearchIndex, Taken, UnderstoodFilter } from '../types.ts';
import { findAccess } from './access.ts';
import { findAges } from './ages.ts';
import { filterWordsAt } from './days.ts';
import { findDeliveries } from './delivery.ts';
import { textForPatterns, type FilterSpan } from './filter-words.ts';
import { findLanguages } from './languages.ts';
import { textKeeping, type Sentence } from './sentence.ts';

/** Kinds of filter that are read from more than a word or two, and may be read wrongly. */
export const READ_WITH_CARE = ['age', 'language', 'access', 'delivery'] as const;
export type ReadWithCare = (typeof READ_WITH_CARE)[number];

export interface TakenFilters {
  filters: Taken<UnderstoodFilter>[];
  /** The needs' phrases that still stand. */
  phrases: PhraseMatch[];
}

/**
 * Takes the words that ask for filters out of a sentence; those of the kinds in `leave` stay words. A phrase of the
 * needs goes first, except one that is nothing but such words beside something else that is asked for: "over 60s"
 * alone is a need, in "yoga for over 60s" it is an age.
 */
export function takeFilters(
  index: SearchIndex,
  sentence: Sentence,
  phrases: readonly PhraseMatch[],
  leave: readonly ReadWithCare[],
): TakenFilters {
  const days = daySpans(sentence);
  for (const { start, end } of days) sentence.use.fill('filter', start, end);
  const text = textForPatterns(sentence);
  const spans = [
    ...(leave.includes('age') ? [] : findAges(text)),
    ...(leave.includes('language') ? [] : findLanguages(index.languages, text)),
    ...(leave.includes('access') ? [] : findAccess(text)),
    ...(leave.includes('delivery') ? [] : findDeliveries(text)),
  ];
  const givingWay = phrases.filter(
    (phrase) =>
      spans.some((span) => isWithin(phrase, span) && asksForMore(sentence, span)) ||
      (!leave.includes('age') &&
        isOnlyANumber(sentence, phrase) &&
        !spans.some((span) => isWithin(phrase, span))),
  );
  for (const phrase of givingWay) sentence.use.fill(null, phrase.start, phrase.end);
  const taken = spans.filter((span) => {
    const isTaken = isFree(sentence, span.start, span.end) && !isNeedItself(index, sentence, span);
    if (isTaken) sentence.use.fill('filter', span.start, span.end);
    return isTaken;
  });
  return {
    filters: onePart(withoutRepeats(sentence, [...days, ...taken])),
    phrases: phrases.filter((phrase) => !givingWay.includes(phrase)),
  };
}

/** True while nothing has used any of these words. */
export const isFree = (sentence: Sentence, start: number, end: number): boolean =>
  sentence.use.slice(start, end).every((use) => use === null);

const isWithin = (inner: { start: number; end: number }, outer: FilterSpan): boolean =>
  inner.start >= outer.start && inner.end <= outer.end;

/** "Over 50s" matches "married over 50 years" too, which is no age. */
const isOnlyANumber = (sentence: Sentence, { start, end }: PhraseMatch): boolean =>
  /^(?:over|under) (?:the )?\d+s?$/.test(sentence.words.slice(start, end).join(' '));

/** Something besides the words of the filter is asked for: more than filler, a relative, a number, a day or a place. */
const asksForMore = (sentence: Sentence, span: FilterSpan): boolean =>
  sentence.words.some((word, at) => {
    if (at >= span.start && at < span.end) return false;
    const use = sentence.use[at];
    return (
      use === 'phrase' || (use === null && !FILLER.has(word) && !RELATIONS.has(word) && !/^\d/.test(word))
    );
  });

/** One word that is a need, and nothing else is asked for: "BSL". */
function isNeedItself(index: SearchIndex, sentence: Sentence, span: FilterSpan): boolean {
  const isOneWord = span.end - span.start === 1;
  const isNeed = isOneWord && index.matcher.byKey.has(stem(sentence.words[span.start] ?? ''));
  return isNeed && !asksForMore(sentence, span);
}

function daySpans(sentence: Sentence): FilterSpan[] {
  const spans: FilterSpan[] = [];
  let at = 0;
  while (at < sentence.words.length) {
    const found = isFree(sentence, at, at + 1) ? filterWordsAt(sentence.words, at) : null;
    if (found === null || !isFree(sentence, at, at + found.length)) {
      at += 1;
      continue;
    }
    spans.push({ start: at, end: at + found.length, filters: found.filters });
    at += found.length;
  }
  return spans;
}

/** Each filter once; taking it back takes out every place where it was said. */
function withoutRepeats(sentence: Sentence, spans: readonly FilterSpan[]): Taken<UnderstoodFilter>[] {
  const taken: Taken<UnderstoodFilter>[] = [];
  const isSame = (a: UnderstoodFilter, b: UnderstoodFilter): boolean =>
    a.name === b.name && a.value === b.value;
  for (const span of spans) {
    for (const value of span.filters) {
      if (taken.some((other) => isSame(other.value, value))) continue;
      const said = spans.filter(({ filters }) => filters.some((other) => isSame(other, value)));
      const isSaid = (word: number): boolean => said.some(({ start, end }) => word >= start && word < end);
      taken.push({
        value,
        text: sentence.words.slice(span.start, span.end).join(' '),
        queryWithout: textKeeping(sentence, (word) => !isSaid(word)),
      });
    }
  }
  return taken;
}

/** Only one part of the day can be asked for: two of them ask for none. */
function onePart(taken: Taken<UnderstoodFilter>[]): Taken<UnderstoodFilter>[] {
  const parts = taken.filter((item) => item.value.name === 'part');
  return parts.length > 1 ? taken.filter((item) => item.value.name !== 'part') : taken;
}
