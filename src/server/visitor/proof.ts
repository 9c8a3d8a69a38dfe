import { endSession, keepSession } from '#src/features/proofs/commands/sessions.ts';
import { findProof, type Proof } from '#src/features/proofs/queries/sessions.ts';
import { SESSION_HOURS, type ProofSubject } from '#src/features/proofs/rules.ts';
import type { App } from '../app.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import { cookieOptions, type Cookies } from '../sign-in/cookies.ts';

const KEEP_EVERY_MS = 60_000;

/** Of a hash that tells two links apart, this much is enough in a name. */
const LINK_CHARACTERS = 16;

const beginningOf = (siteUrl: string): string => `${siteUrl.startsWith('https:') ? '__Host-' : 'fd-'}proof-`;

/** Each link has a cookie of its own: its name holds a hash of the link, which opens nothing by itself. */
const nameOf = (subject: ProofSubject, link: string, siteUrl: string): string =>
  `${beginningOf(siteUrl)}${subject}-${hashSecret(link).slice(0, LINK_CHARACTERS)}`;

/** The names of the cookies with proofs that a browser sent; `header`: its Cookie header. */
export const proofCookies = (header: string | null, siteUrl: string): string[] =>
  (header ?? '')
    .split(';')
    .map((part) => part.split('=', 1)[0]?.trim() ?? '')
    .filter((name) => name.startsWith(beginningOf(siteUrl)));

/**
 * What this browser has proven, kept in a cookie that holds a secret and nothing else. `link` is where the pages of the
 * link are ("/track/TOKEN"). The cookie goes by it and not by a path, so that one proof counts in easy read and in other
 * languages, whose addresses begin otherwise, and two links side by side do not meet.
 */
export function visitorProof(cookies: Cookies, app: App, subject: ProofSubject, link: string) {
  const { siteUrl } = app.config;
  const name = nameOf(subject, link, siteUrl);
  const secret = (): string => cookies.get(name)?.value ?? '';
  return {
    /** What was proven for this very subject, and the 30 minutes counted again; undefined where nothing was. */
    async find(subjectId: string): Promise<Proof | undefined> {
      if (secret() === '') return undefined;
      const at = app.now();
      const proof = await findProof(app.db, secret(), subject, at);
      if (proof?.subjectId !== subjectId) return undefined;
      if (at.getTime() - Date.parse(proof.seenAt) >= KEEP_EVERY_MS) await keepSession(app.db, secret(), at);
      return proof;
    },
    /** The same, when the 30 minutes are over but not the eight hours: for taking words, never for showing any. */
    async findIdle(subjectId: string): Promise<Proof | undefined> {
      if (secret() === '') return undefined;
      const proof = await findProof(app.db, secret(), subject, app.now(), { isIdleToo: true });
      return proof?.subjectId === subjectId ? proof : undefined;
    },
    begin(opened: { secret: string }): void {
      cookies.set(name, opened.secret, cookieOptions(siteUrl, SESSION_HOURS * 3600));
    },
    async end(): Promise<void> {
      if (secret() !== '') await endSession(app.db, secret());
      cookies.delete(name, cookieOptions(siteUrl));
    },
  };
}
