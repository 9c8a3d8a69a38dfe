import { expect, test, type Page } from '@playwright/test';
import { codeOf, latestLink, personWith, withDatabase, type Person } from '../../support/accounts/person.ts';
import { checkPage, openPage } from '../support/open-page.ts';

const data = process.env.E2E_DATA ?? '';
const staff = (): Promise<Person> => personWith(data, ['administrator'], { hasSecondStep: true });
const partner = (): Promise<Person> => personWith(data, ['commissioner']);

async function typePassword(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('with the keyboard alone somebody comes from a page of staff through both steps to that page', async ({
  page,
}) => {
  const person = await staff();
  await page.goto('/admin/people');
  await checkPage(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  const reach = async (label: string): Promise<void> => {
    for (let i = 0; i < 30; i += 1) {
      if (await page.getByLabel(label, { exact: true }).evaluate((field) => field === document.activeElement))
        return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`The keyboard never reaches "${label}"`);
  };
  await reach('Email address');
  await page.keyboard.type(person.email);
  await reach('Password');
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Enter your code' })).toBeVisible();
  await checkPage(page);
  await reach('6-digit code');
  await page.keyboard.type(codeOf(person.secret));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin\/people$/);
});

test('a password can be pasted', async ({ page }) => {
  const person = await partner();
  await page.goto('/sign-in');
  const email = page.getByLabel('Email address');
  await email.fill(person.password);
  await email.press('ControlOrMeta+a');
  await email.press('ControlOrMeta+x');
  await expect(email).toHaveValue('');
  await page.getByLabel('Password', { exact: true }).press('ControlOrMeta+v');
  await email.fill(person.email);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/account$/);
});

test('after a wrong password the page says what to do, and nothing of the password stays', async ({
  page,
  javaScriptEnabled,
}) => {
  const person = await partner();
  await page.goto('/sign-in');
  await typePassword(page, { ...person, password: 'not the password' });
  await expect(page).toHaveTitle(/^Error: Sign in/);
  await checkPage(page);
  if (javaScriptEnabled) await expect(page.locator('.govuk-error-summary')).toBeFocused();
  await page.locator('.govuk-error-summary a').click();
  await expect(page.getByLabel('Email address')).toBeFocused();
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
  await expect(page.getByLabel('Email address')).toHaveValue(person.email);
});

test('a password is shown while somebody wants to see it, with scripts alone', async ({
  page,
  javaScriptEnabled,
}) => {
  await page.goto('/sign-in');
  const field = page.getByLabel('Password', { exact: true });
  const show = page.getByRole('button', { name: 'Show password' });
  if (!javaScriptEnabled) return expect(show).toBeHidden();
  await field.fill('otter kettle');
  await show.click();
  await expect(field).toHaveAttribute('type', 'text');
  await checkPage(page);
  await page.getByRole('button', { name: 'Hide password' }).click();
  await expect(field).toHaveAttribute('type', 'password');
});

test('an emailed link signs in by its button', async ({ page }) => {
  const person = await partner();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Email me a link instead' }).click();
  await page.getByLabel('Email address of your account').fill(person.email);
  await page.getByRole('button', { name: 'Email me a link' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Check your email' })).toBeVisible();
  await checkPage(page);
  await expect.poll(() => latestLink(data, person.accountId)).not.toBeNull();
  await openPage(page, (await latestLink(data, person.accountId)) ?? '');
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/account$/);
  await page.getByRole('link', { name: 'Sign out' }).first().click();
  await checkPage(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'You are signed out' })).toBeVisible();
  await checkPage(page);
});

test('whoever needs a second step sets it up before anything else opens', async ({ page }) => {
  const person = await personWith(data, ['editor']);
  await page.goto('/sign-in?return=%2Fadmin');
  await typePassword(page, person);
  await expect(page).toHaveURL(/\/account\/second-step/);
  await checkPage(page);
  await page.getByRole('button', { name: 'I have the app' }).click();
  await checkPage(page);
  const secret = (await page.locator('.fd-secret').first().innerText()).replace(/\s/g, '');
  await page.getByLabel(/code/i).first().fill(codeOf(secret));
  await page.getByRole('main').getByRole('button').first().click();
  await expect(page.locator('.fd-secret--list')).toBeVisible();
  await checkPage(page);
  await page.goto('/admin');
  await expect(page).toHaveURL(/\/admin$/);
});

test('what was typed is there again after signing in again', async ({ page }) => {
  const person = await partner();
  await page.goto('/sign-in');
  await typePassword(page, person);
  await openPage(page, '/account/name');
  await withDatabase(data, (db) =>
    db
      .updateTable('session')
      .set({ last_seen_at: new Date(Date.now() - 40 * 60_000).toISOString() })
      .where('account_id', '=', person.accountId)
      .execute(),
  );
  await page.getByLabel('Full name').fill('Ada Newname');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByText('What you had typed is kept')).toBeVisible();
  await checkPage(page);
  await typePassword(page, person);
  await expect(page.getByLabel('Full name')).toHaveValue('Ada Newname');
  await expect(page.getByText('we kept what you had typed')).toBeVisible();
  await checkPage(page);
});

test('five minutes before somebody is signed out the page says so, and a button keeps them signed in', async ({
  page,
  javaScriptEnabled,
}) => {
  test.skip(
    !javaScriptEnabled,
    'the warning is a script; without, the footer says how long one stays signed in',
  );
  await page.clock.install();
  const person = await partner();
  await page.goto('/sign-in');
  await typePassword(page, person);
  await expect(page).toHaveURL(/\/account$/);
  const warning = page.getByText(/You will be signed out at \d+(:\d\d)?[ap]m/);
  await page.clock.fastForward('23:50');
  await expect(warning).toHaveCount(0);
  await page.clock.fastForward('00:30');
  await expect(warning).toBeVisible();
  await checkPage(page);
  await page.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(warning).toHaveCount(0);
  await page.clock.fastForward('25:00');
  await expect(warning).toBeVisible();
  await page.clock.fastForward('05:00');
  await expect(page.getByText('You are signed out now.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stay signed in' })).toBeHidden();
});

test('the pages behind the password pass axe with the longest of names', async ({ page }) => {
  const person = await personWith(data, ['administrator'], {
    name: `Dr ${'Wilhelmina-Featherstonehaugh'.repeat(3)}`,
    hasSecondStep: true,
  });
  await page.goto('/sign-in');
  await typePassword(page, person);
  await checkPage(page);
  await page.getByRole('link', { name: 'Use a recovery code' }).click();
  await checkPage(page);
  await page.goto('/sign-in/second-step');
  await page.getByLabel('6-digit code').fill(codeOf(person.secret));
  await page.getByRole('button', { name: 'Go on' }).click();
  await openPage(page, '/sign-in');
  await openPage(page, '/sign-out');
  await openPage(page, '/no-access', 403);
});
