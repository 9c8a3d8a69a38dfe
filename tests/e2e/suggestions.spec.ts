import { expect, test, type Page } from '@playwright/test';
import { checkPage, openPage } from './support/open-page.ts';

const box = (page: Page) => page.getByLabel('What do you need help with?');
const near = (page: Page) => page.getByLabel('Postcode or town (optional)');
const list = (page: Page) => page.locator('#q-suggestions');
const options = (page: Page) => list(page).getByRole('option');
const marked = (page: Page) => list(page).locator('[aria-selected="true"]');

/** Types as a person does and waits for what is offered for all of it: on a slow machine a part may be answered first. */
async function type(page: Page, words: string): Promise<void> {
  const answered = page.waitForResponse((response) => {
    const { pathname, searchParams } = new URL(response.url());
    return pathname === '/suggestions' && searchParams.get('q') === words;
  });
  await box(page).pressSequentially(words);
  await answered;
  // Each letter empties what is said, and each list says how long it is.
  await expect(page.getByRole('status')).toContainText('suggestion');
  await expect(options(page).first()).toBeVisible();
}

test.describe('with scripts', () => {
  test.skip(({ javaScriptEnabled }) => !javaScriptEnabled);

  test('what is offered while typing passes axe, says what it is and is large enough to press', async ({
    page,
  }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await openPage(page, '/');
      await type(page, 'food');
      await expect(options(page).first()).toContainText('Topic');
      await page.keyboard.press('ArrowDown');
      await expect(marked(page)).toHaveCount(1);
      await checkPage(page);
      for (const option of await options(page).all())
        expect((await option.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
  });

  test('a screen reader hears how many there are, and nothing before somebody types', async ({ page }) => {
    await openPage(page, '/search?q=food');
    await box(page).focus();
    await expect(page.getByRole('status')).toBeEmpty();
    await box(page).fill('');
    await type(page, 'someone to ta');
    await expect(page.getByRole('status')).toHaveText(
      /^\d suggestions?\. Use the up and down arrow keys to choose one\.$/,
    );
    await expect(box(page)).toHaveAttribute('aria-expanded', 'true');
  });

  test('a topic is chosen by keyboard from words for it, and keeps the place that was typed', async ({
    page,
  }) => {
    await page.goto('/');
    await near(page).fill('Tarnbury');
    await type(page, 'someone to ta');
    await page.keyboard.press('ArrowDown');
    await expect(box(page)).toHaveAttribute(
      'aria-activedescendant',
      (await marked(page).getAttribute('id')) ?? '',
    );
    const href = await marked(page).getAttribute('href');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${href}?near=Tarnbury`);
    await expect(page.locator('.fd-card').first()).toBeVisible();
  });

  test('a service is chosen by pressing it', async ({ page, hasTouch }) => {
    await page.goto('/');
    await type(page, 'marl larder food');
    const service = options(page).filter({ hasText: 'Service' }).first();
    if (hasTouch) await service.tap();
    else await service.click();
    await expect(page).toHaveURL(/\/services\/marl-larder-food-bank$/);
  });

  test('a place goes to its field and leaves the other words', async ({ page }) => {
    await page.goto('/');
    await type(page, 'food bank in tarn');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(near(page)).toHaveValue('Tarnbury');
    await expect(box(page)).toHaveValue('food bank');
    await expect(box(page)).toBeFocused();
    await expect(list(page)).toBeHidden();
    await expect(page.getByRole('status')).toHaveText('We will look near Tarnbury.');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/search\?q=food\+bank&near=Tarnbury$/);
  });

  test('Enter without choosing searches for what was typed', async ({ page }) => {
    await page.goto('/');
    await type(page, 'food ba');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/search\?q=food\+ba&near=$/);
  });

  test('arrows go round by way of the box, Escape closes and keeps the text', async ({ page }) => {
    await page.goto('/');
    await type(page, 'food ba');
    await page.keyboard.press('ArrowUp');
    await expect(options(page).last()).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('ArrowDown');
    await expect(marked(page)).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(list(page)).toBeHidden();
    await expect(box(page)).toHaveValue('food ba');
    await expect(box(page)).toHaveAttribute('aria-expanded', 'false');
  });

  test('Tab leaves for the next field, keeps the text and chooses nothing', async ({ page }) => {
    await page.goto('/');
    await type(page, 'food ba');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await expect(near(page)).toBeFocused();
    await expect(list(page)).toBeHidden();
    await expect(box(page)).toHaveValue('food ba');
    await expect(page).toHaveURL(/\/$/);
  });

  test('pressing elsewhere closes the list, and the button is never under it', async ({ page }) => {
    await page.goto('/');
    await type(page, 'food');
    await page.getByRole('button', { name: 'Search' }).click({ trial: true });
    await page.getByRole('heading', { level: 1 }).click();
    await expect(list(page)).toBeHidden();
  });

  test('an answer that comes after somebody has gone on opens nothing', async ({ page }) => {
    await page.goto('/');
    const answered = page.waitForResponse((response) => response.url().includes('/suggestions?q='));
    await box(page).pressSequentially('food');
    await near(page).focus();
    await (await answered).finished();
    await expect(list(page).locator('[role="option"]').first()).toBeAttached();
    await expect(list(page)).toBeHidden();
  });

  test('a narrow window offers five at most, a wide one eight, and says how many it shows', async ({
    page,
  }) => {
    await page.goto('/');
    await type(page, 'food');
    const most = (page.viewportSize()?.width ?? 0) < 768 ? 5 : 8;
    await expect(options(page)).toHaveCount(most);
    await expect(page.getByRole('status')).toContainText(`${most} suggestions.`);
  });

  test('at 200 % zoom the list fits the window', async ({ page }) => {
    await page.setViewportSize({ width: 640, height: 450 });
    await openPage(page, '/');
    await type(page, 'food');
    await checkPage(page);
  });
});

test('without scripts nothing is offered and the search works', async ({ page, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled);
  await openPage(page, '/');
  await box(page).fill('food bank');
  await expect(list(page)).toBeHidden();
  await box(page).press('Enter');
  await expect(page.locator('.fd-card').first()).toBeVisible();
});
