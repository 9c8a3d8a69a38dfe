import type { Insertable, Transaction } from 'kysely';
import type { Database, OrganisationTable } from '#db/schema.ts';
import { recordEvents } from '#src/features/audit/commands.ts';
import { childId, recordHash } from '../identity.ts';
import type { OrganisationRecord } from '#src/features/services/record.ts';
import { findMerged, findRows } from './ids.ts';
import { addRows, insertAll, type Rows } from './rows.ts';
import { chooseSlugs } from './slugs.ts';
import type { Change, ImportContext } from './sources.ts';

/**
 * Inserts or updates organisations by the source's key and says what happened to each, in order. An unchanged one
 * is not touched, nor is one that another took the place of here; an updated one keeps its slug, its visibility and its `created_at`, and its phones and identifiers
 * are replaced.
 */
export async function writeOrganisations(
  trx: Transaction<Database>,
  context: ImportContext,
  records: readonly OrganisationRecord[],
): Promise<Change[]> {
  const found = await findRows(trx, 'organisation', context, records);
  const ids = found.map((row) => row.id);
  const hashes = records.map(recordHash);
  const merged = await findMerged(trx, 'organisation', ids);
  const changes = found.map(({ id, before }, index): Change => {
    if (before === null) return 'created';
    if (merged.has(id)) return 'unchanged';
    return before.source_hash === hashes[index] && before.source_missing_since === null
      ? 'unchanged'
      : 'updated';
  });
  const created = records.flatMap((record, index) =>
    changes[index] === 'created' ? [{ record, index }] : [],
  );
  const slugs = await chooseSlugs(
    trx,
    'organisation',
    created.map(({ record }) => ({ name: record.slug ?? record.name, hint: null })),
  );
  const at = context.at.toISOString();
  const rows: Rows = {};
  created.forEach(({ record, index }, position) => {
    addRows(rows, 'organisation', [
      {
        id: ids[index]!,
        slug: slugs[position]!,
        parent_organisation_id: null,
        created_at: at,
        ...toColumns(record, context, hashes[index]!, at),
      },
    ]);
  });
  for (const [index, record] of records.entries()) {
    const id = ids[index]!;
    if (changes[index] === 'unchanged') continue;
    if (changes[index] === 'updated')
      await updateOrganisation(trx, id, toColumns(record, context, hashes[index]!, at));
    addChildren(rows, id, record);
  }
  await insertAll(trx, rows);
  await recordEvents(
    trx,
    records.flatMap((_, index) => {
      if (changes[index] === 'unchanged') return [];
      const action = `organisation.${changes[index] === 'created' ? 'create' : 'update'}`;
      return [
        {
          at: context.at,
          actor: context.actor,
          action,
          entity: 'organisation',
          entityId: ids[index]!,
          reason: context.source.name,
        },
      ];
    }),
  );
  return changes;
}

/** Inserts or updates one organisation. */
export async function writeOrganisation(
  trx: Transaction<Database>,
  context: ImportContext,
  record: OrganisationRecord,
): Promise<Change> {
  const [change] = await writeOrganisations(trx, context, [record]);
  return change!;
}

type Columns = Omit<
  Insertable<OrganisationTable>,
  'id' | 'slug' | 'created_at' | 'parent_organisation_id' | 'visibility' | 'version'
>;

const toColumns = (
  record: OrganisationRecord,
  context: ImportContext,
  hash: string,
  at: string,
): Columns => ({
  name: record.name,
  alternate_name: record.alternateName,
  description: record.description,
  email: record.email,
  website: record.website,
  logo_url: record.logoUrl,
  sector: record.sector,
  legal_status: record.legalStatus,
  year_incorporated: record.yearIncorporated,
  checked_note: record.checkedNote,
  checked_on: record.checkedOn,
  source_id: context.source.id,
  source_record_id: record.key,
  source_hash: hash,
  source_missing_since: null,
  updated_at: at,
});

async function updateOrganisation(trx: Transaction<Database>, id: string, columns: Columns): Promise<void> {
  await trx.deleteFrom('phone').where('organisation_id', '=', id).execute();
  await trx.deleteFrom('organisation_identifier').where('organisation_id', '=', id).execute();
  await trx
    .updateTable('organisation')
    .set((row) => ({ ...columns, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

function addChildren(rows: Rows, id: string, record: OrganisationRecord): void {
  addRows(
    rows,
    'organisation_identifier',
    record.identifiers.map((item, ordinal) => ({
      id: childId(id, 'organisation_identifier', ordinal),
      organisation_id: id,
      identifier_scheme: item.scheme,
      identifier_type: item.type,
      identifier: item.identifier,
    })),
  );
  addRows(
    rows,
    'phone',
    record.phones.map((phone, ordinal) => ({
      id: childId(id, 'phone', ordinal),
      organisation_id: id,
      service_id: null,
      contact_id: null,
      number: phone.number,
      extension: phone.extension ?? null,
      type: phone.type,
      description: phone.description,
      sort_order: ordinal,
    })),
  );
}
