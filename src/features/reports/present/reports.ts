import { formatDay, londonNow } from '#src/lib/dates.ts';
import { paragraphs } from '#src/lib/text.ts';
import type { ReportRow } from '../queries/reports.ts';
import { MANY_REPORTS, outcomeInWords, PARTNER_SAYINGS, topicInWords } from '../rules.ts';

const dayOf = (instant: string): string => formatDay(londonNow(new Date(instant)).day);
const withWho = (day: string, who: string | null): string => (who === null ? day : `${day}, by ${who}`);

/** A report without its words, for lists. */
export interface ListedReport {
  id: string;
  topic: string;
  since: string;
  state: string | null; // what the organisation said, or how it ended
}

/** A line about a report. */
export function listedReport(row: ReportRow): ListedReport {
  const said =
    row.partner_says === null ? null : `The organisation says: ${PARTNER_SAYINGS[row.partner_says]}`;
  return {
    id: row.id,
    topic: topicInWords(row.topic),
    since: dayOf(row.created_at),
    state:
      row.answered_at === null
        ? said
        : `${withWho(dayOf(row.answered_at), row.answered_by_name)}: ${outcomeInWords(row.outcome ?? '')}`,
  };
}

/** Opens what was sealed with a row's own id. */
export type Unseal = (sealed: string, context: string) => string;

/** The words of a report, paragraph by paragraph; null when they were removed after their time. */
export const wordsOf = (row: Pick<ReportRow, 'id' | 'words_sealed'>, unseal: Unseal): string[] | null =>
  row.words_sealed === null ? null : paragraphs(unseal(row.words_sealed, `report-words:${row.id}`));

/** The address to hear back at. */
export const contactOf = (row: Pick<ReportRow, 'id' | 'contact_sealed'>, unseal: Unseal): string | null =>
  row.contact_sealed === null ? null : unseal(row.contact_sealed, `report-contact:${row.id}`);

/** What whoever reported it was told, besides how it ended. */
export const answerOf = (row: Pick<ReportRow, 'id' | 'answer_sealed'>, unseal: Unseal): string | null =>
  row.answer_sealed === null ? null : unseal(row.answer_sealed, `report-answer:${row.id}`);

/** What the organisation says, for the desk to pass on. */
export interface PartnerSays {
  says: keyof typeof PARTNER_SAYINGS;
  inWords: string;
  because: string | null;
  on: string; // "21 November 2026, by Ada Example"
}

/** What the organisation said to a report; null when it has not said anything. */
export function partnerSays(row: ReportRow, unseal: Unseal): PartnerSays | null {
  if (row.partner_says === null || row.partner_at === null) return null;
  return {
    says: row.partner_says,
    inWords: PARTNER_SAYINGS[row.partner_says],
    because:
      row.partner_words_sealed === null ? null : unseal(row.partner_words_sealed, `report-partner:${row.id}`),
    on: withWho(dayOf(row.partner_at), row.partner_by_name),
  };
}

/** The kinds of which a service has so many open reports that it should be looked at first: "5 reports: It has closed". */
export function manyReported(reports: readonly Pick<ReportRow, 'topic'>[]): string[] {
  const counts = new Map<string, number>();
  for (const { topic } of reports) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= MANY_REPORTS)
    .map(([topic, count]) => manyReportedWords(topic, count));
}

/** So many open reports of one kind, in words. */
export const manyReportedWords = (topic: string, count: number): string =>
  `${count} reports: ${topicInWords(topic)}`;
