import type { Db } from '#db/connection.ts';
import type { Day } from '#db/schema.ts';
import { addDays } from '#src/lib/dates.ts';

/** A season is announced this long before it begins, so that people can plan for it. */
const ANNOUNCED_DAYS_BEFORE = 60;

/**
 * The services that the public may see on `today`, joined with their organisations, for every query to build on:
 * both public, active or temporarily closed, not ended, and begun or soon to begin.
 */
export const publicServices = (db: Db, today: Day) =>
  db
    .selectFrom('service')
    .innerJoin('organisation', 'organisation.id', 'service.organisation_id')
    .where('service.visibility', '=', 'public')
    .where('organisation.visibility', '=', 'public')
    .where('service.status', 'in', ['active', 'temporarily closed'])
    .where((eb) => eb.or([eb('service.valid_to', 'is', null), eb('service.valid_to', '>=', today)]))
    .where((eb) =>
      eb.or([
        eb('service.valid_from', 'is', null),
        eb('service.valid_from', '<=', addDays(today, ANNOUNCED_DAYS_BEFORE)),
      ]),
    );
