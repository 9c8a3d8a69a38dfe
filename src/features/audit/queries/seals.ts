import type { Db } from '#db/connection.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { headInWords, readHead, type ChainRow, type Fault, type Head } from '../chain.ts';

/** The job seals hourly; a computer may sleep through one. */
const UNSEALED_MS = 3 * 3_600_000;

export const sealContext = (sequence: number): string => `audit-seal:${sequence}`;

/** Compares the seals of a stretch of the trail, after one event and up to another, with its events. */
export async function compareSeals(
  db: Db,
  keys: Pick<Keys, 'unseal'>,
  { after, to, rows }: { after: number; to: number; rows: readonly ChainRow[] },
): Promise<{ seals: number; faults: Fault[] }> {
  const seals = await db
    .selectFrom('audit_seal')
    .select(['sequence', 'hash', 'sealed'])
    .where('sequence', '>', after)
    .where('sequence', '<=', to)
    .orderBy('sequence')
    .execute();
  const hashes = new Map(rows.map((row) => [row.sequence, row.hash]));
  return {
    seals: seals.length,
    faults: seals.flatMap((seal) => {
      const text = sealFault(seal, openSeal(keys, seal), hashes.get(seal.sequence));
      return text === null ? [] : [{ sequence: seal.sequence, text }];
    }),
  };
}

interface Seal extends Head {
  sealed: string;
}

function openSeal(keys: Pick<Keys, 'unseal'>, { sequence, sealed }: Seal): Head | null {
  try {
    return readHead(keys.unseal(sealed, sealContext(sequence)));
  } catch {
    return null;
  }
}

function sealFault(seal: Seal, opened: Head | null, hash: string | undefined): string | null {
  const { sequence } = seal;
  if (opened === null || headInWords(opened) !== headInWords(seal))
    return `The seal of event ${sequence} was altered, or was not made with these keys.`;
  if (hash === undefined) return `Event ${sequence} was sealed once, and is missing.`;
  return opened.hash === hash
    ? null
    : `Event ${sequence} is not the one that was sealed: the trail was rewritten.`;
}

/** The latest event that a seal vouches for; undefined when there is none, or the latest seal does not open. */
export async function findLastSealed(db: Db, keys: Pick<Keys, 'unseal'>): Promise<Head | undefined> {
  const seal = await db
    .selectFrom('audit_seal')
    .select(['sequence', 'hash', 'sealed'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return seal === undefined ? undefined : (openSeal(keys, seal) ?? undefined);
}

/** The first event that no seal vouches for yet. */
export async function findUnsealed(db: Db): Promise<{ sequence: number; happened_at: string } | undefined> {
  const sealed = await db
    .selectFrom('audit_seal')
    .select((eb) => eb.fn.max('sequence').as('sequence'))
    .executeTakeFirst();
  return db
    .selectFrom('audit_event')
    .select(['sequence', 'happened_at'])
    .where('sequence', '>', sealed?.sequence ?? 0)
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst();
}

/** Whoever holds the file but not the keys can rewrite what no seal vouches for: somebody should know. */
export async function sealWarnings(db: Db, at: Date): Promise<string[]> {
  const first = await findUnsealed(db);
  if (first === undefined || at.getTime() - Date.parse(first.happened_at) < UNSEALED_MS) return [];
  return [
    `No seal vouches for the events from ${first.sequence} on, and the first of them is hours old: the job audit-seal does not run, or seals were taken away.`,
  ];
}
