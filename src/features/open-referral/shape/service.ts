import type {
  FeedCostOption,
  FeedLanguage,
  FeedOrganization,
  FeedService,
  FeedServiceArea,
  FullFeedSetting,
} from '../types.ts';
import { toContact, toPhone } from './contacts.ts';
import { toExtension } from './extension.ts';
import { inOrder, inOrderNumbered, numbered, partIds, type PartIds } from './parts.ts';
import { toAccessibility, toServiceAtLocation } from './places.ts';
import type { CostRow, LanguageRow, ServiceAreaRow, ServiceRows } from './rows.ts';
import { ownTerms, toAttributes } from './terms.ts';
import { toSchedules } from './times.ts';
import { day, emailAddress, filled, firstFilled, isBare, webAddress } from './values.ts';

/** Which of the two big parts of a service go with it; without them the service is a row of a list. */
export interface ServiceShape {
  organization: FeedOrganization | null;
  locations: boolean;
}

/**
 * Open Referral UK 3.0, service, whole. Of a confidential place only its area's name is published, as a service area,
 * and its times among the service's own. Who vouches for the record privately (`assurer_email`) never is.
 */
export function toService(rows: ServiceRows, shape: ServiceShape, setting: FullFeedSetting): FeedService {
  const { service: row } = rows;
  const idsIn = (table: string): PartIds => partIds(row.id, table);
  const own = ownTerms(setting);
  const venues = inOrder(
    (rows.venues ?? []).map((venue) => ({ ...venue, id: venue.venue.id })),
    idsIn('service_at_location'),
  );
  const hidden = inOrder(rows.confidential ?? [], idsIn('service_at_location'));
  const schedules = toSchedules(
    [rows.schedules ?? [], ...hidden.map((place) => place.schedules ?? [])],
    venues.map((venue) => venue.schedules ?? []),
    idsIn('schedule'),
  );
  const areas = [
    ...inOrder(rows.areas ?? [], idsIn('service_area')),
    ...areasOf(
      hidden.map((place) => place.area_name),
      rows.areas ?? [],
    ),
  ];
  return filled<FeedService>({
    id: row.id,
    organization_id: row.organisation_id,
    name: row.name,
    alternate_name: row.alternate_name,
    description: row.description,
    url: webAddress(row.url),
    email: emailAddress(row.email),
    status: row.status,
    interpretation_services: row.interpretation_services,
    application_process: row.application_process,
    fees: row.fees_description,
    fees_description: row.fees_description,
    wait_time: row.wait_time,
    accreditations: row.accreditations,
    licenses: row.licences,
    eligibility_description: row.eligibility_description,
    minimum_age: row.minimum_age,
    maximum_age: row.maximum_age,
    assured_date: day(row.assured_on),
    alert: row.alert,
    last_modified: row.updated_at,
    phones: numbered(rows.phones, idsIn('phone'), toPhone),
    schedules: schedules.own,
    service_areas: numbered(areas, idsIn('service_area'), toArea),
    service_at_locations: shape.locations
      ? venues.map((venue, index) => toServiceAtLocation(venue, schedules.venues[index] ?? []))
      : null,
    languages: inOrderNumbered(rows.languages, idsIn('language'), toLanguage),
    organization: shape.organization,
    funding: inOrderNumbered(rows.funding, idsIn('funding'), ({ source }, id) =>
      firstFilled(source) === null
        ? null
        : filled<NonNullable<FeedService['funding']>[number]>({ id, source }),
    ),
    cost_options: numbered(rows.costs, idsIn('cost_option'), toCostOption),
    required_documents: inOrderNumbered(rows.documents, idsIn('required_document'), (item, id) => {
      const document = filled<NonNullable<FeedService['required_documents']>[number]>({
        id,
        document: item.document,
        uri: webAddress(item.uri),
      });
      return isBare(document) ? null : document;
    }),
    contacts: inOrderNumbered(rows.contacts, idsIn('contact'), toContact),
    attributes: toAttributes(rows, own),
    accessibility: inOrderNumbered(rows.access, idsIn('accessibility'), toAccessibility),
    front_door: toExtension(rows, own, setting),
  });
}

/** Areas in place of confidential addresses, without those the service names anyway. */
function areasOf(names: readonly (string | null)[], areas: readonly ServiceAreaRow[]): ServiceAreaRow[] {
  const known = new Set(areas.map((area) => area.name));
  return [...new Set(names)]
    .filter((name) => !known.has(name))
    .map((name) => ({ id: '', name, extent: null, extent_type: null, uri: null }));
}

/** Null without a name, which is all that most readers look at. */
function toArea(row: ServiceAreaRow, id: string): FeedServiceArea | null {
  if (firstFilled(row.name) === null) return null;
  return filled<FeedServiceArea>({
    id,
    name: row.name,
    service_area: row.name,
    extent: row.extent,
    extent_type: row.extent_type,
    uri: webAddress(row.uri),
  });
}

function toLanguage(row: LanguageRow, id: string): FeedLanguage | null {
  const language = filled<FeedLanguage>({
    id,
    name: firstFilled(row.name, row.code),
    code: row.code,
    note: row.note,
  });
  return isBare(language) ? null : language;
}

/** Nothing but an id still says that there is something to pay. */
const toCostOption = (row: CostRow, id: string): FeedCostOption =>
  filled<FeedCostOption>({
    id,
    valid_from: day(row.valid_from),
    valid_to: day(row.valid_to),
    option: row.option,
    currency: row.amount === null ? null : row.currency,
    amount: row.amount,
    amount_description: row.amount_description,
  });
