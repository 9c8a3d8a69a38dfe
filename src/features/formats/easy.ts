import { addDays } from '#src/lib/dates.ts';

/**
 * Facts for easy read on paper, which is read on another day: as if it were two days earlier, when no day is "today" or
 * "tomorrow" yet and nothing is open "now", so that each is said by its name.
 */
export const onPaperFacts = <Facts extends { now: { day: string; time: string } }>(facts: Facts): Facts => ({
  ...facts,
  now: { ...facts.now, day: addDays(facts.now.day, -2) },
});

/** What to know of a service before one goes there, in easy words. */
export function easyWarnings(about: {
  alert: string | null;
  isOverdue: boolean;
  isMissing: boolean; // where it came from no longer has it
  canPhone: boolean;
}): string[] {
  const first = about.canPhone ? 'Phone first.' : 'Ask first.';
  return [
    ...(about.alert === null ? [] : [`There is news. The service says: “${about.alert}”`]),
    ...(about.isMissing
      ? [`This service may have ended. ${first}`]
      : about.isOverdue
        ? [`This page may be old. ${first}`]
        : []),
  ];
}
