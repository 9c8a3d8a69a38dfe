import type { FeedContact, FeedPhone } from '../types.ts';
import { numbered, partIds } from './parts.ts';
import type { ContactRow, PhoneRow } from './rows.ts';
import { emailAddress, filled, isBare } from './values.ts';

/** Open Referral UK 3.0, phone; its kind and extension are HSDS 3.0. Null without a number. */
export const toPhone = (row: PhoneRow, id: string): FeedPhone | null =>
  row.number.trim() === ''
    ? null
    : filled<FeedPhone>({
        id,
        number: row.number,
        extension: row.extension,
        type: row.type,
        description: row.description,
      });

/** A public contact with its phones (HSDS 3.0 has email and phones here, as real feeds do). Null when it says nothing. */
export function toContact(
  row: ContactRow & { phones?: readonly PhoneRow[] },
  id: string,
): FeedContact | null {
  const contact = filled<FeedContact>({
    id,
    name: row.name,
    title: row.title,
    department: row.department,
    email: emailAddress(row.email),
    phones: numbered(row.phones, partIds(id, 'phone'), toPhone),
  });
  return isBare(contact) ? null : contact;
}
