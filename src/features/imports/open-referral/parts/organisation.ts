import { SECTORS, type Sector } from '#db/vocabulary.ts';
import { fold } from '#src/lib/text.ts';
import { plainOrganisation, type OrganisationRecord } from '#src/features/services/record.ts';
import { readDay } from '../reading/days.ts';
import { readId, type SourceId } from '../reading/ids.ts';
import { readWhole } from '../reading/numbers.ts';
import { readPart, readParts, type Part } from '../reading/part.ts';
import { readChoice, readEmail, readLine, readText, readWeb } from '../reading/text.ts';
import { readContacts, readPhones } from './phones.ts';
import { readSlug } from './slug.ts';

const LONGEST_NAME = 200;
const CHARITY = /^(?:GB-CHC|GB-SC|GB-NIC)$/i;
const PUBLIC_BODY =
  /\b(?:city|borough|county|district|parish|town|metropolitan) council\b|\bcouncil of the\b|\bNHS\b|^HM /i;
const COMPANY_FOR_PEOPLE = /\bC\.?I\.?C\.?$|\bcommunity interest company\b|\bco-?operative society\b/i;

/**
 * The organisation of a service. Where the feed names none, the service stands in for it: the same name, under the
 * organisation's id if there is one, else under the service's; that is said.
 */
export function readOrganisation(
  service: Part,
  own: SourceId,
  serviceName: string,
): { organisation: OrganisationRecord; standsIn: boolean } {
  const part = readPart(service, 'organization', 'organisation');
  const name = part === null ? null : readName(part);
  const inside = part === null ? null : readId(part, 'id');
  const given = inside ?? readId(service, 'organization_id', 'organisation_id');
  const standsIn = part === null || name === null;
  if (standsIn)
    service.item.note('organization', 'it names no organisation: one with the name of the service stands in');
  const id = given ?? { key: standsIn ? `service:${own.key}` : fold(name) || name };
  const record = standsIn
    ? plainOrganisation(id.key, serviceName, 'community')
    : toRecord(part, id.key, name);
  return { organisation: { ...record, ...(id.id !== undefined && { id: id.id }) }, standsIn };
}

function readName(part: Part): string | null {
  const name = readLine(part, 'name', LONGEST_NAME);
  return name !== null && /[\p{L}\p{N}]/u.test(name) ? name : null;
}

function toRecord(part: Part, key: string, name: string): OrganisationRecord {
  const extension = part.item.isOurs ? readPart(part, 'front_door') : null;
  const identifiers = readIdentifiers(part);
  const { phones, email } = readContacts(part, readPhones(part));
  const sector = extension === null ? null : readChoice(extension, 'sector', SECTORS);
  return {
    ...plainOrganisation(key, name, sector ?? sectorOf(name, identifiers)),
    slug: extension === null ? null : readSlug(extension),
    alternateName: readLine(part, 'alternate_name', LONGEST_NAME),
    description: readText(part, 'description') ?? name,
    email: readEmail(part, 'email') ?? email,
    website: part.item.isOurs ? readWeb(part, 'website') : readWeb(part, 'website', 'url'),
    logoUrl: readWeb(part, 'logo'),
    legalStatus: readLine(part, 'legal_status', LONGEST_NAME),
    yearIncorporated: readWhole(part, 'year_incorporated', 600, 2200),
    checkedNote: extension === null ? null : readText(extension, 'checked_note'),
    checkedOn: extension === null ? null : readDay(extension, 'checked_on'),
    identifiers,
    phones,
  };
}

/** What kind of body it is, from its registers and the plain words of its name; a community group by default. */
function sectorOf(name: string, identifiers: OrganisationRecord['identifiers']): Sector {
  if (identifiers.some((item) => CHARITY.test(item.scheme ?? ''))) return 'voluntary';
  if (PUBLIC_BODY.test(name)) return 'statutory';
  return COMPANY_FOR_PEOPLE.test(name) ? 'social_enterprise' : 'community';
}

function readIdentifiers(part: Part): OrganisationRecord['identifiers'] {
  return readParts(part, ['organization_identifiers', 'organisation_identifiers', 'identifiers']).flatMap(
    (item) => {
      const identifier = readLine(item, 'identifier', 100);
      if (identifier === null) return [];
      const scheme = readLine(item, 'identifier_scheme', 60);
      return [{ scheme, type: readLine(item, 'identifier_type', 100) ?? scheme ?? 'Identifier', identifier }];
    },
  );
}
