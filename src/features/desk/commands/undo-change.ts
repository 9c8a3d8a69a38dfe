import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { countOpenReferralsOf } from '#src/features/referrals/queries/counts.ts';
import { publishRevision } from '#src/features/revisions/commands/publish.ts';
import { isSame, type ContentField } from '#src/features/services/fields.ts';
import { readStoredServices, type StoredService } from '#src/features/services/queries/records/read.ts';
import type { WayBack } from '#src/features/undo/rules.ts';
import { ok, refused } from '#src/lib/result.ts';
import { countOf } from '#src/lib/text.ts';
import type { KeptChange, KeptContent, KeptVisibility } from '../kept-change.ts';
import { CHANGE_WORDS } from '../words.ts';
import { setVisibilities } from './visibility.ts';

/** Takes back a change of many services: each field and each visibility as it was, all or none. */
export const SERVICES_CHANGE_BACK: WayBack = {
  words(state) {
    const { kind, names } = state as KeptChange;
    return `${CHANGE_WORDS[kind].done}: ${countOf(names.length, 'service')}`;
  },
  names: (state) => (state as KeptChange).names,
  async takeBack(trx, entry, by, at) {
    const { contents, visibilities } = entry.state as KeptChange;
    const services = await readStoredServices(
      trx,
      contents.map(({ id }) => id),
    );
    const shown = await readShown(
      trx,
      visibilities.map(({ id }) => id),
    );
    const isChanged =
      contents.some((kept) => wouldLose(kept, services.get(kept.id))) ||
      visibilities.some(({ id, before, after }) => {
        const now = shown.get(id);
        return now !== undefined && !isShownAs(now, after) && !isShownAs(now, before);
      });
    if (isChanged) return refused('changed-since');
    // Shown since, and somebody was referred to it: that is a change too.
    const hiding = visibilities.filter(
      ({ before, after }) => after.visibility === 'public' && before.visibility !== 'public',
    );
    const open = await countOpenReferralsOf(
      trx,
      hiding.map(({ id }) => id),
    );
    if (open.size > 0) return refused('changed-since');
    const reason = 'Taken back by the desk.';
    await setVisibilities(
      trx,
      visibilities
        .filter(({ id, after }) => isShownAs(shown.get(id) ?? null, after))
        .map(({ id, before, after }) => ({ id, before: after, after: before })),
      { by, reason },
      at,
    );
    for (const kept of contents) await putBack(trx, kept, services.get(kept.id), by, at);
    return ok('taken-back' as const);
  },
};

type Shown = KeptVisibility['before'];

const isShownAs = (now: Shown | null, then: Shown): boolean =>
  now !== null && now.visibility === then.visibility && now.hiddenReason === then.hiddenReason;

/** True when a field says something else than before and after the change: somebody has written it since. */
const wouldLose = (kept: KeptContent, service: StoredService | undefined): boolean =>
  service !== undefined &&
  fieldsOf(kept).some((field) => {
    const now = service.record[field] ?? null;
    return !isSame(now, kept.after[field] ?? null) && !isSame(now, kept.before[field] ?? null);
  });

const fieldsOf = ({ before }: KeptContent): ContentField[] => Object.keys(before) as ContentField[];

async function putBack(
  trx: Transaction<Database>,
  kept: KeptContent,
  service: StoredService | undefined,
  by: Actor,
  at: Date,
): Promise<void> {
  if (service === undefined) return;
  await publishRevision(
    trx,
    service,
    { ...service.record, ...kept.before },
    { author: by.id, authorKind: 'undo', by, reason: 'Taken back by the desk.' },
    at,
  );
  if (kept.newlyLocal.length === 0) return;
  await trx
    .deleteFrom('local_field')
    .where('service_id', '=', kept.id)
    .where('field', 'in', kept.newlyLocal)
    .execute();
}

async function readShown(
  trx: Transaction<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Shown>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('service')
    .select(['id', 'visibility', 'hidden_reason'])
    .where('id', 'in', ids)
    .execute();
  return new Map(
    rows.map((row) => [row.id, { visibility: row.visibility, hiddenReason: row.hidden_reason }]),
  );
}
