import type { Insertable } from 'kysely';
import type { ScheduleTable } from '#db/schema.ts';
import { childId } from '../identity.ts';
import type { ScheduleRecord, ServiceRecord, VenueRecord } from '#src/features/services/record.ts';
import { addRows, type Rows } from './rows.ts';

/** Puts the rows of where and when a service happens among those waiting; `locationIds` by the location's key. */
export function addTimes(
  rows: Rows,
  id: string,
  record: ServiceRecord,
  locationIds: ReadonlyMap<string, string>,
): void {
  let ordinal = 0;
  const toRow = (
    rule: ScheduleRecord,
    owner: { service_id: string | null; service_at_location_id: string | null },
  ) => toScheduleRow(rule, childId(id, 'schedule', ordinal++), owner);
  addRows(
    rows,
    'schedule',
    record.schedules.map((rule) => toRow(rule, { service_id: id, service_at_location_id: null })),
  );
  byLocation(record.locations).forEach((venue, n) => {
    const atId = childId(id, 'service_at_location', n);
    const locationId = locationIds.get(venue.location.key) ?? '';
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

/**
 * A service happens once at a location: the times of a location named twice are put together. Confidential ones stand
 * last: no feed has them, and a copy of the directory numbers the others as they are numbered here.
 */
function byLocation(venues: readonly VenueRecord[]): VenueRecord[] {
  const merged = new Map<string, VenueRecord>();
  for (const venue of venues) {
    const first = merged.get(venue.location.key);
    const schedules = [...(first?.schedules ?? []), ...venue.schedules];
    merged.set(venue.location.key, { ...(first ?? venue), schedules });
  }
  const isHidden = (venue: VenueRecord): boolean => venue.location.confidential;
  const all = [...merged.values()];
  return [...all.filter((venue) => !isHidden(venue)), ...all.filter(isHidden)];
}

const toScheduleRow = (
  rule: ScheduleRecord,
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
  attending_type: rule.attendingType ?? null,
  schedule_link: rule.scheduleLink ?? null,
  description: rule.description ?? null,
  notes: rule.notes,
  term_time_only: rule.termTimeOnly ? 1 : 0,
  open_on_bank_holidays: rule.openOnBankHolidays ? 1 : 0,
});
