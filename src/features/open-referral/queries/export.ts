import type { Db } from '#db/connection.ts';
import type { Day, Id } from '#db/schema.ts';
import { feedServices } from './feed-services.ts';

/** The ids of the feed's services by name, of one source only where one is named. */
export async function listExportIds(db: Db, today: Day, sourceId: Id | null): Promise<Id[]> {
  const rows = await feedServices(db, today)
    .$if(sourceId !== null, (query) => query.where('service.source_id', '=', sourceId))
    .select('service.id')
    .orderBy('service.name')
    .orderBy('service.id')
    .execute();
  return rows.map((row) => row.id);
}

/** A source with how many of its services the feed has. `name` is null for services entered here. */
export interface ExportSource {
  id: Id | null;
  name: string | null;
  licence: string | null;
  attribution: string | null;
  url: string | null;
  services: number;
}

/** Where the feed's services are from, by name, services entered here first. */
export function listExportSources(db: Db, today: Day): Promise<ExportSource[]> {
  return feedServices(db, today)
    .leftJoin('source', 'source.id', 'service.source_id')
    .select((eb) => [
      'source.id',
      'source.name',
      'source.licence',
      'source.attribution',
      'source.url',
      eb.fn.count<number>('service.id').as('services'),
    ])
    .groupBy(['source.id', 'source.name', 'source.licence', 'source.attribution', 'source.url'])
    .orderBy('source.name')
    .execute();
}
