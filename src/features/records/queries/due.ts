import type { Db } from '#db/connection.ts';
import { OPEN_STATES } from '#src/features/referrals/moves.ts';
import { keptSince, RETENTION_RULES, type RetentionDays, type RetentionRule } from '../rules.ts';

/** Requests under a rule: over, with nothing open about them. Those on hold are among them. */
const underRule = (db: Db, { reasons, isErased }: RetentionRule) =>
  db
    .selectFrom('request')
    .where('state', '=', 'closed')
    .$if(isErased, (query) => query.where('erased_at', 'is not', null))
    .$if(!isErased, (query) =>
      query.where('erased_at', 'is', null).where('closed_reason', 'in', [...reasons]),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('referral')
            .select('referral.id')
            .whereRef('referral.request_id', '=', 'request.id')
            .where('referral.state', 'in', OPEN_STATES),
        ),
      ),
    );

const endOf = (rule: RetentionRule) => (rule.isErased ? ('erased_at' as const) : ('closed_at' as const));

/** Ids of requests that ended before a moment and are not on hold, the oldest first. */
export async function dueRequests(
  db: Db,
  rule: RetentionRule,
  before: Date,
  limit: number,
): Promise<string[]> {
  const rows = await underRule(db, rule)
    .select('id')
    .where(endOf(rule), '<', before.toISOString())
    .where('legal_hold_sealed', 'is', null)
    .orderBy(endOf(rule))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Ids of drafts that have expired and are not on hold. */
export async function dueDrafts(db: Db, at: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('request')
    .select('id')
    .where('state', '=', 'draft')
    .where('draft_expires_at', '<=', at.toISOString())
    .where('legal_hold_sealed', 'is', null)
    .orderBy('draft_expires_at')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** True when something has been kept for long enough. */
export async function hasDue(db: Db, days: RetentionDays, at: Date): Promise<boolean> {
  for (const rule of RETENTION_RULES)
    if ((await dueRequests(db, rule, keptSince(at, days[rule.setting]), 1)).length > 0) return true;
  return (await dueDrafts(db, at, 1)).length > 0;
}

/** What waits under a rule: how many are kept, since when the oldest, and how many of them are on hold. */
export interface Waiting {
  kept: number;
  oldest: string | null; // ISO moment of the end of the oldest that is not on hold
  held: number;
}

export async function countWaiting(db: Db, rule: RetentionRule): Promise<Waiting> {
  const row = await underRule(db, rule)
    .select((eb) => [
      eb.fn.countAll<number>().as('kept'),
      eb.fn
        .min(
          eb
            .case()
            .when('legal_hold_sealed', 'is', null)
            .then(eb.ref(endOf(rule)))
            .end(),
        )
        .as('oldest'),
      eb.fn.count<number>('legal_hold_sealed').as('held'),
    ])
    .executeTakeFirstOrThrow();
  return { kept: row.kept, oldest: row.oldest, held: row.held };
}
