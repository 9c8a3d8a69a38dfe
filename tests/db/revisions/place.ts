import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import type { Author } from '#src/features/revisions/author.ts';
import { saveDraft } from '#src/features/revisions/commands/draft.ts';
import { findEditable } from '#src/features/revisions/queries/editable.ts';
import { publishNewService } from '#src/features/services/commands/publish-new.ts';
import { findStoredService, type StoredService } from '#src/features/services/queries/records/read.ts';
import { plainService, type ServiceRecord, type VenueRecord } from '#src/features/services/record.ts';
import { actorOf, addAccount, NOW } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';

/** Two organisations, a service of the first, and the people who write it. */
export interface Place {
  db: Db;
  organisationId: string;
  otherOrganisationId: string;
  serviceId: string;
  partner: Author;
  colleague: Author; // at the same organisation
  desk: Author;
}

export const hall: VenueRecord = {
  location: {
    key: 'hall',
    name: 'The Old Hall',
    description: null,
    directions: null,
    transportation: null,
    latitude: 52.1,
    longitude: -1.2,
    externalIdentifier: null,
    externalIdentifierType: null,
    confidential: false,
    areaName: 'Marlbridge',
    address: {
      address1: '1 Marl Street',
      address2: null,
      city: 'Marlbridge',
      region: null,
      county: 'Marlshire',
      postcode: 'MB1 1AA',
    },
    access: [],
  },
  description: null,
  schedules: [
    {
      validFrom: null,
      validTo: null,
      dtstart: null,
      freq: 'WEEKLY',
      interval: 1,
      byday: 'MO',
      bymonthday: null,
      opensAt: '10:00',
      closesAt: '12:00',
      termTimeOnly: false,
      openOnBankHolidays: false,
      notes: null,
    },
  ],
};

const lunchClub = (organisationId: string): ServiceRecord => ({
  ...plainService('lunch', organisationId, 'Lunch Club'),
  summary: 'Lunch and company',
  description: 'We eat together.',
  phones: [{ number: '01632 960 001', type: 'voice', description: null }],
  locations: [hall],
  minimumAge: 50,
  maximumAge: 90,
});

/** The place, in a database of its own. */
export async function aPlace({ isTrusted = false } = {}): Promise<Place> {
  const db = await testDatabase();
  const at = NOW.toISOString();
  const [organisationId, otherOrganisationId, serviceId] = [uuidv7(), uuidv7(), uuidv7()];
  for (const [id, name] of [
    [organisationId, 'Marl Carers'],
    [otherOrganisationId, 'Tarn Trust'],
  ] as const) {
    await db
      .insertInto('organisation')
      .values({
        id,
        slug: name.toLowerCase().replace(' ', '-'),
        name,
        alternate_name: null,
        description: name,
        email: null,
        website: null,
        logo_url: null,
        sector: 'voluntary',
        legal_status: null,
        year_incorporated: null,
        parent_organisation_id: null,
        checked_note: null,
        checked_on: null,
        trusted_since: isTrusted ? at : null,
        trusted_by: null,
        source_id: null,
        source_record_id: null,
        source_hash: null,
        source_missing_since: null,
        created_at: at,
        updated_at: at,
      })
      .execute();
  }
  const record = lunchClub(organisationId);
  const by = actorOf('command-line');
  await db
    .transaction()
    .execute((trx) => publishNewService(trx, { id: serviceId, record, by, revisionId: null }, NOW));
  const person = async (kind: Author['kind'], email: string): Promise<Author> => ({
    actor: actorOf(await addAccount(db, { email, password: null })),
    kind,
  });
  return {
    db,
    organisationId,
    otherOrganisationId,
    serviceId,
    partner: await person('partner', 'pat@example.org'),
    colleague: await person('partner', 'col@example.org'),
    desk: await person('desk', 'desk@example.org'),
  };
}

/** The service as it is stored; throws when it is not there. */
export async function storedIn({ db, serviceId }: Pick<Place, 'db' | 'serviceId'>): Promise<StoredService> {
  const stored = await findStoredService(db, serviceId);
  if (stored === undefined) throw new Error('The service is not there');
  return stored;
}

export const recordIn = async (place: Pick<Place, 'db' | 'serviceId'>): Promise<ServiceRecord> =>
  (await storedIn(place)).record;

/** Writes a change into an author's draft, as the editor does. */
export async function write(
  { db, serviceId }: Pick<Place, 'db' | 'serviceId'>,
  author: Author,
  change: Partial<ServiceRecord>,
  at = NOW,
): Promise<number | null> {
  const editable = await findEditable(db, serviceId, author.actor.id);
  if (editable === undefined) throw new Error('There is nothing to edit');
  const content = { ...editable.content, ...change };
  const draftVersion = editable.draft?.version ?? null;
  const saved = await saveDraft(db, { serviceId, content, draftVersion }, author, at);
  if (!saved.ok) throw new Error(`Not saved: ${saved.error}`);
  return saved.value.version;
}

/** Number, state and author of every revision that was sent, the first first. */
export const revisionsIn = ({ db, serviceId }: Pick<Place, 'db' | 'serviceId'>) =>
  db
    .selectFrom('revision')
    .select(['id', 'number', 'state', 'author', 'content', 'base_content', 'small_fields', 'accepted_fields'])
    .select(['checked_at', 'restored_from', 'reason', 'decision_reason'])
    .where('service_id', '=', serviceId)
    .where('number', 'is not', null)
    .orderBy('number')
    .execute();

/** How many rows there are of what a command writes. */
export async function countWritten(db: Db): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ['revision', 'audit_event', 'directory_change', 'message'] as const) {
    const { rows } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    counts[table] = rows;
  }
  return counts;
}

/** Actions and entities of the audit trail since an event, the oldest first. */
export const trailIn = async (db: Db): Promise<string[]> =>
  (await db.selectFrom('audit_event').select(['action']).orderBy('sequence').execute()).map(
    ({ action }) => action,
  );
