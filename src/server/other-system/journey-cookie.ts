import { z } from 'zod';
import type { Keys } from '#src/lib/security/keys.ts';

/** What somebody went to the other system for. */
const Purpose = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sign-in') }),
  z.object({ kind: z.literal('bind'), sessionId: z.string() }), // only this session is bound
  z.object({ kind: z.literal('invitation'), token: z.string() }),
]);
export type Purpose = z.infer<typeof Purpose>;

/** What a journey was begun with, and its answer must fit. */
const Begun = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
export type Begun = z.infer<typeof Begun>;

const Journey = z.object({
  begun: Begun,
  purpose: Purpose,
  back: z.string(),
  startedAt: z.iso.datetime(),
});
/** A way to the other system and back, carried by the browser in a sealed cookie. */
export type Journey = z.infer<typeof Journey>;

export const JOURNEY_MINUTES = 10;
const CONTEXT = 'other-system-journey';

export const sealJourney = (keys: Keys, journey: Journey): string =>
  keys.seal(JSON.stringify(journey), CONTEXT);

/** The journey in a cookie; null when there is none, it was altered, or it began too long ago. */
export function openJourney(keys: Keys, cookie: string | undefined, at: Date): Journey | null {
  if (cookie === undefined || cookie === '') return null;
  const read = Journey.safeParse(unsealed(keys, cookie));
  if (!read.success) return null;
  const age = at.getTime() - new Date(read.data.startedAt).getTime();
  return age >= 0 && age <= JOURNEY_MINUTES * 60_000 ? read.data : null;
}

function unsealed(keys: Keys, cookie: string): unknown {
  try {
    return JSON.parse(keys.unseal(cookie, CONTEXT));
  } catch {
    return null;
  }
}

/** Journeys that have come to their end: a cookie kept by somebody else does not begin them again. */
export interface EndedJourneys {
  /** Notes the end of a journey; false when it had ended before. */
  end(state: string, at: Date): boolean;
}

/** Kept in memory for as long as a journey may last. */
export function rememberEndedJourneys(): EndedJourneys {
  const ended = new Map<string, number>();
  return {
    end(state, at) {
      const oldest = at.getTime() - JOURNEY_MINUTES * 60_000;
      for (const [each, time] of ended) if (time < oldest) ended.delete(each);
      if (ended.has(state)) return false;
      ended.set(state, at.getTime());
      return true;
    },
  };
}
