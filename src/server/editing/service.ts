import { may, type Permission } from '#src/features/accounts/roles.ts';
import type { SignedIn } from '#src/features/accounts/signed-in.ts';
import type { Author } from '#src/features/revisions/author.ts';
import { findEditable, type Editable } from '#src/features/revisions/queries/editable.ts';
import { findOrganisation } from '#src/features/organisations/queries.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import type { App } from '../app.ts';
import { requirePermission, requireSignedIn, type AskedPage } from '../sign-in/access.ts';

/** Somebody at a service that they may edit. */
export interface AtService {
  user: SignedIn;
  author: Author;
  editable: Editable;
}

/** Who writes: the desk wherever it may edit everything, else a partner. */
export const authorOf = ({ locals }: AskedPage, user: SignedIn): Author => ({
  actor: locals.actor,
  kind: may(user.roles, 'directory:edit') ? 'desk' : 'partner',
});

/**
 * Lets in whoever may edit the service, and gives it to them with their draft; answers everybody else. A service that
 * does not exist and one of another organisation are answered alike, so that no id tells anything.
 */
export async function requireEditable(
  page: AskedPage,
  serviceId: string | undefined,
  permission: Permission = 'organisation:edit',
): Promise<AtService | Response> {
  const signedIn = await requireSignedIn(page);
  if (signedIn instanceof Response) return signedIn;
  const editable = await findEditable(page.locals.app.db, serviceId ?? '', page.locals.actor.id);
  const user = await requirePermission(page, permission, editable?.organisationId ?? null);
  if (user instanceof Response) return user;
  if (editable === undefined) return page.rewrite('/404');
  return { user, author: authorOf(page, user), editable };
}

/** Names that contents only know by an id or a slug, for being shown in words. */
export interface KnownNames {
  need(slug: string): string;
  organisation(id: string): string;
}

/** The names of what these contents point at; what is not known any more is shown as it is written there. */
export async function namesFor(
  app: Pick<App, 'db' | 'directory'>,
  records: readonly ServiceRecord[],
): Promise<KnownNames> {
  const { needs } = await app.directory.current();
  const ids = [...new Set(records.map((record) => record.organisationKey))];
  const found = await Promise.all(ids.map((id) => findOrganisation(app.db, id)));
  const organisations = new Map(found.flatMap((row) => (row === undefined ? [] : [[row.id, row.name]])));
  return {
    need: (slug) => needs.bySlug.get(slug)?.name ?? slug,
    organisation: (id) => organisations.get(id) ?? id,
  };
}
