import type { Capacity, Visibility } from '#db/vocabulary.ts';
import { evidenceName, isRunningOut, type EvidenceFacts } from '#src/features/evidence/rules.ts';
import { CAPACITY_EXPIRES_AFTER_DAYS } from '#src/features/services/rules.ts';
import { addDays, daysBetween, formatDay } from '#src/lib/dates.ts';
import { paths } from '#src/lib/paths.ts';
import { countOf, listInWords } from '#src/lib/text.ts';

/** A service as its organisation's first page sees it. */
export interface ServiceFacts {
  id: string;
  name: string;
  visibility: Visibility;
  hiddenReason: string | null;
  assuredOn: string | null;
  reviewDueOn: string | null;
  capacity: Capacity;
  capacityUpdatedOn: string | null;
  pausedUntil: string | null;
  isActive: boolean;
  lacks: readonly Lack[];
}

/** What a service should say and does not. */
export type Lack = 'cost' | 'contact' | 'when';

/** A revision that concerns the person: their own draft, or what the desk answered lately. */
export interface RevisionFacts {
  serviceId: string;
  name: string;
  number: number | null;
  kind: 'draft' | 'declined' | 'answered' | 'waiting';
  on: string; // a day: when it was begun, decided or sent
}

export interface PartnerFacts {
  organisationId: string;
  organisationName: string;
  mayEdit: boolean;
  mayManage: boolean;
  services: readonly ServiceFacts[];
  revisions: readonly RevisionFacts[];
  papers: readonly (EvidenceFacts & { kind: string })[];
  openReports: number;
  colleagueClaims: number;
}

/** One thing to do: a sentence, and the button beside it. */
export interface Todo {
  kind: 'review' | 'reports' | 'claims' | 'declined' | 'answered' | 'draft' | 'space' | 'papers' | 'missing';
  text: string;
  button: string;
  href: string;
}

/** So many days before a review is due it is asked for, as the first mail does. */
const REVIEW_ASKED_DAYS = 30;
/** What the desk answered is shown for so many days, unless it is taken up before. */
export const ANSWER_SHOWN_DAYS = 30;

/**
 * Everything that an organisation should do now, the most pressing first; nothing when all is up to date. Whoever may
 * not edit, or not manage, is not asked to.
 */
export function whatToDo(facts: PartnerFacts, today: string): Todo[] {
  return [
    ...(facts.mayEdit ? [...reviews(facts, today), ...reports(facts)] : []),
    ...(facts.mayManage ? claims(facts) : []),
    ...(facts.mayEdit
      ? [...answers(facts, today), ...drafts(facts), ...space(facts, today), ...missing(facts)]
      : []),
    ...(facts.mayManage ? papers(facts, today) : []),
  ];
}

const inUse = ({ services }: PartnerFacts): ServiceFacts[] =>
  services.filter(({ visibility, hiddenReason, isActive }) =>
    visibility === 'public' ? isActive : hiddenReason === 'review-overdue',
  );

/** One sentence for all services that are to be confirmed, as there is one page for them. */
function reviews(facts: PartnerFacts, today: string): Todo[] {
  const asked = inUse(facts).filter(
    ({ reviewDueOn }) => reviewDueOn === null || reviewDueOn <= addDays(today, REVIEW_ASKED_DAYS),
  );
  if (asked.length === 0) return [];
  const href = paths.partnerReviews(facts.organisationId);
  return [{ kind: 'review', text: reviewSentence(asked, today), button: 'Check now', href }];
}

function reviewSentence(asked: readonly ServiceFacts[], today: string): string {
  const [first] = asked;
  const isOne = asked.length === 1;
  const which = isOne && first ? `${first.name} is` : `${countOf(asked.length, 'service')} are`;
  const hidden = asked.filter(({ visibility }) => visibility === 'hidden').length;
  if (hidden > 0) {
    const some = hidden === 1 ? 'one of them is' : `${hidden} of them are`;
    const all = isOne ? 'it is' : 'they are';
    return `Say whether ${which} still right: ${hidden === asked.length ? all : some} hidden until you do.`;
  }
  if (asked.some(({ reviewDueOn }) => reviewDueOn === null))
    return `Say whether ${which} right: nobody has checked ${isOne ? 'it' : 'all of them'} yet.`;
  const dueOn = asked.map(({ reviewDueOn }) => reviewDueOn ?? today).sort()[0] ?? today;
  return daysBetween(dueOn, today) > 0
    ? `Say whether ${which} still right: this was due on ${formatDay(dueOn)}.`
    : `Say whether ${which} still right, by ${formatDay(dueOn)}.`;
}

