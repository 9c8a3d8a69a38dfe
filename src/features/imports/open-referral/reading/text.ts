import { quote } from '#src/features/imports/problem.ts';
import { shorten, toEmail, toOneLine, toPlainText, toWebAddress } from '#src/features/imports/csv/clean.ts';
import { describe, find, type Found, type Part } from './part.ts';

/** Longer than anybody reads; a megabyte in one field is an accident. */
const LONGEST_TEXT = 20_000;
const LONGEST_RAW = 40_000;
const LONGEST_RAW_LINE = 2000;
const LONGEST_LINE = 500;

/** What programs and people write into a field for "nothing". */
const NOTHING =
  /^(?:n\/?a|none|null|nil|undefined|nan|-+|\.+|tbc|tba|unknown|not known|string|not applicable|not specified)$/i;
const HTML = /<\/?[a-z!][^<>]*>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** A field's words as typed, without what no text should hold; null when there are none. At most a long line. */
export const rawText = (part: Part, ...names: readonly string[]): RawText | null =>
  readRaw(part, names, LONGEST_RAW_LINE);

type RawText = Found & { value: string };

function readRaw(part: Part, names: readonly string[], most: number): RawText | null {
  const found = find(part, ...names);
  if (found === null) return null;
  const { column, value } = found;
  if (typeof value === 'number' && Number.isFinite(value)) return { column, value: String(value) };
  if (typeof value !== 'string') {
    part.item.note(column, `${describe(value)} is not text, left empty`);
    return null;
  }
  const text = value.slice(0, most).toWellFormed().replace(CONTROL, '');
  if (text.trim() === '' || (!part.item.isOurs && NOTHING.test(text.trim()))) return null;
  return { column, value: text };
}

/**
 * Paragraphs of plain text. HTML is taken out, which is said; text longer than 20,000 characters is cut, which is said
 * too. Another Front Door's text is plain already and stays as it is.
 */
export function readText(part: Part, ...names: readonly string[]): string | null {
  const raw = readRaw(part, names, LONGEST_RAW);
  if (raw === null) return null;
  const text = part.item.isOurs ? raw.value : plain(part, raw, toPlainText);
  if (text.length <= LONGEST_TEXT) return text || null;
  part.item.note(raw.column, 'it is very long and was cut');
  return `${text.slice(0, LONGEST_TEXT).toWellFormed()}…`;
}

/** The same on one line, of at most `limit` characters where it is not another Front Door's. */
export function readLine(part: Part, names: string | readonly string[], limit = LONGEST_LINE): string | null {
  const most = part.item.isOurs ? LONGEST_RAW : LONGEST_RAW_LINE;
  const raw = readRaw(part, typeof names === 'string' ? [names] : names, most);
  if (raw === null) return null;
  if (part.item.isOurs && raw.value.length <= LONGEST_TEXT) return raw.value;
  const line = plain(part, raw, (text) => toOneLine(toPlainText(text)));
  if (line.length > limit) part.item.note(raw.column, `it is longer than ${limit} characters and was cut`);
  return shorten(line, limit) || null;
}

function plain(part: Part, raw: RawText, clean: (text: string) => string): string {
  if (HTML.test(raw.value)) part.item.note(raw.column, 'it held HTML, now plain text');
  return clean(raw.value);
}

/** An email address; one that nobody can read ("...@noemail.invalid") or that is none is said and left out. */
export function readEmail(part: Part, ...names: readonly string[]): string | null {
  const raw = rawText(part, ...names);
  if (raw === null) return null;
  const within = /[^\s<>,;:()"]+@[^\s<>,;:()"]+/.exec(raw.value)?.[0];
  const email = toEmail(raw.value) ?? (within === undefined ? null : toEmail(within));
  if (email !== null && !/\.invalid$/i.test(email)) return email;
  const what = email === null ? 'is not an email address' : 'is an address that nobody reads';
  part.item.note(raw.column, `${quote(raw.value)} ${what}, left empty`);
  return null;
}

/** An absolute web address; one without https:// gets it, one that is none is left out, and both are said. */
export function readWeb(part: Part, ...names: readonly string[]): string | null {
  const raw = rawText(part, ...names);
  if (raw === null) return null;
  const typed = raw.value.trim();
  const address = toWholeAddress(typed);
  if (address === null) part.item.note(raw.column, `${quote(typed)} is not a web address, left empty`);
  else if (!/^https?:\/\//i.test(typed))
    part.item.note(raw.column, `${quote(typed)} has no https:// before it, which was put there`);
  return address !== null && part.item.isOurs && /^https?:\/\/\S+$/.test(typed) ? typed : address;
}

/** Commas and semicolons may be part of an address; between two addresses they are not. */
function toWholeAddress(typed: string): string | null {
  const first = toWebAddress(typed);
  const whole = /^https?:\/\/\S+$/i.test(typed) ? URL.parse(typed) : null;
  const isOne = first !== null && whole !== null && !/[,;]https?:/i.test(typed);
  return isOne && whole.host === URL.parse(first)?.host && whole.username === '' ? whole.href : first;
}

/** One of a closed list, however it is written: "Temporarily closed" is "temporarily closed". */
export function readChoice<Value extends string>(
  part: Part,
  name: string,
  choices: readonly Value[],
): Value | null {
  const raw = rawText(part, name);
  if (raw === null) return null;
  const key = (text: string): string =>
    text
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, ' ');
  const choice = choices.find((item) => key(item) === key(raw.value)) ?? null;
  if (choice === null)
    part.item.note(raw.column, `${quote(raw.value)} is not one of the words we know, left empty`);
  return choice;
}

/** Several of a closed list, in the feed's order; what is not in it is said. */
export function readChoices<Value extends string>(
  part: Part,
  name: string,
  choices: readonly Value[],
): Value[] {
  const found = find(part, name);
  if (found === null) return [];
  const values: readonly unknown[] = Array.isArray(found.value) ? found.value : [found.value];
  const chosen = values.flatMap((value) => {
    const choice = choices.find((item) => item === value);
    if (choice === undefined)
      part.item.note(found.column, `${describe(value)} is not one of the words we know, left out`);
    return choice ?? [];
  });
  return [...new Set(chosen)];
}
