import type { Answers, MadeBy } from '#src/features/requests/answers.ts';

/** Who filled in a request, and for whom, as far as it was said. */
export interface FilledIn {
  answers: Pick<Answers, 'name' | 'helper'>;
  madeBy: MadeBy;
  /** The name of the navigator who filled it in, or helped to; null: none did. */
  navigator: string | null;
}

/**
 * "Filled in by Nadia Navigator for Ada Example": kept with a request for as long as there is one, and shown while it is
 * filled in. Null when people fill it in for themselves, alone.
 */
export function filledInWords({ answers, madeBy, navigator }: FilledIn): string | null {
  const person = answers.name?.full ?? null;
  const forWhom = person === null ? '' : ` for ${person}`;
  if (madeBy === 'navigator') return `Filled in by ${navigator ?? 'a navigator'}${forWhom}.`;
  if (madeBy === 'self') return navigator === null ? null : `Filled in with ${navigator}, a navigator.`;
  const { name = null, relationship = null, role = null, organisation = null } = answers.helper ?? {};
  if (name === null && person === null) return null;
  const job =
    madeBy === 'professional' ? [role, organisation].filter(Boolean).join(', ') : (relationship ?? '');
  const who = name === null ? 'somebody else' : `${name}${job === '' ? '' : ` (${job})`}`;
  return `Filled in by ${who}${forWhom}${navigator === null ? '' : `, with ${navigator}, a navigator`}.`;
}
