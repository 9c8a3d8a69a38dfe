import { createHash } from 'node:crypto';

/** Who does something, and from where. */
export interface Actor {
  id: string; // an account's id, or "visitor", "import", "command-line", "job"
  sessionId: string | null;
  addressHash: string | null; // keyed hash of the network address
}

/** A program, or somebody who is not signed in and of whom nothing is kept. */
export const programActor = (id: 'visitor' | 'command-line' | 'job' | 'import'): Actor => ({
  id,
  sessionId: null,
  addressHash: null,
});

/** One link of the chain: what is hashed, in this order, after the hash of the one before. */
export interface ChainedEvent {
  sequence: number;
  id: string;
  happened_at: string;
  actor: string;
  action: string;
  entity: string;
  entity_id: string;
  before: string | null;
  after: string | null;
  reason: string | null;
  session_id: string | null;
  address_hash: string | null;
}

/** What stands before the first event. */
export const FIRST_HASH = '0'.repeat(64);

/** The hash of an event, SHA-256 in hex: a change to any part of it, or of any event before it, gives another one. */
export const hashOfEvent = (previousHash: string, event: ChainedEvent): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        previousHash,
        event.sequence,
        event.id,
        event.happened_at,
        event.actor,
        event.action,
        event.entity,
        event.entity_id,
        event.before,
        event.after,
        event.reason,
        event.session_id,
        event.address_hash,
      ]),
    )
    .digest('hex');

const SEALED = 'sealed:';

/** True for what `sealedForAudit` made. */
export const isSealed = (value: string): boolean => value.startsWith(SEALED);

/** A personal value as the audit trail may keep it; `/admin/audit` opens it again for who may read it. */
export const sealedForAudit = (
  seal: (text: string, context: string) => string,
  value: string,
  entity: string,
  entityId: string,
): string => `${SEALED}${seal(value, `audit:${entity}:${entityId}`)}`;

/** The value that `sealedForAudit` sealed; null when it is no sealed value. Throws when it was altered or moved. */
export function openedFromAudit(
  unseal: (sealed: string, context: string) => string,
  value: string,
  entity: string,
  entityId: string,
): string | null {
  return isSealed(value) ? unseal(value.slice(SEALED.length), `audit:${entity}:${entityId}`) : null;
}
