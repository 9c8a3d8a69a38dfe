import { timingSafeEqual } from 'node:crypto';
import type { ProofSessionTable } from '#db/schema.ts';
import { londonNow } from '#src/lib/dates.ts';

/** What a link leads to: a request as the person sees it, a referral as the service sees it, or a draft. */
export type ProofSubject = ProofSessionTable['subject'];
/** Whose phone, mailbox or date of birth it was that proved who holds the link. */
export type ProofHolder = ProofSessionTable['holder'];

export interface Proven {
  subject: ProofSubject;
  subjectId: string;
}

export const CODE_MINUTES = 30;
/** Wrong tries that one code bears. */
export const CODE_TRIES = 5;
export const CODES_A_DAY = 5;
/** Wrong dates of birth in a day, England's. */
export const BIRTH_TRIES_A_DAY = 5;
/** A button that was pressed twice sends one code: another goes out only after so long. */
export const SEND_AGAIN_SECONDS = 30;
/** A code that was right is right once more for so long, because the button of that form is pressed twice too. */
export const USED_CODE_SECONDS = 60;
export const IDLE_MINUTES = 30;
export const SESSION_HOURS = 8;

/** The six digits as they may be typed: with spaces or hyphens anywhere. */
export const compactCode = (typed: string): string => typed.replace(/[\s-]/g, '');

const later = (at: Date, seconds: number): string => new Date(at.getTime() + seconds * 1000).toISOString();

export const codeExpiry = (at: Date): string => later(at, CODE_MINUTES * 60);
export const sessionExpiry = (at: Date): string => later(at, SESSION_HOURS * 3600);
export const usedCodeExpiry = (expiresAt: string, at: Date): string => {
  const soon = later(at, USED_CODE_SECONDS);
  return soon < expiresAt ? soon : expiresAt;
};

export interface SentCode {
  codeHash: string | null;
  expiresAt: string | null;
  tries: number;
  sentAt: string | null;
  sentToday: number; // codes on the day of sentAt
}

const dayOf = (instant: string): string => londonNow(new Date(instant)).day;

/** How many codes went out on the day of `at`. */
export const sentOnDay = ({ sentAt, sentToday }: SentCode, at: Date): number =>
  sentAt !== null && dayOf(sentAt) === londonNow(at).day ? sentToday : 0;

/** Whether another code may go out now: `just-sent` when the last one is on its way to the same holder still. */
export function sendingRefusal(
  code: (SentCode & { holder: ProofHolder }) | undefined,
  to: ProofHolder,
  at: Date,
): 'just-sent' | 'too-many' | null {
  if (code?.sentAt == null) return null;
  const ago = at.getTime() - Date.parse(code.sentAt);
  const isNew = code.codeHash !== null && code.tries === 0 && ago >= 0 && ago < SEND_AGAIN_SECONDS * 1000;
  if (isNew && code.holder === to) return 'just-sent';
  return sentOnDay(code, at) >= CODES_A_DAY ? 'too-many' : null;
}

export type CodeRefusal = 'unknown' | 'expired' | 'too-many';

/** What speaks against trying a code now, whatever it is; `unknown` when none was sent. */
export function codeRefusal(code: SentCode | undefined, at: Date): CodeRefusal | null {
  if (code?.codeHash == null || code.expiresAt === null) return 'unknown';
  if (code.tries >= CODE_TRIES) return 'too-many';
  return code.expiresAt <= at.toISOString() ? 'expired' : null;
}

/** Wrong dates of birth that were tried on the day of `at`. */
export const birthTriesOn = (kept: { tries: number; on: string | null } | undefined, at: Date): number =>
  kept !== undefined && kept.on === londonNow(at).day ? kept.tries : 0;

/** True until 30 minutes without a page, or eight hours; clocks that were set back end it too. */
export function isSessionOpen(
  { seenAt, expiresAt }: { seenAt: string; expiresAt: string },
  at: Date,
): boolean {
  const idle = at.getTime() - Date.parse(seenAt);
  return at.toISOString() < expiresAt && idle < IDLE_MINUTES * 60_000 && idle > -60_000;
}

/** Compares two hashes of the same length without telling by its time where they part. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
