import { keepLink } from '#src/features/reviews/commands/keep-link.ts';
import { newSecret } from '#src/lib/security/seal.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { withDatabase } from '../../support/accounts/person.ts';

export interface SentLink {
  token: string;
  path: string;
  organisationId: string;
  address: string;
  services: { id: string; name: string; slug: string }[];
}

/** A link to some services of the nth organisation that has several, as a mail of a running server would hold it. */
export async function sentLink(
  dataFolder: string,
  { nth = 0, count = 2, at = new Date() }: { nth?: number; count?: number; at?: Date } = {},
): Promise<SentLink> {
  const token = newSecret();
  return withDatabase(dataFolder, async (db) => {
    const rows = await db
      .selectFrom('service')
      .innerJoin('organisation', 'organisation.id', 'service.organisation_id')
      .select(['service.id', 'service.name', 'service.slug', 'service.organisation_id'])
      .where('service.status', '=', 'active')
      .where('service.visibility', '=', 'public')
      .where('service.valid_to', 'is', null)
      .where('service.id', 'not in', (eb) =>
        eb
          .selectFrom('service_at_location')
          .innerJoin('location', 'location.id', 'service_at_location.location_id')
          .select('service_at_location.service_id')
          .where('location.confidential', '=', 1),
      )
      .orderBy('service.name')
      .execute();
    const groups = [...Map.groupBy(rows, (row) => row.organisation_id)]
      .filter(([, services]) => services.length >= count)
      .sort(([a], [b]) => a.localeCompare(b));
    const [organisationId, services] = groups[nth] ?? ['', []];
    const address = `office-${nth}@example.org`;
    const asked = services.slice(0, count);
    await db.updateTable('organisation').set({ email: address }).where('id', '=', organisationId).execute();
    // Checked long ago, so that what a confirmation changes can be seen.
    await db
      .updateTable('service')
      .set({ assured_on: '2026-01-05', review_due_on: '2026-07-05' })
      .where(
        'id',
        'in',
        asked.map(({ id }) => id),
      )
      .execute();
    await db
      .transaction()
      .execute((trx) =>
        keepLink(
          trx,
          openKeyRing(dataFolder),
          { token, organisationId, address, serviceIds: asked.map(({ id }) => id) },
          at,
        ),
      );
    return {
      token,
      path: `/review/${token}`,
      organisationId,
      address,
      services: asked.map(({ id, name, slug }) => ({ id, name, slug })),
    };
  });
}
