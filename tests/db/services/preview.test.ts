import { expect, test } from 'vitest';
import { findOrganisation } from '#src/features/organisations/queries.ts';
import { previewDetail } from '#src/features/services/commands/preview.ts';
import { presentService } from '#src/features/services/present/page.ts';
import { findServicesByIds } from '#src/features/services/queries/find-service.ts';
import { readStoredServices } from '#src/features/services/queries/records/read.ts';
import { demoDatabase } from '../../support/database.ts';

const TODAY = '2026-11-21';
const VIEW = {
  now: { day: TODAY, time: '10:00' },
  calendar: { bankHolidays: new Set<string>(), termTimes: [] },
  near: null,
};

test('the preview of every unchanged service says what its public page says', async () => {
  const db = await demoDatabase();
  const rows = await db.selectFrom('service').select('id').execute();
  const ids = rows.map(({ id }) => id);
  const stored = await readStoredServices(db, ids);
  const details = await findServicesByIds(db, ids, TODAY);
  expect(details.length).toBeGreaterThan(100);
  for (const detail of details) {
    const { id, slug } = detail.service;
    const service = stored.get(id);
    const organisation = await findOrganisation(db, detail.organisation.id);
    if (service === undefined || organisation === undefined) throw new Error(`${id} is gone`);
    const preview = previewDetail(service.record, {
      id,
      slug,
      organisation,
      picture: detail.picture,
      today: TODAY,
    });
    expect(presentService(preview, VIEW)).toEqual(presentService(detail, VIEW));
    expect(preview.needSlugs).toEqual(detail.needSlugs);
  }
});

test('a place that is kept private shows only its area, as it does to the public', async () => {
  const db = await demoDatabase();
  const rows = await db
    .selectFrom('service_at_location')
    .innerJoin('location', 'location.id', 'service_at_location.location_id')
    .select('service_id')
    .where('confidential', '=', 1)
    .execute();
  const stored = await readStoredServices(
    db,
    rows.map((row) => row.service_id),
  );
  expect(stored.size).toBeGreaterThan(0);
  for (const service of stored.values()) {
    const organisation = await findOrganisation(db, service.organisationId);
    if (organisation === undefined) throw new Error('The organisation is gone');
    const { id, slug, record } = service;
    const preview = previewDetail(record, { id, slug, organisation, picture: null, today: TODAY });
    const secret = preview.venues.filter((venue) => venue.confidential);
    expect(secret.length).toBeGreaterThan(0);
    for (const venue of secret)
      expect(venue).toMatchObject({
        name: null,
        address: null,
        latitude: null,
        directions: null,
        access: [],
      });
  }
});
