import { websiteKey } from '#src/features/duplicates/contact-points.ts';

/** Where anybody can have an address: it says nothing about whom they work for. Shared ones of public bodies too. */
const FREE_MAIL: ReadonlySet<string> = new Set([
  'aol.co.uk',
  'aol.com',
  'blueyonder.co.uk',
  'btinternet.com',
  'btopenworld.com',
  'duck.com',
  'fastmail.com',
  'gmail.com',
  'gmx.co.uk',
  'gmx.com',
  'gmx.net',
  'googlemail.com',
  'hey.com',
  'hotmail.co.uk',
  'hotmail.com',
  'hushmail.com',
  'icloud.com',
  'live.co.uk',
  'live.com',
  'lycos.co.uk',
  'mac.com',
  'mail.com',
  'me.com',
  'msn.com',
  'nhs.net',
  'ntlworld.com',
  'o2.co.uk',
  'outlook.co.uk',
  'outlook.com',
  'plus.com',
  'plusnet.com',
  'pm.me',
  'proton.me',
  'protonmail.com',
  'rocketmail.com',
  'sky.com',
  'talk21.com',
  'talktalk.net',
  'tiscali.co.uk',
  'tutanota.com',
  'virgin.net',
  'virginmedia.com',
  'yahoo.co.uk',
  'yahoo.com',
  'yandex.com',
  'ymail.com',
  'zoho.com',
]);
/** Where a website, with its address, is made for anybody who asks: nothing below these is somebody's own domain. */
const SHARED_BELOW: readonly string[] = [
  'blogspot.com',
  'btck.co.uk',
  'co.uk',
  'facebook.com',
  'github.io',
  'gov.uk',
  'nhs.uk',
  'org.uk',
  'sites.google.com',
  'weebly.com',
  'wixsite.com',
  'wordpress.com',
];
/** Below these each name belongs to one body: "marlbridge.gov.uk" is a council. The ending itself is nobody's. */
const PUBLIC_ENDINGS: ReadonlySet<string> = new Set(['co.uk', 'gov.uk', 'nhs.uk', 'org.uk']);

const isShared = (domain: string): boolean =>
  FREE_MAIL.has(domain) ||
  SHARED_BELOW.some(
    (shared) => domain === shared || (!PUBLIC_ENDINGS.has(shared) && domain.endsWith(`.${shared}`)),
  );

/** The domain of an email address when it is somebody's own; null for free mail, and for what is no address. */
export function mailDomain(email: string): string | null {
  const written = email.trim().toLowerCase().split('@').at(-1) ?? '';
  if (!email.includes('@') || !URL.canParse(`https://${written}`)) return null;
  const domain = new URL(`https://${written}`).hostname;
  return !domain.includes('.') || isShared(domain) ? null : domain;
}

/** The domain of a website when it is somebody's own, without "www."; null on a host where anybody may have a page. */
export function siteDomain(website: string): string | null {
  const host = websiteKey(website)?.host ?? null;
  return host === null || isShared(host) ? null : host;
}
