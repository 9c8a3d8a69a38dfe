import type { DemoGazetteer, DemoOrganisation, DemoSchedule, DemoService } from '#db/demo/format.ts';
import { WEEKDAYS } from '#db/vocabulary.ts';
import { splitAtMidnight, type SessionRule } from '#src/features/schedules/rules.ts';
import { addDays, weekdayIndex } from '#src/lib/dates.ts';
import { normalisePostcode } from '#src/lib/postcode.ts';
import { fold } from '#src/lib/text.ts';
import { plainLocation, plainOrganisation, plainService } from '#src/features/services/record.ts';
import type {
  AccessRecord,
  CostRecord,
  LocationRecord,
  OrganisationRecord,
  PhoneRecord,
  ServiceRecord,
  ServiceTextRecord,
} from '#src/features/services/record.ts';

/** What the demo place's relative dates and postcodes are read against. */
export interface DemoContext {
  today: string; // in London
  county: string;
  centres: ReadonlyMap<string, { latitude: number; longitude: number }>; // by postcode
  /** Venues seen so far: the same address in two services is one location, with all that was said of it. */
  locations: Map<string, LocationRecord>;
}

export function readDemoGazetteer(gazetteer: DemoGazetteer, today: string): DemoContext {
  const centres = new Map<string, { latitude: number; longitude: number }>();
  for (const entry of gazetteer.places.flatMap((place) => place.postcodes)) {
    const { postcode, latitude, longitude } = readPostcodeEntry(entry);
    centres.set(postcode, { latitude, longitude });
  }
  return { today, county: gazetteer.county, centres, locations: new Map() };
}

/** "MB1 1QG 52.44293 -2.93593" */
export function readPostcodeEntry(entry: string): { postcode: string; latitude: number; longitude: number } {
  const [outward = '', inward = '', latitude = '', longitude = ''] = entry.split(' ');
  return { postcode: `${outward} ${inward}`, latitude: Number(latitude), longitude: Number(longitude) };
}

export function toOrganisationRecord(demo: DemoOrganisation, context: DemoContext): OrganisationRecord {
  return {
    ...plainOrganisation(demo.key, demo.name, demo.sector),
    slug: demo.key,
    alternateName: demo.alternate_name ?? null,
    description: demo.description.trim(),
    email: demo.email ?? null,
    website: demo.website ?? null,
    checkedNote: demo.checked_note ?? null,
    checkedOn: demo.checked_days_ago === undefined ? null : addDays(context.today, -demo.checked_days_ago),
    phones: toPhones(demo.phone),
  };
}

/** An organisation that several files name: the first says most, the later ones what it left out. */
export function mergeOrganisations(first: OrganisationRecord, later: OrganisationRecord): OrganisationRecord {
  return {
    ...first,
    alternateName: first.alternateName ?? later.alternateName,
    email: first.email ?? later.email,
    website: first.website ?? later.website,
    checkedNote: first.checkedNote ?? later.checkedNote,
    checkedOn: first.checkedOn ?? later.checkedOn,
    phones: first.phones.length > 0 ? first.phones : later.phones,
  };
}

/** Throws, with the path within the service, on a postcode or a venue that cannot be. */
export function toServiceRecord(
  demo: DemoService,
  organisationKey: string,
  context: DemoContext,
): ServiceRecord {
  const fromToday = (days: number | undefined): string | null =>
    days === undefined ? null : addDays(context.today, days);
  return {
    ...plainService(demo.key, organisationKey, demo.name),
    slug: demo.key,
    summary: demo.summary,
    description: demo.description.trim(),
    url: demo.url ?? null,
    email: demo.email ?? null,
    interpretationServices: demo.interpreters ?? null,
    applicationProcess: demo.how_to_join,
    feesDescription: demo.fees_note ?? null,
    accreditations: demo.accreditations ?? null,
    eligibilityDescription: demo.who_for,
    notForDescription: demo.not_for ?? null,
    minimumAge: demo.minimum_age ?? null,
    maximumAge: demo.maximum_age ?? null,
    firstVisitNote: demo.first_visit ?? null,
    whatToBring: demo.what_to_bring ?? null,
    alert: demo.alert ?? null,
    capacity: demo.capacity?.is ?? 'unknown',
    waitingWeeks: demo.capacity?.weeks ?? null,
    pausedUntil: fromToday(demo.capacity?.paused_for_days),
    capacityUpdatedOn:
      demo.capacity === undefined ? null : addDays(context.today, -demo.capacity.updated_days_ago),
    validFrom: fromToday(demo.starts_in_days),
    validTo: fromToday(demo.ends_in_days),
    assuredOn: addDays(context.today, -demo.checked_days_ago),
    assuredBy: demo.checked_by ?? null,
    reviewMonths: demo.review_months,
    needs: demo.needs.map((slug) => ({ slug, suggested: false })),
    deliveries: demo.delivery,
    joinings: demo.joining,
    audiences: demo.audiences,
    locations: demo.venues.map((venue, index) => ({
      location: toLocation(venue, `venues.${index}`, context),
      description: null,
      schedules: venue.schedules.flatMap((schedule) => toRules(schedule, context.today)),
    })),
    schedules: demo.schedules.flatMap((schedule) => toRules(schedule, context.today)),
    closures: demo.closures.map((closed) => ({
      startsOn: addDays(context.today, closed.from_days),
      endsOn: addDays(context.today, closed.until_days),
      reason: closed.reason,
    })),
    areas: demo.areas.map((name) => ({ name, uri: null })),
    phones: toPhones(demo.phone),
    costOptions: toCosts(demo.cost),
    languages: demo.languages.map((item) => ({ name: item.name, code: item.code, note: item.note ?? null })),
    access: demo.access.map((feature) => ({ feature, description: null })),
    ...(demo.bsl_video !== undefined && { bslVideoUrl: demo.bsl_video }),
    ...(demo.easy_read !== undefined && {
      easyRead: {
        ideas: demo.easy_read.ideas.flatMap((idea) =>
          Object.entries(idea).map(([picture, words]) => ({ picture, words })),
        ),
        testedBy: demo.easy_read.tested_by ?? null,
      },
    }),
    ...(demo.texts.length > 0 && { texts: demo.texts.map(toText) }),
  };
}

