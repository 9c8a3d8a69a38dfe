import type { Db } from '#db/connection.ts';
import {
  CONTACT_COLUMNS,
  PHONE_COLUMNS,
  type ContactRow,
  type PhoneRow,
} from '#src/features/open-referral/shape/rows.ts';
import { byOwner, byService } from './by-owner.ts';

/** How to reach services, by service. */
interface Contacts {
  phones: ReadonlyMap<string, PhoneRow[]>;
  contacts: ReadonlyMap<string, (ContactRow & { phones?: PhoneRow[] })[]>;
}

/** Reads the public contacts of services and their phones; of a hidden or draft contact neither is read. */
export async function readContacts(db: Db, ids: readonly string[]): Promise<Contacts> {
  const contacts = await db
    .selectFrom('contact')
    .where('service_id', 'in', ids)
    .where('visibility', '=', 'public')
    .select(['service_id', ...CONTACT_COLUMNS])
    .execute();
  const own = await db
    .selectFrom('phone')
    .where('service_id', 'in', ids)
    .where('contact_id', 'is', null)
    .select(['service_id', ...PHONE_COLUMNS])
    .orderBy('sort_order')
    .orderBy('id')
    .execute();
  const contactIds = contacts.map((contact) => contact.id);
  const theirs =
    contactIds.length === 0
      ? []
      : await db
          .selectFrom('phone')
          .where('contact_id', 'in', contactIds)
          .select(['contact_id', ...PHONE_COLUMNS])
          .orderBy('sort_order')
          .orderBy('id')
          .execute();
  const phonesOf = byOwner(theirs, (phone) => phone.contact_id);
  return {
    phones: byService(own),
    contacts: byService(contacts.map((contact) => ({ ...contact, phones: phonesOf.get(contact.id) }))),
  };
}
