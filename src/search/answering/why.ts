import { formatAgo } from '#src/lib/dates.ts';
import { formatMiles } from '#src/lib/distance.ts';
import type { IndexedService } from '../packed/records.ts';
import { needValuesOf } from '../columns/choices.ts';
import { COVERS, type Nearness } from '../measures/near.ts';
import type { Moment, SearchIndex, SearchQuery } from '../types.ts';

const MOST_WORDS = 4;

/** A name within a sentence: "Feeling lonely" becomes "feeling lonely", "LGBTQ+ support" stays. */
export const lowerFirst = (name: string): string =>
  /^\p{Lu}\p{Ll}/u.test(name) ? `${name[0]?.toLowerCase() ?? ''}${name.slice(1)}` : name;

/** Why a service is among the results: needs, words, how near. Each line is true of it, and there is always one. */
export function explain(
  index: SearchIndex,
  query: SearchQuery,
  service: IndexedService,
  position: number,
  near: Nearness | null,
  moment: Moment,
): string[] {
  const reasons: string[] = [];
  const needs = matchedNeeds(index, query, service);
  if (needs.length > 0) reasons.push(`For: ${needs.map(lowerFirst).join('; ')}`);
  const words = matchedWords(index, query, position);
  if (words.length > 0) reasons.push(`Matches ${words.map((word) => `‘${word}’`).join(', ')}`);
  reasons.push(...nearness(query, position, near));
  if (reasons.length > 0) return reasons;
  if (service.assuredOn !== null) return [`Checked ${formatAgo(service.assuredOn, moment.day)}`];
  return ['In the directory'];
}

/** Names of the needs that were said or chosen and that the service is tagged with, or else what stands above them. */
function matchedNeeds(index: SearchIndex, query: SearchQuery, service: IndexedService): string[] {
  const has = needValuesOf(index.needs, service);
  const said = [...new Set([...query.understood.needs.map((need) => need.value), ...query.filters.need])];
  const hinted = query.understood.concepts.flatMap((concept) => concept.needs.map((need) => need.slug));
  const above = said.flatMap((slug) => index.needs.bySlug.get(slug)?.parent ?? []);
  const exact = said.filter((slug) => has.includes(slug));
  const near = [...above, ...hinted].filter((slug) => service.needs.includes(slug)).slice(0, 1);
  return (exact.length > 0 ? exact : near).flatMap((slug) => index.needs.bySlug.get(slug)?.name ?? []);
}

function matchedWords(index: SearchIndex, query: SearchQuery, position: number): string[] {
  const words = query.understood.concepts
    .filter((concept) => !concept.isHint)
    .flatMap((concept) => concept.slots)
    .flatMap((slot) => {
      const found = slot.find((term) => index.text.weightIn(term.stem, position) > 0);
      return found === undefined ? [] : [found.word];
    });
  return [...new Set(words)].slice(0, MOST_WORDS);
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
