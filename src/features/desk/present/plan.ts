import type { PlannedChange } from '../queries/changeable.ts';
import { UNTOUCHED_WORDS } from '../words.ts';

export interface ShownPlan {
  changing: { id: string; name: string }[];
  passedOver: { id: string; name: string; why: string }[];
}

/** Which services will change, and which stay as they are and why. */
export function shownPlan(plan: readonly PlannedChange[]): ShownPlan {
  const named = plan.map(({ stored, effect }) => ({ id: stored.id, name: stored.record.name, effect }));
  return {
    changing: named.flatMap(({ id, name, effect }) => (effect.kind === 'none' ? [] : [{ id, name }])),
    passedOver: named.flatMap(({ id, name, effect }) =>
      effect.kind === 'none' ? [{ id, name, why: UNTOUCHED_WORDS[effect.why] }] : [],
    ),
  };
}
