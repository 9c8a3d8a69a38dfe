import { join } from 'node:path';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { signedInAs } from '../../support/accounts/signed-in.ts';
import { checkPage, openPage } from '../support/open-page.ts';

/** Signs this browser in as an administrator of its own. */
async function signIn(context: BrowserContext, baseURL: string | undefined): Promise<string> {
  const name = `Auditor ${Math.random().toString(36).slice(2, 8)}`;
  const person = await signedInAs(join(process.env.E2E_DATA ?? '', 'front-door.sqlite'), ['administrator'], {
    name,
  });
  const [cookie = '', value = ''] = person.cookie.split('=');
  await context.addCookies([{ name: cookie, value, url: baseURL ?? '' }]);
  return name;
}

const search = (page: Page) => page.getByRole('search', { name: 'Events' });

test('an administrator starts a job, finds who started it, and looks at the event', async ({
  page,
  context,
  baseURL,
}) => {
  const name = await signIn(context, baseURL);
  await openPage(page, '/admin/jobs');
  // Another browser of these tests may be running it at this moment.
  const start = page.getByRole('button', { name: 'Start it now' });
  await expect(async () => {
    await page.goto('/admin/jobs/audit-verify');
    await expect(start).toBeVisible({ timeout: 1000 });
    await start.click();
    await expect(page.getByText('The job was started.')).toBeVisible({ timeout: 2000 });
  }).toPass();
  await checkPage(page);

  await openPage(page, '/admin/audit');
  await search(page).getByLabel('Who').fill(name);
  await search(page).getByLabel('What was done').selectOption('job.start');
  await search(page).getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText(`Done by ${name}.`)).toBeVisible();
  await expect(page).not.toHaveURL(/Auditor/);
  await checkPage(page);
  await page.getByRole('link', { name: `${name} started the job audit-verify` }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Event \d+$/);
  await checkPage(page);
});

test('a search that cannot be understood says what to mend and keeps what was typed', async ({
  page,
  context,
  baseURL,
}) => {
  await signIn(context, baseURL);
  await openPage(page, '/admin/audit');
  await search(page).getByLabel('From day').fill('yesterday');
  await search(page).getByLabel('Who').fill('Somebody Unheard Of');
  await search(page).getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('link', { name: 'Enter the first day, like 2026-11-21' })).toBeVisible();
  await expect(search(page).getByLabel('From day')).toHaveValue('yesterday');
  await expect(search(page).getByLabel('Who')).toHaveValue('Somebody Unheard Of');
  await checkPage(page);
});

test('the trail is taken away as a file for a spreadsheet', async ({ page, context, baseURL }) => {
  await signIn(context, baseURL);
  await openPage(page, '/admin/audit');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^audit-trail-\d{4}-\d\d-\d\d\.csv$/);
});
