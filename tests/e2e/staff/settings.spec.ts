import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { signedInAs } from '../../support/accounts/signed-in.ts';
import { checkPage, openPage } from '../support/open-page.ts';

const file = join(process.env.E2E_DATA ?? '', 'front-door.sqlite');

async function signIn(page: Page, baseURL: string | undefined): Promise<void> {
  const { cookie } = await signedInAs(file, ['administrator']);
  const [name = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value, url: baseURL ?? '' }]);
}

test('an administrator finds out what is wrong with a setting, mends it and saves', async ({
  page,
  baseURL,
}) => {
  await signIn(page, baseURL);
  await openPage(page, '/admin/settings');
  const minutes = page.getByLabel('Minutes without a click before people are signed out');
  const before = await minutes.inputValue();
  await minutes.fill('5');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await checkPage(page);
  await expect(page.getByRole('alert')).toContainText('Enter a whole number of minutes from 15 to 60');
  await page.getByRole('link', { name: 'Enter a whole number of minutes from 15 to 60' }).click();
  await expect(minutes).toBeFocused();
  await minutes.fill(before);
  await page.getByRole('button', { name: 'Save settings' }).click();
  await checkPage(page);
  await expect(page.getByRole('status').first()).toContainText('Nothing was changed.');
});

test('the page about another system says that there is none', async ({ page, baseURL }) => {
  await signIn(page, baseURL);
  await openPage(page, '/account/other-system', 404);
  await expect(page.getByRole('main')).toContainText('No other system is set up here');
});
