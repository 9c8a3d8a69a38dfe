import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { signedInAs } from '../../support/accounts/signed-in.ts';
import { referTaken } from '../../support/requests/refer.ts';
import {
  addReferable,
  arriveAt,
  choose,
  goOn,
  heading,
  mailed,
  panelOf,
  press,
  referenceOn,
} from '../support/asking.ts';
import { checkPage } from '../support/open-page.ts';

const data = process.env.E2E_DATA ?? '';

test('somebody asks for herself, adds something, and takes back what she agreed to for one service', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(180_000);
  page.setDefaultTimeout(30_000);
  const [kept, stopped] = [await addReferable(), await addReferable()];
  const navigator = await signedInAs(join(data, 'front-door.sqlite'), ['navigator'], { name: 'Omar Reed' });
  let track = '';

  await test.step('she asks for what she saved', async () => {
    for (const { serviceSlug, serviceName } of [kept, stopped]) {
      await page.goto(`/services/${serviceSlug}`);
      await page.getByRole('button', { name: new RegExp(`^Save.*${serviceName}`) }).click();
      await expect(page.getByText(/^Saved/).first()).toBeVisible();
    }
    await page.goto('/shortlist');
    await press(page, 'Ask for this for me');
    await expect(heading(page, 'Who needs help?')).toBeVisible();
    await choose(page, 'Choose one', 'I need help');
    await goOn(page, 'What is your name?');
    await page.getByLabel('Full name').fill('Winifred Example');
    await goOn(page, 'How can we reach you?');
    await choose(page, 'What is the best way to reach you?', 'Phone call');
    await page.getByLabel('Your phone number').fill('01632 960 123');
    await goOn(page, 'Is it safe to contact you?');
    await choose(page, 'Is it safe to ring you?', 'Yes');
    await choose(page, /leave a message/, 'Yes');
    await goOn(page, /information in a particular way/);
    await choose(page, 'Do you need anything like this?', 'No');
    await goOn(page, 'What matters to you?');
    await page.getByLabel('Tell us in your own words').fill('I would like to sew with others again.');
    await goOn(page, 'What would you like help with?');
    await page.getByLabel('Something else (optional)').fill('A sewing afternoon');
    await goOn(page, 'What help do you have already?');
    await goOn(page, 'Who is at home?');
    for (const legend of [/^Do you look after/, /^Does somebody look/, /^Do children/])
      await choose(page, legend, 'I would rather not say');
    await goOn(page, 'Where do you live?');
    await page.getByLabel('Postcode, town or village').fill('Tarnbury village');
    await goOn(page, 'Which services would you like to hear from?');
    for (const { serviceName } of [kept, stopped])
      await expect(page.getByRole('checkbox', { name: serviceName })).toBeChecked();
    await goOn(page, 'What is your date of birth?');
    await page.getByLabel('Day', { exact: true }).fill('5');
    await page.getByLabel('Month', { exact: true }).fill('June');
    await page.getByLabel('Year', { exact: true }).fill('1951');
    await goOn(page, 'Who may see what you told us?');
    await choose(page, /that we read this/, 'Yes, I agree');
    for (const { name } of [kept, stopped])
      await choose(page, new RegExp(`that we tell ${name}`), 'Yes, I agree');
    await goOn(page, 'Would you like a copy?');
    await choose(page, 'Would you like us to send a copy?', 'No, thank you');
    await goOn(page, 'Check the answers before you send them');
    await press(page, 'Send request');
    await expect(heading(page, 'We have your request')).toBeVisible();
    track = (await page.getByRole('link', { name: 'Follow the request' }).getAttribute('href')) ?? '';
    const reference = await referenceOn(page);
    await referTaken(
      { dataFolder: data, url: baseURL ?? '' },
      { reference, navigatorId: navigator.accountId },
    );
  });

  await test.step('she shows who she is by her date of birth, and adds something', async () => {
    await page.goto(track);
    await page.getByLabel('Day', { exact: true }).fill('5');
    await page.getByLabel('Month', { exact: true }).fill('6');
    await page.getByLabel('Year', { exact: true }).fill('1951');
    await press(page, 'Show the request');
    await page.getByRole('link', { name: 'Add something' }).click();
    await page.getByLabel('What would you like to add?').fill('Thursdays are best for me now.');
    await press(page, 'Send');
    await expect(page.getByRole('status')).toContainText('We have kept what you added');
    await expect(page.getByText('Thursdays are best for me now.')).toBeVisible();
    await checkPage(page);
  });

  await test.step('she stops one service, and sees that it stopped', async () => {
    await expect(panelOf(page, stopped)).toContainText('Waiting for an answer');
    await page.getByRole('link', { name: 'Change your mind about sharing' }).click();
    await page.getByRole('link', { name: new RegExp(`^Stop sharing with .*${stopped.serviceName}`) }).click();
    await arriveAt(page, 'Stop sharing?');
    await press(page, 'Stop sharing');
    await arriveAt(page, 'Your request');
    await expect(page.getByRole('status')).toContainText('Stopped.');
    await expect(panelOf(page, stopped)).toContainText(/We stopped asking them on .*, and told them\./);
    await expect(panelOf(page, kept)).toContainText('Waiting for an answer');
    const link = await mailed(stopped.email, /(\/referrals\/[\w-]{22})/);
    expect((await page.goto(link))?.status()).toBe(410);
    await expect(page.getByRole('button', { name: 'Yes, we can help' })).toHaveCount(0);
  });
});
