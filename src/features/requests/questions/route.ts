import type { MadeBy } from '#src/features/requests/answers.ts';
import type { NamedService, RouteFact, RouteFacts } from '#src/features/requests/questions/question.ts';

/** The needs under which a public body's service counts as one of health: it will look for the person in its records. */
export const HEALTH_NEEDS = ['health-and-disability', 'mental-wellbeing'] as const;

type Asks = (service: NamedService) => boolean;

/**
 * What a service must know of the person that not everybody is asked. Ages: whether it may take them. Home: where to
 * come to. Health services find people by NHS number, and write back to their GP.
 */
const ASKED_BY: Readonly<Record<RouteFact, Asks>> = {
  'date-of-birth': ({ isHealth, minimumAge, maximumAge }) =>
    isHealth || (minimumAge ?? 0) > 0 || maximumAge !== null,
  address: ({ deliveries }) => deliveries.includes('home'),
  'nhs-number': ({ isHealth }) => isHealth,
  gp: ({ isHealth, joinings }) => isHealth || (joinings.length === 1 && joinings[0] === 'gp_referral'),
};

/** In the order in which they are asked. */
export const ROUTE_FACTS = Object.keys(ASKED_BY) as readonly RouteFact[];

/**
 * Which of the questions that not everybody is asked this request needs: those that a chosen service must know, and all
 * of them from a professional, whose referral names the person as health records do (PRSB, "Social Prescribing
 * Information Standard", person demographics).
 */
export const routeFacts = (services: readonly NamedService[], madeBy: MadeBy): RouteFacts => ({
  asks: ROUTE_FACTS.filter((fact) => madeBy === 'professional' || services.some(ASKED_BY[fact])),
});

/** Why a service cannot take somebody just now, or not in this way. */
export type ServiceStop = 'professionals-only' | 'full' | 'paused' | 'just-turn-up';

/**
 * What stands in the way of a service's taking this person; null: nothing. Who asks for themself or for a friend is told
 * of services that only professionals may ask; a navigator can then ask for them.
 */
export function serviceStop(service: NamedService, madeBy: MadeBy): ServiceStop | null {
  const { capacity, joinings } = service;
  if (capacity === 'full' || capacity === 'paused') return capacity;
  if (joinings.length > 0 && joinings.every((joining) => joining === 'drop_in')) return 'just-turn-up';
  const isOpen = joinings.length === 0 || joinings.includes('self_referral') || joinings.includes('drop_in');
  return isOpen || madeBy === 'professional' || madeBy === 'navigator' ? null : 'professionals-only';
}

/** The slugs of the needs tree that count as health: the groups of HEALTH_NEEDS and what is in them. */
export const healthSlugs = (needs: readonly { slug: string; parent: string | null }[]): string[] =>
  needs
    .filter(({ slug, parent }) => HEALTH_NEEDS.some((top) => slug === top || parent === top))
    .map(({ slug }) => slug);
