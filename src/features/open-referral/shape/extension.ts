import { AUDIENCES, DELIVERIES, JOININGS } from '#db/vocabulary.ts';
import { paths } from '#src/lib/paths.ts';
import type { FeedServiceExtension, FeedSetting } from '../types.ts';
import { inOrder, partIds } from './parts.ts';
import type { ServiceRows } from './rows.ts';
import { needsInOrder, type OwnTerms } from './terms.ts';
import { day, filled } from './values.ts';

type Closure = NonNullable<FeedServiceExtension['closures']>[number];

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
