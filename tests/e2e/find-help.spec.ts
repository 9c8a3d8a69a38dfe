import { expect, test } from '@playwright/test';
import { checkPage, openPage } from './support/open-page.ts';

test('somebody types what is wrong, opens a service and sees how to join', async ({ page }) => {
  await openPage(page, '/');
  await page.getByLabel('What do you need help with?').fill('mum is lonely');
  await page.getByRole('textbox', { name: 'Postcode or town (optional)' }).fill('Tarnbury');
  await page.getByRole('button', { name: 'Search' }).click();
  await checkPage(page);
  await expect(page.getByRole('heading', { name: /\d+ services, looking from Tarnbury/ })).toBeVisible();
  const first = page.locator('.fd-card').first();
  const name = await first.getByRole('heading').innerText();
  await expect(first.locator('.fd-card__why')).toContainText(/lonely/i);
  await first.getByRole('link', { name }).click();
  await checkPage(page);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'How to join' })).toBeVisible();
});

test('somebody chooses a topic, then a smaller one, and sees services', async ({ page }) => {
  await openPage(page, '/');
  await page.getByRole('link', { name: 'Money, benefits and advice' }).click();
  await page.getByRole('link', { name: 'Debt and bills I cannot pay' }).first().click();
  await checkPage(page);
  await expect(page.locator('.fd-card').first()).toBeVisible();
});

test('filters narrow the results and can be taken back', async ({ page }) => {
  await openPage(page, '/search?q=group');
  const count = async (): Promise<number> => parseInt(await page.locator('#results-heading').innerText(), 10);
  const all = await count();
  const phone = page.locator('.fd-filters > details > summary');
  if (await phone.isVisible()) await phone.click();
  await page.locator('.fd-filter summary', { hasText: 'Cost' }).click();
  await page.getByRole('radio', { name: /^Free \(/ }).check();
  await page.getByRole('button', { name: 'Show results' }).click();
  await checkPage(page);
  const free = await count();
  expect(free).toBeLessThan(all);
  expect(free).toBeGreaterThan(0);
  await page
    .locator('.fd-understood')
    .getByRole('link', { name: /Free.*remove/ })
    .click();
  expect(await count()).toBe(all);
});

test('a search that finds nothing offers ways on that find something', async ({ page }) => {
  await openPage(page, '/search?q=debt&audience=deaf_people&day=SU&delivery=home');
  await page.locator('.fd-panel li a').first().click();
  await expect(page.locator('.fd-card').first()).toBeVisible();
});

test('everything can be reached and used by keyboard alone', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to main content' })).toBeFocused();
  await page.getByLabel('What do you need help with?').focus();
  await page.keyboard.type('food bank');
  await page.keyboard.press('Enter');
  await expect(page.locator('.fd-card').first()).toBeVisible();
});
