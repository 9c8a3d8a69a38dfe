import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { decodeBase32IgnorePadding } from '@oslojs/encoding';
import { generateHOTP } from '@oslojs/otp';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import { findSignInState } from '#src/features/accounts/queries/sign-in-state.ts';
import { emailKey } from '#src/features/accounts/rules.ts';
import type { SignedIn } from '#src/features/accounts/signed-in.ts';
import { sealedTotp } from '#src/features/accounts/signing-in/second-step.ts';
import type { GivenRole, StartedSession, Visit } from '#src/features/accounts/visit.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { readTemplates } from '#src/features/messages/content.ts';
import type { MessageContent, PostOffice } from '#src/features/messages/types.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { ARGON2 } from '#src/lib/security/password-hash.ts';
import { hashSecret, sealWith, unsealWith } from '#src/lib/security/seal.ts';
import { ROOT } from '../server.ts';

export const NOW = new Date('2026-11-21T10:00:00.000Z');
export const after = (minutes: number, from = NOW): Date => new Date(from.getTime() + minutes * 60_000);

export const PASSWORD = 'otter kettle meadow';
export const OTHER_PASSWORD = 'seven quiet lanterns';
let passwordHash: Promise<string> | undefined;
const hashOfPassword = (): Promise<string> => (passwordHash ??= ARGON2.hash(PASSWORD));

/** Keys as a data folder has them, of this process. */
const key = randomBytes(32);
export const KEYS: Keys = {
  seal: (text, context) => sealWith(key, text, context),
  unseal: (sealed, context) => {
    const text = unsealWith(key, sealed, context);
    if (text === null) throw new Error('A sealed text was altered, moved or cut short');
    return text;
  },
  hash: (text, purpose) => createHmac('sha256', key).update(`${purpose}\0${text}`).digest('base64url'),
};

const SITE_URL = 'https://directory.example.org';
/** What writing messages needs, with the messages people really get. */
export const POST: PostOffice = {
  keys: KEYS,
  templates: readTemplates(join(ROOT, 'content')),
  site: { name: 'Marlbridge Directory', url: SITE_URL, phone: null, phoneHours: null },
};

export const VISIT: Visit = {
  addressHash: 'home',
  device: 'Firefox on Windows',
  deviceToken: null,
  allowDemo: false,
};

export interface AddedAccount {
  email?: string;
  roles?: readonly (GivenRole | GivenRole['role'])[];
  password?: string | null; // null: none
  secret?: string; // of an authenticator app that is set up
  isDemo?: boolean;
  isWaiting?: boolean; // an invitation that was not taken up
}

let count = 0;

/** Somebody who can sign in by password, with these changes. */
export async function addAccount(db: Db, added: AddedAccount = {}): Promise<string> {
  count += 1;
  const id = uuidv7();
  const email = added.email ?? `person-${count}@example.org`;
  const hasPassword = added.password !== null && added.isWaiting !== true;
  const at = NOW.toISOString();
  await db
    .insertInto('account')
    .values({
      id,
      email,
      email_key: emailKey(email),
      name: 'Ada Example',
      password_hash: hasPassword ? await hashOfPassword() : null,
      totp_sealed: added.secret === undefined ? null : sealedTotp(KEYS, id, added.secret),
      totp_confirmed_at: added.secret === undefined ? null : at,
      is_demo: added.isDemo === true ? 1 : 0,
      created_at: at,
      last_signed_in_at: added.isWaiting === true ? null : at,
    })
    .execute();
  for (const given of added.roles ?? []) {
    const { role, organisationId } =
      typeof given === 'string' ? { role: given, organisationId: null } : given;
    await db
      .insertInto('account_role')
      .values({
        id: uuidv7(),
        account_id: id,
        role,
        organisation_id: organisationId,
        granted_at: at,
        granted_by: 'command-line',
      })
      .execute();
  }
  return id;
}

const TERMS = { allowDemo: false, idleMinutes: 30, partnersNeedSecondStep: false };

/** How far the browser with this session's cookie has come. */
export const stateOf = async (db: Db, { token }: Pick<StartedSession, 'token'>, at: Date = NOW) =>
  (await findSignInState(db, hashSecret(token), TERMS, at)).state;

/** The person whose session it is; throws when it is nobody's. */
export async function userOf(db: Db, session: StartedSession, at: Date = NOW): Promise<SignedIn> {
  const state = await stateOf(db, session, at);
  if (!('user' in state)) throw new Error(`Nobody is signed in: ${state.kind}`);
  return state.user;
}

export const actorOf = (id: string, sessionId: string | null = null): Actor => ({
  id,
  sessionId,
  addressHash: 'home',
});

/** What the authenticator app shows. */
export const codeAt = (secret: string, at: Date): string =>
  generateHOTP(decodeBase32IgnorePadding(secret), BigInt(Math.floor(at.getTime() / 30_000)), 6);

export interface ReadMessage {
  template: string;
  to: string;
  text: string;
  token: string; // at the end of its link, if it has one
}

/** The messages in the outbox that are to be sent, oldest first. */
export async function readMessages(db: Db): Promise<ReadMessage[]> {
  const rows = await db
    .selectFrom('message')
    .selectAll()
    .where('cancelled_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(({ id, template, to_sealed, content_sealed }) => {
    const { text } = JSON.parse(KEYS.unseal(content_sealed, `message:${id}`)) as MessageContent;
    const [, token = ''] = new RegExp(`${SITE_URL}/[\\w/-]+/([\\w-]{22})\\b`).exec(text) ?? [];
    return { template, to: KEYS.unseal(to_sealed, `message-to:${id}`), text, token };
  });
}

/** The actions of the audit trail in their order, each with whose it was. */
export async function readEvents(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('audit_event').selectAll().orderBy('sequence').execute();
  return rows.map(({ action, actor }) => `${action} by ${actor}`);
}

/** The value of a result that must be one. */
export function valueOf<T>(result: { ok: true; value: T } | { ok: false; error: string }): T {
  if (!result.ok) throw new Error(`Refused: ${result.error}`);
  return result.value;
}
