/** Hosts where anybody may have a page: they count only with the path. */
const SHARED_HOSTS = new Set([
  'facebook.com',
  'm.facebook.com',
  'fb.com',
  'instagram.com',
  'twitter.com',
  'x.com',
  'youtube.com',
  'linkedin.com',
  'linktr.ee',
  'eventbrite.co.uk',
  'eventbrite.com',
  'meetup.com',
  'sites.google.com',
  'docs.google.com',
  'forms.gle',
  'bit.ly',
  'wordpress.com',
  'wixsite.com',
  'nextdoor.co.uk',
  'achurchnearyou.com',
  'charitycommission.gov.uk',
  'register-of-charities.charitycommission.gov.uk',
  'openstreetmap.org',
  'google.com',
  'google.co.uk',
]);

/**
 * A British phone number as digits that can be compared, "01632960123": +44 and 0044 become 0, extensions and what
 * is in words are left out. Null when it is no whole number (Ofcom: 10 or 11 digits with the 0; short ones of 3 to 6).
 */
export function phoneKey(text: string): string | null {
  const [plain = ''] = text.toLowerCase().split(/(?:ext\.?|extension|option|\bx)\s*:?\s*\d/);
  const digits = plain
    .replace(/\(0\)/g, '')
    .replace(/[^\d+]/g, '')
    .replace(/^(?:\+|00)44/, '0')
    .replace(/\D/g, '')
    .replace(/^00+/, '0');
  if (/^0\d{9,10}$/.test(digits)) return digits;
  return /^1\d{2,5}$/.test(digits) ? digits : null;
}

/** Numbers that a whole country rings, not one place: freephone, 03, 08 and the short ones. */
export const isHelpline = (key: string): boolean => /^(?:03|08|1)/.test(key);

export interface WebsiteKey {
  host: string | null; // null on a shared host
  page: string; // host and path, "example.org/cafe"
  isHome: boolean; // no path: the page is the whole website
}

/** A web address for comparing: without scheme, "www.", what is asked for and "/index.html"; null when it is none. */
export function websiteKey(text: string): WebsiteKey | null {
  const trimmed = text.trim();
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  const host = url.hostname
    .toLowerCase()
    .replace(/^(?:www\d?\.)+/, '')
    .replace(/\.$/, '');
  if (!host.includes('.') || url.username !== '') return null;
  const path = url.pathname.toLowerCase().replace(/(?:\/+(?:(?:index|default|home)\.\w+)?)+$/, '');
  const page = `${host}${path}${keptSearch(url.search)}`;
  const isShared = SHARED_HOSTS.has(host);
  if (isShared && page === host) return null;
  return { host: isShared ? null : host, page, isHome: page === host };
}

/** What is asked for names the page in "profile.php?id=5"; where the visitor came from does not. */
function keptSearch(search: string): string {
  const params = new URLSearchParams(search);
  const kept = [...params].filter(([name]) => !/^(?:utm_|fbclid|gclid|ref$|mibextid)/.test(name)).sort();
  const text = new URLSearchParams(kept).toString();
  return text === '' ? '' : `?${text}`;
}

/** A charity number of England and Wales as digits, "1123456": without "GB-CHC-" and leading noughts; else null. */
export function charityKey(text: string): string | null {
  const digits = text
    .toUpperCase()
    .replace(/^GB-CHC-?/, '')
    .replace(/[\s.]/g, '')
    .replace(/^0+/, '');
  return /^\d{5,7}(?:-\d+)?$/.test(digits) ? digits : null;
}
