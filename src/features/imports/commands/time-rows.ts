import type { Insertable } from 'kysely';
import type { ScheduleTable } from '#db/schema.ts';
import type { SessionRule } from '#src/features/schedules/rules.ts';
import { childId, sourcedId } from '../identity.ts';
import type { ServiceRecord, VenueRecord } from '../record.ts';
import { addRows, type Rows } from './rows.ts';

/** Puts the rows of where and when a service happens among those waiting. */
export function addTimes(rows: Rows, id: string, record: ServiceRecord, sourceName: string): void {
  let ordinal = 0;
  const toRow = (
    rule: SessionRule,
    owner: { service_id: string | null; service_at_location_id: string | null },
  ) => toScheduleRow(rule, childId(id, 'schedule', ordinal++), owner);
  addRows(
    rows,
    'schedule',
    record.schedules.map((rule) => toRow(rule, { service_id: id, service_at_location_id: null })),
  );
  byLocation(record.locations).forEach((venue, n) => {
    const atId = childId(id, 'service_at_location', n);
    const locationId = sourcedId('location', sourceName, venue.location.key);
    addRows(rows, 'service_at_location', [
      { id: atId, service_id: id, location_id: locationId, description: venue.description },
    ]);
    addRows(
      rows,
      'schedule',
      venue.schedules.map((rule) => toRow(rule, { service_id: null, service_at_location_id: atId })),
    );
  });
  addRows(
    rows,
    'closure',
    record.closures.map((closed, n) => ({
      id: childId(id, 'closure', n),
      service_id: id,
      starts_on: closed.startsOn,
      ends_on: closed.endsOn,
      reason: closed.reason,
    })),
  );
}

/** A service happens once at a location: the times of a location named twice are put together. */
function byLocation(venues: readonly VenueRecord[]): VenueRecord[] {
  const merged = new Map<string, VenueRecord>();
  for (const venue of venues) {
    const first = merged.get(venue.location.key);
    const schedules = [...(first?.schedules ?? []), ...venue.schedules];
    merged.set(venue.location.key, { ...(first ?? venue), schedules });
  }
  return [...merged.values()];
}

const toScheduleRow = (
  rule: SessionRule,
  id: string,
  owner: { service_id: string | null; service_at_location_id: string | null },
): Insertable<ScheduleTable> => ({
  id,
  ...owner,
  valid_from: rule.validFrom,
  valid_to: rule.validTo,
  dtstart: rule.dtstart,
  freq: rule.freq,
  interval: rule.interval,
  byday: rule.byday,
  bymonthday: rule.bymonthday,
  opens_at: rule.opensAt,
  closes_at: rule.closesAt,
  notes: rule.notes,
  term_time_only: rule.termTimeOnly ? 1 : 0,
  open_on_bank_holidays: rule.openOnBankHolidays ? 1 : 0,
});
