import { statSync } from 'node:fs';
import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { verifyTrail } from '#src/features/audit/queries/verify.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { replaceKeyFile, withNewKey, withoutKeys, type WholeKeys } from '#src/server/keys/key-file.ts';
import { keyFileOf, readKeys, type KeyPlace } from '#src/server/keys/key-place.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { SEALED_COLUMNS } from '#src/server/keys/sealed-columns.ts';
import { countKeyUse, resealAll, type KeyUse, type Resealed } from '#src/server/keys/sealed-rows.ts';

export interface KeyFacts {
  id: string;
  isCurrent: boolean;
  isHeld: boolean; // false: values were sealed with a key that is not here
  rows: number;
  shortLived: number;
  audit: number;
}

/** Every key that is held, the current one first, and every one that something is still sealed with. */
export async function listKeys(db: Db, place: KeyPlace): Promise<KeyFacts[]> {
  return keyFacts(readKeys(place), await countKeyUse(db));
}

export function keyFacts({ current, keys }: WholeKeys, use: KeyUse): KeyFacts[] {
  const used = [...use.rows.keys(), ...use.shortLived.keys(), ...use.audit.keys()];
  const ids = new Set([current, ...Object.keys(keys), ...used]);
  return [...ids].map((id) => ({
    id,
    isCurrent: id === current,
    isHeld: Object.hasOwn(keys, id),
    rows: use.rows.get(id) ?? 0,
    shortLived: use.shortLived.get(id) ?? 0,
    audit: use.audit.get(id) ?? 0,
  }));
}

/** Old keys that seal nothing any more, here. Backups from before may need them. */
export const idleKeys = (facts: readonly KeyFacts[]): string[] =>
  facts
    .filter((key) => !key.isCurrent && key.isHeld && key.rows + key.shortLived + key.audit === 0)
    .map(({ id }) => id);

export interface Rotation extends Resealed {
  current: string;
  isNew: boolean; // false: an earlier rotation that was stopped was ended
  isTrailWhole: boolean; // else its seals keep their key, and with it what they prove
}

/**
 * Makes a new key, and seals with it what older ones have sealed. Values that are left from a rotation that was stopped
 * are sealed with the key of that one, and no further key is made. Refuses 'no-file': keys that the environment holds
 * itself are changed there.
 */
export async function rotateKeys(
  db: Db,
  place: KeyPlace,
  at: Date,
  onProgress?: (resealed: number) => void,
): Promise<Result<Rotation, 'no-file'>> {
  const file = keyFileOf(place);
  if (file === null) return refused('no-file');
  const held = readKeys(place);
  if (await isUnfinished(db, held)) {
    const ended = await resealEverything(db, place, onProgress);
    // What does not open is left with its old key for good, and no reason never to make a new one.
    if (ended.resealed > 0) return ok({ ...ended, isNew: false });
  }
  const next = withNewKey(held);
  replaceKeyFile(file, next);
  await db.transaction().execute((trx) =>
    recordEvent(trx, {
      at,
      actor: programActor('command-line'),
      action: 'keys.rotate',
      entity: 'key',
      entityId: next.current,
      before: { current: held.current },
      after: { current: next.current },
    }),
  );
  return ok({ ...(await resealEverything(db, place, onProgress)), isNew: true });
}

/** Whether another key than the current one seals values that a rotation would have sealed anew. */
async function isUnfinished(db: Db, { current, keys }: WholeKeys): Promise<boolean> {
  if (Object.keys(keys).length < 2) return false;
  const { rows } = await countKeyUse(db);
  return [...rows].some(([id, count]) => id !== current && Object.hasOwn(keys, id) && count > 0);
}

/** Seals with the current key whatever others have sealed, as `rotate` does after it has made one. */
export async function resealEverything(
  db: Db,
  place: KeyPlace,
  onProgress: (resealed: number) => void = () => undefined,
): Promise<Omit<Rotation, 'isNew'>> {
  const { current } = readKeys(place);
  const keys = openKeyRing(place);
  // Whoever forged an old seal with a key that got out would have it renewed: first see that all agree.
  const { isWhole } = await verifyTrail(db, keys);
  const columns = SEALED_COLUMNS.filter(({ table }) => isWhole || table !== 'audit_seal');
  return { current, isTrailWhole: isWhole, ...(await resealAll(db, keys, current, { columns, onProgress })) };
}

/** Longer than any program takes to notice a new key and to store what it had sealed with the one before. */
const SETTLED_MS = 60_000;

/** Milliseconds until no program can be about to store what it sealed with an older key. */
export function settlesIn(place: KeyPlace, at: Date): number {
  const file = keyFileOf(place);
  return file === null ? 0 : Math.max(0, statSync(file).mtimeMs + SETTLED_MS - at.getTime());
}

/**
 * Drops old keys that seal nothing any more, and gives their ids. A program that runs may have sealed something with an
 * old key a moment ago, so wait `settlesIn` first; what turns up all the same brings its key back.
 */
export async function forgetKeys(db: Db, place: KeyPlace, at: Date): Promise<Result<string[], 'no-file'>> {
  const file = keyFileOf(place);
  if (file === null) return refused('no-file');
  const held = readKeys(place);
  const idle = idleKeys(keyFacts(held, await countKeyUse(db)));
  if (idle.length === 0) return ok([]);
  replaceKeyFile(file, withoutKeys(held, idle));
  const used = await listKeys(db, place);
  const gone = idle.filter((id) => !used.some((key) => key.id === id));
  if (gone.length < idle.length) replaceKeyFile(file, withoutKeys(held, gone));
  if (gone.length === 0) return ok([]);
  await db.transaction().execute((trx) =>
    recordEvent(trx, {
      at,
      actor: programActor('command-line'),
      action: 'keys.forget',
      entity: 'key',
      entityId: held.current,
      before: { keys: Object.keys(held.keys) },
      after: { keys: Object.keys(withoutKeys(held, gone).keys) },
    }),
  );
  return ok(gone);
}
