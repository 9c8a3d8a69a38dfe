import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { EvidenceKind } from '../rules.ts';

export interface Offer {
  organisationId: string;
  kind: EvidenceKind;
  what: string | null;
  expiresOn: string | null;
}

/**
 * Notes that an organisation has a paper and offers to show it; the desk looks at it. An earlier offer of the same kind
 * that nobody has looked at, or that was declined, is over with it; what was seen counts on until the new one is seen.
 */
export async function offerEvidence(
  db: Db,
  { organisationId, kind, what, expiresOn }: Offer,
  by: Actor,
  at: Date,
): Promise<{ id: string }> {
  const id = uuidv7();
  return db.transaction().execute(async (trx) => {
    await trx
      .updateTable('evidence')
      .set({ ended_at: at.toISOString() })
      .where('organisation_id', '=', organisationId)
      .where('kind', '=', kind)
      .where('ended_at', 'is', null)
      .where((eb) => eb.or([eb('seen_on', 'is', null), eb('declined_at', 'is not', null)]))
      .execute();
    await trx
      .insertInto('evidence')
      .values({
        id,
        organisation_id: organisationId,
        kind,
        what,
        expires_on: expiresOn,
        offered_at: at.toISOString(),
        offered_by: by.id,
      })
      .execute();
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'evidence.offer',
      entity: 'evidence',
      entityId: id,
      after: { organisation: organisationId, kind, expiresOn },
    });
    return { id };
  });
}

/** Takes a paper back: nothing is said of it from now on. Refuses another organisation's, and one that is over. */
export async function takeEvidenceBack(
  db: Db,
  { id, organisationId }: { id: string; organisationId: string },
  by: Actor,
  at: Date,
): Promise<Result<'taken-back', 'unknown'>> {
  return db.transaction().execute(async (trx) => {
    const ended = await trx
      .updateTable('evidence')
      .set({ ended_at: at.toISOString() })
      .where('id', '=', id)
      .where('organisation_id', '=', organisationId)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (ended.numUpdatedRows === 0n) return refused('unknown');
    await renewPages(trx, organisationId, at);
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'evidence.take-back',
      entity: 'evidence',
      entityId: id,
      after: { organisation: organisationId },
    });
    return ok('taken-back');
  });
}

/**
 * Notes that somebody of the desk has seen a paper, on which day and until when it counts: the public pages say so. One
 * of the same kind that was seen before is over with it. Refuses a paper that is settled.
 */
export async function seeEvidence(
  db: Db,
  { id, seenOn, expiresOn }: { id: string; seenOn: string; expiresOn: string | null },
  by: Actor,
  at: Date,
): Promise<Result<'seen', 'closed'>> {
  return db.transaction().execute(async (trx) => {
    const seen = await trx
      .updateTable('evidence')
      .set({ seen_on: seenOn, seen_by: by.id, expires_on: expiresOn })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .where('declined_at', 'is', null)
      .where('seen_on', 'is', null)
      .returning(['organisation_id', 'kind'])
      .executeTakeFirst();
    if (seen === undefined) return refused('closed');
    await trx
      .updateTable('evidence')
      .set({ ended_at: at.toISOString() })
      .where('organisation_id', '=', seen.organisation_id)
      .where('kind', '=', seen.kind)
      .where('id', '!=', id)
      .where('ended_at', 'is', null)
      .execute();
    await renewPages(trx, seen.organisation_id, at);
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'evidence.see',
      entity: 'evidence',
      entityId: id,
      after: { organisation: seen.organisation_id, kind: seen.kind, seenOn, expiresOn },
    });
    return ok('seen');
  });
}

/** Says no to a paper, with a reason that the organisation reads. Refuses one that is settled. */
export async function declineEvidence(
  db: Db,
  { id, reason }: { id: string; reason: string },
  by: Actor,
  at: Date,
): Promise<Result<'declined', 'closed'>> {
  return db.transaction().execute(async (trx) => {
    const declined = await trx
      .updateTable('evidence')
      .set({ declined_at: at.toISOString(), decline_reason: reason })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .where('declined_at', 'is', null)
      .where('seen_on', 'is', null)
      .executeTakeFirst();
    if (declined.numUpdatedRows === 0n) return refused('closed');
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'evidence.decline',
      entity: 'evidence',
      entityId: id,
      reason,
    });
    return ok('declined');
  });
}

/** Public pages are kept: those of an organisation and its services speak of its papers. */
async function renewPages(trx: Transaction<Database>, organisationId: string, at: Date): Promise<void> {
  const services = await trx
    .selectFrom('service')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .execute();
  await bumpDirectoryVersion(trx, at, { services: services.map(({ id }) => id) });
}