const toText = (text: DemoService['texts'][number]): ServiceTextRecord => ({
  language: text.language,
  name: text.name ?? null,
  summary: text.summary ?? null,
  description: text.description?.trim() ?? null,
  eligibilityDescription: text.who_for ?? null,
  applicationProcess: text.how_to_join ?? null,
});

const toPhones = (phone: DemoService['phone']): PhoneRecord[] => {
  const list =
    phone === undefined ? [] : typeof phone === 'string' ? [{ number: phone, description: null }] : phone;
  return list.map((item) => ({ number: item.number, type: 'voice', description: item.description }));
};

const toCosts = (cost: DemoService['cost']): CostRecord[] =>
  cost === 'free'
    ? [{ option: null, amount: 0, amountDescription: null }]
    : cost.map((item) => ({
        option: item.option,
        amount: item.amount ?? null,
        amountDescription: item.note ?? null,
      }));

function toLocation(
  venue: DemoService['venues'][number],
  path: string,
  context: DemoContext,
): LocationRecord {
  const postcode = normalisePostcode(venue.postcode);
  const centre = postcode === null ? undefined : context.centres.get(postcode);
  if (postcode === null || centre === undefined) {
    throw new Error(`${path}.postcode: ${venue.postcode} is not in gazetteer.yaml`);
  }
  if (venue.confidential && venue.area === undefined) {
    throw new Error(`${path}.area: a confidential venue needs the area that the public may read`);
  }
  const key = `${fold(venue.address_1)}|${postcode}`;
  const access: AccessRecord[] = venue.access.map((feature) => ({ feature, description: null }));
  if (venue.access_note !== undefined) access.push({ feature: null, description: venue.access_note });
  const known = context.locations.get(key);
  if (known !== undefined && known.confidential !== venue.confidential) {
    throw new Error(`${path}: ${venue.address_1} is confidential in one service and public in another`);
  }
  const before = known ?? { ...plainLocation(key), name: venue.name, ...centre };
  const location: LocationRecord = Object.assign(before, {
    directions: before.directions ?? venue.directions ?? null,
    transportation: before.transportation ?? venue.transport ?? null,
    confidential: venue.confidential,
    areaName: before.areaName ?? venue.area ?? null,
    address: {
      address1: venue.address_1,
      address2: null,
      city: venue.city,
      region: null,
      county: context.county,
      postcode,
    },
    access: mergeAccess(before.access, access),
  });
  context.locations.set(key, location);
  return location;
}

function mergeAccess(before: readonly AccessRecord[], more: readonly AccessRecord[]): AccessRecord[] {
  const byWhat = new Map(
    [...before, ...more].map((item) => [`${item.feature ?? ''}|${item.description ?? ''}`, item]),
  );
  return [...byWhat.values()];
}

/**
 * The sessions of one entry. Where weeks are skipped, the first session is the first in this week (or after
 * `from_days`), so that an example is never all in the past.
 */
function toRules(schedule: DemoSchedule, today: string): SessionRule[] {
  const validFrom = schedule.from_days === undefined ? null : addDays(today, schedule.from_days);
  const isMonthly = schedule.week_of_month !== undefined;
  const start = validFrom ?? addDays(today, -weekdayIndex(today));
  const rule: SessionRule = {
    validFrom,
    validTo: schedule.until_days === undefined ? null : addDays(today, schedule.until_days),
    dtstart: schedule.every_weeks > 1 ? firstOn(schedule.days, start) : null,
    freq: isMonthly ? 'MONTHLY' : 'WEEKLY',
    interval: schedule.every_weeks,
    byday: schedule.days.map((day) => `${schedule.week_of_month ?? ''}${day}`).join(','),
    bymonthday: null,
    opensAt: schedule.opens,
    closesAt: schedule.closes,
    termTimeOnly: schedule.term_time_only,
    openOnBankHolidays: schedule.open_on_bank_holidays,
    notes: schedule.note ?? null,
  };
  const rules = splitAtMidnight(rule);
  if (rules === null)
    throw new Error('schedules: a night in one week of the month cannot be written as a rule');
  return rules;
}

function firstOn(days: DemoSchedule['days'], start: string): string {
  const wanted = new Set<number>(days.map((day) => WEEKDAYS.indexOf(day)));
  let day = start;
  while (!wanted.has(weekdayIndex(day))) day = addDays(day, 1);
  return day;
}
