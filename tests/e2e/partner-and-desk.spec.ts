import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { ROOT } from '../support/server.ts';
import { addBusyOrganisation } from '../support/partners/busy.ts';
import { checkPage, openPage } from './support/open-page.ts';

const data = process.env.E2E_DATA ?? '';
const ROUTES = (
  JSON.parse(readFileSync(join(ROOT, 'tests', 'pages', 'routes.json'), 'utf8')) as string[]
).filter((route) => /^\/(partner|desk|review|claims)(\/|$)/.test(route));

/** Addresses that forms are sent to: whoever opens one is led to the page of its form. */
const ONLY_SENT_TO = [
  '/desk/duplicates/[first]/[second]/difference',
  '/desk/duplicates/organisations/[first]/[second]/difference',
  '/desk/duplicates/search',
  '/desk/needs/[slug]/word',
  '/review/[token]/new-link',
];

/** The route of an address; the one with the fewest blanks when several fit. */
function routeOf(path: string): string | undefined {
  const fits = ROUTES.filter((route) =>
    new RegExp(`^${route.replaceAll(/\[[^\]]+\]/g, '[^/]+')}$`).test(path),
  );
  return fits.toSorted((a, b) => a.split('[').length - b.split('[').length)[0];
}

/**
 * Goes from page to page by the links in them, one of each kind, and looks at each the way every browser test does.
 * Answers the kinds it came by.
 */
async function walk(page: Page, from: readonly string[], known: ReadonlySet<string>): Promise<Set<string>> {
  const waiting = [...from];
  const seen = new Set(known);
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const route = routeOf(path.split('?')[0] ?? '');
    if (route === undefined || seen.has(route)) continue;
    seen.add(route);
    const here = path;
    await test.step(here, () => openPage(page, here));
    const links = await page.locator('main a[href^="/"]').all();
    waiting.push(...(await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''))));
  }
  return seen;
}

async function signIn(page: Page, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value, domain: 'localhost', path: '/' }]);
}

test('every page of the partner area, the desk and reviews is reached by links and passes axe', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const { organisation, manager, editor, reviewToken, claimToken } = await addBusyOrganisation(data);
  const { serviceId } = organisation;
  let seen = await walk(page, [`/review/${reviewToken}`, `/claims/${claimToken}`], new Set());
  await signIn(page, manager.cookie);
  seen = await walk(page, ['/partner'], seen);
  await signIn(page, editor.cookie);
  seen = await walk(
    page,
    [
      '/desk',
      `/desk/organisations/${organisation.id}`,
      `/desk/reviews/${serviceId}`,
      `/desk/services/change?action=hide&id=${serviceId}`,
    ],
    seen,
  );
  await page.context().clearCookies();
  await page.goto(`/review/${reviewToken}`);
  await page
    .getByRole('button', { name: /still right/ })
    .first()
    .click();
  await checkPage(page);
  seen.add(routeOf(new URL(page.url()).pathname) ?? '');
  expect(ROUTES.filter((route) => !seen.has(route))).toEqual(ONLY_SENT_TO);
});
