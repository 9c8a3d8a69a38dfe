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
];

for (const path of PAGES) {
  test(`${path} passes axe and fits the window`, async ({ page }) => {
    await openPage(page, path);
  });
}

test('a page that does not exist passes axe and fits the window', async ({ page }) => {
  await openPage(page, '/no/such/page', 404);
});
