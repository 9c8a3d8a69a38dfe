import { isDay } from '#src/lib/dates.ts';

/** A record in the making: a field that may be missing may also be null, empty or blank. */
export type Draft<T> = { [Key in keyof T]: undefined extends T[Key] ? T[Key] | null : T[Key] };

/** The record without its empty fields: a reader of the standard meets no null, no "", no [] and no {}. */
export function filled<T extends object>(draft: Draft<T>): T {
  const record: Record<string, unknown> = {};
  for (const key in draft) {
    const value: unknown = draft[key];
    if (!isEmpty(value)) record[key] = value;
  }
  return record as T;
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (typeof value === 'number') return !Number.isFinite(value);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.length === 0;
  for (const _ in value) return false;
  return true;
}

/** True when a part holds nothing but its id. */
export function isBare(part: object): boolean {
  let fields = 0;
  for (const _ in part) fields += 1;
  return fields < 2;
}

/** RFC 5321 without comments and quotes, and with a dot in the domain: JSON Schema's format "email" (ajv-formats). */
const EMAIL =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const LONGEST_EMAIL = 254;

/** An email address that every validator takes, or null. */
export function emailAddress(text: string | null): string | null {
  const email = text?.trim() ?? '';
  return email.length <= LONGEST_EMAIL && EMAIL.test(email) ? email : null;
}

/** What RFC 3986 lets stand after the host, percent signs only before two hexadecimal digits. */
const LETTER = "[a-z0-9._~!$&'()*+,;=:@/-]|%[0-9a-f]{2}";
const REST = `(?:/(?:${LETTER})*)?(?:\\?(?:${LETTER}|\\?)*)?(?:#(?:${LETTER}|\\?)*)?`;
const WEB = new RegExp(`^https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\\d{1,5})?${REST}$`, 'i');

/** An absolute address of the web as RFC 3986 writes it; letters that it has no room for are escaped. Otherwise null. */
export function webAddress(text: string | null): string | null {
  const address = text?.trim() ?? '';
  if (address === '' || WEB.test(address)) return address || null;
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  const { href } = new URL(address);
  const escaped = href
    .replace(/%(?![0-9a-f]{2})/gi, '%25')
    .replace(/[^a-z0-9._~!$&'()*+,;=:@/?#%-]/gi, encodeURIComponent);
  return WEB.test(escaped) ? escaped : null;
}

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** HH:MM, or null. */
export const clockTime = (text: string | null): string | null =>
  text !== null && CLOCK.test(text) ? text : null;

const PLAIN_DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/;

/** A day of the calendar, or null. Only the last days of a month need the calendar itself. */
export const day = (text: string | null): string | null =>
  text !== null && (PLAIN_DAY.test(text) || isDay(text)) ? text : null;

/** A point on the earth, in degrees, or nothing: half a point or one out of range is none. */
export function point(
  latitude: number | null,
  longitude: number | null,
): { latitude?: number; longitude?: number } {
  const isPoint =
    latitude !== null && longitude !== null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isPoint ? { latitude, longitude } : {};
}

/** The first of some texts that says something. */
export const firstFilled = (...texts: (string | null)[]): string | null =>
  texts.find((text) => text !== null && text.trim() !== '') ?? null;
