import { expect, test } from '@playwright/test';
import { openOnPaper } from './support/on-paper.ts';
import { openPage } from './support/open-page.ts';

/**
 * Each walk is taken in one window, which has the fonts, styles and scripts already: a window of its own for each page
 * takes longer than all that is checked on it. Several walks, so that several browsers share the way.
 */
const WALKS: Readonly<Record<string, readonly string[]>> = {
  'to results': [
    '/',
    '/search',
    '/search?q=lonely&near=Tarnbury',
    '/search?q=my+husband+hits+me',
    '/search?q=debt&audience=deaf_people&day=SU&delivery=home',
    '/search?q=food&near=Tarnberry',
  ],
  'to a service': [
    '/needs',
    '/needs/food',
    '/needs/domestic-abuse',
    '/services/marl-larder-food-bank',
    '/services/lantern-gate-refuge',
    '/organisations/marlbridge-district-council',
    '/shortlist',
  ],
  'around the website': [
    '/urgent-help',
    '/about',
    '/contact',
    '/get-help',
    '/get-help/cannot-send',
    '/feedback',
    '/feedback/thanks',
    '/accessibility',
    '/privacy',
    '/cookies',
    '/credits',
    '/data',
    '/covering-your-tracks',
  ],
  'in Welsh': [
    '/cy',
    '/cy/search?q=lonely&near=Tarnbury',
    '/cy/services/marl-larder-food-bank',
    '/cy/get-help',
    '/cy/easy-read/find',
  ],
  'in easy read': [
    '/easy-read/hard-words',
    '/easy-read/urgent-help',
    '/easy-read/urgent-help?for=abuse',
    '/easy-read/find/who?need=debt&who=older',
    '/easy-read/results?q=xyzzy',
    '/easy-read/services/lantern-gate-refuge',
    '/easy-read/services/adult-social-care-advice',
  ],
  'to an account': [
    '/sign-in',
    '/sign-in/link',
    '/sign-in/link/sent',
    '/sign-in/forgotten-password',
    '/sign-out',
  ],
};
/** Addresses that are no page, the last three of a link that does not work. */
const NOT_FOUND = ['/no/such/page', '/sign-in/link/none', '/sign-in/new-password/none', '/invitations/none'];

for (const [name, paths] of Object.entries(WALKS)) {
  test(`every page on the way ${name} passes axe and fits the window`, async ({ page }) => {
    test.slow();
    for (const path of paths) await test.step(path, () => openPage(page, path));
  });
}

test('every page that is not found passes axe and fits the window', async ({ page }) => {
  test.slow();
  for (const path of NOT_FOUND) await test.step(path, () => openPage(page, path, 404));
});

test('every page for paper fits A4, and its words are as large as they should be', async ({ page }) => {
  test.slow();
  for (const [path, points] of [
    ['/services/marl-larder-food-bank/print', 14],
    ['/services/marl-larder-food-bank/print?size=large', 20],
    ['/services/marl-larder-food-bank/print?size=easy-read', 18],
    ['/services/lantern-gate-refuge/print', 14],
    ['/shortlist/print?size=large', 20],
  ] as const)
    await test.step(path, () => openOnPaper(page, path, points));
  const braille = await page.request.get('/services/marl-larder-food-bank/braille.txt');
  expect(braille.headers()['content-type']).toContain('text/plain');
  expect(await braille.text()).toContain('Marl Larder');
});

test('at 400 % zoom nothing is lost sideways', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await openPage(page, '/services/marl-larder-food-bank');
});

test('in the dark every colour keeps its contrast', async ({ page }) => {
  test.slow();
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const path of [
    '/',
    '/search?q=lonely&near=Tarnbury',
    '/services/marl-larder-food-bank',
    '/urgent-help',
    '/feedback',
    '/sign-in',
  ])
    await openPage(page, path);
});
