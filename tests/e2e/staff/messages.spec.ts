import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { signedInAs } from '../../support/accounts/signed-in.ts';
import { addMessage, addTask } from '../../support/messages/site.ts';
import { checkPage, openPage } from '../support/open-page.ts';

const data = process.env.E2E_DATA ?? '';

async function signIn(page: Page, baseURL: string | undefined): Promise<void> {
  const { cookie } = await signedInAs(join(data, 'front-door.sqlite'), ['administrator']);
  const [name = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value, url: baseURL ?? '' }]);
}

const failed = (): Record<string, string | number | null> => ({
  next_try_at: null,
  failed_at: new Date().toISOString(),
  channel: 'smtp',
  tries: 7,
  failure: 'The mail server answered 452.',
});

test('a message that could not be sent is found, read and sent again', async ({ page, baseURL }) => {
  await signIn(page, baseURL);
  const inviter = `<script>alert(1)</script> مرحبا ${'w'.repeat(90)}`;
  const to = `${'long'.repeat(14)}@directory.marlbridge.example.org`;
  const values = { days: '7', inviter };
  const id = await addMessage(data, { template: 'invitation', to, values }, failed());
  await openPage(page, '/admin/messages');
  await page.getByLabel('State').selectOption('Could not be sent');
  await page.getByLabel('What for').selectOption('Invites somebody to have an account');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.locator(`a[href="/admin/messages/${id}"]`).click();
  await expect(page.getByText(to)).toBeVisible();
  await checkPage(page);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('It is tried again now.')).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('Kept here', { exact: true })).toBeVisible({ timeout: 500 });
  }).toPass();
});

test('that a message came back is noted, and is then a task', async ({ page, baseURL }) => {
  await signIn(page, baseURL);
  const sent = { next_try_at: null, sent_at: new Date().toISOString(), channel: 'smtp', tries: 1 };
  const id = await addMessage(data, {}, sent);
  await page.goto(`/admin/messages/${id}`);
  await page.getByRole('link', { name: 'Note that it came back' }).click();
  await page.getByRole('button', { name: 'Note it' }).click();
  await expect(page).toHaveTitle(/^Error: /);
  await checkPage(page);
  await page.getByLabel('There is no such address or number').check();
  await page.getByRole('button', { name: 'Note it' }).click();
  await expect(page.getByText('It is noted that the message came back, and a task was made.')).toBeVisible();
});

test('a task is closed with the keyboard alone', async ({ page, baseURL }, { project }) => {
  await signIn(page, baseURL);
  const title = `Ring somebody, of ${project.name} at ${Date.now()}.`;
  const id = await addTask(data, { title, entityId: 'm', dueOn: '2020-01-01' });
  await openPage(page, '/admin/tasks');
  await openPage(page, `/admin/tasks/${id}`);
  await page.getByRole('button', { name: 'Close the task' }).press('Enter');
  await expect(page).toHaveTitle(/^Error: /);
  await checkPage(page);
  await page.getByLabel('Dealt with').press('Space');
  await page.getByRole('button', { name: 'Close the task' }).press('Enter');
  await expect(page.getByText('The task was closed.')).toBeVisible();
  await openPage(page, '/admin/tasks?state=done');
  await expect(page.getByText(title)).toBeVisible();
});
