import { paths } from '#src/lib/paths.ts';
import type { FeedOrganization, FeedSetting } from '../types.ts';
import { inOrderNumbered, numbered, partIds } from './parts.ts';
import type { OrganisationRows } from './rows.ts';
import { toPhone } from './contacts.ts';
import { day, emailAddress, filled, firstFilled, webAddress } from './values.ts';

/** Open Referral UK 3.0, organization, whose description is required: the name stands in for one. */
export function toOrganization(
  { organisation: row, identifiers, phones }: OrganisationRows,
  setting: FeedSetting,
): FeedOrganization {
  return filled<FeedOrganization>({
    id: row.id,
    name: row.name,
    alternate_name: row.alternate_name,
    description: firstFilled(row.description) ?? row.name,
    email: emailAddress(row.email),
    website: webAddress(row.website),
    logo: webAddress(row.logo_url),
    legal_status: row.legal_status,
    year_incorporated: row.year_incorporated,
    parent_organization_id: row.parent_organisation_id,
    organization_identifiers: inOrderNumbered(
      identifiers,
      partIds(row.id, 'organisation_identifier'),
      (item, id) =>
        firstFilled(item.identifier) === null
          ? null
          : filled<NonNullable<FeedOrganization['organization_identifiers']>[number]>({
              id,
              identifier_scheme: item.identifier_scheme,
              identifier_type: firstFilled(item.identifier_type, item.identifier_scheme) ?? 'other',
              identifier: item.identifier,
            }),
    ),
    phones: numbered(phones, partIds(row.id, 'phone'), toPhone),
    front_door: filled<NonNullable<FeedOrganization['front_door']>>({
      page: `${setting.siteUrl}${paths.organisation(row.slug)}`,
      sector: row.sector,
      checked_note: row.checked_note,
      checked_on: day(row.checked_on),
    }),
  });
}
