/** How a task ended. A closed list: what is typed freely would be about people. */
export const TASK_OUTCOMES = {
  done: 'Dealt with',
  'told-another-way': 'Told the person another way',
  'not-needed': 'Nothing needed doing',
} as const;

export type TaskOutcome = keyof typeof TASK_OUTCOMES;
export const TASK_OUTCOME_NAMES = Object.keys(TASK_OUTCOMES) as readonly TaskOutcome[];

/** What a task ended with by itself: the message arrived after all. */
export const SOLVED = 'solved-by-itself';

/** How a task ended, in words. */
export const outcomeInWords = (outcome: string): string =>
  outcome === SOLVED
    ? 'Solved by itself'
    : ((TASK_OUTCOMES as Readonly<Record<string, string>>)[outcome] ?? outcome);
