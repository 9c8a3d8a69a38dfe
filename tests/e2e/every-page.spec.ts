import { test } from '@playwright/test';
import { openPage } from './support/open-page.ts';

const PAGES = [
  '/',
  '/search',
  '/search?q=lonely&near=Tarnbury',
  '/search?q=my+husband+hits+me',
  '/search?q=debt&audience=deaf_people&day=SU&delivery=home',
  '/search?q=food&near=Tarnberry',
  '/needs',
  '/needs/food',
  '/needs/domestic-abuse',
  '/services/marl-larder-food-bank',
  '/services/lantern-gate-refuge',
  '/organisations/marlbridge-district-council',
  '/shortlist',
  '/urgent-help',
  '/about',
  '/contact',
  '/feedback',
  '/feedback/thanks',
  '/accessibility',
  '/privacy',
  '/cookies',
  '/credits',
  '/data',
  '/sign-in',
  '/sign-in/link',
  '/sign-in/link/sent',
  '/sign-in/forgotten-password',
  '/sign-out',
];

for (const path of PAGES) {
  test(`${path} passes axe and fits the window`, async ({ page }) => {
    await openPage(page, path);
  });
}

test('a page that does not exist passes axe and fits the window', async ({ page }) => {
  await openPage(page, '/no/such/page', 404);
});

for (const path of ['/sign-in/link/none', '/sign-in/new-password/none', '/invitations/none']) {
  test(`${path}, a link that does not work, passes axe and fits the window`, async ({ page }) => {
    await openPage(page, path, 404);
  });
}

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
