import type { ConsentTable } from '#db/schema.ts';
import type { AnswerPart, Answers } from '#src/features/requests/answers.ts';
import { SHARED_FACTS, type SharedFact } from './facts.ts';
import { toldFacts } from './recipients.ts';
import type { ConsentForm, ConsentPurpose, Wording } from './wording.ts';

/** What somebody agreed to, refused or withdrew, as it was recorded. */
export interface Consent {
  id: string;
  purpose: ConsentPurpose;
  serviceId: string | null; // of purpose "service"
  recipient: string;
  shared: SharedFact[];
  decision: ConsentTable['decision'];
  givenBy: ConsentTable['given_by'];
  method: ConsentTable['method'];
  wordingId: string;
  wording: string;
  reason: string | null;
  at: string;
  recordedBy: string;
}

/** A consent before it is recorded. */
export interface NewConsent {
  requestId: string;
  purpose: ConsentPurpose;
  serviceId: string | null;
  recipient: string;
  shared: readonly SharedFact[];
  decision: ConsentTable['decision'];
  givenBy: ConsentTable['given_by'];
  method: ConsentTable['method'];
  wordingId: string;
  wording: string;
  reason: string | null; // of a best-interests decision
  key: string; // of the form
}

/** Exactly the answers that these facts stand for, and no other. */
export function factsOf(answers: Answers, shared: readonly SharedFact[]): Answers {
  const parts = new Set<AnswerPart>(shared.flatMap((fact) => [...SHARED_FACTS[fact].parts]));
  return Object.fromEntries(
    Object.entries(answers).filter(([part]) => (parts as ReadonlySet<string>).has(part)),
  );
}

/** What of a recipient counts: a service by its id, everybody else by what they get it for. */
export const recipientKey = ({ purpose, serviceId }: Pick<Consent, 'purpose' | 'serviceId'>): string =>
  purpose === 'service' ? `service:${serviceId ?? ''}` : purpose;

/** The latest of each recipient, in the order in which the recipients were first asked about. `consents`: oldest first. */
export function latestConsents(consents: readonly Consent[]): Consent[] {
  const latest = new Map<string, Consent>();
  for (const consent of consents) latest.set(recipientKey(consent), consent);
  return [...latest.values()];
}

/** True when what counts now is a yes that covers all of these facts. `current`: of latestConsents. */
export function isAgreed(
  current: readonly Consent[],
  serviceId: string,
  shared: readonly SharedFact[],
): boolean {
  const consent = current.find((each) => recipientKey(each) === `service:${serviceId}`);
  return consent?.decision === 'given' && shared.every((fact) => consent.shared.includes(fact));
}

/** What of a service decides which facts it needs. */
export interface ServiceNeeds {
  minimumAge: number | null;
  maximumAge: number | null;
  deliveries: readonly string[]; // of db/vocabulary.ts
}

/**
 * The facts a service gets unless something else is agreed: as few as it can help with. A date of birth only where there
 * are ages, an address only where it comes to people's homes; never an NHS number or a GP practice. Only what was answered.
 */
export function factsFor(service: ServiceNeeds, answers: Answers): SharedFact[] {
  const wanted: ReadonlySet<SharedFact> = new Set<SharedFact>([
    'name',
    'contact',
    'communication',
    'story',
    'needs',
    'helper',
    ...(service.minimumAge === null && service.maximumAge === null ? [] : (['date-of-birth'] as const)),
    ...(service.deliveries.includes('home') ? (['address'] as const) : []),
  ]);
  return toldFacts(answers).filter((fact) => wanted.has(fact));
}

/** The words of facts, as a list within a sentence reads them: "your name, and what to call you". */
const factInWords = (fact: SharedFact): string => {
  const { label } = SHARED_FACTS[fact];
  return `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
};

/** The whole text that a person is shown or read out, recipient and facts filled in; it is what the consent keeps. */
export function wordsFor(
  wording: Wording,
  recipient: string,
  facts: readonly SharedFact[],
  form: ConsentForm = 'plain',
): string {
  const list = facts.map(factInWords).join('; ');
  const text = `${wording.title}\n\n${wording[form]}`;
  return text.replaceAll('((recipient))', () => recipient).replaceAll('((facts))', () => list);
}
