import { normalisePostcode } from '#src/lib/postcode.ts';
import { fold } from '#src/lib/text.ts';
import { quote, type Problem } from '../problem.ts';
import type { OrganisationRecord, ServiceRecord } from '#src/features/services/record.ts';

/** Somebody who asked not to be in the directory. What is null was not given. */
export interface DoNotListEntry {
  id: string;
  name: string;
  nameKey: string;
  postcode: string | null;
  charityNumber: string | null;
  websiteHost: string | null;
  sourceId: string | null;
  sourceRecordId: string | null;
}

/** What an organisation or a service can be known by. */
export interface Listed {
  names: readonly (string | null)[];
  postcodes: ReadonlySet<string>;
  charityNumbers: ReadonlySet<string>;
  websites: readonly (string | null)[];
  source: { id: string; recordId: string } | null;
}

/** Where many unrelated people have a page: such a host says nothing about whose page it is. */
const SHARED_HOSTS = [
  'bit.ly',
  'eventbrite.co.uk',
  'eventbrite.com',
  'facebook.com',
  'fb.com',
  'forms.gle',
  'google.co.uk',
  'google.com',
  'gov.uk',
  'instagram.com',
  'justgiving.com',
  'linkedin.com',
  'linktr.ee',
  'meetup.com',
  'nextdoor.co.uk',
  'nhs.uk',
  'tiktok.com',
  'tinyurl.com',
  'twitter.com',
  'whatsapp.com',
  'x.com',
  'youtube.com',
];
/** Here the part before is somebody's own: the host itself is shared, "marl.wordpress.com" is not. */
const SHARED_THEMSELVES = ['blogspot.com', 'btck.co.uk', 'weebly.com', 'wixsite.com', 'wordpress.com'];

/** A name for comparing: folded, "&" as "and", without "the" before and the legal form behind. */
export const nameKey = (name: string): string =>
  fold(name.replaceAll('&', ' and '))
    .replace(/^the (?=\S)/, '')
    .replace(/(?<=\S) (?:ltd|limited|plc|cic|cio|llp)$/, '');

/** A charity number for comparing: "1123456", "SC012345". */
export const charityKey = (number: string): string => number.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** The host of a web address without "www."; null when it is none, or one that many share. */
export function ownHost(website: string | null): string | null {
  if (website === null) return null;
  const address = /^https?:\/\//i.test(website) ? website : `https://${website}`;
  if (!URL.canParse(address)) return null;
  const host = new URL(address).hostname.replace(/^www\./, '');
  if (!host.includes('.') || SHARED_THEMSELVES.includes(host)) return null;
  return SHARED_HOSTS.some((shared) => host === shared || host.endsWith(`.${shared}`)) ? null : host;
}

/** True for the identifier schemes of the United Kingdom's charity registers. */
export const isCharityScheme = (scheme: string | null, type: string): boolean =>
  /^GB-(CHC|SC|NIC)$/i.test(scheme ?? '') || /charity/i.test(type);

/**
 * True when an entry means this one: the very source record, the charity number, the website's own host, or the name
 * (at the postcode, if one was given). An entry for a source record goes by its name nowhere else, since many services
 * are called "Coffee morning".
 */
export function isMeant(entry: DoNotListEntry, listed: Listed): boolean {
  if (entry.charityNumber !== null && listed.charityNumbers.has(entry.charityNumber)) return true;
  if (entry.websiteHost !== null && listed.websites.some((site) => ownHost(site) === entry.websiteHost)) {
    return true;
  }
  if (entry.sourceRecordId !== null) {
    return listed.source?.id === entry.sourceId && listed.source?.recordId === entry.sourceRecordId;
  }
  const isNamed = listed.names.some((name) => name !== null && nameKey(name) === entry.nameKey);
  return isNamed && (entry.postcode === null || listed.postcodes.has(entry.postcode));
}

export interface Allowed {
  organisations: ReadonlyMap<string, OrganisationRecord>;
  services: readonly ServiceRecord[];
  leftOut: Problem[]; // one for each service left out, with whose wish it was
}

/** The records of an import without those that are not wanted here: an organisation's services go with it. */
export function leaveOutDoNotList(
  plan: { organisations: ReadonlyMap<string, OrganisationRecord>; services: readonly ServiceRecord[] },
  entries: readonly DoNotListEntry[],
  sourceId: string,
): Allowed {
  if (entries.length === 0) return { ...plan, leftOut: [] };
  const find = (listed: Listed) => entries.find((entry) => isMeant(entry, listed));
  const postcodes = postcodesByOrganisation(plan.services);
  const refusing = new Map(
    [...plan.organisations].flatMap(([key, record]) => {
      const entry = find(organisationListed(record, postcodes.get(key) ?? new Set(), sourceId));
      return entry === undefined ? [] : [[key, entry] as const];
    }),
  );
  const leftOut: Problem[] = [];
  const services = plan.services.filter((record) => {
    const entry = refusing.get(record.organisationKey) ?? find(serviceListed(record, sourceId));
    if (entry === undefined) return true;
    const reason = `${quote(record.name)} (${record.key}) is left out: ${quote(entry.name)} asked not to be in this directory`;
    leftOut.push({ row: 0, column: null, reason, leftOut: false });
    return false;
  });
  const organisations = new Map([...plan.organisations].filter(([key]) => !refusing.has(key)));
  return { organisations, services, leftOut };
}

function postcodesByOrganisation(services: readonly ServiceRecord[]): Map<string, Set<string>> {
  const postcodes = new Map<string, Set<string>>();
  for (const service of services) {
    const known = postcodes.get(service.organisationKey) ?? new Set<string>();
    for (const postcode of postcodesOf(service)) known.add(postcode);
    postcodes.set(service.organisationKey, known);
  }
  return postcodes;
}

const postcodesOf = (service: ServiceRecord): string[] =>
  service.locations.flatMap(({ location }) => normalisePostcode(location.address?.postcode ?? '') ?? []);

const organisationListed = (
  record: OrganisationRecord,
  postcodes: ReadonlySet<string>,
  sourceId: string,
): Listed => ({
  names: [record.name, record.alternateName],
  postcodes,
  charityNumbers: new Set(
    record.identifiers
      .filter((item) => isCharityScheme(item.scheme, item.type))
      .map((item) => charityKey(item.identifier)),
  ),
  websites: [record.website],
  source: { id: sourceId, recordId: record.key },
});

const serviceListed = (record: ServiceRecord, sourceId: string): Listed => ({
  names: [record.name, record.alternateName],
  postcodes: new Set(postcodesOf(record)),
  charityNumbers: new Set(),
  websites: [record.url],
  source: { id: sourceId, recordId: record.key },
});
