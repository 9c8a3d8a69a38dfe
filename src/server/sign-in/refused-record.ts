import { paths } from '#src/lib/paths.ts';
import { notFound } from '../not-found.ts';
import type { AskedPage } from './access.ts';
import { keepTyped } from './kept-form.ts';

/**
 * What a page answers that may not show a person's record: there is none (any more), or a reason must be given first.
 * What was typed is kept meanwhile, and given back on the same page.
 */
export async function refusedRecord(
  page: AskedPage & Parameters<typeof notFound>[0],
  requestId: string,
  why: 'unknown' | 'erased' | 'reason-needed',
): Promise<Response> {
  if (why !== 'reason-needed') return notFound(page);
  await keepTyped(page);
  const back = `${page.url.pathname}${page.url.search}`;
  return page.redirect(paths.workspaceWhy(requestId, { return: back }), 303);
}
