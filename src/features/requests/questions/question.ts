import type { Capacity, Delivery, Joining, Sector } from '#db/vocabulary.ts';
import type { WordingSet } from '#src/features/consents/wording.ts';
import type { AnswerPart, Answers, MadeBy } from '#src/features/requests/answers.ts';
import type { FormValues } from '#src/lib/form.ts';

/** What the services that somebody chose must know, or the way of asking: which of the questions that not everybody is asked. */
export type RouteFact = 'date-of-birth' | 'address' | 'nhs-number' | 'gp';
export interface RouteFacts {
  asks: readonly RouteFact[];
}
export const NO_ROUTE_FACTS: RouteFacts = { asks: [] };

/**
 * A service as the questions name it: chosen, or kept in this browser's shortlist. Read by
 * queries/named-services.ts; what it asks for is decided by route.ts.
 */
export interface NamedService {
  id: string;
  slug: string;
  name: string;
  organisation: string;
  sector: Sector;
  isHealth: boolean; // run by a public body, and about health
  deliveries: readonly Delivery[];
  joinings: readonly Joining[];
  minimumAge: number | null; // years
  maximumAge: number | null; // years, inclusive
  notFor: string | null; // who it is not for, in its own words
  capacity: Capacity; // as far as it is known today
  waitingWeeks: number | null;
  pausedUntil: string | null; // YYYY-MM-DD
}

/** What asking a question may know of the world. Built by src/server/visitor/question-context.ts. */
export interface QuestionContext {
  madeBy: MadeBy;
  answers: Answers; // all so far
  facts: RouteFacts;
  today: string; // YYYY-MM-DD in England
  at: string; // ISO moment
  /** Whoever is signed in: their own name and email address are never asked again. */
  account: { id: string; name: string; email: string } | null;
  /** The needs there are, in the order of the tree. */
  needs: readonly { slug: string; name: string; parent: string | null; picture?: string }[];
  /** By id: the services chosen, and those of this browser's shortlist. */
  services: ReadonlyMap<string, NamedService>;
  /** Ids on this browser's shortlist. */
  saved: readonly string[];
  /** The words with which agreement is asked for now. */
  wording: WordingSet;
  /** The name of this website, under which its navigators ask. */
  siteName: string;
  /** True where the form is read in easy read; left out: it is not. */
  isEasyRead?: boolean;
}

/** A refusal at a field, in a sentence. */
export interface FieldProblem {
  field: string;
  text: string;
}

/** What was understood; or what is to be mended; or that this request cannot be sent, with the page that says why. */
export type Read<Value> =
  | { ok: true; value: Value }
  | { ok: false; problems: readonly FieldProblem[] }
  | { ok: false; problems: readonly []; leadsTo: 'cannot-send' };

/** One question: how it fills its form, what it makes of what was typed, and how an answer is read back. Pure. */
export interface QuestionEditor<Part extends AnswerPart> {
  /** What fills the form: the answer given before, or what is known already. */
  show(answers: Answers, context: QuestionContext): FormValues;
  /** The answer, or what is to be mended. Never throws, whatever was sent. */
  read(typed: Readonly<FormValues>, context: QuestionContext): Read<NonNullable<Answers[Part]>>;
  /** The answer as lines for "check your answers" and for copies; none: "Not provided". */
  tell(answers: Answers, context: QuestionContext): readonly string[];
}

/** What the component of a question gets. */
export interface QuestionFieldsProps {
  /** "you" when people fill it in for themselves, "them" when somebody else does. */
  whom: 'you' | 'them';
  values: Readonly<FormValues>;
  errorFor: (field: string) => string | undefined;
  context: QuestionContext;
}

export const whomOf = (madeBy: MadeBy): 'you' | 'them' => (madeBy === 'self' ? 'you' : 'them');
