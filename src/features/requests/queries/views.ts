import { z } from 'zod';
import type { Db } from '#db/connection.ts';
import { openedFromAudit } from '#src/features/audit/rules.ts';
import type { Keys } from '#src/lib/security/keys.ts';

const VIEWS = ['request.view', 'request.export', 'referral.view'] as const;
type ViewAction = (typeof VIEWS)[number];

/** Somebody looked at a person's record, or took it away. */
export interface RecordView {
  at: string;
  by: string; // account id, "referral-link" ...
  byName: string | null; // of an account
  serviceName: string | null; // of a referral that was looked at: all a service sees is what was shared with it
  action: ViewAction;
  reason: string | null; // of somebody who was not involved
}

/** Who has looked at a request and at its referrals, the newest first. */
export async function listViews(db: Db, keys: Keys, requestId: string): Promise<RecordView[]> {
  const rows = await db
    .selectFrom('audit_event')
    .leftJoin('account', 'account.id', 'audit_event.actor')
    .leftJoin('referral', (join) =>
      join.onRef('referral.id', '=', 'audit_event.entity_id').on('audit_event.entity', '=', 'referral'),
    )
    .leftJoin('service', 'service.id', 'referral.service_id')
    .select(['audit_event.happened_at', 'audit_event.actor', 'audit_event.action', 'audit_event.after'])
    .select(['audit_event.reason', 'account.name as byName', 'service.name as serviceName'])
    .where('audit_event.action', 'in', VIEWS)
    .where((eb) =>
      eb.or([
        eb.and([eb('audit_event.entity', '=', 'request'), eb('audit_event.entity_id', '=', requestId)]),
        eb.and([
          eb('audit_event.entity', '=', 'referral'),
          eb(
            'audit_event.entity_id',
            'in',
            eb.selectFrom('referral as mine').select('mine.id').where('mine.request_id', '=', requestId),
          ),
        ]),
      ]),
    )
    .orderBy('audit_event.sequence', 'desc')
    .execute();
  return rows.map((row) => ({
    at: row.happened_at,
    by: row.actor,
    byName: row.byName,
    serviceName: row.serviceName,
    action: row.action as ViewAction, // the query asks for no other
    reason: reasonOf(keys, requestId, row.after) ?? row.reason,
  }));
}

/** Why somebody looked, sealed. `isGiven`: they said so then, and not within the hour before. */
export interface Why {
  reason: string;
  isGiven: boolean;
}

const WhyShape = z.object({ reason: z.string(), isGiven: z.boolean() });

/** What `openRequest` recorded of a reason, out of the JSON of an event. */
export function readReason(after: string | null): Why | null {
  return after === null ? null : (WhyShape.safeParse(JSON.parse(after)).data ?? null);
}

/** The reason in words; it is kept sealed, for people are named in reasons. */
function reasonOf(keys: Keys, requestId: string, after: string | null): string | null {
  const why = readReason(after);
  return why === null ? null : openedFromAudit(keys.unseal, why.reason, 'request', requestId);
}
