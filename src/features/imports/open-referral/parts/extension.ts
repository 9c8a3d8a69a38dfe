import { AUDIENCES, CAPACITIES, DELIVERIES, JOININGS } from '#db/vocabulary.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { readDay } from '../reading/days.ts';
import { readWhole } from '../reading/numbers.ts';
import { columnOf, readParts, type Part } from '../reading/part.ts';
import { readChoice, readChoices, readLine, readText } from '../reading/text.ts';
import { readSlug } from './slug.ts';

const REVIEW_MONTHS = [3, 6, 12];

type OurFields = Pick<
  ServiceRecord,
  | 'slug'
  | 'summary'
  | 'notForDescription'
  | 'firstVisitNote'
  | 'whatToBring'
  | 'capacity'
  | 'capacityUpdatedOn'
  | 'waitingWeeks'
  | 'pausedUntil'
  | 'validFrom'
  | 'validTo'
  | 'assuredBy'
  | 'reviewMonths'
  | 'deliveries'
  | 'joinings'
  | 'audiences'
  | 'closures'
>;

/** What another Front Door says of a service beyond the standards, in `front_door` (FeedServiceExtension). */
export const readExtension = (part: Part): OurFields => ({
  slug: readSlug(part),
  summary: readText(part, 'summary'),
  notForDescription: readText(part, 'not_for'),
  firstVisitNote: readText(part, 'first_visit'),
  whatToBring: readText(part, 'what_to_bring'),
  capacity: readChoice(part, 'capacity', CAPACITIES) ?? 'unknown',
  capacityUpdatedOn: readDay(part, 'capacity_updated_on'),
  waitingWeeks: readWhole(part, 'waiting_weeks', 0, 520),
  pausedUntil: readDay(part, 'paused_until'),
  ...readValidity(part),
  assuredBy: readLine(part, 'assured_by'),
  reviewMonths: readReviewMonths(part),
  deliveries: readChoices(part, 'deliveries', DELIVERIES),
  joinings: readChoices(part, 'joinings', JOININGS),
  audiences: readChoices(part, 'audiences', AUDIENCES),
  closures: readParts(part, ['closures']).flatMap((closed) => {
    const startsOn = readDay(closed, 'starts_on');
    const endsOn = readDay(closed, 'ends_on');
    const isGood = startsOn !== null && endsOn !== null && startsOn <= endsOn;
    if (!isGood) closed.item.note(closed.path, 'closed days without a first and last day, left out');
    return isGood ? [{ startsOn, endsOn, reason: readText(closed, 'reason') }] : [];
  }),
});

function readValidity(part: Part): Pick<ServiceRecord, 'validFrom' | 'validTo'> {
  const validFrom = readDay(part, 'valid_from');
  const validTo = readDay(part, 'valid_to');
  if (validFrom === null || validTo === null || validFrom <= validTo) return { validFrom, validTo };
  part.item.note(columnOf(part, 'valid_to'), 'it ends before it begins, both days left empty');
  return { validFrom: null, validTo: null };
}

function readReviewMonths(part: Part): number {
  const months = readWhole(part, 'review_months', 1, 120) ?? 6;
  return REVIEW_MONTHS.includes(months) ? months : 6;
}
