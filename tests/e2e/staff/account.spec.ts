import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { codeOf, withDatabase } from '../../support/accounts/person.ts';
import { signedInAs, type TestPerson } from '../../support/accounts/signed-in.ts';
import { checkPage, openPage } from '../support/open-page.ts';

const data = process.env.E2E_DATA ?? '';

/** Signs a new person in, in this browser. */
async function signIn(
  page: Page,
  baseURL: string | undefined,
  roles: Parameters<typeof signedInAs>[1],
  options: Parameters<typeof signedInAs>[2] = {},
): Promise<TestPerson> {
  const person = await signedInAs(join(data, 'front-door.sqlite'), roles, options);
  const [name = '', value = ''] = person.cookie.split('=');
  await page.context().addCookies([{ name, value, url: baseURL ?? '' }]);
  return person;
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const HOSTILE = `<script>alert(1)</script> مرحبا ${'w'.repeat(50)}`;

test('the second step is set up by typing: no camera, no script, then on to the page that was wanted', async ({
  page,
  baseURL,
}) => {
  await signIn(page, baseURL, ['navigator'], { strength: 1 });
  await page.goto('/admin');
  await expect(heading(page, 'Set up your second step')).toBeVisible();
  await checkPage(page);
  await page.getByRole('button', { name: 'I have the app' }).click();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  await checkPage(page);
  const secret = ((await page.locator('#secret').textContent()) ?? '').replace(/\s/g, '');

  await page.getByLabel('6-digit code').fill('000000');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page).toHaveTitle(/^Error: /);
  await checkPage(page);
  await page.getByLabel('6-digit code').fill(codeOf(secret));
  await page.getByLabel('6-digit code').press('Enter');
  await expect(heading(page, 'Your recovery codes')).toBeVisible();
  await checkPage(page);
  await expect(page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10);
  await page.getByRole('link', { name: 'I have kept them' }).click();
  await expect(heading(page, 'Administration')).toBeVisible();
  await openPage(page, '/account/second-step/new-app');
});

test('every page of one’s own account is good to look at and to read aloud', async ({ page, baseURL }) => {
  await signIn(page, baseURL, ['commissioner'], { name: HOSTILE });
  for (const path of ['', '/name', '/email', '/password', '/sessions', '/permissions', '/second-step'])
    await openPage(page, `/account${path}`);
  await openPage(page, '/account/recovery-codes');
});

test('somebody changes their name with the keyboard alone', async ({ page, baseURL }) => {
  await signIn(page, baseURL, ['commissioner'], { name: 'Old Name' });
  await page.goto('/account/name');
  const field = page.getByLabel('Full name');
  for (let i = 0; i < 20; i += 1) {
    if (await field.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(field).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('New Name');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your name was changed.')).toBeVisible();
  await expect(page.locator('main').getByText('New Name')).toBeVisible();
});

test('an administrator invites a partner: the organisation is found by a part of its name', async ({
  page,
  baseURL,
}) => {
  await signIn(page, baseURL, ['administrator']);
  const organisation = await withDatabase(data, (db) =>
    db.selectFrom('organisation').select('name').orderBy('id').executeTakeFirstOrThrow(),
  );
  await openPage(page, '/admin/people/invitation');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveTitle(/^Error: /);
  await checkPage(page);
  await page.getByLabel('Full name').fill(HOSTILE);
  await page.getByLabel('Email address').fill(`partner-${Date.now()}-${Math.random()}@example.org`);
  await page.getByLabel('Editor of an organisation').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, 'Which organisation is it?')).toBeVisible();
  await checkPage(page);
  await page.getByLabel('Part of the organisation’s name').fill(organisation.name.slice(0, 8));
  await page.getByRole('button', { name: 'Find the organisation' }).click();
  await checkPage(page);
  await page.getByLabel(organisation.name, { exact: true }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, 'Check the invitation before you send it')).toBeVisible();
  await checkPage(page);
  await page.getByRole('button', { name: 'Change something' }).click();
  await expect(page.getByLabel('Full name')).toHaveValue(HOSTILE);
  await expect(page.getByLabel(`Editor of ${organisation.name}`)).toBeChecked();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(page.getByText('The invitation is on its way.')).toBeVisible();
  await checkPage(page);
  await page.getByRole('link', { name: 'Send again or withdraw' }).click();
  await checkPage(page);
});

test('an administrator finds somebody and changes their roles', async ({ page, baseURL }) => {
  const name = `${HOSTILE} ${Math.random()}`;
  await signedInAs(join(data, 'front-door.sqlite'), ['editor'], { name });
  await signIn(page, baseURL, ['administrator']);
  await openPage(page, '/admin');
  await openPage(page, '/admin/people');
  await page.getByLabel('Name or email').fill(name);
  await page.getByRole('button', { name: 'Show' }).click();
  await checkPage(page);
  await page.getByRole('link', { name }).click();
  await checkPage(page);

  await page.getByRole('link', { name: 'Change roles' }).click();
  await checkPage(page);
  await page.getByLabel('Navigator').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('They get: Navigator.')).toBeVisible();
  await checkPage(page);
  await page.getByRole('button', { name: 'Change the roles' }).click();
  await expect(page.getByText('What they may do was changed.')).toBeVisible();
});

test('an administrator stops somebody and lets them return', async ({ page, baseURL }) => {
  const { accountId } = await signedInAs(join(data, 'front-door.sqlite'), ['editor'], { name: HOSTILE });
  await signIn(page, baseURL, ['administrator']);
  await page.goto(`/admin/people/${accountId}`);
  await page.getByRole('link', { name: 'Sign out everywhere' }).click();
  await checkPage(page);
  await page.getByRole('link', { name: 'Go back' }).click();
  await page.getByRole('link', { name: 'Stop', exact: true }).click();
  await checkPage(page);
  await page.getByRole('button', { name: 'Stop them' }).click();
  await expect(page).toHaveTitle(/^Error: /);
  await checkPage(page);
  await page.getByLabel('Why').fill('Left on Friday');
  await page.getByRole('button', { name: 'Stop them' }).click();
  await expect(page.getByText('They were stopped')).toBeVisible();
  await checkPage(page);
  await page.getByRole('link', { name: 'Let them return' }).click();
  await checkPage(page);
  await page.getByRole('button', { name: 'Let them return' }).click();
  await expect(page.getByText('They may sign in again.')).toBeVisible();
});
