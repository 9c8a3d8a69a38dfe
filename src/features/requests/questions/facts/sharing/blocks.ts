import {
  isSharedFact,
  SHARED_FACT_NAMES,
  SHARED_FACTS,
  type SharedFact,
} from '#src/features/consents/facts.ts';
import {
  navigatorRecipient,
  practiceFacts,
  serviceRecipient,
  toldFacts,
} from '#src/features/consents/recipients.ts';
import { factsFor, wordsFor } from '#src/features/consents/rules.ts';
import type { NamedService, QuestionContext } from '#src/features/requests/questions/question.ts';

/** One recipient of the page "Who may see what you told us?". */
export interface SharingBlock {
  /** Name of its yes or no in the form. */
  field: string;
  /** Of a service: the name of the ticks of its facts. */
  factsField: string | null;
  serviceId: string | null;
  recipient: string;
  title: string;
  /** Paragraphs of the words with which it is asked. */
  words: readonly string[];
  /** What it always gets, for without that it can do nothing. */
  always: readonly SharedFact[];
  /** What it may get besides, and of that what it needs: ticked until something else is said. */
  offered: readonly SharedFact[];
  needed: readonly SharedFact[];
}

/** Without these nobody can get in touch. */
const ALWAYS: readonly SharedFact[] = ['name', 'contact'];
const isAlways = (fact: SharedFact): boolean => ALWAYS.includes(fact);

/** Who is to be asked about, in the order of the page: our navigators, each chosen service, the GP practice. */
export function sharingBlocks(context: QuestionContext): SharingBlock[] {
  const { answers, services, siteName } = context;
  const chosen = (answers.services?.ids ?? []).flatMap((id) => services.get(id) ?? []);
  const practice = answers.gp?.practice ?? null;
  return [
    blockOf(context, 'navigator', navigatorRecipient(siteName), toldFacts(answers)),
    ...chosen.map((service) => serviceBlock(context, service)),
    ...(practice === null ? [] : [blockOf(context, 'gp', practice, practiceFacts(answers))]),
  ];
}

function blockOf(
  { wording }: QuestionContext,
  purpose: 'navigator' | 'gp',
  recipient: string,
  facts: readonly SharedFact[],
): SharingBlock {
  const [title = '', ...words] = wordsFor(wording.wordings[purpose], recipient, facts).split('\n\n');
  const rest = { factsField: null, serviceId: null, offered: [], needed: [] };
  return { field: purpose, recipient, title, words: words.map(oneLine), always: facts, ...rest };
}

/** What a service gets is ticked, so its words point to the ticks. */
function serviceBlock({ answers, wording }: QuestionContext, service: NamedService): SharingBlock {
  const told = toldFacts(answers);
  const route: readonly SharedFact[] = service.isHealth ? ['date-of-birth', 'nhs-number', 'gp'] : [];
  const recipient = serviceRecipient(service);
  const { title, plain } = wording.wordings.service;
  const text = plain
    .replaceAll('((recipient))', () => recipient)
    .replaceAll('((facts))', 'what has a tick below');
  return {
    field: `service-${service.id}`,
    factsField: `facts-${service.id}`,
    serviceId: service.id,
    recipient,
    title: title.replaceAll('((recipient))', () => recipient),
    words: text.split('\n\n').map(oneLine),
    always: told.filter(isAlways),
    offered: told.filter((fact) => !isAlways(fact)),
    needed: told.filter(
      (fact) => !isAlways(fact) && (factsFor(service, answers).includes(fact) || route.includes(fact)),
    ),
  };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What is agreed to, within a sentence: "that we tell Marl Neighbours (Tea and Talk)". */
export const agreedTo = ({ field, recipient }: SharingBlock): string =>
  field === 'navigator' ? 'that we read this and get in touch' : `that we tell ${recipient}`;

/** Facts in the order of the table; what is none is passed over. */
export const knownFacts = (names: readonly string[]): SharedFact[] => {
  const known = new Set(names.filter(isSharedFact));
  return SHARED_FACT_NAMES.filter((fact) => known.has(fact));
};

/** A fact as a tick names it: said to the person, or to whoever fills it in for them. */
export function factLabel(fact: SharedFact, whom: 'you' | 'them'): string {
  const { label } = SHARED_FACTS[fact];
  if (whom === 'you') return label;
  return THEIR_LABELS[fact];
}

const THEIR_LABELS: Readonly<Record<SharedFact, string>> = {
  name: 'Their name, and what to call them',
  contact: 'How to reach them, and what is safe',
  communication: 'What they need so that we can talk and write to them',
  story: 'What matters to them, in their words',
  needs: 'What they would like help with',
  'in-place': 'What help they have already',
  home: 'Who cares for whom, and whether children live with them',
  'date-of-birth': 'Their date of birth',
  address: 'Their address',
  'nhs-number': 'Their NHS number',
  gp: 'Their GP practice',
  helper: 'Who is asking for them',
};
