import type { Insertable } from 'kysely';
import type { ScheduleTable, ServiceTable } from '#db/schema.ts';
import type { SessionRule } from '#src/features/schedules/rules.ts';
import { reviewDueOn } from '#src/features/services/rules.ts';
import { childId, sourcedId } from '../identity.ts';
import type { PhoneRecord, ServiceRecord, VenueRecord } from '../record.ts';
import { addRows, type Rows } from './rows.ts';
import type { ImportContext } from './sources.ts';

export type ServiceColumns = Omit<
  Insertable<ServiceTable>,
  'id' | 'slug' | 'created_at' | 'visibility' | 'version' | 'program_id'
>;

/** The service's own row. `review_due_on` follows from the day it was last checked. */
export const toServiceColumns = (
  record: ServiceRecord,
  context: ImportContext,
  hash: string,
): ServiceColumns => ({
  organisation_id: sourcedId('organisation', context.source.name, record.organisationKey),
  name: record.name,
  alternate_name: record.alternateName,
  summary: record.summary,
  description: record.description,
  url: record.url,
  email: record.email,
  status: record.status,
  interpretation_services: record.interpretationServices,
  application_process: record.applicationProcess,
  fees_description: record.feesDescription,
  wait_time: record.waitTime,
  accreditations: record.accreditations,
  licences: record.licences,
  eligibility_description: record.eligibilityDescription,
  not_for_description: record.notForDescription,
  minimum_age: record.minimumAge,
  maximum_age: record.maximumAge,
  first_visit_note: record.firstVisitNote,
  what_to_bring: record.whatToBring,
  alert: record.alert,
  capacity: record.capacity,
  waiting_weeks: record.waitingWeeks,
  paused_until: record.pausedUntil,
  capacity_updated_on: record.capacityUpdatedOn,
  valid_from: record.validFrom,
  valid_to: record.validTo,
  assured_on: record.assuredOn,
  assured_by: record.assuredBy,
  assurer_email: record.assurerEmail,
  review_months: record.reviewMonths,
  review_due_on: record.assuredOn === null ? null : reviewDueOn(record.assuredOn, record.reviewMonths),
  source_id: context.source.id,
  source_record_id: record.key,
  source_hash: hash,
  source_missing_since: null,
  updated_at: context.at.toISOString(),
});

/** The tables of a service's parts, all replaced when the service changes. */
export const PART_TABLES = [
  'service_need',
  'service_delivery',
  'service_joining',
  'service_audience',
  'service_at_location',
  'schedule',
  'closure',
  'service_area',
  'contact',
  'phone',
  'cost_option',
  'language',
  'accessibility',
] as const;

/** Puts the rows of a service's parts among those waiting. */
export function addParts(rows: Rows, id: string, record: ServiceRecord, sourceName: string): void {
  const partId = (table: string, ordinal: number): string => childId(id, table, ordinal);
  const needs = new Map(record.needs.map((need) => [need.slug, need]));
  addRows(
    rows,
    'service_need',
    [...needs.values()].map((need) => ({
      service_id: id,
      need_slug: need.slug,
      suggested: need.suggested ? 1 : 0,
    })),
  );
  addRows(
    rows,
    'service_delivery',
    [...new Set(record.deliveries)].map((delivery) => ({ service_id: id, delivery })),
  );
  addRows(
    rows,
    'service_joining',
    [...new Set(record.joinings)].map((joining) => ({ service_id: id, joining })),
  );
  addRows(
    rows,
    'service_audience',
    [...new Set(record.audiences)].map((audience) => ({ service_id: id, audience })),
  );
  addTimes(rows, id, record, sourceName);
  addRows(
    rows,
    'service_area',
    record.areas.map((area, n) => ({
      id: partId('service_area', n),
      service_id: id,
      name: area.name,
      uri: area.uri,
    })),
  );
  addContacts(rows, id, record);
  addRows(
    rows,
    'cost_option',
    record.costOptions.map((cost, n) => ({
      id: partId('cost_option', n),
      service_id: id,
      option: cost.option,
      amount: cost.amount,
      amount_description: cost.amountDescription,
      sort_order: n,
    })),
  );
  addRows(
    rows,
    'language',
    record.languages.map((item, n) => ({
      id: partId('language', n),
      service_id: id,
      name: item.name,
      code: item.code,
      note: item.note,
    })),
  );
  addRows(
    rows,
    'accessibility',
    record.access.map((item, n) => ({
      id: partId('accessibility', n),
      location_id: null,
      service_id: id,
      feature: item.feature,
      description: item.description,
    })),
  );
}

