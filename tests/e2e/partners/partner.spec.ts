import { expect, test, type Page } from '@playwright/test';
import { addOrganisation, invitationTo } from '../../support/partners/organisation.ts';
import { checkPage } from '../support/open-page.ts';

const data = process.env.E2E_DATA ?? '';

/** Counts the pages that somebody sees and the fields they fill on their way. */
function countsOf(page: Page) {
  const seen: string[] = [];
  let fields = 0;
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) seen.push(new URL(frame.url()).pathname);
  });
  return {
    async fill(label: string, text: string): Promise<void> {
      fields += 1;
      await page.getByLabel(label, { exact: true }).fill(text);
    },
    screens: () => seen.length,
    fields: () => fields,
  };
}

test('an invited volunteer comes from the mail to a changed time that the public finds, in five screens and three fields', async ({
  page,
}) => {
  const organisation = await addOrganisation(data);
  const link = await invitationTo(data, organisation.id);
  const counts = countsOf(page);
  await page.goto(link);
  await checkPage(page);
  await counts.fill('Choose a password (optional)', 'otter kettle meadow');
  await page.getByRole('button', { name: 'Take up the invitation' }).click();
  await expect(page.getByRole('heading', { level: 1, name: organisation.name })).toBeVisible();
  await expect(page.getByText('Everything is up to date')).toBeVisible();
  await checkPage(page);
  await page.getByRole('link', { name: organisation.serviceName, exact: true }).click();
  await checkPage(page);
  await page.getByRole('link', { name: 'Change a time' }).click();
  await checkPage(page);
  await counts.fill('New start', '2pm');
  await counts.fill('New end', '4.30pm');
  await page.getByRole('button', { name: 'Change the time' }).click();
  await expect(page.getByText('Saved. People see it now.')).toBeVisible();
  await checkPage(page);
  expect({ screens: counts.screens(), fields: counts.fields() }).toEqual({ screens: 5, fields: 3 });

  await page.goto(`/search?q=${encodeURIComponent(organisation.serviceName)}`);
  await page.getByRole('link', { name: organisation.serviceName }).first().click();
  await expect(page.getByText(/2pm to 4:30pm/).first()).toBeVisible();
});
