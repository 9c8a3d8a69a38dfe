import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import type { PART_TABLES, ServiceColumns } from './service-rows.ts';

/** What people here can change of an imported service. */
export type LocalField = Exclude<keyof ServiceRecord, 'id' | 'key' | 'slug'>;

/** What an import keeps its hands off when a field was changed here. */
interface FieldRows {
  columns: readonly (keyof ServiceColumns)[];
  tables: readonly ((typeof PART_TABLES)[number] | 'attribute')[];
  parts: Partial<ServiceRecord>; // what the record is taken to say of these tables: nothing
}

const column = (...columns: (keyof ServiceColumns)[]): FieldRows => ({ columns, tables: [], parts: {} });
const part = (parts: Partial<ServiceRecord>, ...tables: FieldRows['tables']): FieldRows => ({
  columns: [],
  tables,
  parts,
});

/** Places and times hang together: a session belongs to a venue, and a closure speaks of the sessions. */
const TIMES = part(
  { locations: [], schedules: [], closures: [] },
  'service_at_location',
  'schedule',
  'closure',
);
/** "Waiting list" without its weeks, or with another day's, would be a different statement. */
const CAPACITY = column('capacity', 'waiting_weeks', 'paused_until', 'capacity_updated_on');
/** When the next review is due follows from the other two. */
const CHECKED = column('assured_on', 'review_months', 'review_due_on');

/** Field by field of the record: the columns and tables that hold it. */
export const ROWS_OF_FIELD: Readonly<Record<LocalField, FieldRows>> = {
  organisationKey: column('organisation_id'),
  name: column('name'),
  alternateName: column('alternate_name'),
  summary: column('summary'),
  description: column('description'),
  url: column('url'),
  email: column('email'),
  status: column('status'),
  interpretationServices: column('interpretation_services'),
  applicationProcess: column('application_process'),
  feesDescription: column('fees_description'),
  waitTime: column('wait_time'),
  accreditations: column('accreditations'),
  licences: column('licences'),
  eligibilityDescription: column('eligibility_description'),
  notForDescription: column('not_for_description'),
  minimumAge: column('minimum_age'),
  maximumAge: column('maximum_age'),
  firstVisitNote: column('first_visit_note'),
  whatToBring: column('what_to_bring'),
  alert: column('alert'),
  capacity: CAPACITY,
  waitingWeeks: CAPACITY,
  pausedUntil: CAPACITY,
  capacityUpdatedOn: CAPACITY,
  validFrom: column('valid_from'),
  validTo: column('valid_to'),
  assuredOn: CHECKED,
  assuredBy: column('assured_by'),
  assurerEmail: column('assurer_email'),
  reviewMonths: CHECKED,
  needs: part({ needs: [] }, 'service_need'),
  deliveries: part({ deliveries: [] }, 'service_delivery'),
  joinings: part({ joinings: [] }, 'service_joining'),
  audiences: part({ audiences: [] }, 'service_audience'),
  locations: TIMES,
  schedules: TIMES,
  closures: TIMES,
  areas: part({ areas: [] }, 'service_area'),
  // The table is shared with the numbers of contacts, which go with their contact.
  phones: part({ phones: [] }, 'phone'),
  contacts: part({ contacts: [] }, 'contact'),
  costOptions: part({ costOptions: [] }, 'cost_option'),
  languages: part({ languages: [] }, 'language'),
  access: part({ access: [] }, 'accessibility'),
  terms: part({ terms: [] }, 'attribute'),
  fundings: part({ fundings: [] }, 'funding'),
  documents: part({ documents: [] }, 'required_document'),
  picture: column('picture_id', 'picture_alt'),
  bslVideoUrl: column('bsl_video_url'),
  // Who read it says nothing of other words than those they read.
  easyRead: { columns: ['easy_read_tested_by'], tables: ['easy_read_idea'], parts: { easyRead: null } },
  texts: part({ texts: [] }, 'service_text'),
};

const isLocalField = (field: string): field is LocalField => Object.hasOwn(ROWS_OF_FIELD, field);

/**
 * Notes that people here changed these fields of an imported service, in the transaction that changes them: no import
 * writes them again. Noting one twice renews the day.
 */
export async function keepLocalFields(
  trx: Transaction<Database>,
  serviceId: string,
  fields: readonly LocalField[],
  at: Date,
): Promise<void> {
  if (fields.length === 0) return;
  const rows = [...new Set(fields)].map((field) => ({
    service_id: serviceId,
    field,
    edited_at: at.toISOString(),
  }));
  await trx
    .insertInto('local_field')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['service_id', 'field']).doUpdateSet({ edited_at: at.toISOString() }),
    )
    .execute();
}

/** The fields of these services that imports leave alone. */
export async function findLocalFields(
  trx: Transaction<Database>,
  serviceIds: readonly string[],
): Promise<Map<string, LocalField[]>> {
  const fields = new Map<string, LocalField[]>();
  if (serviceIds.length === 0) return fields;
  const rows = await trx
    .selectFrom('local_field')
    .select(['service_id', 'field'])
    .where('service_id', 'in', serviceIds)
    .execute();
  for (const row of rows) {
    if (isLocalField(row.field))
      fields.set(row.service_id, [...(fields.get(row.service_id) ?? []), row.field]);
  }
  return fields;
}

/** Of these locations, those at which some service's places are kept as people here wrote them. */
export async function findKeptLocations(
  trx: Transaction<Database>,
  locationIds: readonly string[],
): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('service_at_location')
    .innerJoin('local_field', 'local_field.service_id', 'service_at_location.service_id')
    .select('location_id')
    .distinct()
    .where('local_field.field', '=', 'locations')
    .where('location_id', 'in', locationIds)
    .execute();
  return new Set(rows.map((row) => row.location_id));
}

/** The record without what is kept, so that no rows are made of it. */
export const withoutKept = (record: ServiceRecord, kept: readonly LocalField[]): ServiceRecord =>
  Object.assign({}, record, ...kept.map((field) => ROWS_OF_FIELD[field].parts)) as ServiceRecord;

/** The columns an import may write. */
export function writableColumns(
  columns: ServiceColumns,
  kept: readonly LocalField[],
): Partial<ServiceColumns> {
  const names = new Set<string>(kept.flatMap((field) => ROWS_OF_FIELD[field].columns));
  return Object.fromEntries(Object.entries(columns).filter(([name]) => !names.has(name)));
}
