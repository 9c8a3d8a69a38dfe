import { may } from '#src/features/accounts/roles.ts';
import type { SignInState } from '#src/features/accounts/signed-in.ts';
import { markDraftSeen } from '#src/features/requests/commands/draft-marks.ts';
import { findDraftBySecret, type Draft } from '#src/features/requests/queries/drafts.ts';
import type { QuestionContext } from '#src/features/requests/questions/question.ts';
import { DRAFT_DAYS } from '#src/features/requests/rules.ts';
import { paths } from '#src/lib/paths.ts';
import type { App } from '../app.ts';
import type { AskedPage } from '../sign-in/access.ts';
import { cookieName, cookieOptions, type Cookies } from '../sign-in/cookies.ts';
import { questionContext } from './question-context.ts';
import { aboutOf, offerExitIfSensitive } from './safety.ts';
import { visitorShortlist } from './shortlist.ts';

/** As long as a draft is kept; the cookie holds the draft's secret and nothing else. */
const DRAFT_SECONDS = DRAFT_DAYS * 86_400;
export const DRAFT_IDLE_MINUTES = 30;
const TOUCH_EVERY_MS = 60_000;

/** The draft that this visitor's browser holds the secret of. */
export function visitorDraft(cookies: Cookies, app: Pick<App, 'config' | 'db' | 'keyRing' | 'now'>) {
  const { siteUrl } = app.config;
  const name = cookieName('draft', siteUrl);
  const secret = (): string => cookies.get(name)?.value ?? '';
  return {
    secret,
    async find(): Promise<Draft | undefined> {
      return secret() === '' ? undefined : findDraftBySecret(app.db, app.keyRing, secret(), app.now());
    },
    begin(opened: { secret: string }): void {
      cookies.set(name, opened.secret, cookieOptions(siteUrl, DRAFT_SECONDS));
    },
    forget(): void {
      cookies.delete(name, cookieOptions(siteUrl));
    },
  };
}

/** True when nobody has opened a page of the draft for half an hour: what is in it is put away. Clocks set back count too. */
export function isPutAway({ seenAt }: Pick<Draft, 'seenAt'>, at: Date): boolean {
  if (seenAt === null) return false;
  const idle = at.getTime() - Date.parse(seenAt);
  return idle >= DRAFT_IDLE_MINUTES * 60_000 || idle < -TOUCH_EVERY_MS;
}

/** True for somebody who is signed in and handles requests: they may fill one in with a person. */
export const isNavigator = (signIn: SignInState): boolean =>
  signIn.kind === 'signed-in' && may(signIn.user.roles, 'requests:handle');

export interface Journey {
  draft: Draft;
  context: QuestionContext;
}

/** What the questions of a draft are asked with, in this browser. */
export async function journeyOf({ cookies, locals }: AskedPage, draft: Draft): Promise<Journey> {
  const { app, signIn, reading } = locals;
  const saved = visitorShortlist(cookies, app.config.siteUrl).ids();
  await offerExitIfSensitive({ locals }, aboutOf(draft.answers));
  const isEasyRead = reading.form === 'easy-read';
  return { draft, context: await questionContext(app, draft, { signIn, saved, isEasyRead }) };
}

/**
 * The draft of this browser, for a page that shows what is in it. Answers where to go instead: to the start without a
 * draft, to what was sent, or to the page that asks who is there after half an hour.
 */
export async function requireDraft(page: AskedPage): Promise<Journey | Response> {
  page.response.headers.set('Cache-Control', 'no-store');
  const { app } = page.locals;
  const draft = await visitorDraft(page.cookies, app).find();
  if (draft === undefined) return page.redirect(paths.getHelp({ gone: 'yes' }), 303);
  if (draft.state !== 'draft') return page.redirect(paths.getHelpSent(), 303);
  if (isPutAway(draft, app.now())) return page.redirect(paths.getHelpAway(), 303);
  await keepDraft(app, draft);
  return journeyOf(page, draft);
}

/** Counts the half hour again; at most once a minute, since every page asks for it. */
export async function keepDraft(app: Pick<App, 'db' | 'now'>, { id, seenAt }: Draft): Promise<void> {
  const at = app.now();
  if (seenAt === null || at.getTime() - Date.parse(seenAt) >= TOUCH_EVERY_MS)
    await markDraftSeen(app.db, id, at);
}
