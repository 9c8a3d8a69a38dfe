import type { Db } from '#db/connection.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { headInWords, type Fault, type Head } from '../chain.ts';
import { findHead } from '../queries.ts';
import { findLastSealed, findUnsealed, sealContext } from '../queries/seals.ts';
import { verifyTrail } from '../queries/verify.ts';

export type Sealing =
  | { kind: 'sealed'; head: Head; events: number } // so many since the last seal
  | { kind: 'nothing-new'; head: Head }
  | { kind: 'broken'; faults: readonly Fault[] };

/**
 * Seals the end of the trail with the keys, so that whoever rewrites it without them is found out. What came since the
 * last seal is looked at first: a broken stretch is not vouched for. Sealing is no event itself, or it would never end.
 */
export async function sealTrail(db: Db, keys: Keys, at: Date): Promise<Sealing> {
  if ((await findUnsealed(db)) === undefined) return { kind: 'nothing-new', head: await findHead(db) };
  const after = await findLastSealed(db, keys);
  const report = await verifyTrail(db, keys, after === undefined ? {} : { after });
  if (!report.isWhole) return { kind: 'broken', faults: report.faults };
  const { head, events } = report;
  const sealed = keys.seal(headInWords(head), sealContext(head.sequence));
  await db
    .insertInto('audit_seal')
    .values({ ...head, sealed, created_at: at.toISOString() })
    .onConflict((conflict) => conflict.doNothing()) // another process has sealed the same event
    .execute();
  return { kind: 'sealed', head, events };
}
