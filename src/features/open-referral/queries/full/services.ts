import type { Db } from '#db/connection.ts';
import { toOrganization } from '#src/features/open-referral/shape/organisation.ts';
import type { ServiceRows } from '#src/features/open-referral/shape/rows.ts';
import { toService } from '#src/features/open-referral/shape/service.ts';
import type { FeedOrganization, FeedService, FullFeedSetting } from '#src/features/open-referral/types.ts';
import { readOrganisationRows } from './organisation-rows.ts';
import { readServiceRows } from './service-rows.ts';

/** Whole services with their organisations, in the order of `ids`; those that are not in the feed are left out. */
export async function readFeedServices(
  db: Db,
  setting: FullFeedSetting,
  ids: readonly string[],
): Promise<FeedService[]> {
  const rows = await readServiceRows(db, setting.today, ids);
  const organisations = await organisationsOf(db, setting, rows);
  const services = new Map(
    rows.map((row) => {
      const organization = organisations.get(row.service.organisation_id) ?? null;
      return [row.service.id, toService(row, { organization, locations: true }, setting)];
    }),
  );
  return ids.flatMap((id) => services.get(id) ?? []);
}

async function organisationsOf(
  db: Db,
  setting: FullFeedSetting,
  rows: readonly ServiceRows[],
): Promise<ReadonlyMap<string, FeedOrganization>> {
  const ids = [...new Set(rows.map((row) => row.service.organisation_id))];
  const found = await readOrganisationRows(db, setting.today, ids);
  return new Map([...found].map(([id, organisation]) => [id, toOrganization(organisation, setting)]));
}
