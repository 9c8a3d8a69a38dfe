import type { Db } from '#db/connection.ts';
import type { Day } from '#db/schema.ts';
import { WEEKDAYS, type Weekday } from '#db/vocabulary.ts';
import { parseByday } from '#src/features/schedules/rules.ts';
import { weekdayIndex } from '#src/lib/dates.ts';
import type { FeedParams } from '#src/features/open-referral/params/table.ts';

/** Whose schedules fit: services wherever they are, and services at one location. */
export interface Running {
  services: ReadonlySet<string>;
  everywhere: ReadonlySet<string>; // services by a schedule that belongs to no one location
  serviceAtLocations: ReadonlySet<string>;
}

/** What tells whether a schedule may fall on a day of the week. */
export interface ScheduleDays {
  freq: 'WEEKLY' | 'MONTHLY' | null;
  byday: string | null;
  bymonthday: string | null;
  dtstart: Day | null;
  validFrom: Day | null;
  validTo: Day | null;
}

/**
 * Finds the schedules, not yet over on `today`, that fall on the day of the week and lie within the times asked for;
 * null when none of these is. One schedule has to fit everything.
 */
export async function findRunning(db: Db, today: Day, params: FeedParams): Promise<Running | null> {
  const { day, start_time: from, end_time: until } = params;
  if (day === undefined && from === undefined && until === undefined) return null;
  const rows = await db
    .selectFrom('schedule')
    .leftJoin('service_at_location', 'service_at_location.id', 'schedule.service_at_location_id')
    .leftJoin('location', 'location.id', 'service_at_location.location_id')
    .select([
      'schedule.service_id as ownServiceId',
      'service_at_location.service_id as venueServiceId',
      'service_at_location.id as serviceAtLocationId',
      'location.confidential',
      'schedule.freq',
      'schedule.byday',
      'schedule.bymonthday',
      'schedule.dtstart',
      'schedule.valid_from as validFrom',
      'schedule.valid_to as validTo',
    ])
    .$if(from !== undefined, (query) => query.where('schedule.opens_at', '>=', from ?? ''))
    .$if(until !== undefined, (query) => query.where('schedule.closes_at', '<=', until ?? ''))
    .execute();
  const running = {
    services: new Set<string>(),
    everywhere: new Set<string>(),
    serviceAtLocations: new Set<string>(),
  };
  for (const row of rows) {
    if (isOver(row, today) || (day !== undefined && !fallsOn(row, day))) continue;
    const serviceId = row.ownServiceId ?? row.venueServiceId;
    if (serviceId !== null) running.services.add(serviceId);
    // The times at a confidential location are published as the service's own.
    if (row.serviceAtLocationId !== null && row.confidential === 0)
      running.serviceAtLocations.add(row.serviceAtLocationId);
    else if (serviceId !== null) running.everywhere.add(serviceId);
  }
  return running;
}

const isOver = ({ freq, dtstart, validTo }: ScheduleDays, today: Day): boolean =>
  (validTo !== null && validTo < today) || (freq === null && dtstart !== null && dtstart < today);

/** Whether a schedule falls on this day of some week: by its days, or where it names none by its first one. */
export function fallsOn(schedule: ScheduleDays, day: Weekday): boolean {
  const wanted = WEEKDAYS.indexOf(day);
  const named = schedule.freq === null ? [] : parseByday(schedule.byday);
  if (named.length > 0) return named.some(({ weekday }) => weekday === wanted);
  const first = schedule.dtstart ?? (schedule.freq === null ? null : schedule.validFrom);
  return first !== null && schedule.bymonthday === null && weekdayIndex(first) === wanted;
}
