import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { readNeeds } from '#src/features/needs/content.ts';
import { readPublicCalendar } from '#src/features/schedules/calendar.ts';
import { buildAside, buildHere } from '#src/search/building/builders.ts';
import { ROOT } from '../../../support/server.ts';
import { testDatabase } from '../../../support/database.ts';
import { putSchedule, putService, putVenue } from '../directory-rows.ts';

const CONTENT = { needs: readNeeds(`${ROOT}/content`), calendar: readPublicCalendar(ROOT) };
const DAY = '2026-11-18';

async function fileOf(db: Db): Promise<string> {
  const { rows } = await sql<{ file: string }>`select file from pragma_database_list`.execute(db);
  return rows[0]?.file ?? '';
}

describe('building in a thread of its own', () => {
  test('makes the very index that building on the spot makes', async () => {
    const db = await testDatabase();
    for (const id of ['a', 'b', 'c']) {
      await putService(db, id, { summary: `About ${id}` });
      await putVenue(db, id, `hall-${id}`);
      await putSchedule(db, `times-${id}`, { service_id: id });
    }
    const here = await buildHere(db)(DAY, CONTENT);
    const aside = await buildAside(await fileOf(db))(DAY, CONTENT);
    expect(aside.packed).toEqual(here.packed);
    expect(aside.gazetteer).toEqual(here.gazetteer);
    expect(aside.packed.size).toBe(3);
  });

  test('an empty directory is built as any other', async () => {
    const db = await testDatabase();
    const { packed, gazetteer } = await buildAside(await fileOf(db))(DAY, CONTENT);
    expect([packed.size, gazetteer.centre]).toEqual([0, null]);
  });

  test('what goes wrong there is told here', async () => {
    const db = await testDatabase();
    await db.schema.alterTable('closure').renameTo('closure_away').execute();
    await expect(buildAside(await fileOf(db))(DAY, CONTENT)).rejects.toThrow(/closure/);
    await expect(buildAside('/nowhere/at/all.sqlite')(DAY, CONTENT)).rejects.toThrow();
  });
});
