import type { Answers } from '#src/features/requests/answers.ts';
import {
  communicationNeeds,
  contactWarnings,
  waysToReach,
  type WayToReach,
} from '#src/features/requests/present/workspace/communication.ts';
import {
  helperTold,
  personTold,
  storyTold,
  type Names,
  type Told,
} from '#src/features/requests/present/workspace/story.ts';

/** What a service reads of a person: what it must do to talk with them comes first. */
export interface ShownFacts {
  name: string | null; // what to call them
  communication: string[];
  warnings: string[]; // what must not be done to reach them
  ways: WayToReach[];
  story: Told[];
  person: Told[];
  helper: Told[];
}

/** The shared facts as a page shows them; what was not shared is not there. */
export const shownFacts = (facts: Answers, names: Names): ShownFacts => ({
  name: facts.name?.called ?? facts.name?.full ?? null,
  communication: communicationNeeds(facts),
  warnings: contactWarnings(facts),
  ways: waysToReach(facts),
  story: storyTold(facts, names),
  person: personTold(facts, names),
  helper: helperTold(facts),
});
