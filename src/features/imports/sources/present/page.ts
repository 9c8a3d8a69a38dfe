import type { SourceTable } from '#db/schema.ts';
import { formatDay, londonNow } from '#src/lib/dates.ts';
import { isWebAddress } from '../rules.ts';

/** What a page says of where a record came from. */
export interface SourceView {
  isExample: boolean; // the example place, which is said to be invented everywhere: its pages need no note
  name: string;
  href: string | null; // its own website; null when that is no web address
  attribution: string | null; // ends like a sentence
  licence: string; // ends like a sentence
  readOn: string | null; // "20 November 2026"
  missingSince: string | null; // as above: the source no longer has the record
}

const asSentence = (text: string): string => {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
};

/** Where a record came from, on what terms, when it was last read there and since when it is no longer there. */
export function presentSource(
  source: Pick<SourceTable, 'name' | 'licence' | 'attribution' | 'url' | 'format' | 'last_imported_at'>,
  missingSince: string | null,
): SourceView {
  return {
    isExample: source.format === 'demo',
    name: source.name,
    href: isWebAddress(source.url) ? source.url : null,
    attribution: source.attribution?.trim() ? asSentence(source.attribution) : null,
    licence: asSentence(source.licence),
    readOn:
      source.last_imported_at === null ? null : formatDay(londonNow(new Date(source.last_imported_at)).day),
    missingSince: missingSince === null ? null : formatDay(missingSince),
  };
}
