import type { Db } from '#db/connection.ts';
import type { Day } from '#db/schema.ts';
import { publicServices } from '#src/features/services/queries/public-services.ts';

/**
 * The services of the feed on `today`, joined with their organisations: those that the public may see, without those
 * whose source (or whose organisation's) lets us show its records but not pass them on.
 */
export const feedServices = (db: Db, today: Day) =>
  publicServices(db, today)
    .where(({ eb, or }) =>
      or([eb('service.source_id', 'is', null), eb('service.source_id', 'not in', keptHere(db))]),
    )
    .where(({ eb, or }) =>
      or([eb('organisation.source_id', 'is', null), eb('organisation.source_id', 'not in', keptHere(db))]),
    );

const keptHere = (db: Db) => db.selectFrom('source').select('source.id').where('source.republish', '=', 0);
