import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { NeedTree } from '../content.ts';
import { phraseKey } from '../edits.ts';

export interface NeedText {
  needSlug: string;
  name: string;
  description: string;
}

/**
 * Gives a need another name and description; the name it had stays one of its everyday words. Refuses an unknown need and
 * a name that another one has.
 */
export async function changeNeedText(
  db: Db,
  needs: NeedTree,
  { needSlug, name, description }: NeedText,
  by: Actor,
  at: Date,
): Promise<Result<'changed', 'unknown' | 'name-taken'>> {
  const before = needs.bySlug.get(needSlug);
  if (before === undefined) return refused('unknown');
  const isTaken = [...needs.bySlug.values()].some(
    (need) => need.slug !== needSlug && phraseKey(need.name) === phraseKey(name),
  );
  if (isTaken) return refused('name-taken');
  if (before.name === name && before.description === description) return ok('changed');
  await db.transaction().execute(async (trx) => {
    const changed = { name, description, changed_at: at.toISOString(), changed_by: by.id };
    await trx
      .insertInto('need_text')
      .values({ need_slug: needSlug, ...changed })
      .onConflict((conflict) => conflict.column('need_slug').doUpdateSet(changed))
      .execute();
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'need.text',
      entity: 'need',
      entityId: needSlug,
      before: { name: before.name, description: before.description },
      after: { name, description },
    });
    await bumpDirectoryVersion(trx, at);
  });
  return ok('changed');
}

/** Gives a need back the name and description of content/needs. Refuses one that has them. */
export async function restoreNeedText(
  db: Db,
  needSlug: string,
  by: Actor,
  at: Date,
): Promise<Result<'restored', 'unchanged'>> {
  return db.transaction().execute(async (trx) => {
    const before = await trx
      .deleteFrom('need_text')
      .where('need_slug', '=', needSlug)
      .returning(['name', 'description'])
      .executeTakeFirst();
    if (before === undefined) return refused('unchanged');
    await recordEvent(trx, {
      at,
      actor: by,
      action: 'need.text',
      entity: 'need',
      entityId: needSlug,
      before,
      after: { restored: true },
    });
    await bumpDirectoryVersion(trx, at);
    return ok('restored');
  });
}
