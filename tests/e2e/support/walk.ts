import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type Page } from '@playwright/test';
import { ROOT } from '../../support/server.ts';
import { openPage } from './open-page.ts';

/** The routes whose addresses match, of all that there are. */
export const routesOf = (pattern: RegExp): string[] =>
  (JSON.parse(readFileSync(join(ROOT, 'tests', 'pages', 'routes.json'), 'utf8')) as string[]).filter(
    (route) => pattern.test(route),
  );

/** The route of an address; the one with the fewest blanks when several fit. */
export function routeOf(path: string, routes: readonly string[]): string | undefined {
  const fits = routes.filter((route) =>
    new RegExp(`^${route.replaceAll(/\[[^\]]+\]/g, '[^/]+')}$`).test(path),
  );
  return fits.toSorted((a, b) => a.split('[').length - b.split('[').length)[0];
}

/** The kinds of pages that a walk came by, of some routes. */
export interface Walk {
  /**
   * Goes from page to page by the links in them, one of each kind, and looks at each the way every browser test does. What
   * led elsewhere counts as the page that it led to.
   */
  go(from: readonly string[]): Promise<void>;
  /** Notes the page as it stands now, after a click or a form; it is not looked at again. */
  note(): void;
  unseen(): string[];
}

export function walkOf(page: Page, routes: readonly string[]): Walk {
  const seen = new Set<string>();
  const tried = new Set<string>();
  const note = (): void => {
    seen.add(routeOf(new URL(page.url()).pathname, routes) ?? '');
  };
  return {
    async go(from) {
      const waiting = [...from];
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        const here = path;
        const route = routeOf(here.split(/[?#]/)[0] ?? '', routes);
        if (route === undefined || seen.has(route) || tried.has(here)) continue;
        tried.add(here);
        await test.step(here, () => openPage(page, here));
        note();
        const links = await page.locator('main a[href^="/"]').all();
        waiting.push(
          ...(await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''))),
        );
      }
    },
    note,
    unseen: () => routes.filter((route) => !seen.has(route)),
  };
}

/** Has the browser send a session's cookie, "NAME=VALUE", from now on. */
export async function signIn(page: Page, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value, domain: 'localhost', path: '/' }]);
}
