import { expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { addVisits, VISITS_KEPT_DAYS } from '#src/features/visits/commands.ts';
import type { VisitCount } from '#src/features/visits/tally.ts';
import { addDays } from '#src/lib/dates.ts';
import { openVisitLog } from '#src/server/counting/visit-log.ts';
import { testDatabase } from '../../support/database.ts';
import { idOf, serviceRecord, writeDirectory } from '../../support/directory.ts';

const TODAY = '2026-11-21';
async function knownService(db: Db): Promise<string> {
  await writeDirectory(db, [serviceRecord('tea')]);
  return idOf('service', 'tea');
}

const seen = (serviceId: string, visits: number, day = TODAY): VisitCount => ({
  serviceId,
  day,
  kind: 'seen',
  visits,
});

test('visits are added to what is there, day by day and kind by kind', async () => {
  const db = await testDatabase();
  const id = await knownService(db);
  await addVisits(db, [seen(id, 2), { ...seen(id, 1), kind: 'saved' }], TODAY);
  await addVisits(db, [seen(id, 3)], TODAY);
  const rows = await db.selectFrom('service_day').select(['kind', 'visits']).orderBy('kind').execute();
  expect(rows).toEqual([
    { kind: 'saved', visits: 1 },
    { kind: 'seen', visits: 5 },
  ]);
});

test('a service that is not in the directory is passed over, and the others are counted', async () => {
  const db = await testDatabase();
  const id = await knownService(db);
  await addVisits(db, [seen('018f0000-0000-7000-8000-000000000000', 1), seen(id, 1)], TODAY);
  expect(await db.selectFrom('service_day').select('service_id').execute()).toEqual([{ service_id: id }]);
});

test('what is older than thirteen months is forgotten', async () => {
  const db = await testDatabase();
  const id = await knownService(db);
  const [kept, old] = [addDays(TODAY, -VISITS_KEPT_DAYS), addDays(TODAY, -VISITS_KEPT_DAYS - 1)];
  await addVisits(db, [seen(id, 1, kept), seen(id, 1, old)], kept);
  await addVisits(db, [], TODAY);
  expect(await db.selectFrom('service_day').select('day').execute()).toEqual([{ day: kept }]);
});

test('the log counts on the London day, without crawlers, and writes when it is closed', async () => {
  const db = await testDatabase();
  const id = await knownService(db);
  const log = openVisitLog(db, addVisits, () => new Date('2026-06-20T23:30:00.000Z'));
  log.record(id, 'seen');
  log.record(id, 'seen', 'Examplebot/2.0');
  log.record(undefined, 'seen');
  await log.close();
  const rows = await db.selectFrom('service_day').select(['day', 'visits']).execute();
  expect(rows).toEqual([{ day: '2026-06-21', visits: 1 }]);
});
