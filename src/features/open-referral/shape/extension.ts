import { AUDIENCES, DELIVERIES, JOININGS } from '#db/vocabulary.ts';
import { paths } from '#src/lib/paths.ts';
import type { FeedServiceExtension, FeedSetting, FeedText } from '../types.ts';
import { inOrder, partIds } from './parts.ts';
import type { ServiceRows } from './rows.ts';
import { needsInOrder, type OwnTerms } from './terms.ts';
import { day, filled, isBare, webAddress } from './values.ts';

type Closure = NonNullable<FeedServiceExtension['closures']>[number];

const secure = (address: string | null): string | null =>
  address?.startsWith('https://') === true ? address : null;

const toText = (row: NonNullable<ServiceRows['texts']>[number]): FeedText =>
  filled<FeedText>({
    language: row.language_code,
    name: row.name,
    summary: row.summary,
    description: row.description,
    eligibility_description: row.eligibility_description,
    application_process: row.application_process,
  });

/**
 * What we know of a service beyond both standards. Room for new people is given as it was said, with the day it was
 * said on: whether that still counts is for the reader to decide.
 */
export function toExtension(rows: ServiceRows, own: OwnTerms, setting: FeedSetting): FeedServiceExtension {
  const { service: row } = rows;
  const closures = inOrder(rows.closures ?? [], partIds(row.id, 'closure'));
  return filled<FeedServiceExtension>({
    page: `${setting.siteUrl}${paths.service(row.slug)}`,
    summary: row.summary,
    not_for: row.not_for_description,
    first_visit: row.first_visit_note,
    what_to_bring: row.what_to_bring,
    capacity: row.capacity === 'unknown' ? null : row.capacity,
    capacity_updated_on: day(row.capacity_updated_on),
    waiting_weeks: row.waiting_weeks,
    paused_until: day(row.paused_until),
    valid_from: day(row.valid_from),
    valid_to: day(row.valid_to),
    assured_by: row.assured_by,
    review_months: row.review_months,
    deliveries: DELIVERIES.filter((item) => rows.deliveries?.includes(item)),
    joinings: JOININGS.filter((item) => rows.joinings?.includes(item)),
    audiences: AUDIENCES.filter((item) => rows.audiences?.includes(item)),
    suggested_needs: needsInOrder(rows, own, true),
    closures: closures.flatMap(({ starts_on, ends_on, reason }) =>
      day(starts_on) === null || day(ends_on) === null ? [] : filled<Closure>({ starts_on, ends_on, reason }),
    ),
    bsl_video: secure(webAddress(row.bsl_video_url)),
    easy_read: [...(rows.ideas ?? [])]
      .sort((a, b) => a.position - b.position)
      .flatMap(({ picture, words }) => (words.trim() === '' ? [] : { picture, words })),
    easy_read_tested_by: row.easy_read_tested_by,
    texts: [...(rows.texts ?? [])]
      .sort((a, b) => (a.language_code < b.language_code ? -1 : 1))
      .map(toText)
      .filter((text) => !isBare(text)),
    source:
      row.source_name === null
        ? null
        : filled<NonNullable<FeedServiceExtension['source']>>({
            name: row.source_name,
            licence: row.source_licence ?? '',
            attribution: row.source_attribution,
          }),
  });
}
