import type { StartedSession } from '#src/features/accounts/visit.ts';
import { endSession } from '#src/features/accounts/commands/sessions.ts';
import { findSignInState } from '#src/features/accounts/queries/sign-in-state.ts';
import { isOnlyPartner } from '#src/features/accounts/roles.ts';
import type { SignInState } from '#src/features/accounts/signed-in.ts';
import { paths, safeReturnPath } from '#src/lib/paths.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import type { AskedPage } from './access.ts';
import { cookieName, cookieOptions } from './cookies.ts';
import { sendOn } from './private-page.ts';

const ONE_YEAR_SECONDS = 31_536_000;
/** As long as the link in the mail works. */
const RETURN_SECONDS = 15 * 60;

/** Gives this browser the cookies of a session that was just started, and of a browser that the account knows. */
export function startedSession({ cookies, locals }: AskedPage, started: StartedSession): void {
  const { siteUrl } = locals.app.config;
  cookies.set(cookieName('session', siteUrl), started.token, cookieOptions(siteUrl));
  cookies.set(cookieName('device', siteUrl), started.deviceToken, cookieOptions(siteUrl, ONE_YEAR_SECONDS));
}

/**
 * Gives this browser its cookies, ends the session it held before, and leads on: to the second step when it is still to
 * be taken or set up, else to where the person wanted to go, else to their account.
 */
export async function goOnSignedIn(
  page: AskedPage,
  started: StartedSession,
  wanted: unknown,
): Promise<Response> {
  startedSession(page, started);
  const { app, actor, signIn } = page.locals;
  if ('user' in signIn) await endSession(app.db, signIn.user, actor, app.now());
  const { state } = await findSignInState(
    app.db,
    hashSecret(started.token),
    await app.sessionTerms(),
    app.now(),
  );
  return sendOn(nextPath(page, state, wanted));
}

/**
 * Where somebody who has come so far goes next. `wanted` is what a form or an address brought along: only a path of
 * this site counts, then the one remembered with a request for a link.
 */
export function nextPath(page: AskedPage, state: SignInState, wanted: unknown): string {
  const { siteUrl } = page.locals.app.config;
  const remembered = page.cookies.get(cookieName('return', siteUrl))?.value;
  const back = safeReturnPath(wanted, safeReturnPath(remembered, homeOf(state)));
  if (state.kind === 'second-step') return paths.secondStep({ return: back });
  if (state.kind === 'set-up-second-step') return paths.secondStepSetUp({ return: back });
  if (state.kind !== 'signed-in') return paths.signIn({ return: back });
  if (remembered !== undefined) page.cookies.delete(cookieName('return', siteUrl), cookieOptions(siteUrl));
  return back;
}

/** Where somebody goes on who did not want to go anywhere in particular. */
const homeOf = (state: SignInState): string =>
  'user' in state && isOnlyPartner(state.user.roles) ? paths.partner() : paths.account();

/** Remembers where to go after the link in a mail was used in this same browser. */
export function rememberReturn({ cookies, locals }: AskedPage, wanted: unknown): void {
  const { siteUrl } = locals.app.config;
  const back = safeReturnPath(wanted, '');
  if (back !== '') cookies.set(cookieName('return', siteUrl), back, cookieOptions(siteUrl, RETURN_SECONDS));
}

/** Takes the session's cookie and what it remembers away from this browser; that the account knows it stays. */
export function forgetSession({ cookies, locals }: AskedPage): void {
  const { siteUrl } = locals.app.config;
  for (const name of ['session', 'return', 'kept-form'] as const)
    cookies.delete(cookieName(name, siteUrl), cookieOptions(siteUrl));
}
