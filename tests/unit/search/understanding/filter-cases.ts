import type { FilterSpan } from '#src/search/understanding/filter-words.ts';

/** What spans ask for, with the words they take: "for over 60s: age=60". */
export const toldOf = (text: string, spans: readonly FilterSpan[]): string[] =>
  spans.map(({ start, end, filters }) => {
    const words = text.split(' ').slice(start, end).join(' ');
    return `${words}: ${filters.map(({ name, value }) => `${name}=${value}`).join(' ')}`;
  });

/** The values that spans ask for. */
export const valuesOf = (spans: readonly FilterSpan[]): string[] =>
  spans.flatMap(({ filters }) => filters.map(({ value }) => value));
