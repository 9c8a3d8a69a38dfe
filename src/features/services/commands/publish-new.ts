import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { prepareLocations } from '#src/features/imports/commands/locations.ts';
import { addRows, insertAll, type Rows } from '#src/features/imports/commands/rows.ts';
import { addParts, toContentColumns } from '#src/features/imports/commands/service-rows.ts';
import { publicTown } from '#src/features/imports/commands/services.ts';
import { chooseSlugs } from '#src/features/imports/commands/slugs.ts';
import { prepareTerms } from '#src/features/imports/commands/terms.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { bumpDirectoryVersion } from './directory-version.ts';

export interface NewPublication {
  id: string; // that the service is to have
  record: ServiceRecord;
  by: Actor;
  reason?: string;
  revisionId: string | null; // tells the audit trail where the words are
}

/**
 * Puts a service that people here wrote into the directory, public, in the transaction that keeps its revision. Its web
 * address is made from its name; its places are its own. Whoever is said to have checked it is in the record.
 */
export async function publishNewService(
  trx: Transaction<Database>,
  { id, record, by, reason, revisionId }: NewPublication,
  at: Date,
): Promise<void> {
  const rows: Rows = {};
  const locations = new Map(record.locations.map(({ location }) => [location.key, location]));
  const locationIds = new Map([...locations.keys()].map((key) => [key, uuidv7()]));
  const byId = new Map([...locations].map(([key, location]) => [locationIds.get(key) ?? '', location]));
  await prepareLocations(trx, byId, at.toISOString(), rows);
  const [slug = ''] = await chooseSlugs(trx, 'service', [{ name: record.name, hint: publicTown(record) }]);
  addRows(rows, 'service', [
    {
      ...toContentColumns(record),
      id,
      slug,
      organisation_id: record.organisationKey,
      program_id: null,
      source_id: null,
      source_record_id: null,
      source_hash: null,
      source_missing_since: null,
      hidden_reason: null,
      merged_into: null,
      created_at: at.toISOString(),
      updated_at: at.toISOString(),
    },
  ]);
  addParts(rows, id, record, locationIds);
  await prepareTerms(trx, [{ id, terms: record.terms ?? [] }], rows);
  await insertAll(trx, rows);
  await recordEvent(trx, {
    at,
    actor: by,
    action: 'service.create',
    entity: 'service',
    entityId: id,
    after: { revision: revisionId },
    ...(reason === undefined ? {} : { reason }),
  });
  await bumpDirectoryVersion(trx, at, { services: [id] });
}
