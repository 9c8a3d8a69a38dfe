import type { Selectable, Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database, DoNotListTable } from '#db/schema.ts';
import type { Visibility } from '#db/vocabulary.ts';
import { charityKey, isCharityScheme, type DoNotListEntry, type Listed } from './rules.ts';

type Reader = Db | Transaction<Database>;

/** Everybody who asked not to be in the directory and has not changed their mind. */
export async function readDoNotList(db: Reader): Promise<DoNotListEntry[]> {
  const rows = await db
    .selectFrom('do_not_list')
    .selectAll()
    .where('lifted_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toEntry);
}

/** The whole list, the lifted entries too, the oldest first. */
export const listDoNotList = (db: Db): Promise<Selectable<DoNotListTable>[]> =>
  db.selectFrom('do_not_list').selectAll().orderBy('created_at').orderBy('id').execute();

/** A row of the list as the rules read it. */
export const toEntry = (row: Selectable<DoNotListTable>): DoNotListEntry => ({
  id: row.id,
  name: row.name,
  nameKey: row.name_key,
  postcode: row.postcode,
  charityNumber: row.charity_number,
  websiteHost: row.website_host,
  sourceId: row.source_id,
  sourceRecordId: row.source_record_id,
});

/** A row of the directory with what it can be known by. */
export interface DirectoryRow {
  id: string;
  organisationId: string; // its own id for an organisation
  visibility: Visibility;
  listed: Listed;
}

/** All organisations and services with what the list may know them by, but for those that others took the place of. */
export async function readListed(
  db: Reader,
): Promise<{ organisations: DirectoryRow[]; services: DirectoryRow[] }> {
  const postcodes = await readPostcodes(db);
  const numbers = await readCharityNumbers(db);
  const services = await db
    .selectFrom('service')
    .select(['id', 'organisation_id', 'visibility', 'name', 'alternate_name', 'url'])
    .select(['source_id', 'source_record_id'])
    .where('merged_into', 'is', null)
    .execute();
  const organisations = await db
    .selectFrom('organisation')
    .select(['id', 'visibility', 'name', 'alternate_name', 'website', 'source_id', 'source_record_id'])
    .where('merged_into', 'is', null)
    .execute();
  const ofOrganisation = groupPostcodes(services, postcodes);
  return {
    organisations: organisations.map((row) => ({
      id: row.id,
      organisationId: row.id,
      visibility: row.visibility,
      listed: {
        names: [row.name, row.alternate_name],
        postcodes: ofOrganisation.get(row.id) ?? new Set(),
        charityNumbers: numbers.get(row.id) ?? new Set(),
        websites: [row.website],
        source: toSource(row),
      },
    })),
    services: services.map((row) => ({
      id: row.id,
      organisationId: row.organisation_id,
      visibility: row.visibility,
      listed: {
        names: [row.name, row.alternate_name],
        postcodes: postcodes.get(row.id) ?? new Set(),
        charityNumbers: new Set(),
        websites: [row.url],
        source: toSource(row),
      },
    })),
  };
}

const toSource = (row: { source_id: string | null; source_record_id: string | null }): Listed['source'] =>
  row.source_id === null || row.source_record_id === null
    ? null
    : { id: row.source_id, recordId: row.source_record_id };

async function readPostcodes(db: Reader): Promise<Map<string, Set<string>>> {
  const rows = await db
    .selectFrom('service_at_location')
    .innerJoin('address', 'address.location_id', 'service_at_location.location_id')
    .select(['service_id', 'postal_code'])
    .where('postal_code', '!=', '')
    .execute();
  return group(rows.map((row) => [row.service_id, row.postal_code]));
}

async function readCharityNumbers(db: Reader): Promise<Map<string, Set<string>>> {
  const rows = await db.selectFrom('organisation_identifier').selectAll().execute();
  return group(
    rows
      .filter((row) => isCharityScheme(row.identifier_scheme, row.identifier_type))
      .map((row) => [row.organisation_id, charityKey(row.identifier)]),
  );
}

const groupPostcodes = (
  services: readonly { id: string; organisation_id: string }[],
  postcodes: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, Set<string>> =>
  group(
    services.flatMap((row) =>
      [...(postcodes.get(row.id) ?? [])].map((code): [string, string] => [row.organisation_id, code]),
    ),
  );

function group(pairs: readonly (readonly [string, string])[]): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const [key, value] of pairs) groups.set(key, (groups.get(key) ?? new Set()).add(value));
  return groups;
}
