import type { Answers, MadeBy } from '#src/features/requests/answers.ts';
import { markDraftSeen, markUrgentShown } from '#src/features/requests/commands/draft-marks.ts';
import { changeMadeBy, saveAnswer, startDraft } from '#src/features/requests/commands/drafts.ts';
import { findDraftById, type Draft } from '#src/features/requests/queries/drafts.ts';
import { findRedFlags } from '#src/features/red-flags/rules.ts';
import { freeTexts } from '#src/features/requests/questions/free-texts.ts';
import {
  firstUnanswered,
  isAnswered,
  nextAfter,
  type Standing,
} from '#src/features/requests/questions/order.ts';
import { readWho, whoChoices } from '#src/features/requests/questions/person/who.ts';
import type { FieldProblem } from '#src/features/requests/questions/question.ts';
import {
  askedQuestions,
  questionOf,
  type AnsweredQuestionId,
  type QuestionId,
} from '#src/features/requests/questions/questions.ts';
import { editorOf } from '#src/features/requests/questions/registry.ts';
import { textOf } from '#src/features/requests/questions/typed.ts';
import { anchor, readFields, type FormError, type FormValues } from '#src/lib/form.ts';
import { paths } from '#src/lib/paths.ts';
import type { AskedPage } from '../sign-in/access.ts';
import { isNavigator, isPutAway, journeyOf, requireDraft, visitorDraft, type Journey } from './draft.ts';
import { hasBecomeSensitive } from './safety.ts';

/** What the page of a question shows. */
export interface AskedQuestion {
  question: QuestionId;
  journey: Journey;
  isFromCheck: boolean;
  values: FormValues;
  errors: FormError[];
  status: 200 | 409 | 422;
  /** Why what was typed could not be kept: another tab had changed this answer, or sent the request. */
  clash: 'changed-elsewhere' | 'sent-already' | null;
  version: number;
}

export const standingOf = ({ draft, context }: Journey): Standing => ({
  answers: draft.answers,
  madeBy: draft.madeBy,
  facts: context.facts,
});

/** Where a draft goes on: at the first question without an answer, or where all are checked. */
export const whereToGoOn = (journey: Journey): string => {
  const next = firstUnanswered(standingOf(journey));
  return next === null ? paths.getHelpCheck() : paths.getHelpQuestion(next);
};

/**
 * Shows a question, or takes its answer: keeps it and says where to go on. Nothing that was typed is lost: not when the
 * browser has no draft any more, not when it was put away, and not when another tab had changed or sent it.
 */
export async function askQuestion(page: AskedPage, question: QuestionId): Promise<AskedQuestion | Response> {
  page.response.headers.set('Cache-Control', 'no-store');
  const isFromCheck = page.url.searchParams.get('from') === 'check';
  return page.request.method === 'POST'
    ? takeAnswer(page, question, isFromCheck)
    : showQuestion(page, question, isFromCheck);
}

async function showQuestion(
  page: AskedPage,
  question: QuestionId,
  isFromCheck: boolean,
): Promise<AskedQuestion | Response> {
  const journey = await requireDraft(page);
  if (journey instanceof Response) return journey;
  const { draft, context } = journey;
  if (!askedQuestions(draft.answers, draft.madeBy, context.facts).includes(question))
    return page.redirect(whereToGoOn(journey), 303);
  const shown = { question, journey, isFromCheck, errors: [], status: 200 as const, clash: null };
  return { ...shown, values: valuesOf(question, journey), version: draft.version };
}

/** Nothing is chosen for somebody who has not said yet for whom they ask. */
function valuesOf(question: QuestionId, journey: Journey): FormValues {
  const { draft, context } = journey;
  if (question !== 'who') return editorOf(question).show(draft.answers, context);
  return draft.madeBy === 'self' && !isAnswered('who', draft) ? {} : { who: draft.madeBy };
}

/** What was typed on a page, in lines: as the answer that it is, or word for word where it is none. */
export function typedLines(question: QuestionId, values: FormValues, { draft, context }: Journey): string[] {
  const { version: _version, ...typed } = values;
  const words = Object.values(typed).flat();
  if (question === 'who') return words;
  const read = editorOf(question).read(values, context);
  if (!read.ok) return words;
  return [...editorOf(question).tell({ ...draft.answers, [partOf(question)]: read.value }, context)];
}

