import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Visibility } from '#db/vocabulary.ts';
import { recordEvents } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { servicesWithOpenReferrals } from '#src/features/referrals/queries/counts.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';
import { openTask } from '#src/features/tasks/commands.ts';
import { readDoNotList, readListed, type DirectoryRow } from './queries.ts';
import { isMeant, type DoNotListEntry } from './rules.ts';

export interface Hidden {
  organisations: number;
  services: number;
}

interface Deed {
  at: Date;
  actor: string | Actor;
}

/** What an entry means and nobody has hidden yet. */
async function findMeant(
  trx: Transaction<Database>,
  entry: DoNotListEntry,
): Promise<{ organisations: DirectoryRow[]; services: DirectoryRow[] }> {
  const all = await readListed(trx);
  const meant = new Set(all.organisations.filter((row) => isMeant(entry, row.listed)).map((row) => row.id));
  const isShown = (row: DirectoryRow): boolean => row.visibility !== 'hidden';
  return {
    organisations: all.organisations.filter((row) => meant.has(row.id) && isShown(row)),
    services: all.services.filter(
      (row) => (meant.has(row.organisationId) || isMeant(entry, row.listed)) && isShown(row),
    ),
  };
}

/** True when an entry means a service that has open referrals. */
export async function meansReferred(trx: Transaction<Database>, entry: DoNotListEntry): Promise<boolean> {
  const referred = await servicesWithOpenReferrals(trx);
  return referred.size > 0 && (await findMeant(trx, entry)).services.some(({ id }) => referred.has(id));
}

/**
 * Hides what an entry means, and an organisation's services with it. A service with open referrals stays for now, and
 * its organisation: somebody is told to ring.
 */
export async function hideMeant(
  trx: Transaction<Database>,
  entry: DoNotListEntry,
  deed: Deed,
): Promise<Hidden> {
  const found = await findMeant(trx, entry);
  const referred = await servicesWithOpenReferrals(trx);
  const held = found.services.filter(({ id }) => referred.has(id));
  const heldOrganisations = new Set(held.map(({ organisationId }) => organisationId));
  const organisations = found.organisations.filter(({ id }) => !heldOrganisations.has(id));
  const services = found.services.filter(({ id }) => !referred.has(id));
  for (const { id } of held)
    await openTask(
      trx,
      {
        kind: 'referrals-open',
        entity: 'service',
        entityId: id,
        title: 'A service that asked not to be listed was not hidden: it has open referrals. Ring them',
        dedupeKey: `referrals-open:do-not-list:${id}:${entry.id}`,
      },
      deed.at,
    );
  await setVisibility(trx, 'organisation', organisations, 'hidden', entry.id, deed);
  await setVisibility(trx, 'service', services, 'hidden', entry.id, deed);
  if (organisations.length + services.length > 0) await bumpDirectoryVersion(trx, deed.at);
  return { organisations: organisations.length, services: services.length };
}

/**
 * Shows again what the list had hidden and no entry means any more, each as visible as it was before. The audit trail
 * knows what that is: what people hid, the list never touched.
 */
export async function showAgain(
  trx: Transaction<Database>,
  entryId: string,
  at: Date,
  actor: string | Actor,
): Promise<Hidden> {
  const before = await readHiddenByList(trx);
  const all = await readListed(trx);
  const entries = await readDoNotList(trx);
  const isMeantElsewhere = (row: DirectoryRow): boolean =>
    entries.some((entry) => isMeant(entry, row.listed));
  const kept = new Set(all.organisations.filter(isMeantElsewhere).map((row) => row.id));
  const shown: Hidden = { organisations: 0, services: 0 };
  for (const [table, rows] of [
    ['organisation', all.organisations],
    ['service', all.services],
  ] as const) {
    const hidden = rows.filter(
      (row) =>
        before.has(`${table} ${row.id}`) &&
        row.visibility === 'hidden' &&
        !kept.has(row.organisationId) &&
        !isMeantElsewhere(row),
    );
    for (const row of hidden) {
      const visibility = before.get(`${table} ${row.id}`) ?? 'public';
      await setVisibility(trx, table, [row], visibility, entryId, { at, actor });
    }
    shown[table === 'organisation' ? 'organisations' : 'services'] = hidden.length;
  }
  if (shown.organisations + shown.services > 0) await bumpDirectoryVersion(trx, at);
  return shown;
}

/** What the list hid and has not shown again, with how visible it was before. */
async function readHiddenByList(trx: Transaction<Database>): Promise<Map<string, Visibility>> {
  const events = await trx
    .selectFrom('audit_event')
    .select(['action', 'entity', 'entity_id', 'before'])
    .where('entity', 'in', ['organisation', 'service'])
    .where('reason', 'like', `${reasonOf('')}%`)
    .orderBy('happened_at')
    .orderBy('id')
    .execute();
  const hidden = new Map<string, Visibility>();
  for (const { action, entity, entity_id: id, before } of events) {
    const key = `${entity} ${id}`;
    if (action === `${entity}.show`) hidden.delete(key);
    else hidden.set(key, (JSON.parse(before ?? '{}') as { visibility?: Visibility }).visibility ?? 'public');
  }
  return hidden;
}

const reasonOf = (entryId: string): string => `do-not-list ${entryId}`;

async function setVisibility(
  trx: Transaction<Database>,
  table: 'organisation' | 'service',
  rows: readonly DirectoryRow[],
  visibility: Visibility,
  entryId: string,
  { at, actor }: Deed,
): Promise<void> {
  for (const row of rows) {
    await trx
      .updateTable(table)
      .set((columns) => ({
        visibility,
        version: columns('version', '+', 1),
        updated_at: at.toISOString(),
      }))
      .where('id', '=', row.id)
      .execute();
  }
  await recordEvents(
    trx,
    rows.map((row) => ({
      at,
      actor,
      action: `${table}.${visibility === 'hidden' ? 'hide' : 'show'}`,
      entity: table,
      entityId: row.id,
      before: { visibility: row.visibility },
      after: { visibility },
      reason: reasonOf(entryId),
    })),
  );
}