const reports = ({ openReports, organisationId }: PartnerFacts): Todo[] =>
  openReports === 0
    ? []
    : [
        {
          kind: 'reports',
          text:
            openReports === 1
              ? 'A visitor says that something is wrong on one of your pages.'
              : `Visitors say ${openReports} times that something is wrong on your pages.`,
          button: 'See what they say',
          href: paths.partnerReports(organisationId),
        },
      ];

const claims = ({ colleagueClaims, organisationId }: PartnerFacts): Todo[] =>
  colleagueClaims === 0
    ? []
    : [
        {
          kind: 'claims',
          text:
            colleagueClaims === 1
              ? 'Somebody says that they work with you, and waits for your answer.'
              : `${colleagueClaims} people say that they work with you, and wait for your answer.`,
          button: 'Answer',
          href: paths.partnerTeam(organisationId),
        },
      ];

function answers({ revisions }: PartnerFacts, today: string): Todo[] {
  return revisions.flatMap(({ kind, name, number, serviceId, on }) =>
    (kind !== 'declined' && kind !== 'answered') ||
    number === null ||
    daysBetween(on, today) > ANSWER_SHOWN_DAYS
      ? []
      : [
          {
            kind,
            text:
              kind === 'declined'
                ? `Your changes to ${name} were not published: read why.`
                : `Your changes to ${name} were published in part: read why.`,
            button: 'Read the answer',
            href: paths.partnerRevision(serviceId, number),
          },
        ],
  );
}

const drafts = ({ revisions }: PartnerFacts): Todo[] =>
  revisions.flatMap(({ kind, name, serviceId }) =>
    kind !== 'draft'
      ? []
      : [
          {
            kind: 'draft' as const,
            text: `You began to change ${name} and have not sent it.`,
            button: 'Go on',
            href: paths.partnerService(serviceId),
          },
        ],
  );

function space(facts: PartnerFacts, today: string): Todo[] {
  return inUse(facts)
    .filter((service) => hasExpiredCapacity(service, today))
    .map(({ id, name }) => ({
      kind: 'space',
      text: `Say whether ${name} has space now: what it said is too old to be shown.`,
      button: 'Say it',
      href: paths.partnerQuick(id, 'space'),
    }));
}

/** True when something was said about space that nobody can rely on any more; never when nothing was said. */
function hasExpiredCapacity(service: ServiceFacts, today: string): boolean {
  const { capacity, capacityUpdatedOn, pausedUntil } = service;
  if (capacity === 'unknown') return false;
  if (capacity === 'paused' && pausedUntil !== null) return pausedUntil <= today;
  return capacityUpdatedOn === null || daysBetween(capacityUpdatedOn, today) > CAPACITY_EXPIRES_AFTER_DAYS;
}

const LACK_WORDS: Readonly<Record<Lack, string>> = {
  cost: 'what it costs',
  contact: 'how to get in touch',
  when: 'when it is on',
};

function missing(facts: PartnerFacts): Todo[] {
  return inUse(facts).flatMap(({ id, name, lacks }) => {
    const [first] = lacks;
    if (first === undefined) return [];
    const words = lacks.map((lack) => LACK_WORDS[lack]);
    return [
      {
        kind: 'missing' as const,
        text: `${name} does not say ${listInWords(words, 'or')}.`,
        button: 'Add it',
        href: lacks.length === 1 ? paths.partnerSection(id, first) : paths.partnerService(id),
      },
    ];
  });
}

function papers({ papers: all, organisationId }: PartnerFacts, today: string): Todo[] {
  const offered = new Set(
    all
      .filter(({ seenOn, declinedAt, endedAt }) => seenOn === null && declinedAt === null && endedAt === null)
      .map(({ kind }) => kind),
  );
  return all.flatMap((paper): Todo[] => {
    const name = evidenceName(paper.kind);
    const todo = (text: string, button: string): Todo[] => [
      { kind: 'papers', text, button, href: paths.partnerEvidence(organisationId) },
    ];
    if (paper.endedAt === null && paper.declinedAt !== null)
      return todo(`We could not accept a paper of yours (${name}): read why.`, 'Read why');
    if (offered.has(paper.kind) || paper.expiresOn === null || !isRunningOut(paper, today)) return [];
    return paper.expiresOn < today
      ? todo(`A paper of yours (${name}) ran out on ${formatDay(paper.expiresOn)}.`, 'Offer a new one')
      : todo(`A paper of yours (${name}) runs out on ${formatDay(paper.expiresOn)}.`, 'Offer a new one');
  });
}
