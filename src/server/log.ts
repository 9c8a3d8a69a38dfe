/** A word of the site's own, at most 80 characters: lower case, digits, hyphens, dots. */
const PLAIN_SEGMENT = /^[a-z0-9._~-]{0,80}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What follows these is a secret, whatever it looks like. */
const BEFORE_A_SECRET =
  /^((?:\/[a-z]{2,3})?(?:\/easy-read)?\/(?:sign-in\/(?:link|new-password)|invitations|account\/email|shortlist\/shared)\/)(?!sent$)[^/]+/;

/**
 * The path as the log may keep it. No query string: it holds what people searched for. A part that could be a
 * secret link (long, without hyphens), a number of a person (seven digits or more) or something typed by hand is
 * replaced by "hidden".
 */
export function loggedPath(url: string): string {
  const path = (url.split(/[?#]/, 1)[0] ?? '').replace(BEFORE_A_SECRET, '$1hidden');
  if (/^\/_astro\/[\w@.-]+$/.test(path)) return path;
  const safe = (part: string): boolean =>
    PLAIN_SEGMENT.test(part) && (UUID.test(part) || !(/\d{7}/.test(part) || /^[^-]{20,}$/.test(part)));
  return path
    .split('/')
    .map((part) => (safe(part) ? part : 'hidden'))
    .slice(0, 12)
    .join('/');
}

/**
 * The path for an answer with this status: all of it when a page was shown. Otherwise whoever asked may have typed it,
 * so that only words of our own addresses and ids stay.
 */
export function answeredPath(path: string, status: number, words: ReadonlySet<string>): string {
  if (status === 200 || status === 304) return path;
  const isOurs = (part: string): boolean => part === '' || words.has(part) || UUID.test(part);
  return path
    .split('/')
    .map((part) => (isOurs(part) ? part : 'hidden'))
    .join('/');
}

/** Lines of requests wait so long at most; everything else is written at once, after what waits. */
const LONGEST_WAIT_MS = 100;
const MOST_WAITING_CHARACTERS = 64 * 1024;

let waiting = '';
let timer: NodeJS.Timeout | undefined;
let flushesAtExit = false;

/** Writes the lines that wait, in their order. */
export function flushLog(): void {
  clearTimeout(timer);
  timer = undefined;
  if (waiting === '') return;
  const lines = waiting;
  waiting = '';
  process.stdout.write(lines);
}

/** One line of JSON to standard output. Never pass it names, postcodes, free text or a whole address. */
export function log(event: string, fields: Readonly<Record<string, string | number>> = {}): void {
  waiting += `${JSON.stringify({ time: new Date().toISOString(), event, ...fields })}\n`;
  flushLog();
}

/** What the log keeps of a request; `path` comes from `loggedPath`. */
export interface AnsweredRequest {
  requestId: string;
  method: string;
  path: string;
  status: number;
  ms: number; // whole milliseconds
}

/**
 * One line for an answered request. Writing costs as much as answering from memory does, so lines are gathered and
 * written together; whatever way the program ends by itself, they are written first.
 */
export function logRequest({ requestId, method, path, status, ms }: AnsweredRequest): void {
  if (!flushesAtExit) process.on('exit', flushLog);
  flushesAtExit = true;
  // None of these can hold a quotation mark: JSON.stringify would take longer than all the rest.
  waiting += `{"time":"${timeInWords()}","event":"request","requestId":"${requestId}","method":"${method}","path":"${path}","status":${status},"ms":${ms}}\n`;
  if (waiting.length > MOST_WAITING_CHARACTERS) flushLog();
  else timer ??= setTimeout(flushLog, LONGEST_WAIT_MS).unref();
}

let lastMs = 0;
let lastInWords = '';

/** The time of now; many requests are answered within one millisecond. */
function timeInWords(): string {
  const now = Date.now();
  if (now !== lastMs) lastInWords = new Date(now).toISOString();
  lastMs = now;
  return lastInWords;
}

/** What in a message could be somebody's words: whatever is quoted or bracketed, addresses, postcodes, long numbers. */
const VALUES =
  /"(?:[^"\\]|\\.)*"?|`[^`]*`?|“[^”]*”?|(?<!\w)'[^']*'?|<[^>]*>?|\bhttps?:\S+|\S+@\S+|\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b|\+?\d[\d ()-]{3,}\d/gi;
const LONGEST_MESSAGE = 300;

/** A message without what could be somebody's words: what the database, a parser or a mail server quotes. */
export const withoutValues = (message: string): string =>
  message
    .slice(0, 10 * LONGEST_MESSAGE)
    .replace(VALUES, '…')
    .slice(0, LONGEST_MESSAGE);

/** An unexpected error under the reference number that the person was shown: its kind, its message without values, its stack. */
export function logError(requestId: string, error: unknown): void {
  if (!(error instanceof Error)) return log('error', { requestId, stack: withoutValues(String(error)) });
  const { name, message, stack = '' } = error;
  const code = 'code' in error ? ` ${withoutValues(String(error.code))}` : '';
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  log('error', { requestId, stack: [`${name}${code}: ${withoutValues(message)}`, ...frames].join('\n') });
}
