import { isSensitiveAbout } from '#src/features/needs/sensitive.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import type { SearchIndex } from '#src/search/types.ts';
import type { AskedPage } from '../sign-in/access.ts';

/** What a page is about: slugs of needs, ids of services. */
export interface About {
  needs?: Iterable<string>;
  services?: Iterable<string>;
}

/** What a request asks for. */
export const aboutOf = ({ needs, services }: Answers): About => ({
  needs: needs?.slugs ?? [],
  services: services?.ids ?? [],
});

type Page = Pick<AskedPage, 'locals'>;

/** Whether any of it is sensitive: a service is when one of its needs is. */
export function isSensitive(
  index: Pick<SearchIndex, 'needs' | 'positionOf' | 'service'>,
  { needs = [], services = [] }: About,
): boolean {
  if (isSensitiveAbout(index.needs, needs)) return true;
  for (const id of services) {
    const position = index.positionOf(id);
    if (position !== -1 && isSensitiveAbout(index.needs, index.service(position).needs)) return true;
  }
  return false;
}

/**
 * For a page that names what it is about: where that is sensitive it gets "Exit this page", a title and an address that
 * say nothing, and the browser keeps no copy. Call it before the page is written; answers whether it is so.
 */
export async function hideIfSensitive(page: Page, about: About): Promise<boolean> {
  const is = isSensitive(await page.locals.app.directory.current(), about);
  if (is) page.locals.leaving = 'neutral';
  return is;
}

/** For a page whose own title and address say nothing: it gets "Exit this page" alone, and no copy is kept. */
export async function offerExitIfSensitive(page: Page, about: About): Promise<boolean> {
  const is = isSensitive(await page.locals.app.directory.current(), about);
  if (is) page.locals.leaving ??= 'button';
  return is;
}

/** Whether a request has become sensitive with what was said or brought along just now. */
export async function hasBecomeSensitive(
  { locals }: Page,
  before: Answers,
  after: Answers,
): Promise<boolean> {
  const index = await locals.app.directory.current();
  return !isSensitive(index, aboutOf(before)) && isSensitive(index, aboutOf(after));
}
