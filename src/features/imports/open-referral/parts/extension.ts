import { AUDIENCES, CAPACITIES, DELIVERIES, JOININGS } from '#db/vocabulary.ts';
import type { ServiceRecord, ServiceTextRecord } from '#src/features/services/record.ts';
import { readDay } from '../reading/days.ts';
import { readWhole } from '../reading/numbers.ts';
import { columnOf, readParts, type Part } from '../reading/part.ts';
import { readChoice, readChoices, readLine, readText, readWeb } from '../reading/text.ts';
import { readSlug } from './slug.ts';

const REVIEW_MONTHS = [3, 6, 12];
const LANGUAGE_CODE = /^[a-z]{2,3}$/; // ISO 639

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
  | 'bslVideoUrl'
  | 'easyRead'
  | 'texts'
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
  ...readWords(part),
});

/** What it says in other forms: a field that says nothing is left out, as it is where no feed has it. */
function readWords(part: Part): Pick<ServiceRecord, 'bslVideoUrl' | 'easyRead' | 'texts'> {
  const address = readWeb(part, 'bsl_video');
  const isSecure = address?.startsWith('https://') === true;
  if (address !== null && !isSecure)
    part.item.note(columnOf(part, 'bsl_video'), 'it is not an https address, left empty');
  const ideas = readParts(part, ['easy_read']).flatMap((idea) => {
    const [picture, words] = [readLine(idea, 'picture'), readText(idea, 'words')];
    if (picture !== null && words !== null) return [{ picture, words }];
    idea.item.note(idea.path, 'an idea without its picture or its words, left out');
    return [];
  });
  const testedBy = readLine(part, 'easy_read_tested_by');
  const texts = readTexts(part);
  return {
    ...(isSecure && { bslVideoUrl: address }),
    ...((ideas.length > 0 || testedBy !== null) && { easyRead: { ideas, testedBy } }),
    ...(texts.length > 0 && { texts }),
  };
}

/** At most one text a language: of several the first counts. */
function readTexts(part: Part): ServiceTextRecord[] {
  const texts = new Map<string, ServiceTextRecord>();
  for (const text of readParts(part, ['texts'])) {
    const language = readLine(text, 'language');
    if (language === null || !LANGUAGE_CODE.test(language) || texts.has(language)) {
      text.item.note(text.path, 'a text in no language, or in one that another text is in, left out');
      continue;
    }
    texts.set(language, {
      language,
      name: readLine(text, 'name'),
      summary: readText(text, 'summary'),
      description: readText(text, 'description'),
      eligibilityDescription: readText(text, 'eligibility_description'),
      applicationProcess: readText(text, 'application_process'),
    });
  }
  return [...texts.values()].sort((a, b) => (a.language < b.language ? -1 : 1));
}

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
