import { discardDraft, saveAnswer, startDraft } from '#src/features/requests/commands/drafts.ts';
import type { AnswerPart, Answers, MadeBy } from '#src/features/requests/answers.ts';
import {
  isEmptyPrefill,
  readPrefill,
  withPrefill,
  type Prefill,
} from '#src/features/requests/questions/prefill.ts';
import type { Draft } from '#src/features/requests/queries/drafts.ts';
import { findNamedServices } from '#src/features/requests/queries/named-services.ts';
import { textOf, textsOf } from '#src/features/requests/questions/typed.ts';
import { londonNow } from '#src/lib/dates.ts';
import { readFields } from '#src/lib/form.ts';
import { paths } from '#src/lib/paths.ts';
import type { App } from '../app.ts';
import type { AskedPage } from '../sign-in/access.ts';
import { whereToGoOn } from './answering.ts';
import { isNavigator, isPutAway, journeyOf, visitorDraft } from './draft.ts';
import { hasBecomeSensitive } from './safety.ts';

/**
 * Begins a request in this browser, with what search, a service's page or the shortlist brought along; or goes on with
 * the one that is there, which keeps what was said. `deed` "again": that one is thrown away first.
 */
export async function startOrGoOn(page: AskedPage): Promise<Response> {
  const { app, actor } = page.locals;
  const fields = await readFields(page.request);
  const prefill = readPrefill({ getAll: (name) => textsOf(fields, name) });
  const kept = visitorDraft(page.cookies, app);
  const found = await kept.find();
  const draft = found?.state === 'draft' ? found : undefined;
  if (draft !== undefined && textOf(fields, 'deed') !== 'again') {
    const after = await bring(page, draft, prefill);
    if (isPutAway(draft, app.now())) return page.redirect(paths.getHelpAway(), 303);
    if (await hasBecomeSensitive(page, draft.answers, after.answers))
      return page.redirect(paths.getHelpStayingSafe(), 303);
    return page.redirect(whereToGoOn(await journeyOf(page, after)), 303);
  }
  if (draft !== undefined) await discardDraft(app.db, draft.id, actor, app.now());
  const answers = await broughtTo(app, {}, prefill);
  kept.begin(await startDraft(app.db, app.keyRing, { madeBy: whoStarts(page), answers }, actor, app.now()));
  const isSensitive = await hasBecomeSensitive(page, {}, answers);
  return page.redirect(isSensitive ? paths.getHelpStayingSafe() : paths.getHelpQuestion('who'), 303);
}

/** Who asks, as far as signing in says it; everybody else is asked. */
function whoStarts({ locals: { signIn } }: AskedPage): MadeBy {
  if (isNavigator(signIn)) return 'navigator';
  const roles = signIn.kind === 'signed-in' ? signIn.user.roles : [];
  return roles.some(({ role }) => role === 'referrer') ? 'professional' : 'self';
}

async function broughtTo(
  app: Pick<App, 'db' | 'directory' | 'now'>,
  answers: Answers,
  prefill: Prefill,
): Promise<Answers> {
  if (isEmptyPrefill(prefill)) return {};
  const { day: today } = londonNow(app.now());
  const [{ needs }, services] = await Promise.all([
    app.directory.current(),
    findNamedServices(app.db, prefill.services, { today, healthNeeds: [] }),
  ]);
  const known = { services: new Set(services.keys()), needs: new Set(needs.bySlug.keys()) };
  return withPrefill(answers, prefill, known);
}

/** The draft with what comes along saved in it; being put away is no matter, for nothing of it is shown. */
async function bring({ locals: { app, actor } }: AskedPage, draft: Draft, prefill: Prefill): Promise<Draft> {
  const brought = await broughtTo(app, draft.answers, prefill);
  let { version } = draft;
  for (const part of Object.keys(brought) as AnswerPart[]) {
    const answer = { requestId: draft.id, part, value: brought[part], version };
    const saved = await saveAnswer(app.db, app.keyRing, answer, actor, app.now());
    if (saved.ok) version = saved.value.version;
  }
  return { ...draft, answers: { ...draft.answers, ...brought }, version };
}
