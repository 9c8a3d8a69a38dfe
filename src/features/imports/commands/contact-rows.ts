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

/** Its easy-read text, and what it says in other languages; of two texts in one language the later. */
export function addWords(rows: Rows, id: string, record: ServiceRecord): void {
  addRows(
    rows,
    'easy_read_idea',
    (record.easyRead?.ideas ?? []).map((idea, position) => ({
      service_id: id,
      position,
      picture: idea.picture,
      words: idea.words,
    })),
  );
  const texts = new Map((record.texts ?? []).map((text) => [text.language, text]));
  addRows(
    rows,
    'service_text',
    [...texts.values()].map((text) => ({
      service_id: id,
      language_code: text.language,
      name: text.name,
      summary: text.summary,
      description: text.description,
      eligibility_description: text.eligibilityDescription,
      application_process: text.applicationProcess,
    })),
  );
}
