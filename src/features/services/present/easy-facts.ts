import type { PlaceFacts, ServiceFacts, Opening } from '#src/features/easy-read/service/facts.ts';
import { describeRule } from '#src/features/schedules/present.ts';
import { nextSessions, withinDates, type SessionRule } from '#src/features/schedules/rules.ts';
import { describePrice } from '#src/features/services/present/facts.ts';
import type { Viewpoint } from '#src/features/services/present/page.ts';
import { toClosedDays, toRule } from '#src/features/services/present/times.ts';
import type { ServiceDetail, Venue } from '#src/features/services/queries/find-service.ts';
import { capacityOn, priceOf } from '#src/features/services/rules.ts';
import { addDays } from '#src/lib/dates.ts';
import { distanceMetres, formatMiles } from '#src/lib/distance.ts';

/** Days ahead that a closure is worth saying. */
const CLOSURE_WITHIN_DAYS = 42;

/** What the easy-read page of a service is made from. `needs`: what it helps with. */
export function easyFacts(
  detail: ServiceDetail,
  view: Viewpoint & { nearName: string | null },
  needs: readonly { name: string; picture: string }[],
): ServiceFacts {
  const { service, organisation } = detail;
  const { now } = view;
  const rules = rulesOf(detail, now.day);
  const closed = toClosedDays(detail);
  const closure = closed.find(
    ({ startsOn, endsOn }) => endsOn >= now.day && startsOn <= addDays(now.day, CLOSURE_WITHIN_DAYS),
  );
  const stated = {
    capacity: service.capacity,
    updatedOn: service.capacity_updated_on,
    pausedUntil: service.paused_until,
  };
  return {
    organisation: organisation.name,
    sector: organisation.sector,
    needs,
    audiences: detail.audiences,
    minimumAge: service.minimum_age,
    maximumAge: service.maximum_age,
    saysWhoFor: service.eligibility_description !== null,
    saysNotFor: service.not_for_description !== null,
    deliveries: detail.deliveries,
    joinings: detail.joinings,
    price: describePrice(priceOf(detail.costs, service.fees_description)),
    capacity: capacityOn(stated, now.day),
    waitingWeeks: service.waiting_weeks,
    pausedUntil: service.paused_until,
    isClosedForNow: service.status === 'temporarily closed',
    startsOn: service.valid_from !== null && service.valid_from > now.day ? service.valid_from : null,
    endsOn: service.valid_to,
    openings: openingsOf(rules),
    next: nextSessions(rules, closed, view.calendar, now, 1)[0] ?? null,
    closure: closure === undefined ? null : { startsOn: closure.startsOn, endsOn: closure.endsOn },
    places: nearestFirst(detail.venues, view).map((venue) => toPlace(venue, view)),
    areas: detail.areas,
    phones: detail.phones.map(({ number, type }) => ({ number, type })),
    email: service.email,
    access: [
      ...new Set(
        [...detail.access, ...detail.venues.flatMap((venue) => venue.access)].flatMap(
          ({ feature }) => feature ?? [],
        ),
      ),
    ],
    hasThingsToBring: service.what_to_bring !== null,
    languages: detail.languages.flatMap(({ name }) => name ?? []),
    hasInterpreters: service.interpretation_services !== null,
    now,
  };
}

/** All its times, at whatever place, that are not over on `today`. */
function rulesOf(detail: ServiceDetail, today: string): SessionRule[] {
  const { valid_from: validFrom, valid_to: validTo } = detail.service;
  const lastDay = (rule: SessionRule): string | null => (rule.freq === null ? rule.dtstart : rule.validTo);
  return [...detail.schedules, ...detail.venues.flatMap((venue) => venue.schedules)]
    .map(toRule)
    .filter((rule) => (lastDay(rule) ?? today) >= today)
    .map((rule) => withinDates(rule, { validFrom, validTo }));
}

/** Its regular times, each once; a rule without days says nothing in fixed words. */
function openingsOf(rules: readonly SessionRule[]): Opening[] {
  const openings = rules.flatMap((rule): Opening[] => {
    if (rule.freq === null) return [];
    const { opensAt, closesAt, termTimeOnly } = rule;
    const text = describeRule({
      ...rule,
      opensAt: null,
      closesAt: null,
      termTimeOnly: false,
      openOnBankHolidays: false,
      validFrom: null,
      validTo: null,
      notes: null,
    });
    return text === 'Ask for the times'
      ? []
      : [{ days: inSentence(text), opensAt, closesAt, isTermTimeOnly: termTimeOnly }];
  });
  return [...new Map(openings.map((opening) => [JSON.stringify(opening), opening])).values()];
}

/** "Every Tuesday" within a sentence; "Second Tuesday of the month" becomes "on the second Tuesday of the month". */
function inSentence(days: string): string {
  if (/^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day/.test(days)) return days;
  const lower = `${days[0]?.toLowerCase() ?? ''}${days.slice(1)}`.replace(
    /^every other /,
    'every 2 weeks on ',
  );
  return /^(every|once)\b/.test(lower) ? lower : `on ${lower.startsWith('the ') ? '' : 'the '}${lower}`;
}

const metresTo = (venue: Venue, { near }: Viewpoint): number =>
  near === null || venue.latitude === null || venue.longitude === null
    ? Infinity
    : distanceMetres(near.latitude, near.longitude, venue.latitude, venue.longitude);

const nearestFirst = (venues: readonly Venue[], view: Viewpoint): Venue[] =>
  [...venues].sort((a, b) => {
    const [first, second] = [metresTo(a, view), metresTo(b, view)];
    return first === second ? 0 : first - second;
  });

function toPlace(venue: Venue, view: Viewpoint & { nearName: string | null }): PlaceFacts {
  if (venue.confidential) return { isPrivate: true, area: venue.areaName };
  const metres = metresTo(venue, view);
  const { address } = venue;
  return {
    isPrivate: false,
    name: venue.name,
    streets: [address?.address_1, address?.address_2].flatMap((line) => (line ? [line] : [])),
    town: address?.city || null,
    postcode: address?.postal_code || null,
    distance:
      Number.isFinite(metres) && view.nearName !== null
        ? `${formatMiles(metres)} from ${view.nearName}`
        : null,
  };
}
