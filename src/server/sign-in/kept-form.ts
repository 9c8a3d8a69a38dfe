import { forgetKeptForm, keepForm } from '#src/features/accounts/commands/signing-in/kept-forms.ts';
import { KEPT_MINUTES, valuesToKeep } from '#src/features/accounts/signing-in/kept-values.ts';
import { findKeptForm } from '#src/features/accounts/queries/kept-form.ts';
import type { SignInState } from '#src/features/accounts/signed-in.ts';
import { readFields, type FormValues } from '#src/lib/form.ts';
import { newSecret } from '#src/lib/security/seal.ts';
import type { App } from '../app.ts';
import type { AskedPage } from './access.ts';
import { cookieName, cookieOptions, type Cookies } from './cookies.ts';

/** The account whose session this browser holds or held; null when there is none. */
const accountOf = (state: SignInState): string | null => {
  if (state.kind === 'ended') return state.accountId;
  return 'user' in state ? state.user.accountId : null;
};

/**
 * Keeps what was typed into a form whose session has ended, for the same account in this same browser. Whoever has no
 * session that could be known keeps nothing, since nothing would say whose it is.
 */
export async function keepTyped({ request, url, cookies, locals }: AskedPage): Promise<void> {
  const accountId = accountOf(locals.signIn);
  if (request.method !== 'POST' || accountId === null) return;
  const values = valuesToKeep(await readFields(request));
  if (values === null) return;
  const { app } = locals;
  const name = cookieName('kept-form', app.config.siteUrl);
  const token = cookies.get(name)?.value || newSecret();
  await keepForm(app.db, app.keyRing, { token, accountId, path: url.pathname, values }, app.now());
  cookies.set(name, token, cookieOptions(app.config.siteUrl, KEPT_MINUTES * 60));
}

/**
 * What this browser keeps for the page that is asked for, when the same account has signed in again. Sending the form
 * uses it up; looking at the page does not.
 */
export async function findTyped(
  app: App,
  { request, url, cookies, signIn }: { request: Request; url: URL; cookies: Cookies; signIn: SignInState },
): Promise<FormValues | undefined> {
  const token = cookies.get(cookieName('kept-form', app.config.siteUrl))?.value;
  if (token === undefined || token === '' || signIn.kind !== 'signed-in') return undefined;
  const place = { token, accountId: signIn.user.accountId, path: url.pathname };
  if (request.method === 'POST') await forgetKeptForm(app.db, place);
  if (request.method !== 'GET') return undefined;
  return (await findKeptForm(app.db, app.keyRing, place, app.now())) ?? undefined;
}

/** True when what was typed on this page waits for whoever signs in again. */
export async function isTypedKept({ cookies, locals }: AskedPage, path: string): Promise<boolean> {
  const { app, signIn } = locals;
  const token = cookies.get(cookieName('kept-form', app.config.siteUrl))?.value;
  const accountId = accountOf(signIn);
  if (token === undefined || token === '' || accountId === null) return false;
  const place = { token, accountId, path: path.replace(/[?#].*$/, '') };
  return (await findKeptForm(app.db, app.keyRing, place, app.now())) !== null;
}
