import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Database, EvidenceTable } from '#db/schema.ts';
import { evidenceState, type EvidenceFacts } from '../rules.ts';

type Reader = Kysely<Database> | Transaction<Database>;

export interface Evidence extends EvidenceFacts {
  id: string;
  organisationId: string;
  organisationName: string;
  kind: string;
  what: string | null;
  offeredAt: string;
  declineReason: string | null;
}

const evidence = (db: Reader) =>
  db
    .selectFrom('evidence')
    .innerJoin('organisation', 'organisation.id', 'evidence.organisation_id')
    .selectAll('evidence')
    .select('organisation.name as organisationName');

const toEvidence = (row: Selectable<EvidenceTable> & { organisationName: string }): Evidence => ({
  id: row.id,
  organisationId: row.organisation_id,
  organisationName: row.organisationName,
  kind: row.kind,
  what: row.what,
  seenOn: row.seen_on,
  expiresOn: row.expires_on,
  offeredAt: row.offered_at,
  declinedAt: row.declined_at,
  declineReason: row.decline_reason,
  endedAt: row.ended_at,
});

/** The papers of these organisations that are not over, by kind, then the last offered first. */
export async function listEvidence(db: Reader, organisationIds: readonly string[]): Promise<Evidence[]> {
  if (organisationIds.length === 0) return [];
  const rows = await evidence(db)
    .where('evidence.organisation_id', 'in', organisationIds)
    .where('evidence.ended_at', 'is', null)
    .orderBy('evidence.kind')
    .orderBy('evidence.offered_at', 'desc')
    .execute();
  return rows.map(toEvidence);
}

/** Papers that somebody offered to show and nobody has looked at, the oldest first. */
export async function listOffered(db: Reader): Promise<Evidence[]> {
  const rows = await evidence(db)
    .where('evidence.ended_at', 'is', null)
    .where('evidence.declined_at', 'is', null)
    .where('evidence.seen_on', 'is', null)
    .orderBy('evidence.offered_at')
    .execute();
  return rows.map(toEvidence);
}

export async function findEvidence(db: Reader, id: string): Promise<Evidence | undefined> {
  const row = await evidence(db).where('evidence.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toEvidence(row);
}

/** A paper that was seen, as the public reads it. */
export interface SeenPaper {
  kind: string;
  seenOn: string;
}

/** What visitors of an organisation's pages may know on `today`: papers that were seen and have not run out. */
export async function listSeenPapers(
  db: Reader,
  organisationId: string,
  today: string,
): Promise<SeenPaper[]> {
  const rows = await db
    .selectFrom('evidence')
    .select(['kind', 'seen_on', 'expires_on', 'declined_at', 'ended_at'])
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is', null)
    .where('seen_on', 'is not', null)
    .orderBy('kind')
    .execute();
  return rows.flatMap(({ kind, seen_on: seenOn, expires_on, declined_at, ended_at }) => {
    const facts = { seenOn, expiresOn: expires_on, declinedAt: declined_at, endedAt: ended_at };
    return seenOn !== null && evidenceState(facts, today) === 'seen' ? [{ kind, seenOn }] : [];
  });
}

/** How many papers wait for somebody to look at them. */
export const countOffered = async (db: Reader): Promise<number> => (await listOffered(db)).length;
