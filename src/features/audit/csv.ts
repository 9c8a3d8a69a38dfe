import { stringify } from 'csv-stringify/sync';
import type { TrailEvent } from './queries.ts';

/** Sealed values stay sealed in a file, which may go anywhere. */
const COLUMNS = [
  'sequence',
  'happened_at',
  'actor',
  'actor_name',
  'action',
  'entity',
  'entity_id',
  'before',
  'after',
  'reason',
  'session_id',
  'device',
  'address_hash',
  'id',
  'previous_hash',
  'hash',
] as const;

const OPTIONS = {
  record_delimiter: 'windows',
  escape_formulas: true, // a cell that a spreadsheet would take for a formula gets an apostrophe before it
  quoted_match: /[\r\n]|^\s|\s$/,
} as const;

/** Excel takes a file for UTF-8 only when it begins with the mark. */
export const trailCsvHeader = (): string => `\ufeff${stringify([[...COLUMNS]], OPTIONS)}`;

/** Events as lines of the file that `trailCsvHeader` begins. */
export const trailCsvLines = (events: readonly TrailEvent[]): string =>
  stringify(
    events.map(({ actorName, ...event }) =>
      COLUMNS.map((column) => (column === 'actor_name' ? actorName : event[column]) ?? ''),
    ),
    OPTIONS,
  );

/** The whole file in pieces, as the events come. */
export async function* trailCsv(batches: AsyncIterable<TrailEvent[]>): AsyncGenerator<string, void> {
  yield trailCsvHeader();
  for await (const events of batches) yield trailCsvLines(events);
}
