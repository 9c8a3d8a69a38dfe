import type { HeldRole } from './roles.ts';

export type SignInMethod = 'password' | 'link' | 'oidc';

/** Somebody who signed in, as each request finds them in the database: what was taken from them is gone at once. */
export interface SignedIn {
  accountId: string;
  name: string;
  email: string;
  isDemo: boolean;
  roles: readonly HeldRole[];
  hasSecondStep: boolean; // an authenticator app is set up
  sessionId: string;
  strength: 1 | 2;
  method: SignInMethod;
  idleMinutes: number; // signed out after so long without a click
  endsAt: string; // ISO 8601, UTC: signed out then, whatever happens
}

/** How far somebody has come with signing in. Only `signed-in` opens a page of staff or partners. */
export type SignInState =
  | { kind: 'nobody' }
  /** The session was ended or left idle; the account is known so that what was typed can be kept for them alone. */
  | { kind: 'ended'; accountId: string }
  | { kind: 'second-step'; user: SignedIn }
  | { kind: 'set-up-second-step'; user: SignedIn }
  | { kind: 'signed-in'; user: SignedIn };

/** The page that goes on with signing in, for a session that has proved something but not enough. */
export const isHalfWay = (
  state: SignInState,
): state is Extract<SignInState, { kind: 'second-step' | 'set-up-second-step' }> =>
  state.kind === 'second-step' || state.kind === 'set-up-second-step';
