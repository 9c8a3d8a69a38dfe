import { needsSecondStep, ROLES, type HeldRole } from './roles.ts';

/** An email address as it is compared: people write one and the same in many ways. */
export const emailKey = (email: string): string => email.normalize('NFC').trim().toLowerCase();

interface Acceptance {
  password_hash: string | null;
  last_signed_in_at: string | null;
}

/** True while an invitation was not taken up: nobody has proved yet that the account is theirs. */
export const isWaiting = (account: Acceptance): boolean =>
  account.password_hash === null && account.last_signed_in_at === null;

/** True when somebody with these roles must take the second step: by a role, or because partners are asked to. */
export const mustTakeSecondStep = (
  roles: readonly Pick<HeldRole, 'role'>[],
  partnersNeedSecondStep: boolean,
): boolean =>
  needsSecondStep(roles) ||
  (partnersNeedSecondStep && roles.some(({ role }) => ROLES[role].scope === 'organisation'));

/** Whatever happens, nobody stays signed in for longer. */
export const SESSION_HOURS = 12;

/** How long a secret sent by mail can be used, in minutes. */
export const TOKEN_MINUTES = {
  'sign-in': 15,
  reset: 60,
  'email-change': 60,
  invitation: 7 * 24 * 60,
} as const;
export type TokenKind = keyof typeof TOKEN_MINUTES;

/** Why a secret sent by mail does nothing (any more). */
export type TokenRefusal = 'unknown' | 'expired' | 'used';

/** What speaks against using a secret of this kind, judged by its row. */
export function tokenRefusal(
  row: { kind: string; expires_at: string; used_at: string | null } | undefined,
  kind: TokenKind,
  at: Date,
): TokenRefusal | null {
  if (row === undefined || row.kind !== kind) return 'unknown';
  if (row.used_at !== null) return 'used';
  return row.expires_at <= at.toISOString() ? 'expired' : null;
}
