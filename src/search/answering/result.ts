import { WEEKDAYS } from '#db/vocabulary.ts';
import { nextSessions } from '#src/features/schedules/rules.ts';
import { describePrice } from '#src/features/services/present/facts.ts';
import type { IndexedService } from '../packed/records.ts';
import type { VenueForIndex } from '#src/features/services/queries/index-venues.ts';
import { addDays, weekdayIndex } from '#src/lib/dates.ts';
import { distanceMetres } from '#src/lib/distance.ts';
import { COVERS, type Nearness } from '../measures/near.ts';
import { closuresOf, rulesOf } from '../columns/times.ts';
import type { DayChoice, Moment, SearchIndex, SearchQuery, SearchResult } from '../types.ts';
import { explainer, type Explain } from './why.ts';

/** A card only shows a session that is not far off. */
const NEXT_SESSION_WITHIN_DAYS = 60;
/** Enough to meet every day of a service that is open twice a day. */
const SESSIONS_LOOKED_THROUGH = 16;

/** What the cards of results show, in the order given. */
export function toResults(
  index: SearchIndex,
  query: SearchQuery,
  positions: Iterable<number>,
  near: Nearness | null,
  moment: Moment,
): SearchResult[] {
  const explain = explainer(index, query, near, moment);
  return Array.from(positions, (position) => toResult(index, query, position, near, moment, explain));
}

function toResult(
  index: SearchIndex,
  query: SearchQuery,
  position: number,
  near: Nearness | null,
  moment: Moment,
  explain: Explain,
): SearchResult {
  const service = index.service(position);
  const venue = nearestVenue(service, query);
  const metres = near?.metres[position] ?? Infinity;
  return {
    id: service.id,
    slug: service.slug,
    name: service.name,
    organisation: { name: service.organisation.name, slug: service.organisation.slug },
    sector: service.sector,
    summary: service.summary,
    distanceMetres: metres === Infinity ? null : Math.round(metres),
    venueName: venue === null ? null : venueName(venue),
    coversArea: near !== null && near.covers[position] !== COVERS.no,
    deliveries: service.deliveries,
    nextSession: nextSessionOf(index, query, service, venue, moment),
    cost: describePrice(service.price),
    capacity: service.capacity,
    waitingWeeks: service.waitingWeeks,
    pausedUntil: service.pausedUntil,
    isTemporarilyClosed: service.isTemporarilyClosed,
    startsOn: service.startsOn,
    assuredOn: service.assuredOn,
    isOverdue: service.isOverdue,
    latitude: venue?.latitude ?? null,
    longitude: venue?.longitude ?? null,
    why: explain(service, position),
  };
}

/** The venue a card shows: the nearest that may be measured when a place is asked for, else the first. */
function nearestVenue(service: IndexedService, query: SearchQuery): VenueForIndex | null {
  let nearest = service.venues[0] ?? null;
  let least = Infinity;
  if (query.around === null) return nearest;
  const { latitude, longitude } = query.around.place;
  for (const venue of service.venues) {
    if (venue.confidential || venue.latitude === null || venue.longitude === null) continue;
    const metres = distanceMetres(latitude, longitude, venue.latitude, venue.longitude);
    if (metres < least) [nearest, least] = [venue, metres];
  }
  return nearest;
}

/** "St Bride's Hall, Tarnbury"; of a confidential venue only its area. */
export function venueName(venue: VenueForIndex): string | null {
  if (venue.confidential) return venue.areaName;
  const parts = [venue.name, venue.town].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? venue.areaName : [...new Set(parts)].join(', ');
}

/**
 * The next session at the venue shown, or anywhere when that venue has no times of its own; on one of the days asked
 * for, when days were asked for.
 */
function nextSessionOf(
  index: SearchIndex,
  query: SearchQuery,
  service: IndexedService,
  venue: VenueForIndex | null,
  moment: Moment,
) {
  if (service.isTemporarilyClosed) return null;
  const own = [...service.sessions, ...(venue?.sessions ?? [])];
  const rules = own.length > 0 ? own : rulesOf(service);
  const wanted = query.filters.day;
  const looked = wanted.length === 0 ? 1 : SESSIONS_LOOKED_THROUGH;
  const next = nextSessions(
    rules,
    closuresOf(service),
    index.calendar,
    moment,
    looked,
    NEXT_SESSION_WITHIN_DAYS,
  );
  return next.find((session) => wanted.some((day) => isOn(session.day, day, moment))) ?? next[0] ?? null;
}

function isOn(day: string, choice: DayChoice, moment: Moment): boolean {
  if (choice === 'today') return day === moment.day;
  return choice === 'tomorrow' ? day === addDays(moment.day, 1) : WEEKDAYS[weekdayIndex(day)] === choice;
}
