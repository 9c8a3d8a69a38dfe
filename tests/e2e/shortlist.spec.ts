import { expect, test } from '@playwright/test';
import { checkPage, openPage } from './support/open-page.ts';

test('a visitor saves two services, writes a note and prints them', async ({ page, javaScriptEnabled }) => {
  for (const n of [0, 1]) {
    await page.goto('/search?q=food+bank');
    await page.locator('.fd-card').nth(n).getByRole('button', { name: /^Save/ }).click();
    if (javaScriptEnabled)
      await expect(page.locator('.fd-card').nth(n).getByRole('button')).toContainText('Saved');
    else await expect(page.getByRole('status')).toContainText('Saved:');
  }
  await openPage(page, '/shortlist');
  await expect(page.locator('.fd-card')).toHaveCount(2);
  await page.locator('textarea').first().fill('Go on Friday');
  await page
    .getByRole('button', { name: /^Save note/ })
    .first()
    .click();
  await expect(page.getByRole('status')).toContainText('Note saved');
  await page.getByRole('link', { name: 'Large print' }).click();
  await page.waitForURL(/\/shortlist\/print/);
  await checkPage(page);
  await expect(page.locator('article')).toHaveCount(2);
  await expect(page.locator('main')).toContainText('Go on Friday');
});

test('a shared link opens for somebody else until it is withdrawn', async ({ page, browser }) => {
  await page.goto('/search?q=food+bank');
  await page.locator('.fd-card').first().getByRole('button', { name: /^Save/ }).click();
  await page.waitForLoadState('networkidle');
  await openPage(page, '/shortlist');
  await page.getByRole('button', { name: 'Make a link' }).click();
  await checkPage(page);
  const link = await page.locator('#share li a').first().getAttribute('href');
  const stranger = await (await browser.newContext()).newPage();
  await openPage(stranger, link ?? '');
  await expect(stranger.locator('article')).toHaveCount(1);
  await openPage(stranger, `${link ?? ''}/print`);
  await openPage(stranger, link ?? '');
  await page.getByRole('button', { name: /^Withdraw this link/ }).click();
  await expect(page.getByRole('status')).toContainText('Link withdrawn');
  await stranger.reload();
  await expect(stranger.getByRole('heading', { level: 1 })).toContainText('does not work any more');
  await stranger.context().close();
});
