import { endSession } from '#src/features/proofs/commands/sessions.ts';
import { enterProofCode } from '#src/features/proofs/commands/prove.ts';
import { sendProofCode } from '#src/features/proofs/commands/send-code.ts';
import { compactCode } from '#src/features/proofs/rules.ts';
import { proofWays, type ProofWay } from '#src/features/proofs/ways.ts';
import { markDraftSeen } from '#src/features/requests/commands/draft-marks.ts';
import type { Draft } from '#src/features/requests/queries/drafts.ts';
import { readsEasily } from '#src/features/requests/easy-read/reads-easily.ts';
import { textOf } from '#src/features/requests/questions/typed.ts';
import { readFields, type FormValues } from '#src/lib/form.ts';
import { paths } from '#src/lib/paths.ts';
import type { AskedPage } from '../sign-in/access.ts';
import { whereToGoOn } from './answering.ts';
import { isNavigator, isPutAway, journeyOf, visitorDraft } from './draft.ts';

/** Why a code was not sent, or does not count. */
export type BackProblem =
  'no-way' | 'too-many-sent' | 'no-code' | 'wrong' | 'unknown' | 'expired' | 'too-many';

/** What the page shows on which people say that they are back. */
export interface ComingBack {
  /** Where a code can be sent; none: saying so is enough. */
  ways: readonly { value: string; text: string }[];
  isCodeSent: boolean;
  chosen: string | undefined;
  problem: BackProblem | null;
}

/** What was wrong with a code, and not with where it goes. */
export const isOfCode = (problem: BackProblem): boolean =>
  problem !== 'no-way' && problem !== 'too-many-sent';

/**
 * Opens a draft again that was put away: by a code, where the answers name a phone or an email address that is safe; by
 * saying so, where they do not, or where a navigator who filled it in is signed in.
 */
export async function comeBack(page: AskedPage): Promise<ComingBack | Response> {
  page.response.headers.set('Cache-Control', 'no-store');
  const { app } = page.locals;
  const draft = await visitorDraft(page.cookies, app).find();
  if (draft === undefined) return page.redirect(paths.getHelp({ gone: 'yes' }), 303);
  if (draft.state !== 'draft') return page.redirect(paths.getHelpSent(), 303);
  if (!isPutAway(draft, app.now())) return page.redirect(whereToGoOn(await journeyOf(page, draft)), 303);
  const ways = waysBack(page, draft);
  if (page.request.method !== 'POST') return shownWith(page, ways);
  const fields = await readFields(page.request);
  switch (textOf(fields, 'deed')) {
    case 'code':
      return ways.length === 0 ? shownWith(page, ways) : tryCode(page, draft, ways, fields);
    case 'send':
      return send(page, draft, ways, fields);
    default:
      return ways.length === 0 ? open(page, draft) : shownWith(page, ways);
  }
}

function waysBack({ locals: { signIn, actor } }: AskedPage, draft: Draft): ProofWay[] {
  if (isNavigator(signIn) && draft.filledInBy === actor.id) return [];
  const ways = proofWays(draft.answers, draft.madeBy);
  // Who asks for somebody else sits here, and not the person they ask for.
  const own = ways.filter(({ holder }) => holder === 'helper');
  return own.length > 0 ? own : ways;
}

const labelOf = ({ kind, ending }: ProofWay): string =>
  kind === 'text' ? `Text message to the number that ends in ${ending}` : 'Email';

function shownWith(
  page: AskedPage,
  ways: readonly ProofWay[],
  problem: BackProblem | null = null,
  chosen = ways.length === 1 ? ways[0]?.id : undefined,
): ComingBack {
  if (problem !== null)
    page.response.status = problem === 'too-many' || problem === 'too-many-sent' ? 429 : 422;
  return {
    ways: ways.map((way) => ({ value: way.id, text: labelOf(way) })),
    isCodeSent: page.url.searchParams.get('sent') === 'yes' || (problem !== null && isOfCode(problem)),
    chosen,
    problem,
  };
}

async function send(
  page: AskedPage,
  draft: Draft,
  ways: readonly ProofWay[],
  fields: FormValues,
): Promise<ComingBack | Response> {
  const { app } = page.locals;
  const way = ways.find(({ id }) => id === textOf(fields, 'way'));
  if (way === undefined) return shownWith(page, ways, 'no-way');
  const { kind, to, holder } = way;
  const form = readsEasily(page.locals.reading, draft.answers) ? 'easy-read' : 'plain';
  const code = { subject: 'draft', subjectId: draft.id, to, kind, holder, form } as const;
  const sent = await sendProofCode(app.db, app.post, code, app.now());
  if (!sent.ok) return shownWith(page, ways, 'too-many-sent', way.id);
  app.outbox.nudge();
  return page.redirect(`${paths.getHelpAway()}?sent=yes`, 303);
}

async function tryCode(
  page: AskedPage,
  draft: Draft,
  ways: readonly ProofWay[],
  fields: FormValues,
): Promise<ComingBack | Response> {
  const { app } = page.locals;
  const code = compactCode(textOf(fields, 'code'));
  if (!/^\d{6}$/.test(code)) return shownWith(page, ways, 'no-code');
  const typed = { subject: 'draft', subjectId: draft.id, code } as const;
  const proven = await enterProofCode(app.db, app.keyRing, typed, app.now());
  if (!proven.ok) return shownWith(page, ways, proven.error);
  // The draft's own cookie goes on; the code has done what it was for.
  await endSession(app.db, proven.value.secret);
  return open(page, draft);
}

async function open(page: AskedPage, draft: Draft): Promise<Response> {
  const { app } = page.locals;
  await markDraftSeen(app.db, draft.id, app.now());
  return page.redirect(whereToGoOn(await journeyOf(page, draft)), 303);
}
