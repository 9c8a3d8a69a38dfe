import type { Insertable } from 'kysely';
import type { ServiceTable } from '#db/schema.ts';
import { reviewDueOn } from '#src/features/services/rules.ts';
import { childId } from '../identity.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { addContacts, addOtherParts, addWords } from './contact-rows.ts';
import { addRows, type Rows } from './rows.ts';
import type { ImportContext } from './sources.ts';
import { addTimes } from './time-rows.ts';

export type ServiceColumns = Omit<
  Insertable<ServiceTable>,
  'id' | 'slug' | 'created_at' | 'visibility' | 'version' | 'program_id'
>;

type SourceColumns =
  | 'organisation_id'
  | 'source_id'
  | 'source_record_id'
  | 'source_hash'
  | 'source_missing_since'
  | 'updated_at';

/** The service's own row. */
export const toServiceColumns = (
  record: ServiceRecord,
  context: ImportContext,
  hash: string,
  organisationId: string,
): ServiceColumns => ({
  ...toContentColumns(record),
  organisation_id: organisationId,
  source_id: context.source.id,
  source_record_id: record.key,
  source_hash: hash,
  source_missing_since: null,
  updated_at: context.at.toISOString(),
});

/** What its row says of a service, whoever wrote it. `review_due_on` follows from the day it was last checked. */
export const toContentColumns = (record: ServiceRecord): Omit<ServiceColumns, SourceColumns> => ({
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
  picture_id: record.picture?.id ?? null,
  picture_alt: record.picture?.alt ?? null,
  bsl_video_url: record.bslVideoUrl ?? null,
  easy_read_tested_by: record.easyRead?.testedBy ?? null,
  review_due_on: record.assuredOn === null ? null : reviewDueOn(record.assuredOn, record.reviewMonths),
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
  'funding',
  'required_document',
  'easy_read_idea',
  'service_text',
] as const;

/** Puts the rows of a service's parts among those waiting. */
export function addParts(
  rows: Rows,
  id: string,
  record: ServiceRecord,
  locationIds: ReadonlyMap<string, string>,
): void {
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
  addTimes(rows, id, record, locationIds);
  addRows(
    rows,
    'service_area',
    record.areas.map((area, n) => ({
      id: partId('service_area', n),
      service_id: id,
      name: area.name,
      uri: area.uri,
      extent: area.extent ?? null,
      extent_type: area.extentType ?? null,
    })),
  );
  addContacts(rows, id, record);
  addRows(
    rows,
    'cost_option',
    record.costOptions.map((cost, n) => ({
      id: partId('cost_option', n),
      service_id: id,
      valid_from: cost.validFrom ?? null,
      valid_to: cost.validTo ?? null,
      option: cost.option,
      currency: cost.currency ?? 'GBP',
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
      details: item.details ?? null,
      url: item.url ?? null,
    })),
  );
  addOtherParts(rows, id, record);
  addWords(rows, id, record);
}
