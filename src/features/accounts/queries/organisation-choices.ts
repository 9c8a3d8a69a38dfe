import type { Db } from '#db/connection.ts';
import { fold } from '#src/lib/text.ts';
import type { OrganisationChoice } from '../people/steps.ts';
import type { HeldRole } from '../roles.ts';
import type { GivenRole } from '../visit.ts';

const byName = new Intl.Collator('en-GB', { sensitivity: 'base', numeric: true });

/** Organisations whose name holds all of these words, those that begin with them first; at most `limit`. */
export async function findOrganisationsNamed(
  db: Db,
  text: string,
  limit: number,
): Promise<OrganisationChoice[]> {
  const wanted = fold(text);
  if (wanted === '') return [];
  const words = wanted.split(' ');
  const all = await db.selectFrom('organisation').select(['id', 'name']).execute();
  return all
    .map((organisation) => ({ organisation, folded: fold(organisation.name) }))
    .filter(({ folded }) => words.every((word) => folded.includes(word)))
    .sort(
      (a, b) =>
        Number(b.folded.startsWith(wanted)) - Number(a.folded.startsWith(wanted)) ||
        byName.compare(a.organisation.name, b.organisation.name) ||
        a.organisation.id.localeCompare(b.organisation.id),
    )
    .slice(0, limit)
    .map(({ organisation }) => organisation);
}

/** True when there is an organisation of this id. */
export const hasOrganisation = async (db: Db, id: string): Promise<boolean> =>
  (await db.selectFrom('organisation').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;

/** Roles to be given, with the names of their organisations, for being shown. */
export async function describeRoles(db: Db, roles: readonly GivenRole[]): Promise<HeldRole[]> {
  const ids = roles.flatMap(({ organisationId }) => organisationId ?? []);
  const rows =
    ids.length === 0
      ? []
      : await db.selectFrom('organisation').select(['id', 'name']).where('id', 'in', ids).execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return roles.map(({ role, organisationId }) => ({
    role,
    organisationId,
    organisationName: names.get(organisationId ?? '') ?? null,
  }));
}
