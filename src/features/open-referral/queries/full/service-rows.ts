import type { Db } from '#db/connection.ts';
import {
  ACCESS_COLUMNS,
  AREA_COLUMNS,
  COST_COLUMNS,
  LANGUAGE_COLUMNS,
  type ServiceRow,
  type ServiceRows,
} from '#src/features/open-referral/shape/rows.ts';
import { feedServices } from '../feed-services.ts';
import { byService } from './by-owner.ts';
import { readChoices } from './choices.ts';
import { readContacts } from './contacts.ts';
import { readPlaces } from './places.ts';
import { readLinkedTerms } from './terms.ts';

/**
 * The rows of services that are in the feed on `today`, one query for each table whatever their number. Services
 * that are not in the feed are left out; the others come in no order.
 */
export async function readServiceRows(
  db: Db,
  today: string,
  wanted: readonly string[],
): Promise<ServiceRows[]> {
  if (wanted.length === 0) return [];
  const services = await readServices(db, today, wanted);
  const ids = services.map((service) => service.id);
  if (ids.length === 0) return [];
  const places = await readPlaces(db, ids);
  const choices = await readChoices(db, ids);
  const parts = await readParts(db, ids);
  const contacts = await readContacts(db, ids);
  const terms = await readLinkedTerms(db, today, ids);
  return services.map((service) => ({
    service,
    ...choices.get(service.id),
    venues: places.venues.get(service.id),
    confidential: places.confidential.get(service.id),
    schedules: places.schedules.get(service.id),
    closures: parts.closures.get(service.id),
    areas: parts.areas.get(service.id),
    phones: contacts.phones.get(service.id),
    contacts: contacts.contacts.get(service.id),
    costs: parts.costs.get(service.id),
    languages: parts.languages.get(service.id),
    access: parts.access.get(service.id),
    terms: terms.get(service.id),
    funding: parts.funding.get(service.id),
    documents: parts.documents.get(service.id),
    ideas: parts.ideas.get(service.id),
    texts: parts.texts.get(service.id),
  }));
}

const readServices = (db: Db, today: string, ids: readonly string[]): Promise<ServiceRow[]> =>
  feedServices(db, today)
    .leftJoin('source', 'source.id', 'service.source_id')
    .where('service.id', 'in', ids)
    .select([
      'service.id',
      'service.slug',
      'service.organisation_id',
      'service.name',
      'service.alternate_name',
      'service.summary',
      'service.description',
      'service.url',
      'service.email',
      'service.status',
      'service.interpretation_services',
      'service.application_process',
      'service.fees_description',
      'service.wait_time',
      'service.accreditations',
      'service.licences',
      'service.eligibility_description',
      'service.not_for_description',
      'service.minimum_age',
      'service.maximum_age',
      'service.first_visit_note',
      'service.what_to_bring',
      'service.alert',
      'service.capacity',
      'service.waiting_weeks',
      'service.paused_until',
      'service.capacity_updated_on',
      'service.valid_from',
      'service.valid_to',
      'service.assured_on',
      'service.assured_by',
      'service.review_months',
      'service.bsl_video_url',
      'service.easy_read_tested_by',
      'service.updated_at',
      'source.name as source_name',
      'source.licence as source_licence',
      'source.attribution as source_attribution',
    ])
    .execute();

/** The plain parts: of these tables a row is public where its service is. */
async function readParts(db: Db, ids: readonly string[]) {
  const closures = await db.selectFrom('closure').where('service_id', 'in', ids).selectAll().execute();
  const areas = await db
    .selectFrom('service_area')
    .where('service_id', 'in', ids)
    .select(['service_id', ...AREA_COLUMNS])
    .execute();
  const costs = await db
    .selectFrom('cost_option')
    .where('service_id', 'in', ids)
    .select(COST_COLUMNS)
    .orderBy('sort_order')
    .orderBy('id')
    .execute();
  const languages = await db
    .selectFrom('language')
    .where('service_id', 'in', ids)
    .select(['service_id', ...LANGUAGE_COLUMNS])
    .execute();
  const access = await db
    .selectFrom('accessibility')
    .where('service_id', 'in', ids)
    .select(['service_id', ...ACCESS_COLUMNS])
    .execute();
  const funding = await db
    .selectFrom('funding')
    .where('service_id', 'in', ids)
    .select(['service_id', 'id', 'source'])
    .execute();
  const documents = await db
    .selectFrom('required_document')
    .where('service_id', 'in', ids)
    .select(['service_id', 'id', 'document', 'uri'])
    .execute();
  const ideas = await db.selectFrom('easy_read_idea').where('service_id', 'in', ids).selectAll().execute();
  const texts = await db.selectFrom('service_text').where('service_id', 'in', ids).selectAll().execute();
  return {
    closures: byService(closures),
    areas: byService(areas),
    costs: byService(costs),
    languages: byService(languages),
    access: byService(access),
    funding: byService(funding),
    documents: byService(documents),
    ideas: byService(ideas),
    texts: byService(texts),
  };
}
