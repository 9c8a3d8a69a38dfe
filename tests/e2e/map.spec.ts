import { expect, test } from '@playwright/test';
import { checkPage, openPage } from './support/open-page.ts';

test('the map shows the same services as the list and opens one by keyboard', async ({
  page,
  javaScriptEnabled,
}) => {
  await openPage(page, '/search?q=food+bank&near=Marlbridge');
  const button = page.getByRole('button', { name: 'Show these on a map' });
  if (!javaScriptEnabled) {
    await expect(button).toBeHidden();
    return;
  }
  await button.click();
  const pins = page.locator('#results-map path[role="button"]');
  await expect(pins).toHaveCount(await page.locator('.fd-card[data-latitude]').count());
  await checkPage(page);
  await pins.first().focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.leaflet-popup a').first()).toBeVisible();
});
