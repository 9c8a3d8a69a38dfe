import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../../support/server.ts';
import { openPage } from '../support/open-page.ts';

const SLUGS = readdirSync(join(ROOT, 'content', 'easy-read')).map((file) => file.replace(/\.yaml$/, ''));
const FEWEST = 20;
const HALVES = [SLUGS.filter((_, at) => at % 2 === 0), SLUGS.filter((_, at) => at % 2 === 1)];

for (const [at, slugs] of HALVES.entries()) {
  test(`every easy-read page is as good on each of its screens as on the first (${at + 1} of 2)`, async ({
    page,
    javaScriptEnabled,
  }) => {
    test.setTimeout(180_000);
    let screens = 0;
    for (const slug of slugs) {
      let path: string | null = `/easy-read/${slug}`;
      while (path !== null) {
        const here: string = path;
        // The screens of a page are alike: on the phone the first is looked at whole, and every one for its width.
        if (javaScriptEnabled !== false || screens % 8 === 0)
          await test.step(here, () => openPage(page, here));
        else await page.goto(here);
        screens += 1;
        const width = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect(width, here).toBeLessThanOrEqual(0);
        const next = page.getByRole('link', { name: 'Next', exact: true });
        path = (await next.count()) > 0 ? await next.getAttribute('href') : null;
        if (path !== null && !path.startsWith(`/easy-read/${slug}/`)) path = null;
      }
    }
    expect(screens).toBeGreaterThanOrEqual(FEWEST / 2);
  });
}

test('in the dark, easy read and its service pages keep their contrast', async ({ page }) => {
  test.slow();
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const path of [
    '/easy-read',
    '/easy-read/money-and-benefits',
    '/easy-read/find',
    '/easy-read/results?need=befriending',
    '/easy-read/services/friendly-phone-calls',
    '/easy-read/get-help',
    '/easy-read/urgent-help',
  ])
    await openPage(page, path);
});
