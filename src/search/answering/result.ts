import { nextSessions } from '#src/features/schedules/rules.ts';
import { describePrice } from '#src/features/services/present/facts.ts';
import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import type { VenueForIndex } from '#src/features/services/queries/index-parts.ts';
import { COVERS, type Nearness } from '../measures/near.ts';
import { rulesOf } from '../measures/times.ts';
import type { Moment, SearchIndex, SearchQuery, SearchResult } from '../types.ts';
import { explain } from './why.ts';

/** A card only shows a session that is not far off. */
const NEXT_SESSION_WITHIN_DAYS = 60;

/** What a result's card shows of one service. */
export function toResult(
  index: SearchIndex,
  query: SearchQuery,
  position: number,
  near: Nearness,
  moment: Moment,
): SearchResult[] {
  const service = index.services[position];
  if (service === undefined) return [];
  const venue = service.venues[near.venue[position] ?? -1] ?? null;
  const metres = near.metres[position] ?? Infinity;
  return [
    {
      id: service.id,
      slug: service.slug,
      name: service.name,
      organisation: { name: service.organisation.name, slug: service.organisation.slug },
      sector: service.sector,
      summary: service.summary,
      distanceMetres: metres === Infinity ? null : Math.round(metres),
      venueName: venue === null ? null : venueName(venue),
      coversArea: near.covers[position] !== COVERS.no,
      deliveries: service.deliveries,
      nextSession: nextSessionOf(index, service, venue, moment),
      cost: describePrice(service.price),
      capacity: service.capacity,
      waitingWeeks: service.waitingWeeks,
      pausedUntil: service.pausedUntil,
      isTemporarilyClosed: service.isTemporarilyClosed,
      assuredOn: service.assuredOn,
      isOverdue: service.isOverdue,
      latitude: venue?.latitude ?? null,
      longitude: venue?.longitude ?? null,
      why: explain(index, query, service, position, near, moment),
    },
  ];
}

/** "St Bride's Hall, Tarnbury"; of a confidential venue only its area. */
export function venueName(venue: VenueForIndex): string | null {
  if (venue.confidential) return venue.areaName;
  const parts = [venue.name, venue.town].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? venue.areaName : [...new Set(parts)].join(', ');
}

/** The next session at the venue shown, or anywhere when that venue has no times of its own. */
function nextSessionOf(
  index: SearchIndex,
  service: ServiceForIndex,
  venue: VenueForIndex | null,
  moment: Moment,
) {
  if (service.isTemporarilyClosed) return null;
  const own = [...service.sessions, ...(venue?.sessions ?? [])];
  const rules = own.length > 0 ? own : rulesOf(service);
  const [next] = nextSessions(rules, service.closures, index.calendar, moment, 1, NEXT_SESSION_WITHIN_DAYS);
  return next ?? null;
}
