import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { countOpenReferralsOf } from '#src/features/referrals/queries/counts.ts';
import { isHeldByReferrals } from '#src/features/referrals/queries/guard.ts';
import { publishRevision } from '#src/features/revisions/commands/publish.ts';
import { keepUndo } from '#src/features/undo/commands/keep.ts';
import { londonNow } from '#src/lib/dates.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { MOST_AT_ONCE, type Change } from '../changes.ts';
import { pickFields, type KeptChange, type KeptContent } from '../kept-change.ts';
import { planChange, type PlannedChange } from '../queries/changeable.ts';
import { setVisibilities, type VisibilityChange } from './visibility.ts';

/** Why the desk hid a service, in `service.hidden_reason`. */
export const HIDDEN_BY_DESK = 'desk';
/** The name of the action in the table of ways back. */
export const SERVICES_CHANGED = 'services.change';

export interface ServicesChange {
  ids: readonly string[];
  change: Change;
  reason: string | null; // the desk's, in words
}

/**
 * Does one thing to many services, all or none, each with its audit event (and a revision where its content changes)
 * and one way back for the lot. What needs no change is passed over. Refuses when nothing is left to change, more than
 * a hundred services, an organisation that does not exist, and taking away a service that has open referrals.
 */
export async function changeServices(
  db: Db,
  { ids, change, reason }: ServicesChange,
  by: Actor,
  at: Date,
): Promise<
  Result<
    { undoId: string; changed: number },
    'nothing-to-change' | 'too-many' | 'no-organisation' | 'open-referrals'
  >
> {
  if (new Set(ids).size > MOST_AT_ONCE) return refused('too-many');
  return db.transaction().execute(async (trx) => {
    if (change.kind === 'move' && !(await hasOrganisation(trx, change.organisationId)))
      return refused('no-organisation');
    const planned = await planChange(trx, ids, change);
    const changing = planned.filter(({ effect }) => effect.kind !== 'none');
    const [first] = changing;
    if (first === undefined) return refused('nothing-to-change');
    if (await isAnyHeld(trx, changing, londonNow(at).day)) return refused('open-referrals');
    const visibilities = changing.flatMap(toVisibilityChange);
    await setVisibilities(trx, visibilities, { by, reason }, at);
    const contents: KeptContent[] = [];
    for (const each of changing) contents.push(...(await publish(trx, each, { by, reason }, at)));
    const state: KeptChange = {
      kind: change.kind,
      names: changing.map(({ stored }) => stored.record.name),
      contents,
      visibilities,
    };
    const undoId = await keepUndo(
      trx,
      { action: SERVICES_CHANGED, entity: 'service', entityId: first.stored.id, state, by },
      at,
    );
    return ok({ undoId, changed: changing.length });
  });
}

async function isAnyHeld(
  trx: Transaction<Database>,
  changing: readonly PlannedChange[],
  today: string,
): Promise<boolean> {
  const hidden = changing.filter(
    ({ effect }) => effect.kind === 'visibility' && effect.visibility === 'hidden',
  );
  const open = await countOpenReferralsOf(
    trx,
    hidden.map(({ stored }) => stored.id),
  );
  if (open.size > 0) return true;
  for (const { stored, effect } of changing)
    if (effect.kind === 'content' && (await isHeldByReferrals(trx, stored, effect.record, today)))
      return true;
  return false;
}

function toVisibilityChange({ stored, hiddenReason, effect }: PlannedChange): VisibilityChange[] {
  if (effect.kind !== 'visibility') return [];
  const { visibility } = effect;
  return [
    {
      id: stored.id,
      before: { visibility: stored.visibility, hiddenReason },
      after: { visibility, hiddenReason: visibility === 'hidden' ? HIDDEN_BY_DESK : null },
    },
  ];
}

async function publish(
  trx: Transaction<Database>,
  { stored, effect }: PlannedChange,
  { by, reason }: { by: Actor; reason: string | null },
  at: Date,
): Promise<KeptContent[]> {
  if (effect.kind !== 'content') return [];
  const localBefore = await findLocal(trx, stored.id);
  const published = await publishRevision(
    trx,
    stored,
    effect.record,
    { author: by.id, authorKind: 'desk', by, reason },
    at,
  );
  if (published === undefined) return [];
  return [
    {
      id: stored.id,
      before: pickFields(stored.record, effect.fields),
      after: pickFields(published.stored.record, effect.fields),
      newlyLocal: effect.fields.filter((field) => stored.sourceId !== null && !localBefore.has(field)),
    },
  ];
}

async function findLocal(trx: Transaction<Database>, serviceId: string): Promise<ReadonlySet<string>> {
  const rows = await trx
    .selectFrom('local_field')
    .select('field')
    .where('service_id', '=', serviceId)
    .execute();
  return new Set(rows.map(({ field }) => field));
}

const hasOrganisation = async (trx: Transaction<Database>, id: string): Promise<boolean> =>
  (await trx.selectFrom('organisation').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
