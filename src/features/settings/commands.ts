import type { Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { sealedForAudit, type Actor } from '#src/features/audit/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { readSettingsState } from './queries.ts';
import {
  isAllowed,
  SETTING_NAMES,
  settingOf,
  type SettingName,
  type SettingValues,
  type SettingVersions,
} from './values.ts';

export interface SettingChanges {
  values: Partial<SettingValues>; // what is not here stays
  versions: SettingVersions; // as they were when the page was shown
}

/**
 * Changes settings, each that differs with an audit event of its own, and gives the names of those. Refuses all of them,
 * 'stale', when one was changed by somebody else since the page was shown (to the same value does no harm), and
 * 'not-allowed' for a value outside its limits.
 */
export async function changeSettings(
  db: Db,
  keys: Keys,
  { values, versions }: SettingChanges,
  by: Actor,
  at: Date,
): Promise<Result<SettingName[], 'stale' | 'not-allowed'>> {
  const named = SETTING_NAMES.filter((name) => values[name] !== undefined);
  if (named.some((name) => !isAllowed(name, values[name]))) return refused('not-allowed');
  return db.transaction().execute(async (trx) => {
    // A write comes first: whoever else changes settings waits here, in another process too.
    await trx
      .updateTable('setting')
      .set((eb) => ({ version: eb.ref('version') }))
      .execute();
    const now = await readSettingsState(trx);
    const changed = named.filter((name) => now.values[name] !== values[name]);
    if (changed.some((name) => now.versions[name] !== versions[name])) return refused('stale');
    for (const name of changed) {
      const after = values[name] ?? null;
      await writeSetting(trx, { name, value: after, version: now.versions[name] + 1 }, by, at);
      const shown = (value: unknown): unknown => forAudit(keys, name, value);
      await recordEvent(trx, {
        at,
        actor: by,
        action: 'setting.change',
        entity: 'setting',
        entityId: name,
        before: shown(now.values[name]),
        after: shown(after),
      });
    }
    return ok(changed);
  });
}

async function writeSetting(
  trx: Transaction<Database>,
  { name, value, version }: { name: SettingName; value: unknown; version: number },
  by: Actor,
  at: Date,
): Promise<void> {
  const row = {
    value: JSON.stringify(value),
    version,
    updated_at: at.toISOString(),
    updated_by: by.id,
  };
  await trx
    .insertInto('setting')
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
}

/** An email address may be one person's. */
const forAudit = (keys: Keys, name: SettingName, value: unknown): unknown =>
  settingOf(name).kind === 'email' && typeof value === 'string'
    ? sealedForAudit((text, context) => keys.seal(text, context), value, 'setting', name)
    : value;
