import { decodeHTML } from 'entities';
import { z } from 'zod';

/** Marks that end a line of their own in HTML. */
const BLOCK_END = /<br\s*\/?>|<\/(?:p|div|li|ul|ol|h[1-6]|tr|table|section|article|blockquote)\s*>/gi;

const MOST_LAYERS = 5;

const withoutTags = (text: string): string =>
  text
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(BLOCK_END, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, ' ');

/**
 * Plain text from what a cell holds: HTML taken out, character references read, control characters gone, every line
 * of the source a paragraph, paragraphs parted by a blank line.
 */
export function toPlainText(cell: string): string {
  let text = cell;
  // HTML within HTML, and HTML written as character references, come out layer by layer.
  for (let layer = 0, before = ''; layer < MOST_LAYERS && text !== before; layer += 1) {
    before = text;
    text = decodeHTML(withoutTags(text));
  }
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028\u2029\ufeff]/g, (sign) =>
      sign === '\u2028' || sign === '\u2029' ? '\n' : ' ',
    )
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n\n');
}

/** The same on one line. */
export const toOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
 * What a cell means when a spreadsheet wrote it: ="0123" and '0123 are the text 0123. Null for a formula, whose value
 * is not in the file.
 */
export function readCell(cell: string): string | null {
  const text = cell.trim();
  const asText = /^="(.*)"$/s.exec(text);
  if (asText !== null && !(asText[1] ?? '').includes('"')) return asText[1] ?? '';
  if (/^=\s*[A-Z(+-]/i.test(text)) return null;
  return /^'[\d=+@-]/.test(text) ? text.slice(1) : text;
}

/** An absolute web address, with https:// put before a bare one; null when it is none. The first of several. */
export function toWebAddress(text: string): string | null {
  const first = text.trim().split(/[\s,;]+/)[0] ?? '';
  const withScheme =
    /^[a-z][a-z\d+.-]*:/i.test(first) && !/^[\w.-]+:\d/.test(first) ? first : `https://${first}`;
  const url = URL.parse(withScheme.replace(/^(?:https?:\/*)*(https?):\/*/i, '$1://'));
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  if (!/^([a-z\d_]([a-z\d_-]*[a-z\d])?\.)+[a-z][a-z\d-]*[a-z\d]$/i.test(url.hostname) || url.username !== '')
    return null;
  return url.href;
}

const Email = z.email();

/** An email address, without "mailto:"; null when it is none. The first of several. */
export function toEmail(text: string): string | null {
  const first =
    text
      .trim()
      .replace(/^mailto:/i, '')
      .split(/[\s,;]+/)[0] ?? '';
  const checked = Email.safeParse(first.replace(/^<|[>.]$/g, ''));
  return checked.success ? checked.data : null;
}

export interface ReadPhone {
  number: string;
  description: string | null;
}

/**
 * The phone numbers in a cell, with the words before each: "Office: 01632 960123 or 07700 900456". A British number
 * whose leading 0 a spreadsheet ate gets it back. Empty when there is none.
 */
export function toPhones(text: string): ReadPhone[] {
  return [...text.matchAll(/([^\d+(]*)(\+?\(?\d[\d\s().-]{5,}\d)/g)].flatMap((match) => {
    const digits = (match[2] ?? '').replace(/\D/g, '');
    if (digits.length < 6 || digits.length > 15) return [];
    const typed = (match[2] ?? '').replace(/\s+/g, ' ').trim();
    const number = /^[12378]\d{9}$/.test(digits) && !typed.startsWith('+') ? `0${typed}` : typed;
    const words = (match[1] ?? '').replace(/^(?:\s|[,;/|:.-]|\bor\b|\band\b)+|[\s,;/|:.-]+$/gi, '');
    const isOnlyLabel = /^(?:tel(?:ephone)?|phone|call|number|no)?$/i.test(words);
    return [{ number, description: isOnlyLabel ? null : words }];
  });
}

/** At most `limit` characters, cut at the end of a sentence if that leaves enough, otherwise of a word. */
export function shorten(text: string, limit: number): string {
  const line = toOneLine(text);
  if (line.length <= limit) return line;
  const start = line.slice(0, limit);
  const sentence = Math.max(start.lastIndexOf('. '), start.lastIndexOf('! '), start.lastIndexOf('? '));
  if (sentence >= limit / 3) return start.slice(0, sentence + 1);
  const word = line.slice(0, limit - 1).lastIndexOf(' ');
  const cut = line.slice(0, word > 0 ? word : limit - 1).replace(/[\ud800-\udbff]$/, ''); // half of a sign
  return `${cut.replace(/[\s,;:.-]+$/, '')}…`;
}
