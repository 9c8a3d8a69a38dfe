import { expect, test } from '@playwright/test';
import { openPage } from '../support/open-page.ts';

const WEATHER = 'https://www.bbc.co.uk/weather';
const NEED = '/needs/domestic-abuse';

test.beforeEach(async ({ page }) => {
  await page.route(`${WEATHER}**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<h1>Weather</h1>' }),
  );
});

test('a page about abuse is read at an address and under a title that say nothing', async ({ page }) => {
  await page.goto('/needs/safety-and-abuse');
  await page.getByRole('link', { name: 'Abuse by a partner or family' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Abuse by a partner or family');
  expect(new URL(page.url()).pathname).toMatch(/^\/information\//);
  await expect(page).toHaveTitle('Information – Front Door');
});

test('words about abuse do not stay in the address after a search', async ({ page }) => {
  await page.goto('/search');
  await page.getByLabel('What do you need help with?').fill('my husband hits me');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search results');
  expect(page.url()).not.toMatch(/husband|hits|search/);
});

test('the button leads elsewhere and empties the shortlist', async ({ page, context, baseURL }) => {
  await context.addCookies([{ name: 'shortlist', value: 'x', url: baseURL ?? '' }]);
  await openPage(page, NEED);
  await page.getByRole('button', { name: 'Emergency Exit this page' }).click();
  await page.waitForURL(`${WEATHER}**`);
  expect((await context.cookies(baseURL)).map(({ name }) => name)).not.toContain('shortlist');
});

test('nothing that the keyboard reaches comes to lie under the button', async ({ page }) => {
  await openPage(page, NEED);
  const exit = page.locator('.govuk-exit-this-page__button');
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    const [focused, button] = await Promise.all([
      page.evaluate(() => {
        const element = document.activeElement;
        if (!element?.closest('main')) return null;
        const { top, bottom, left, right } = element.getBoundingClientRect();
        return { top, bottom, left, right };
      }),
      exit.boundingBox(),
    ]);
    if (focused === null || button === null) continue;
    const isCovered =
      focused.top >= button.y &&
      focused.bottom <= button.y + button.height &&
      focused.left >= button.x &&
      focused.right <= button.x + button.width;
    expect(isCovered, `step ${step}`).toBe(false);
  }
});

test.describe('with scripts', () => {
  test.skip(({ javaScriptEnabled }) => !javaScriptEnabled);

  test('Shift pressed three times leaves, and Back leads to what was before the page', async ({ page }) => {
    await page.goto('/about');
    await page.goto(NEED);
    for (let time = 0; time < 3; time += 1) await page.keyboard.press('Shift');
    // The library's own move is overtaken by ours, which `waitForURL` would take for a failure.
    await expect(page).toHaveURL(WEATHER);
    await page.goBack();
    await expect(page).toHaveURL(/\/about$/);
  });
});
