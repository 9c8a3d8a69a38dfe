import type { HtmlElement } from 'html-validate';
import { attributeOf, checkHtml, textOf } from '../html.ts';

const EMAIL = /[\w.+-]+@[\w-]+\.\w{2,}/;
/** A British phone number: 0 or +44 and nine or ten more digits, however they are grouped. */
const PHONE = /(?<![\w.])(?:\+44|0)(?:[ -]?\d){9,10}(?![\w.])/;
const TEN_DIGITS = /(?<![\w.-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w.-])/g;
const NEEDED_POLICY = [
  "default-src 'self'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "base-uri 'none'",
];

export interface VisitedPage {
  url: string;
  status: number;
  headers: Headers;
  html: string;
  document: HtmlElement;
  /** The visible text of the whole page, with single spaces. */
  text: string;
  /** The text of each element that a CSS selector finds. */
  all(selector: string): string[];
}

interface VisitOptions extends RequestInit {
  status?: number; // expected, 200 unless told
  siteName?: string;
}

/**
 * Fetches a page as a browser without scripts would and fails, listing everything, unless it is a good page: see
 * `faultsOf`. Redirects are not followed unless asked for.
 */
export async function visit(url: string, options: VisitOptions = {}): Promise<VisitedPage> {
  const { status = 200, siteName = 'Front Door', ...init } = options;
  const response = await fetch(url, { redirect: 'manual', ...init });
  const html = await response.text();
  const { document, faults } = faultsOf(html, response.headers, siteName);
  if (response.status !== status) faults.unshift(`status ${response.status} instead of ${status}`);
  if (faults.length > 0) throw new Error(`${url} is not a good page:\n- ${faults.join('\n- ')}`);
  return {
    url,
    status: response.status,
    headers: response.headers,
    html,
    document,
    text: document.querySelectorAll('body').map(textOf).join(' '),
    all: (selector) => document.querySelectorAll(selector).map(textOf),
  };
}

/**
 * What is wrong with a page: invalid HTML, labels, ids or ARIA references (html-validate); not exactly one h1; a
 * title that is not the h1 and the site's name, or "Information" on a page that can be left at once; a language other than British English or Welsh; scripts or styles
 * inside the page; a policy that would allow them; personal data in an address.
 */
export function faultsOf(
  html: string,
  headers: Headers,
  siteName: string,
): { document: HtmlElement; faults: string[] } {
  const { document, faults } = checkHtml(html);
  return {
    document,
    faults: [
      ...faults,
      ...headingFaults(document, siteName),
      ...languageFaults(document),
      ...inlineFaults(document),
      ...policyFaults(headers),
      ...addressFaults(document),
    ],
  };
}

function headingFaults(document: HtmlElement, siteName: string): string[] {
  const headings = document.querySelectorAll('h1').map(textOf);
  const title = document.querySelectorAll('head title').map(textOf).join('');
  const [heading] = headings;
  if (heading === undefined || headings.length > 1) return [`${headings.length} h1 elements instead of one`];
  const bare = title.replace(/^Error: /, '');
  // What stands in the browser's history must not say what a sensitive page is about.
  const isNeutral =
    /^(Information|Gwybodaeth) – /.test(bare) && document.querySelector('.govuk-exit-this-page') !== null;
  return [
    ...(isNeutral || bare.startsWith(heading)
      ? []
      : [`the title "${title}" does not start with the h1 "${heading}"`]),
    ...(bare.endsWith(` – ${siteName}`) ? [] : [`the title "${title}" does not end with " – ${siteName}"`]),
  ];
}

function languageFaults(document: HtmlElement): string[] {
  const language = document.querySelector('html')?.getAttributeValue('lang') ?? '';
  return ['en-GB', 'cy'].includes(language) ? [] : [`lang is "${language}" instead of en-GB or cy`];
}

function inlineFaults(document: HtmlElement): string[] {
  const isData = (script: HtmlElement): boolean =>
    /^application\/(ld\+)?json$/.test(attributeOf(script, 'type'));
  const scripts = document
    .querySelectorAll('script')
    .filter((script) => !script.hasAttribute('src') && !isData(script));
  const handlers = document
    .querySelectorAll('*')
    .flatMap((element) =>
      element.attributes
        .filter(({ key }) => /^on[a-z]+$/.test(key))
        .map(({ key }) => `<${element.tagName} ${key}>`),
    );
  return [
    ...scripts.map(() => 'a script inside the page'),
    ...document.querySelectorAll('style').map(() => 'a style sheet inside the page'),
    ...handlers.map((handler) => `a script in an attribute: ${handler}`),
  ];
}

function policyFaults(headers: Headers): string[] {
  const policy = headers.get('content-security-policy');
  if (policy === null) return ['no Content-Security-Policy'];
  return [
    ...(policy.includes('unsafe-') ? [`the Content-Security-Policy says unsafe: ${policy}`] : []),
    ...NEEDED_POLICY.filter((part) => !policy.includes(part)).map(
      (part) => `the Content-Security-Policy lacks ${part}`,
    ),
  ];
}

function addressFaults(document: HtmlElement): string[] {
  const addresses = ['href', 'action', 'src', 'formaction'].flatMap((name) =>
    document.querySelectorAll(`[${name}]`).map((element) => attributeOf(element, name)),
  );
  return addresses.flatMap((address) => {
    const kind = personalDataIn(address);
    return kind === null ? [] : [`${kind} in the address ${address}`];
  });
}

/** What in an address could be a person's; null when nothing is. Addresses that dial or write are meant to hold it. */
function personalDataIn(address: string): string | null {
  if (/^(tel|mailto|sms|data):/i.test(address) || address.startsWith('/_astro/')) return null;
  const text = decodeSafely(address);
  if (EMAIL.test(text)) return 'an email address';
  // Other websites number their pages as they like.
  if (/^https?:/i.test(address) && !/^https?:\/\/localhost/i.test(address)) return null;
  if (PHONE.test(text)) return 'a phone number';
  return (text.match(TEN_DIGITS) ?? []).some(isNhsNumber) ? 'an NHS number' : null;
}

/** Modulus 11 (NHS Data Dictionary, "NHS number"). */
function isNhsNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '').split('').map(Number);
  const sum = digits.slice(0, 9).reduce((total, digit, index) => total + digit * (10 - index), 0);
  return (11 - (sum % 11)) % 11 === digits[9];
}

function decodeSafely(address: string): string {
  try {
    return decodeURIComponent(address.replaceAll('+', ' '));
  } catch {
    return address;
  }
}
