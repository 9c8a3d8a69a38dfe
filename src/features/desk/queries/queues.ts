import type { Db } from '#db/connection.ts';

/** How much waits in one queue, and since when the oldest has. */
export interface Queue {
  count: number;
  oldest: string | null; // an instant or a day
}

export const QUEUES = ['proposals', 'checks', 'reports', 'claims', 'evidence', 'sources', 'tasks'] as const;
export type QueueName = (typeof QUEUES)[number];

const WEEK_MS = 7 * 86_400_000;
/** Colleagues have five working days to answer a claim; then the desk does (features/claims/rules.ts). */
const weekBefore = (at: Date): string => new Date(at.getTime() - WEEK_MS).toISOString();

/** What waits for the desk, queue by queue: one query for each. Stale services are listed by the reviews themselves. */
export async function readQueues(db: Db, at: Date): Promise<Record<QueueName, Queue>> {
  const [proposals, checks, reports, claims, evidence, sources, tasks] = await Promise.all([
    db
      .selectFrom('revision')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('sent_at').as('oldest')])
      .where('state', '=', 'proposed')
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('revision')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('sent_at').as('oldest')])
      .where('state', '=', 'published')
      .where('small_fields', 'is not', null)
      .where('checked_at', 'is', null)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('report')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('created_at').as('oldest')])
      .where('answered_at', 'is', null)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('claim')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('created_at').as('oldest')])
      .where('state', '=', 'asked')
      .where((eb) =>
        eb.or([
          eb('way', 'in', ['phone-code', 'desk']),
          eb.and([eb('way', '=', 'colleague'), eb('created_at', '<', weekBefore(at))]),
        ]),
      )
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('evidence')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('offered_at').as('oldest')])
      .where('seen_on', 'is', null)
      .where('declined_at', 'is', null)
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('source')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('held_since').as('oldest')])
      .where('held_since', 'is not', null)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('task')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('created_at').as('oldest')])
      .where('done_at', 'is', null)
      .executeTakeFirstOrThrow(),
  ]);
  return { proposals, checks, reports, claims, evidence, sources, tasks };
}
