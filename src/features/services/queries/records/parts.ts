import type { Db } from '#db/connection.ts';
import { inOrder, partIds } from '#src/features/open-referral/shape/parts.ts';
import { byOwner, byService } from '#src/features/open-referral/queries/full/by-owner.ts';
import type {
  AccessRecord,
  AreaRecord,
  ContactRecord,
  CostRecord,
  PhoneRecord,
  ServiceRecord,
} from '#src/features/services/record.ts';
import { readTerms } from './terms.ts';

/** What a record says beside its own row, places and times. */
export type Parts = Required<
  Pick<
    ServiceRecord,
    | 'needs'
    | 'deliveries'
    | 'joinings'
    | 'audiences'
    | 'areas'
    | 'phones'
    | 'contacts'
    | 'costOptions'
    | 'languages'
    | 'access'
    | 'closures'
  >
> &
  Pick<ServiceRecord, 'terms' | 'fundings' | 'documents'>;

interface PhoneLike {
  number: string;
  extension: string | null;
  type: PhoneRecord['type'];
  description: string | null;
}

const PHONE_COLUMNS = ['id', 'number', 'extension', 'type', 'description'] as const;

/** Reads the parts of services; ask it for one by the service's id. */
export async function readParts(db: Db, ids: readonly string[]): Promise<(id: string) => Parts> {
  const choices = await readChoices(db, ids);
  const contacts = await readContacts(db, ids);
  const closures = byService(
    await db.selectFrom('closure').selectAll().where('service_id', 'in', ids).execute(),
  );
  const areas = byService(
    await db.selectFrom('service_area').selectAll().where('service_id', 'in', ids).execute(),
  );
  const costs = byService(
    await db
      .selectFrom('cost_option')
      .selectAll()
      .where('service_id', 'in', ids)
      .orderBy('sort_order')
      .orderBy('id')
      .execute(),
  );
  const languages = byService(
    await db.selectFrom('language').selectAll().where('service_id', 'in', ids).execute(),
  );
  const access = byService(
    await db.selectFrom('accessibility').selectAll().where('service_id', 'in', ids).execute(),
  );
  const fundings = byService(
    await db.selectFrom('funding').selectAll().where('service_id', 'in', ids).execute(),
  );
  const documents = byService(
    await db.selectFrom('required_document').selectAll().where('service_id', 'in', ids).execute(),
  );
  const terms = await readTerms(db, ids);
  return (id) => {
    const ordered = <Row extends { id: string }>(rows: readonly Row[] | undefined, table: string) =>
      inOrder(rows ?? [], partIds(id, table));
    const sources = ordered(fundings.get(id), 'funding').flatMap(({ source }) => source ?? []);
    const papers = ordered(documents.get(id), 'required_document').map(({ document, uri }) => ({
      document,
      uri,
    }));
    const linked = terms(id);
    return {
      ...choices(id),
      ...contacts(id),
      closures: ordered(closures.get(id), 'closure').map((row) => ({
        startsOn: row.starts_on,
        endsOn: row.ends_on,
        reason: row.reason,
      })),
      areas: ordered(areas.get(id), 'service_area').map((row): AreaRecord => ({
        name: row.name ?? '',
        uri: row.uri,
        ...(row.extent === null ? {} : { extent: row.extent }),
        ...(row.extent_type === null ? {} : { extentType: row.extent_type }),
      })),
      costOptions: (costs.get(id) ?? []).map((row): CostRecord => ({
        option: row.option,
        amount: row.amount,
        amountDescription: row.amount_description,
        ...(row.valid_from === null ? {} : { validFrom: row.valid_from }),
        ...(row.valid_to === null ? {} : { validTo: row.valid_to }),
        ...(row.currency === null || row.currency === 'GBP' ? {} : { currency: row.currency }),
      })),
      languages: ordered(languages.get(id), 'language').map(({ name, code, note }) => ({
        name: name ?? '',
        code,
        note,
      })),
      access: ordered(access.get(id), 'accessibility').map(toAccess),
      ...(sources.length === 0 ? {} : { fundings: sources }),
      ...(papers.length === 0 ? {} : { documents: papers }),
      ...(linked.length === 0 ? {} : { terms: linked }),
    };
  };
}

/** A row of access as a record has it; locations have such rows too. */
export const toAccess = (row: {
  feature: AccessRecord['feature'];
  description: string | null;
  details: string | null;
  url: string | null;
}): AccessRecord => ({
  feature: row.feature,
  description: row.description,
  ...(row.details === null ? {} : { details: row.details }),
  ...(row.url === null ? {} : { url: row.url }),
});

async function readChoices(db: Db, ids: readonly string[]) {
  const needs = byService(
    await db
      .selectFrom('service_need')
      .selectAll()
      .where('service_id', 'in', ids)
      .orderBy('need_slug')
      .execute(),
  );
  const deliveries = byService(
    await db
      .selectFrom('service_delivery')
      .selectAll()
      .where('service_id', 'in', ids)
      .orderBy('delivery')
      .execute(),
  );
  const joinings = byService(
    await db
      .selectFrom('service_joining')
      .selectAll()
      .where('service_id', 'in', ids)
      .orderBy('joining')
      .execute(),
  );
  const audiences = byService(
    await db
      .selectFrom('service_audience')
      .selectAll()
      .where('service_id', 'in', ids)
      .orderBy('audience')
      .execute(),
  );
  return (id: string) => ({
    needs: (needs.get(id) ?? []).map((row) => ({ slug: row.need_slug, suggested: row.suggested === 1 })),
    deliveries: (deliveries.get(id) ?? []).map((row) => row.delivery),
    joinings: (joinings.get(id) ?? []).map((row) => row.joining),
    audiences: (audiences.get(id) ?? []).map((row) => row.audience),
  });
}

const toPhone = (row: PhoneLike): PhoneRecord => ({
  number: row.number,
  type: row.type,
  description: row.description,
  ...(row.extension === null ? {} : { extension: row.extension }),
});

async function readContacts(db: Db, ids: readonly string[]) {
  const contacts = await db.selectFrom('contact').selectAll().where('service_id', 'in', ids).execute();
  const own = byService(
    await db
      .selectFrom('phone')
      .select(['service_id', ...PHONE_COLUMNS])
      .where('service_id', 'in', ids)
      .where('contact_id', 'is', null)
      .orderBy('sort_order')
      .orderBy('id')
      .execute(),
  );
  const contactIds = contacts.map((contact) => contact.id);
  const theirs = byOwner(
    contactIds.length === 0
      ? []
      : await db
          .selectFrom('phone')
          .select(['contact_id', ...PHONE_COLUMNS])
          .where('contact_id', 'in', contactIds)
          .orderBy('sort_order')
          .orderBy('id')
          .execute(),
    (phone) => phone.contact_id,
  );
  const contactsOf = byService(contacts);
  return (id: string) => ({
    phones: (own.get(id) ?? []).map(toPhone),
    contacts: inOrder(contactsOf.get(id) ?? [], partIds(id, 'contact')).map((row): ContactRecord => ({
      name: row.name,
      title: row.title,
      email: row.email,
      phones: (theirs.get(row.id) ?? []).map(toPhone),
      ...(row.department === null ? {} : { department: row.department }),
      ...(row.visibility === 'public' ? {} : { visibility: row.visibility }),
    })),
  });
}
