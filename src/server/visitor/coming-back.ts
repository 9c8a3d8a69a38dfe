import { endSession } from '#src/features/proofs/commands/sessions.ts';
import { enterProofCode } from '#src/features/proofs/commands/prove.ts';
import { sendProofCode } from '#src/features/proofs/commands/send-code.ts';
import { CODES_TOO_MANY, CodeForm, PROOF_SENTENCES } from '#src/features/proofs/forms.ts';
import { proofWays, type ProofWay } from '#src/features/proofs/ways.ts';
import { markDraftSeen } from '#src/features/requests/commands/draft-marks.ts';
import type { Draft } from '#src/features/requests/queries/drafts.ts';
import { textOf } from '#src/features/requests/questions/typed.ts';
import { anchor, readFields, type FormError, type FormValues } from '#src/lib/form.ts';
import { paths } from '#src/lib/paths.ts';
import type { AskedPage } from '../sign-in/access.ts';
import { whereToGoOn } from './answering.ts';
import { isNavigator, isPutAway, journeyOf, visitorDraft } from './draft.ts';

/** What the page shows on which people say that they are back. */
export interface ComingBack {
  /** Where a code can be sent; none: saying so is enough. */
  ways: readonly { value: string; text: string }[];
  isCodeSent: boolean;
  chosen: string | undefined;
  errors: readonly FormError[];
  status: 200 | 422 | 429;
}

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
  if (page.request.method !== 'POST') return shownWith(page, ways, {});
  const fields = await readFields(page.request);
  switch (textOf(fields, 'deed')) {
    case 'code':
      return ways.length === 0 ? shownWith(page, ways, {}) : tryCode(page, draft, ways, fields);
    case 'send':
      return send(page, draft, ways, fields);
    default:
      return ways.length === 0 ? open(page, draft) : shownWith(page, ways, {});
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
  { url }: AskedPage,
  ways: readonly ProofWay[],
  {
    chosen,
    error,
    status = 422,
  }: { chosen?: string; error?: { field: string; text: string }; status?: 422 | 429 },
): ComingBack {
  return {
    ways: ways.map((way) => ({ value: way.id, text: labelOf(way) })),
    isCodeSent: url.searchParams.get('sent') === 'yes' || error?.field === 'code',
    chosen: chosen ?? (ways.length === 1 ? ways[0]?.id : undefined),
    errors: error === undefined ? [] : [{ ...error, href: anchor(error.field) }],
    status: error === undefined ? 200 : status,
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
  if (way === undefined)
    return shownWith(page, ways, { error: { field: 'way', text: 'Select where to send a code' } });
  const { kind, to, holder } = way;
  const code = { subject: 'draft', subjectId: draft.id, to, kind, holder } as const;
  const sent = await sendProofCode(app.db, app.post, code, app.now());
  if (!sent.ok)
    return shownWith(page, ways, {
      chosen: way.id,
      error: { field: 'way', text: CODES_TOO_MANY },
      status: 429,
    });
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
  const form = CodeForm.safeParse(fields);
  if (!form.success) {
    const text = form.error.issues[0]?.message ?? 'Enter the code';
    return shownWith(page, ways, { error: { field: 'code', text } });
  }
  const typed = { subject: 'draft', subjectId: draft.id, code: form.data.code } as const;
  const proven = await enterProofCode(app.db, app.keyRing, typed, app.now());
  if (!proven.ok) {
    const status = proven.error === 'too-many' ? 429 : 422;
    return shownWith(page, ways, { error: { field: 'code', text: PROOF_SENTENCES[proven.error] }, status });
  }
  // The draft's own cookie goes on; the code has done what it was for.
  await endSession(app.db, proven.value.secret);
  return open(page, draft);
}

async function open(page: AskedPage, draft: Draft): Promise<Response> {
  const { app } = page.locals;
  await markDraftSeen(app.db, draft.id, app.now());
  return page.redirect(whereToGoOn(await journeyOf(page, draft)), 303);
}
