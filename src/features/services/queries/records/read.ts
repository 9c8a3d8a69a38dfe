import type { Selectable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { ServiceTable } from '#db/schema.ts';
import type { Visibility } from '#db/vocabulary.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { readParts, type Parts } from './parts.ts';
import { readPlaces, type Places } from './places.ts';
import { readWords, type Words } from './words.ts';

/** A service as it is stored: its whole content as plain data, and what the content does not say. */
export interface StoredService {
  id: string;
  slug: string;
  organisationId: string;
  visibility: Visibility;
  version: number; // rises with each edit
  sourceId: string | null;
  record: ServiceRecord; // `key` is the id, as are the keys of its locations; `organisationKey` the organisation's id
}

/**
 * Reads whole services, hidden ones and confidential addresses included: for editing, never for showing. What writing
 * a record stored comes back as the same record, its choices in alphabetical order. Ids that are not there are left out.
 */
export async function readStoredServices(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredService>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('service').selectAll().where('id', 'in', ids).execute();
  const parts = await readParts(db, ids);
  const places = await readPlaces(db, ids);
  const words = await readWords(db, ids);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        slug: row.slug,
        organisationId: row.organisation_id,
        visibility: row.visibility,
        version: row.version,
        sourceId: row.source_id,
        record: toRecord(row, parts(row.id), places(row.id), words(row.id)),
      },
    ]),
  );
}

/** One service as it is stored. */
export async function findStoredService(db: Db, id: string): Promise<StoredService | undefined> {
  return (await readStoredServices(db, [id])).get(id);
}

function toRecord(row: Selectable<ServiceTable>, parts: Parts, places: Places, words: Words): ServiceRecord {
  return {
    id: row.id,
    key: row.id,
    slug: row.slug,
    organisationKey: row.organisation_id,
    name: row.name,
    alternateName: row.alternate_name,
    summary: row.summary,
    description: row.description,
    url: row.url,
    email: row.email,
    status: row.status,
    interpretationServices: row.interpretation_services,
    applicationProcess: row.application_process,
    feesDescription: row.fees_description,
    waitTime: row.wait_time,
    accreditations: row.accreditations,
    licences: row.licences,
    eligibilityDescription: row.eligibility_description,
    notForDescription: row.not_for_description,
    minimumAge: row.minimum_age,
    maximumAge: row.maximum_age,
    firstVisitNote: row.first_visit_note,
    whatToBring: row.what_to_bring,
    alert: row.alert,
    capacity: row.capacity,
    waitingWeeks: row.waiting_weeks,
    pausedUntil: row.paused_until,
    capacityUpdatedOn: row.capacity_updated_on,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    assuredOn: row.assured_on,
    assuredBy: row.assured_by,
    assurerEmail: row.assurer_email,
    reviewMonths: row.review_months,
    ...(row.picture_id === null ? {} : { picture: { id: row.picture_id, alt: row.picture_alt ?? '' } }),
    ...(row.bsl_video_url === null ? {} : { bslVideoUrl: row.bsl_video_url }),
    ...(words.ideas.length === 0 && row.easy_read_tested_by === null
      ? {}
      : { easyRead: { ideas: words.ideas, testedBy: row.easy_read_tested_by } }),
    ...(words.texts.length === 0 ? {} : { texts: words.texts }),
    ...parts,
    ...places,
  };
}
