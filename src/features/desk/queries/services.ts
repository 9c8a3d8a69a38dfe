import type { Db } from '#db/connection.ts';
import type { Day, Id } from '#db/schema.ts';
import type { Visibility } from '#db/vocabulary.ts';
import { OVERDUE_AFTER_DAYS } from '#src/features/services/rules.ts';
import { addDays } from '#src/lib/dates.ts';
import { fold } from '#src/lib/text.ts';
import type { ServiceListForm } from '../forms.ts';

/** A service as the desk lists it. */
export interface DeskService {
  id: Id;
  name: string;
  organisationId: Id;
  organisationName: string;
  visibility: Visibility;
  hiddenReason: string | null;
  status: string;
  assuredOn: Day | null;
  reviewDueOn: Day | null;
  sourceName: string | null;
}

export type ServiceFilter = Omit<ServiceListForm, 'page'>;

/**
 * The services that a filter selects, by name, and how many there are. Words are looked for whatever their case and
 * accents; each word must be in the name.
 */
export async function listDeskServices(
  db: Db,
  filter: ServiceFilter,
  today: Day,
  { page, perPage }: { page: number; perPage: number },
): Promise<{ services: DeskService[]; total: number }> {
  const rows = await matching(db, filter, today).execute();
  const holds = (text: string, words: string | undefined): boolean =>
    fold(words ?? '')
      .split(' ')
      .every((word) => fold(text).includes(word));
  const found =
    filter.words === undefined && filter.organisation === undefined
      ? rows
      : rows.filter(
          (row) => holds(row.name, filter.words) && holds(row.organisationName, filter.organisation),
        );
  return { services: found.slice((page - 1) * perPage, page * perPage), total: found.length };
}

function matching(db: Db, filter: ServiceFilter, today: Day) {
  let found = db
    .selectFrom('service')
    .innerJoin('organisation', 'organisation.id', 'service.organisation_id')
    .leftJoin('source', 'source.id', 'service.source_id')
    .select([
      'service.id',
      'service.name',
      'service.organisation_id as organisationId',
      'organisation.name as organisationName',
      'service.visibility',
      'service.hidden_reason as hiddenReason',
      'service.status',
      'service.assured_on as assuredOn',
      'service.review_due_on as reviewDueOn',
      'source.name as sourceName',
    ])
    .orderBy('service.name')
    .orderBy('service.id');
  if (filter.source !== undefined) found = found.where('service.source_id', '=', filter.source);
  if (filter.state === 'ended')
    found = found.where('service.status', 'not in', ['active', 'temporarily closed']);
  else if (filter.state !== undefined) found = found.where('service.visibility', '=', filter.state);
  if (filter.overdue === 'yes')
    found = found.where((eb) =>
      eb.or([
        eb('service.review_due_on', 'is', null),
        eb('service.review_due_on', '<', addDays(today, -OVERDUE_AFTER_DAYS)),
      ]),
    );
  if (filter.without === 'need')
    found = found.where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('service_need')
            .select('need_slug')
            .whereRef('service_need.service_id', '=', 'service.id'),
        ),
      ),
    );
  if (filter.without === 'contact')
    found = found
      .where('service.email', 'is', null)
      .where('service.url', 'is', null)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb.selectFrom('phone').select('phone.id').whereRef('phone.service_id', '=', 'service.id'),
          ),
        ),
      );
  return found;
}
