import type { Db } from '#db/connection.ts';
import type { PublishedContacts } from '../rules.ts';

/** What organisations publish that can speak for somebody: hidden ones too, because a domain they share is shared. */
export async function listPublishedContacts(db: Db): Promise<PublishedContacts[]> {
  const [organisations, contacts] = await Promise.all([
    db
      .selectFrom('organisation')
      .select(['id', 'parent_organisation_id', 'website', 'email'])
      .orderBy('id')
      .execute(),
    db
      .selectFrom('contact')
      .select(['organisation_id', 'email'])
      .where('organisation_id', 'is not', null)
      .where('email', 'is not', null)
      .where('visibility', '=', 'public')
      .execute(),
  ]);
  const emails = new Map<string, string[]>();
  for (const { organisation_id: id, email } of contacts)
    if (id !== null && email !== null) emails.set(id, [...(emails.get(id) ?? []), email]);
  return organisations.map(({ id, parent_organisation_id, website, email }) => ({
    id,
    parentId: parent_organisation_id,
    website,
    emails: [...(email === null ? [] : [email]), ...(emails.get(id) ?? [])],
  }));
}

/** The phone numbers that an organisation publishes: its own first, then those of its public services. */
export async function listPublishedPhones(
  db: Db,
  organisationId: string,
): Promise<{ number: string; of: string | null }[]> {
  const own = await db
    .selectFrom('phone')
    .select(['number', 'description'])
    .where('organisation_id', '=', organisationId)
    .orderBy('sort_order')
    .execute();
  const services = await db
    .selectFrom('phone')
    .innerJoin('service', 'service.id', 'phone.service_id')
    .select(['phone.number', 'service.name'])
    .where('service.organisation_id', '=', organisationId)
    .where('service.visibility', '=', 'public')
    .orderBy('service.name')
    .orderBy('phone.sort_order')
    .execute();
  const all = [
    ...own.map(({ number, description }) => ({ number, of: description })),
    ...services.map(({ number, name }) => ({ number, of: name })),
  ];
  const once = new Map(all.toReversed().map((phone) => [phone.number.replace(/\D/g, ''), phone]));
  return all.filter((phone) => once.get(phone.number.replace(/\D/g, '')) === phone);
}
