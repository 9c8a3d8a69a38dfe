import { writtenLanguage } from '#src/features/services/languages.ts';
import { formatAgo } from '#src/lib/dates.ts';
import { formatMiles } from '#src/lib/distance.ts';
import { stem, wordsOf } from '#src/lib/stem.ts';
import { needValuesOf } from '../columns/choices.ts';
import { COVERS, type Nearness } from '../measures/near.ts';
import type { IndexedService } from '../packed/records.ts';
import type { Moment, SearchIndex, SearchQuery, Term } from '../types.ts';

const MOST_WORDS = 4;

/** A name within a sentence: "Feeling lonely" becomes "feeling lonely", "LGBTQ+ support" stays. */
export const lowerFirst = (name: string): string =>
  /^\p{Lu}\p{Ll}/u.test(name) ? `${name[0]?.toLowerCase() ?? ''}${name.slice(1)}` : name;

/** Why a service is among the results: needs, words, how near. Each line is true of it, and there is always one. */
export type Explain = (service: IndexedService, position: number) => string[];

/** Makes ready, once for a question, what every result is explained with. */
export function explainer(
  index: SearchIndex,
  query: SearchQuery,
  near: Nearness | null,
  moment: Moment,
): Explain {
  const needsOf = matchedNeeds(index, query);
  const termsOf = matchedTerms(index, query);
  const spokenOf = needSpokenOf(index, query);
  return (service, position) => {
    const reasons: string[] = [];
    const needs = needsOf(service);
    if (needs.length > 0) reasons.push(`For: ${needs.map(lowerFirst).join('; ')}`);
    const terms = termsOf(position);
    if (terms.length > 0)
      reasons.push(`Matches ${terms.map(({ word }) => `‘${word}’`).join(', ')}${languageOf(service, terms)}`);
    const spoken = reasons.length > 0 ? null : spokenOf(position);
    if (spoken !== null) reasons.push(`May help with: ${lowerFirst(spoken)}`);
    reasons.push(...nearness(query, position, near));
    if (reasons.length > 0) return reasons;
    if (service.assuredOn !== null) return [`Checked ${formatAgo(service.assuredOn, moment.day)}`];
    return ['In the directory'];
  };
}

/** Names of the needs that were said or chosen and that a service is tagged with, or else what stands above them. */
function matchedNeeds(index: SearchIndex, query: SearchQuery): (service: IndexedService) => string[] {
  const said = [...new Set([...query.understood.needs.map((need) => need.value), ...query.filters.need])];
  const hinted = query.understood.concepts.flatMap((concept) => concept.needs.map((need) => need.slug));
  const beside = said.flatMap((slug) => {
    const need = index.needs.bySlug.get(slug);
    return need === undefined ? [] : [...(need.parent === null ? [] : [need.parent]), ...need.related];
  });
  const nearly = [...beside, ...hinted];
  return (service) => {
    const has = needValuesOf(index.needs, service);
    const exact = said.filter((slug) => has.includes(slug));
    const near = exact.length > 0 ? undefined : nearly.find((slug) => service.needs.includes(slug));
    const shown = near === undefined ? exact : [near];
    return shown.flatMap((slug) => index.needs.bySlug.get(slug)?.name ?? []);
  };
}

function matchedTerms(index: SearchIndex, query: SearchQuery): (position: number) => Term[] {
  const slots = query.understood.concepts
    .filter((concept) => !concept.isHint)
    .flatMap((concept) => concept.slots);
  return (position) => {
    const found = slots.flatMap(
      (slot) => slot.find((term) => index.text.weightIn(term.stem, position) > 0) ?? [],
    );
    const byWord = new Map(found.map((term) => [term.word, term]));
    return [...byWord.values()].slice(0, MOST_WORDS);
  };
}

/** The language of the name or summary that has the words, where its English ones have none of them. */
function languageOf({ name, summary, texts }: IndexedService, terms: readonly Term[]): string {
  if (texts.length === 0) return '';
  const says = (text: { name: string | null; summary: string | null }): boolean => {
    const stems = new Set(wordsOf(`${text.name ?? ''} ${text.summary ?? ''}`).map(stem));
    return terms.some((term) => stems.has(term.stem));
  };
  const text = says({ name, summary }) ? undefined : texts.find(says);
  return text === undefined ? '' : ` in ${writtenLanguage(text.language).english}`;
}

/** The name of a need that was said and that a service speaks of without being tagged with it. */
function needSpokenOf(index: SearchIndex, query: SearchQuery): (position: number) => string | null {
  const said = query.understood.needs.map(({ value }) => value);
  return (position) => {
    const slug = said.find((need) =>
      (index.needWords.get(need) ?? []).some((term) => index.text.weightIn(term.stem, position) > 0),
    );
    return slug === undefined ? null : (index.needs.bySlug.get(slug)?.name ?? null);
  };
}

function nearness(query: SearchQuery, position: number, near: Nearness | null): string[] {
  if (query.around === null || near === null) return [];
  const { name } = query.around.place;
  const metres = near.metres[position] ?? Infinity;
  const lines = metres === Infinity ? [] : [`${formatMiles(metres)} from ${name}`];
  if (near.covers[position] === COVERS.area) lines.push(`Covers ${name}`);
  if (near.covers[position] === COVERS.anywhere) lines.push('By phone or online, wherever you are');
  return lines;
}
