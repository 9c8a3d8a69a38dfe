import { childId } from '../identity.ts';
import type { PhoneRecord, ServiceRecord } from '#src/features/services/record.ts';
import { addRows, type Rows } from './rows.ts';

/** What other directories say and ours mostly does not. */
export function addOtherParts(rows: Rows, id: string, record: ServiceRecord): void {
  addRows(
    rows,
    'funding',
    (record.fundings ?? []).map((source, n) => ({ id: childId(id, 'funding', n), service_id: id, source })),
  );
  addRows(
    rows,
    'required_document',
    (record.documents ?? []).map((item, n) => ({
      id: childId(id, 'required_document', n),
      service_id: id,
      document: item.document,
      uri: item.uri,
    })),
  );
}

/** Phones of the service itself, and contacts with theirs. */
export function addContacts(rows: Rows, id: string, record: ServiceRecord): void {
  const toRow = (phone: PhoneRecord, phoneId: string, ordinal: number, contactId: string | null) => ({
    id: phoneId,
    organisation_id: null,
    service_id: contactId === null ? id : null,
    contact_id: contactId,
    number: phone.number,
    extension: phone.extension ?? null,
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
      {
        id: contactId,
        service_id: id,
        name: contact.name,
        title: contact.title,
        department: contact.department ?? null,
        email: contact.email,
        visibility: contact.visibility ?? 'public',
      },
    ]);
    addRows(
      rows,
      'phone',
      contact.phones.map((phone, m) => toRow(phone, childId(contactId, 'phone', m), m, contactId)),
    );
  });
}