async function takeAnswer(
  page: AskedPage,
  question: QuestionId,
  isFromCheck: boolean,
): Promise<AskedQuestion | Response> {
  const { app } = page.locals;
  const values = await readFields(page.request);
  const draft = await openDraft(page);
  const journey = await journeyOf(page, draft);
  const shown = { question, journey, isFromCheck, values, version: draft.version };
  if (draft.state !== 'draft') return { ...shown, errors: [], status: 409, clash: 'sent-already' };
  const read = readAnswer(page, question, values, journey);
  if (!read.ok) {
    if (read.leadsTo !== undefined) return page.redirect(paths.getHelpCannotSend(), 303);
    return {
      ...shown,
      errors: errorsOf(read.problems),
      status: 422,
      clash: null,
      version: versionIn(values, draft),
    };
  }
  const wasPutAway = isPutAway(draft, app.now());
  const saved = await save(page, question, read.change, draft, versionIn(values, draft));
  if (!saved.ok) {
    const now = (await findDraftById(app.db, app.keyRing, draft.id)) ?? draft;
    const clash = saved.error === 'changed-elsewhere' ? saved.error : 'sent-already';
    return {
      ...shown,
      journey: await journeyOf(page, now),
      errors: [],
      status: 409,
      clash,
      version: now.version,
    };
  }
  if (wasPutAway) {
    // Saving is no proof of who sits there: what was put away stays so until they have shown it.
    await markDraftSeen(app.db, draft.id, new Date(draft.seenAt ?? 0));
    return page.redirect(paths.getHelpAway(), 303);
  }
  const after = await journeyOf(page, {
    ...draft,
    ...read.change.madeBy,
    answers: { ...draft.answers, ...read.change.answers },
  });
  if (findRedFlags(freeTexts(read.change.answers), app.redFlags).count > 0) {
    await markUrgentShown(app.db, draft.id, app.now());
    return page.redirect(paths.getHelpUrgent(), 303);
  }
  if (await hasBecomeSensitive(page, draft.answers, after.draft.answers))
    return page.redirect(paths.getHelpStayingSafe(), 303);
  const next = nextAfter(question, standingOf(after), isFromCheck);
  if (next === 'check') return page.redirect(paths.getHelpCheck(), 303);
  return page.redirect(paths.getHelpQuestion(next, isFromCheck ? { from: 'check' } : {}), 303);
}

/** The browser's draft, put away or not; a new one for what was typed when there is none any more. */
async function openDraft({ cookies, locals: { app, actor, signIn } }: AskedPage): Promise<Draft> {
  const kept = visitorDraft(cookies, app);
  const draft = await kept.find();
  if (draft !== undefined) return draft;
  const madeBy = isNavigator(signIn) ? 'navigator' : 'self';
  const started = await startDraft(app.db, app.keyRing, { madeBy }, actor, app.now());
  kept.begin(started);
  const found = await findDraftById(app.db, app.keyRing, started.requestId);
  if (found === undefined) throw new Error('A draft that was just begun is not there.');
  return found;
}

/** What an answer changes: one part of the answers, or who asks. */
interface Change {
  answers: Answers;
  madeBy: { madeBy?: MadeBy };
}

type ReadAnswer =
  { ok: true; change: Change } | { ok: false; problems: readonly FieldProblem[]; leadsTo?: 'cannot-send' };

function readAnswer(
  { locals }: AskedPage,
  question: QuestionId,
  values: FormValues,
  { draft, context }: Journey,
): ReadAnswer {
  if (question === 'who') {
    const who = readWho(values, whoChoices(isNavigator(locals.signIn)));
    return who.ok ? { ok: true, change: { answers: {}, madeBy: { madeBy: who.value } } } : who;
  }
  const read = editorOf(question).read(values, context);
  if (!read.ok) return read;
  const answers = { [partOf(question)]: read.value } as Answers;
  return { ok: true, change: { answers: withSameMoment(answers, draft.answers), madeBy: {} } };
}

/** Agreement holds the moment it was given: the same one sent twice is of the first time. */
function withSameMoment({ sharing, ...rest }: Answers, before: Answers): Answers {
  if (sharing === undefined) return rest;
  const at = before.sharing?.at ?? sharing.at;
  const isSame = JSON.stringify({ ...sharing, at }) === JSON.stringify(before.sharing);
  return { ...rest, sharing: isSame ? { ...sharing, at } : sharing };
}

function partOf(question: AnsweredQuestionId): keyof Answers {
  const { part } = questionOf(question);
  if (part === null) throw new Error(`"${question}" is no part of the answers`);
  return part;
}

async function save(
  { locals: { app, actor } }: AskedPage,
  question: QuestionId,
  { answers, madeBy: { madeBy } }: Change,
  { id: requestId }: Draft,
  version: number,
): ReturnType<typeof saveAnswer> {
  if (question === 'who')
    return changeMadeBy(app.db, { requestId, madeBy: madeBy ?? 'self' }, actor, app.now());
  const part = partOf(question);
  return saveAnswer(
    app.db,
    app.keyRing,
    { requestId, part, value: answers[part], version },
    actor,
    app.now(),
  );
}

/** Of the draft, as the page had been shown. */
function versionIn(values: FormValues, draft: Draft): number {
  const version = Number(textOf(values, 'version'));
  return Number.isSafeInteger(version) && version > 0 ? version : draft.version;
}

/** One sentence for each field, in the order of the page. */
const errorsOf = (problems: readonly FieldProblem[]): FormError[] =>
  problems
    .filter(({ field }, index) => problems.findIndex((other) => other.field === field) === index)
    .map(({ field, text }) => ({ field, href: anchor(field), text }));