function addTimes(rows: Rows, id: string, record: ServiceRecord, sourceName: string): void {
  let ordinal = 0;
  const toRow = (
    rule: SessionRule,
    owner: { service_id: string | null; service_at_location_id: string | null },
  ) => toScheduleRow(rule, childId(id, 'schedule', ordinal++), owner);
  addRows(
    rows,
    'schedule',
    record.schedules.map((rule) => toRow(rule, { service_id: id, service_at_location_id: null })),
  );
  byLocation(record.locations).forEach((venue, n) => {
    const atId = childId(id, 'service_at_location', n);
    const locationId = sourcedId('location', sourceName, venue.location.key);
    addRows(rows, 'service_at_location', [
      { id: atId, service_id: id, location_id: locationId, description: venue.description },
    ]);
    addRows(
      rows,
      'schedule',
      venue.schedules.map((rule) => toRow(rule, { service_id: null, service_at_location_id: atId })),
    );
  });
  addRows(
    rows,
    'closure',
    record.closures.map((closed, n) => ({
      id: childId(id, 'closure', n),
      service_id: id,
      starts_on: closed.startsOn,
      ends_on: closed.endsOn,
      reason: closed.reason,
    })),
  );
}

/** A service happens once at a location: the times of a location named twice are put together. */
function byLocation(venues: readonly VenueRecord[]): VenueRecord[] {
  const merged = new Map<string, VenueRecord>();
  for (const venue of venues) {
    const first = merged.get(venue.location.key);
    const schedules = [...(first?.schedules ?? []), ...venue.schedules];
    merged.set(venue.location.key, { ...(first ?? venue), schedules });
  }
  return [...merged.values()];
}

const toScheduleRow = (
  rule: SessionRule,
  id: string,
  owner: { service_id: string | null; service_at_location_id: string | null },
): Insertable<ScheduleTable> => ({
  id,
  ...owner,
  valid_from: rule.validFrom,
  valid_to: rule.validTo,
  dtstart: rule.dtstart,
  freq: rule.freq,
  interval: rule.interval,
  byday: rule.byday,
  bymonthday: rule.bymonthday,
  opens_at: rule.opensAt,
  closes_at: rule.closesAt,
  notes: rule.notes,
  term_time_only: rule.termTimeOnly ? 1 : 0,
  open_on_bank_holidays: rule.openOnBankHolidays ? 1 : 0,
});

function addContacts(rows: Rows, id: string, record: ServiceRecord): void {
  const toRow = (phone: PhoneRecord, phoneId: string, ordinal: number, contactId: string | null) => ({
    id: phoneId,
    organisation_id: null,
    service_id: contactId === null ? id : null,
    contact_id: contactId,
    number: phone.number,
    type: phone.type,
    description: phone.description,
    sort_order: ordinal,
  });
  addRows(
    rows,
    'phone',
    record.phones.map((phone, n) => toRow(phone, childId(id, 'phone', n), n, null)),
  );
  record.contacts.forEach((contact, n) => {
    const contactId = childId(id, 'contact', n);
    addRows(rows, 'contact', [
      { id: contactId, service_id: id, name: contact.name, title: contact.title, email: contact.email },
    ]);
    addRows(
      rows,
      'phone',
      contact.phones.map((phone, m) => toRow(phone, childId(contactId, 'phone', m), m, contactId)),
    );
  });
}
