/** What became of a call of the desk about a service, in its words. */
export const CALL_OUTCOMES = {
  confirmed: 'They say that everything is right',
  changed: 'They say that something has changed',
  'no-answer': 'Nobody answered',
  closed: 'They say that it has ended',
  'wrong-number': 'The number was wrong',
} as const;

export type CallOutcome = keyof typeof CALL_OUTCOMES;
export const CALL_OUTCOME_NAMES = Object.keys(CALL_OUTCOMES) as readonly CallOutcome[];
export const isCallOutcome = (text: string): text is CallOutcome => Object.hasOwn(CALL_OUTCOMES, text);

/** True for a call after which silence counts: it was tried, and nobody said that something is to be changed first. */
export const isTriedCall = (outcome: string): boolean =>
  outcome === 'no-answer' || outcome === 'wrong-number';
