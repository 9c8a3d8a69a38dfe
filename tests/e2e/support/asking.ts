import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { addOrganisation, type NewOrganisation } from '../../support/partners/organisation.ts';
import { mailedTo } from '../../support/requests/sent-referral.ts';
import { checkPage } from './open-page.ts';

const data = process.env.E2E_DATA ?? '';
/** Six digits, as they are sent. */
export const CODE = /\b(\d{6})\b/;

/** What the latest mail or text to an address says that matches: the first group of the pattern. */
export const mailed = (address: string, pattern: RegExp): Promise<string> =>
  mailedTo({ dataFolder: data }, address, pattern);

/** Chooses one of a few. */
export const choose = (page: Page, legend: string | RegExp, choice: string | RegExp): Promise<void> =>
  page.getByRole('group', { name: legend }).getByRole('radio', { name: choice, exact: true }).check();

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

/** Waits for the page with this title, and looks at it the way every browser test does. */
export async function arriveAt(page: Page, title: string | RegExp): Promise<void> {
  await expect(heading(page, title)).toBeVisible();
  await checkPage(page);
}

export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

/** Answers a question: sends what is filled in, and waits for the next one. */
export async function goOn(page: Page, next: string | RegExp): Promise<void> {
  await press(page, 'Continue');
  await expect(heading(page, next)).toBeVisible();
}

export const openFold = (page: Page, name: string): Promise<void> =>
  page.locator('summary', { hasText: name }).first().click();

/** The reference as the page shows it to be written down. */
export const referenceOn = async (page: Page): Promise<string> =>
  (await page.locator('.fd-reference').innerText()).replaceAll(/\s/g, '');

/** Nobody is signed in any more; what was proven of a link stays proven. */
export const signOut = (page: Page): Promise<void> => page.context().clearCookies({ name: 'fd-session' });

/** An organisation whose service has an address to which referrals are sent. */
export async function addReferable(
  facts: Parameters<typeof addOrganisation>[1] = {},
): Promise<NewOrganisation & { email: string }> {
  const email = `service-${randomUUID()}@example.org`;
  return { ...(await addOrganisation(data, { email, joinings: ['self_referral'], ...facts })), email };
}

/** What /track says of one service. */
export const panelOf = (page: Page, { serviceName }: NewOrganisation) =>
  page.locator('.fd-panel', { has: page.getByRole('heading', { name: serviceName }) });
