import { createHmac } from 'node:crypto';
import type { Keys } from '#src/lib/security/keys.ts';
import { sealWith, unsealWith } from '#src/lib/security/seal.ts';
import type { WholeKeys } from './key-file.ts';
import { readKeys, stampOf, type KeyPlace } from './key-place.ts';

export type KeyRing = Keys;

/** A program that runs seals with a new key within this time after it was made: `keys forget` relies on it. */
export const NOTICED_WITHIN_MS = 1000;

/**
 * Opens the keys of a place, or of a data folder by its name alone (then whatever the environment gives is left out: of
 * copies and backups). The file of the keys is read again when it was replaced, so that a program that runs follows a
 * rotation. Throws CannotStart when there are no whole keys: going on would seal new data with a key nobody kept.
 */
export function openKeyRing(place: KeyPlace | string): KeyRing {
  const where = typeof place === 'string' ? { dataFolder: place } : place;
  const read = (): { keys: WholeKeys; stamp: string | null } => {
    const keys = readKeys(where);
    return { keys, stamp: stampOf(where) };
  };
  let now = read();
  let lookedAt = performance.now();
  // Keys that are damaged or gone for a moment are no reason to lose the ones we hold.
  const readAgain = (): void => {
    lookedAt = performance.now();
    const stamp = stampOf(where);
    if (stamp === null || stamp === now.stamp) return;
    try {
      now = read();
    } catch {
      return;
    }
  };
  const find = (id: string): Buffer => {
    if (!Object.hasOwn(now.keys.keys, id)) readAgain();
    const text = now.keys.keys[id];
    if (text === undefined) throw new Error(`The key ring holds no key ${id}`);
    return Buffer.from(text, 'base64');
  };
  return {
    seal(text, context) {
      if (performance.now() - lookedAt >= NOTICED_WITHIN_MS) readAgain();
      const id = now.keys.current;
      return `${id}.${sealWith(find(id), text, context)}`;
    },
    unseal(sealed, context) {
      const [, id, body] = /^([a-z0-9]{8})\.([\w-]+)$/.exec(sealed) ?? [];
      if (id === undefined || body === undefined) throw new Error('Not a sealed text');
      const text = unsealWith(find(id), body, context);
      if (text === null) throw new Error('A sealed text was altered, moved or cut short');
      return text;
    },
    hash: (text, purpose) =>
      createHmac('sha256', Buffer.from(now.keys.lookup, 'base64'))
        .update(purpose)
        .update('\0')
        .update(text)
        .digest('base64url'),
  };
}
