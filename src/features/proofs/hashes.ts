import type { Keys } from '#src/lib/security/keys.ts';
import type { Proven } from './rules.ts';

/** What is kept of a code: of another link the same code has another hash. */
export const hashOfCode = (keys: Keys, { subject, subjectId }: Proven, code: string): string =>
  keys.hash(`${subject}:${subjectId}:${code}`, 'proof-code');
