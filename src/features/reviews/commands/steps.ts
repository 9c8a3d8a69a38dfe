import type { Db } from '#db/connection.ts';
import { recordEvents } from '#src/features/audit/commands.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { servicesWithOpenReferrals } from '#src/features/referrals/queries/counts.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';
import { openTask } from '#src/features/tasks/commands.ts';
import { readLadder } from '../queries/ladder.ts';
import { HIDDEN_FOR_REVIEW, isToBeHidden, type Reviewed, type Step } from '../rules.ts';

/** Notes a step for services, each once for its due date; answers for how many it was new. */
export async function noteSteps(
  db: Db,
  step: Exclude<Step, 'hidden' | 'ask' | 'due' | 'late'>,
  services: readonly Pick<Reviewed, 'id' | 'dueOn'>[],
  today: string,
  at: Date,
): Promise<number> {
  if (services.length === 0) return 0;
  return db.transaction().execute(async (trx) => {
    const noted = await trx
      .insertInto('review_step')
      .values(
        services.map(({ id, dueOn }) => ({
          service_id: id,
          due_on: dueOn,
          step,
          done_on: today,
          message_id: null,
        })),
      )
      .onConflict((conflict) => conflict.columns(['service_id', 'due_on', 'step']).doNothing())
      .executeTakeFirst();
    // Their cards and pages now say that they may be out of date.
    if (step === 'marked') await bumpDirectoryVersion(trx, at, { services: services.map(({ id }) => id) });
    return Number(noted.numInsertedOrUpdatedRows ?? 0n);
  });
}

/**
 * Hides the services of an organisation that nobody confirmed, from the public and from nobody else: nothing is deleted,
 * and confirming one shows it again. What was confirmed since it was looked at stays, and so does one with open referrals:
 * somebody is told to ring. Answers how many were hidden.
 */
export async function hideOverdue(db: Db, organisationId: string, today: string, at: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const due = (await readLadder(trx, today, organisationId)).filter((service) =>
      isToBeHidden(service, today),
    );
    const referred = due.length === 0 ? new Set<string>() : await servicesWithOpenReferrals(trx);
    for (const { id, name, dueOn } of due.filter((service) => referred.has(service.id)))
      await openTask(
        trx,
        {
          kind: 'referrals-open',
          entity: 'service',
          entityId: id,
          title: `${name} was not hidden: nobody has confirmed it, but it has open referrals. Ring them`,
          dedupeKey: `referrals-open:review:${id}:${dueOn}`,
        },
        at,
      );
    const services = due.filter(({ id }) => !referred.has(id));
    if (services.length === 0) return 0;
    const ids = services.map(({ id }) => id);
    await trx
      .updateTable('service')
      .set({ visibility: 'hidden', hidden_reason: HIDDEN_FOR_REVIEW, updated_at: at.toISOString() })
      .where('id', 'in', ids)
      .execute();
    await trx
      .insertInto('review_step')
      .values(
        services.map(({ id, dueOn }) => ({
          service_id: id,
          due_on: dueOn,
          step: 'hidden',
          done_on: today,
          message_id: null,
        })),
      )
      .execute();
    await recordEvents(
      trx,
      services.map(({ id, dueOn }) => ({
        at,
        actor: programActor('job'),
        action: 'service.hide',
        entity: 'service',
        entityId: id,
        before: { visibility: 'public' },
        after: { visibility: 'hidden', hidden_reason: HIDDEN_FOR_REVIEW },
        reason: `Nobody has confirmed it since its review was due on ${dueOn}.`,
      })),
    );
    await bumpDirectoryVersion(trx, at, { services: ids });
    return services.length;
  });
}
