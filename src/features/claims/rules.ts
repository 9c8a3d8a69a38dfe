import { emailKey } from '#src/features/accounts/rules.ts';
import { addWorkingDays } from '#src/features/working-days/rules.ts';
import { addDays } from '#src/lib/dates.ts';
import { mailDomain, siteDomain } from './domains.ts';

export type ClaimWay = 'email-domain' | 'charity-contact' | 'phone-code' | 'desk' | 'colleague';
export type ClaimState = 'asked' | 'approved' | 'declined' | 'withdrawn';

/** What is public of an organisation that can speak for somebody who asks for it. */
export interface PublishedContacts {
  id: string;
  parentId: string | null;
  website: string | null;
  emails: readonly string[]; // its own and of its contacts: what the charity's register or the page says
}

/** The domains that are the organisation's own. */
const domainsOf = ({ website, emails }: PublishedContacts): Set<string> =>
  new Set(
    [website === null ? null : siteDomain(website), ...emails.map(mailDomain)].flatMap(
      (domain) => domain ?? [],
    ),
  );

const areRelated = (a: PublishedContacts, b: PublishedContacts): boolean =>
  a.parentId === b.id || b.parentId === a.id || (a.parentId !== null && a.parentId === b.parentId);

export interface Asked {
  email: string;
  organisation: PublishedContacts;
  others: readonly PublishedContacts[]; // all other organisations of the directory
  hasManagers: boolean; // who can sign in
  hasPhone: boolean; // a published number
}

/**
 * How it is found out whether somebody runs an organisation. Whoever manages it already is asked first; an address that
 * the organisation publishes, or on a domain that is its own alone, speaks for itself once it is proven; then comes a
 * call to the published number; else the desk decides.
 */
export function chooseWay({ email, organisation, others, hasManagers, hasPhone }: Asked): ClaimWay {
  if (hasManagers) return 'colleague';
  if (organisation.emails.some((published) => emailKey(published) === emailKey(email)))
    return 'charity-contact';
  const domain = mailDomain(email);
  if (domain !== null && domainsOf(organisation).has(domain)) {
    const isAlone = !others.some((other) => !areRelated(organisation, other) && domainsOf(other).has(domain));
    if (isAlone) return 'email-domain';
  }
  return hasPhone ? 'phone-code' : 'desk';
}

/** True for the ways in which a proven email address is all that is needed. */
export const isProvenByEmail = (way: ClaimWay): boolean =>
  way === 'email-domain' || way === 'charity-contact';

/** So long a colleague has to answer, in working days; then the desk does. */
export const COLLEAGUE_WORKING_DAYS = 5;
/** A claim that nobody settled is over after so many days. */
export const CLAIM_DAYS = 30;
/** So long names and addresses are kept once a claim is decided, in days. */
export const CLAIM_KEPT_DAYS = 90;
/** More from one address in a day are refused. */
export const CLAIMS_A_DAY = 3;
export const CODE_HOURS = 24;
export const CODE_TRIES = 5;

/** The first day on which the desk decides about a claim that a colleague was asked about. */
export const deskFrom = (askedOn: string, bankHolidays: ReadonlySet<string>): string =>
  addDays(addWorkingDays(askedOn, COLLEAGUE_WORKING_DAYS, bankHolidays), 1);

/** A code as people type what they were told: with spaces or hyphens anywhere. */
export const compactCode = (typed: string): string => typed.replace(/[\s-]/g, '');

export interface KeptCode {
  codeHash: string | null;
  expiresAt: string | null;
  tries: number;
}

/** What speaks against trying a code now, whatever it is. */
export function codeRefusal({ codeHash, expiresAt, tries }: KeptCode, at: Date): CodeRefusal | null {
  if (codeHash === null || expiresAt === null) return 'no-code';
  if (expiresAt <= at.toISOString()) return 'expired';
  return tries >= CODE_TRIES ? 'too-many' : null;
}
export type CodeRefusal = 'no-code' | 'expired' | 'too-many';
