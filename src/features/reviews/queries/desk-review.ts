import type { Db } from '#db/connection.ts';
import { findStoredService } from '#src/features/services/queries/records/read.ts';
import type { PhoneRecord, ServiceRecord } from '#src/features/services/record.ts';
import { findReviewable, type Reviewable } from './reviewable.ts';

export interface DeskCall {
  outcome: string;
  calledOn: string;
  calledBy: string | null; // a name
}

/** What the desk needs in front of it when it rings about a service. */
export interface DeskReview {
  service: Reviewable;
  record: ServiceRecord; // with confidential addresses: mask it before reading it out
  phones: { number: string; extension: string | null; whose: string }[];
  people: string[]; // of the organisation's accounts
  calls: DeskCall[]; // for this due date, the last first
}

/** A service as it is rung about; undefined when there is nothing to confirm. */
export async function findDeskReview(db: Db, serviceId: string): Promise<DeskReview | undefined> {
  const service = await findReviewable(db, serviceId);
  const stored = await findStoredService(db, serviceId);
  if (service === undefined || stored === undefined) return undefined;
  const { record } = stored;
  const organisationPhones = await db
    .selectFrom('phone')
    .select(['number', 'extension', 'description'])
    .where('organisation_id', '=', service.organisationId)
    .where('service_id', 'is', null)
    .execute();
  const people = await db
    .selectFrom('account_role')
    .innerJoin('account', 'account.id', 'account_role.account_id')
    .select('account.name')
    .distinct()
    .where('account_role.organisation_id', '=', service.organisationId)
    .where('account.stopped_at', 'is', null)
    .execute();
  const calls = await db
    .selectFrom('review_call')
    .leftJoin('account', 'account.id', 'review_call.called_by')
    .select(['review_call.outcome', 'review_call.called_on as calledOn', 'account.name as calledBy'])
    .where('review_call.service_id', '=', serviceId)
    .where('review_call.due_on', '=', service.dueOn)
    .orderBy('review_call.called_at', 'desc')
    .execute();
  const numbers = [
    ...record.phones.map((phone) => numberOf(phone, 'The service')),
    ...record.contacts.flatMap(({ name, phones }) =>
      phones.map((phone) => numberOf(phone, name ?? 'A contact person')),
    ),
    ...organisationPhones.map(({ number, extension, description }) => ({
      number,
      extension,
      whose: description ?? service.organisationName,
    })),
  ];
  return {
    service,
    record,
    phones: numbers.filter(
      ({ number }, index) => numbers.findIndex((other) => other.number === number) === index,
    ),
    people: people.map(({ name }) => name),
    calls,
  };
}

const numberOf = ({ number, extension, description }: PhoneRecord, whose: string) => ({
  number,
  extension: extension ?? null,
  whose: description ?? whose,
});
