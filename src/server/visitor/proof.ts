import { endSession, keepSession } from '#src/features/proofs/commands/sessions.ts';
import { findProof, type Proof } from '#src/features/proofs/queries/sessions.ts';
import { SESSION_HOURS, type ProofSubject } from '#src/features/proofs/rules.ts';
import type { App } from '../app.ts';
import type { Cookies } from '../sign-in/cookies.ts';

const KEEP_EVERY_MS = 60_000;

/** `__Secure-` keeps http from setting it; `__Host-` would not let it be of one link's pages only. */
const nameOf = (subject: ProofSubject, siteUrl: string): string =>
  siteUrl.startsWith('https:') ? `__Secure-proof-${subject}` : `fd-proof-${subject}`;

/**
 * What this browser has proven, kept in a cookie that holds a secret and nothing else. `path` is where the pages of the
 * link are ("/track/TOKEN"): the browser sends the cookie nowhere else, so two links side by side do not meet.
 */
export function visitorProof(cookies: Cookies, app: App, subject: ProofSubject, path: string) {
  const { siteUrl } = app.config;
  const name = nameOf(subject, siteUrl);
  const options = { path, httpOnly: true, sameSite: 'lax', secure: siteUrl.startsWith('https:') };
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
      cookies.set(name, opened.secret, { ...options, maxAge: SESSION_HOURS * 3600 });
    },
    async end(): Promise<void> {
      if (secret() !== '') await endSession(app.db, secret());
      cookies.delete(name, options);
    },
  };
}
