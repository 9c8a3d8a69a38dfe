import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import type { Db } from '#db/connection.ts';
import { writeOrganisations } from '#src/features/imports/commands/organisations.ts';
import { writeServices } from '#src/features/imports/commands/services.ts';
import { saveSource } from '#src/features/imports/commands/sources.ts';
import { sourcedId } from '#src/features/imports/identity.ts';
import {
  plainLocation,
  plainOrganisation,
  plainService,
  type LocationRecord,
  type OrganisationRecord,
  type ServiceRecord,
  type VenueRecord,
} from '#src/features/services/record.ts';

export const TEST_SOURCE = 'Test directory';
export const WRITTEN_AT = new Date('2026-11-21T10:00:00.000Z');

/** The id that a record of the test directory has. */
export const idOf = (kind: 'organisation' | 'service' | 'location', key: string): string =>
  sourcedId(kind, TEST_SOURCE, key);

/** The organisation "club" with these services, written as an import writes them. */
export async function writeDirectory(
  db: Db,
  services: readonly ServiceRecord[],
  organisations: readonly OrganisationRecord[] = [plainOrganisation('club', 'Kettle and Co', 'community')],
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const terms = {
      name: TEST_SOURCE,
      licence: 'Made up',
      attribution: 'With thanks',
      url: null,
      format: 'csv',
    };
    const source = await saveSource(trx, terms, WRITTEN_AT);
    const context = { source, at: WRITTEN_AT, actor: 'import' };
    await writeOrganisations(trx, context, organisations);
    await writeServices(trx, context, services);
  });
}

/** A service of "club" that is its key and what `changes` says. */
export const serviceRecord = (key: string, changes: Partial<ServiceRecord> = {}): ServiceRecord => ({
  ...plainService(key, 'club', key),
  slug: key,
  ...changes,
});

/** A venue with an address in Marlbridge. */
export const venueRecord = (key: string, changes: Partial<LocationRecord> = {}): VenueRecord => ({
  location: {
    ...plainLocation(key),
    name: key,
    latitude: 52.4,
    longitude: -2.9,
    address: {
      address1: '4 Bobbin Row',
      address2: null,
      city: 'Marlbridge',
      region: null,
      county: 'Aldershire',
      postcode: 'MB1 1QG',
    },
    ...changes,
  },
  description: null,
  schedules: [],
});

/** Everything the database's files hold, byte for byte, the write-ahead log and what was deleted included. */
export async function bytesOf(db: Db): Promise<string> {
  const { rows } = await sql<{
    file: string;
  }>`select file from pragma_database_list where name = 'main'`.execute(db);
  const file = rows[0]?.file ?? '';
  const log = readFileSync(`${file}-wal`, 'latin1');
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  return log + readFileSync(file, 'latin1');
}
