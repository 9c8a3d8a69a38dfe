import type { SharedFact } from '#src/features/consents/facts.ts';
import { factsOf, type Consent } from '#src/features/consents/rules.ts';
import { communicationNeeds, contactWarnings, waysToReach } from './communication.ts';
import { factLabels } from './referrals.ts';
import { helperTold, personTold, storyTold, type Names, type Told } from './story.ts';
import type { Answers } from '#src/features/requests/answers.ts';

/** What one service would get if the request was sent now. */
export interface PlannedReferral {
  serviceId: string;
  name: string;
  organisation: string;
  /** `agreed`: it can be sent. `asked`: nobody asked the person yet. `refused`: they said no, or took it back. */
  standing: 'agreed' | 'asked' | 'refused' | 'has-it';
  shared: SharedFact[];
  labels: string[];
  told: Told[]; // word by word, as the service will read it
  consent: Consent | null;
}

/** Whether one service can be told, by what counts now, and exactly what it would read. */
export function plannedReferral(
  service: { id: string; name: string; organisation: string; hasIt: boolean },
  answers: Answers,
  consents: readonly Consent[], // of latestConsents
  names: Names,
): PlannedReferral {
  const consent = consents.find(({ serviceId }) => serviceId === service.id) ?? null;
  const shared = consent?.decision === 'given' ? consent.shared : [];
  const standing = service.hasIt
    ? 'has-it'
    : consent === null
      ? 'asked'
      : consent.decision === 'given' && shared.length > 0
        ? 'agreed'
        : 'refused';
  return {
    serviceId: service.id,
    name: service.name,
    organisation: service.organisation,
    standing,
    shared: [...shared],
    labels: factLabels(shared),
    told: toldOf(factsOf(answers, shared), names),
    consent,
  };
}

/** All that stands in some answers, as it is read by whoever gets them. */
function toldOf(facts: Answers, names: Names): Told[] {
  const lines = (label: string, said: string[]): Told[] =>
    said.length === 0 ? [] : [{ label, lines: said }];
  return [
    ...lines('How to talk and write to them', communicationNeeds(facts)),
    ...lines('What not to do', contactWarnings(facts)),
    ...personTold(facts, names),
    ...lines(
      'How to reach them',
      waysToReach(facts)
        .filter(({ address }) => address !== null)
        .map(({ words, address, note }) => `${words}: ${address ?? ''}${note === null ? '' : ` (${note})`}`),
    ),
    ...storyTold(facts, names),
    ...helperTold(facts),
  ];
}

/** What a form sends back of a plan, so that exactly what was shown is sent. */
export const planValue = ({ serviceId, shared }: Pick<PlannedReferral, 'serviceId' | 'shared'>): string =>
  `${serviceId}:${shared.join(',')}`;
