import { wordsShown } from '#src/features/consents/wording.ts';
import { findNamedServices } from '#src/features/requests/queries/named-services.ts';
import type { Draft } from '#src/features/requests/queries/drafts.ts';
import type { NamedService, QuestionContext } from '#src/features/requests/questions/question.ts';
import { HEALTH_NEEDS, routeFacts } from '#src/features/requests/questions/route.ts';
import type { SignInState } from '#src/features/accounts/signed-in.ts';
import { londonNow } from '#src/lib/dates.ts';
import type { App } from '../app.ts';

interface Visitor {
  signIn: SignInState;
  /** Ids on this browser's shortlist. */
  saved: readonly string[];
  isEasyRead?: boolean;
}

/** What asking a question of this draft may know: the services it names, what they ask for, and who is signed in. */
export async function questionContext(
  app: Pick<App, 'db' | 'directory' | 'consentWords' | 'config' | 'now'>,
  { madeBy, answers }: Pick<Draft, 'madeBy' | 'answers'>,
  { signIn, saved, isEasyRead = false }: Visitor,
): Promise<QuestionContext> {
  const { needs } = await app.directory.current();
  const all = [...needs.bySlug.values()].map(({ slug, name, parent, picture }) => ({
    slug,
    name,
    parent,
    picture,
  }));
  const tops: readonly string[] = HEALTH_NEEDS;
  const healthNeeds = all
    .filter(({ slug, parent }) => tops.includes(slug) || (parent !== null && tops.includes(parent)))
    .map(({ slug }) => slug);
  const { day: today } = londonNow(app.now());
  const chosen = answers.services?.ids ?? [];
  const services = await findNamedServices(app.db, [...new Set([...chosen, ...saved])], {
    today,
    healthNeeds,
  });
  const user = signIn.kind === 'signed-in' ? signIn.user : null;
  return {
    madeBy,
    answers,
    facts: routeFacts(
      chosen.flatMap((id): NamedService[] => {
        const service = services.get(id);
        return service === undefined ? [] : [service];
      }),
      madeBy,
    ),
    today,
    at: app.now().toISOString(),
    account: user === null ? null : { id: user.accountId, name: user.name, email: user.email },
    needs: all,
    services,
    saved,
    wording: wordsShown(app.consentWords, isEasyRead),
    siteName: app.config.name,
    isEasyRead,
  };
}
