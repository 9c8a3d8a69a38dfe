import { may, type Permission } from '#src/features/accounts/roles.ts';
import type { SignedIn } from '#src/features/accounts/signed-in.ts';
import { paths } from '#src/lib/paths.ts';
import type { Cookies } from './cookies.ts';
import { keepTyped } from './kept-form.ts';

/** The parts of an Astro page that deciding about access needs. */
export interface AskedPage {
  request: Request;
  url: URL;
  cookies: Cookies;
  locals: App.Locals;
  response: { headers: Headers; status?: number };
  redirect(path: string, status: 303): Response;
  rewrite(path: string): Promise<Response>;
}

/**
 * Lets in whoever is signed in and holds the permission (at the organisation, for an organisation's roles), and answers
 * everybody else: whoever is not signed in is sent to do so and brought back, with what they typed; others are told that
 * this page is not theirs. Each staff page asks this first; nothing is decided by a path's beginning.
 */
export async function requirePermission(
  page: AskedPage,
  permission: Permission,
  organisationId: string | null = null,
): Promise<SignedIn | Response> {
  const user = await requireSignedIn(page);
  if (user instanceof Response) return user;
  return may(user.roles, permission, organisationId) ? user : page.rewrite(paths.noAccess());
}

/** Lets in whoever is signed in, whatever their roles; what others had typed is kept for them while they sign in. */
export async function requireSignedIn(page: AskedPage): Promise<SignedIn | Response> {
  page.response.headers.set('Cache-Control', 'no-store');
  const { signIn } = page.locals;
  if (signIn.kind === 'signed-in') return signIn.user;
  await keepTyped(page);
  const back = `${page.url.pathname}${page.url.search}`;
  if (signIn.kind === 'second-step') return page.redirect(paths.secondStep({ return: back }), 303);
  if (signIn.kind === 'set-up-second-step')
    return page.redirect(paths.secondStepSetUp({ return: back }), 303);
  return page.redirect(paths.signIn({ return: back }), 303);
}
