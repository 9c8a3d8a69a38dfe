import { touchSession } from '#src/features/accounts/commands/sessions.ts';
import { findSignInState } from '#src/features/accounts/queries/sign-in-state.ts';
import type { SignInState } from '#src/features/accounts/signed-in.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import type { App } from '../app.ts';
import { cookieName, type Cookies } from './cookies.ts';
import { networkOf } from './network.ts';

const TOUCH_EVERY_MS = 60_000;

/** How far the browser that sends these cookies has come with signing in. */
export async function readSignInState(app: App, cookies: Cookies): Promise<SignInState> {
  const token = cookies.get(cookieName('session', app.config.siteUrl))?.value;
  if (token === undefined || token === '') return { kind: 'nobody' };
  const at = app.now();
  const terms = await app.sessionTerms();
  const { state, lastSeenAt } = await findSignInState(app.db, hashSecret(token), terms, at);
  if (lastSeenAt !== null && 'user' in state && at.getTime() - lastSeenAt.getTime() >= TOUCH_EVERY_MS)
    await touchSession(app.db, state.user.sessionId, at);
  return state;
}

/** A keyed hash of a network (see `networkOf`), short enough to be read in a table; the same network always gives the same. */
export const hashOfAddress = (app: App, address: string): string =>
  app.keyRing.hash(networkOf(address), 'network-address').slice(0, 12);

/** Who acts in a request, for the audit trail: the person signed in, or a visitor of whom nothing is kept. */
export const actorOf = (app: App, state: SignInState, address: string): Actor =>
  'user' in state
    ? { id: state.user.accountId, sessionId: state.user.sessionId, addressHash: hashOfAddress(app, address) }
    : { id: 'visitor', sessionId: null, addressHash: null };
