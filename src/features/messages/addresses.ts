import { normalisePostcode } from '#src/lib/postcode.ts';
import type { MessageKind } from './types.ts';

/** Keeps addresses in hashes of their own. */
export const ADDRESS_PURPOSE = 'message-to';

const FEWEST_LINES = 3;
const MOST_LINES = 7;

/** An address as it is compared: however it was typed, the same one gives the same text. */
export function usualAddress(kind: MessageKind, to: string): string {
  if (kind === 'email') return to.trim().toLowerCase();
  if (kind === 'text') return to.replace(/[^\d+]/g, '').replace(/^(\+|00)44(0)?/, '0');
  return postalLines(to).join('\n').toLowerCase();
}

/** The lines of a postal address, blank ones left out. */
export const postalLines = (to: string): string[] =>
  to
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');

/** True when a message can go there. Letters: three to seven lines, the last a postcode (GOV.UK Notify, "address_line"). */
export function canBeSentTo(kind: MessageKind, to: string): boolean {
  if (kind === 'email') return /^[^\s@<>",;]+@[^\s@<>",;]+$/.test(to.trim()) && to.length <= 254;
  if (kind === 'text') return /^\+?[\d ()-]{7,24}$/.test(to.trim());
  const lines = postalLines(to);
  const last = lines[lines.length - 1] ?? '';
  return lines.length >= FEWEST_LINES && lines.length <= MOST_LINES && normalisePostcode(last) !== null;
}

/** An address as lists show it, enough to tell apart and no more: "a***@example.org", "07*** ***012", "MB1, by post". */
export function maskedAddress(kind: MessageKind, to: string): string {
  if (kind === 'email') return to.trim().replace(/^(.)[^@]*/u, '$1***');
  if (kind === 'text') {
    const digits = usualAddress(kind, to);
    return `${digits.slice(0, 2)}*** ***${digits.slice(-3)}`;
  }
  const lines = postalLines(to);
  const postcode = normalisePostcode(lines[lines.length - 1] ?? '');
  return `${postcode?.split(' ')[0] ?? '***'}, by post`;
}
