import { spawnSync } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readPublicCalendar } from '#src/features/schedules/calendar.ts';
import { addWorkingDays } from '#src/features/working-days/rules.ts';
import { londonNow } from '#src/lib/dates.ts';
import { signedInAs } from '../../support/accounts/signed-in.ts';
import { commandEnv, ROOT } from '../../support/server.ts';
import {
  addReferable,
  arriveAt,
  choose,
  CODE,
  goOn,
  heading,
  mailed,
  openFold,
  panelOf,
  press,
  referenceOn,
  signOut,
} from '../support/asking.ts';
import { checkPage, openPage } from '../support/open-page.ts';
import { signIn } from '../support/walk.ts';

const data = process.env.E2E_DATA ?? '';

/** Has the nightly job believe that it is another day; a run that another test has started is waited for. */
async function remindOn(day: string, site: string): Promise<void> {
  await expect(() => {
    const run = spawnSync(
      process.execPath,
      [join(ROOT, 'src', 'cli', 'job.ts'), 'referral-reminders', '--on', day],
      {
        cwd: ROOT,
        env: commandEnv({ FRONT_DOOR_DATA: data, PORT: new URL(site).port, NODE_ENV: 'production' }),
        encoding: 'utf8',
      },
    );
    expect(run.stdout + run.stderr).toContain('referral-reminders: done');
  }).toPass({ timeout: 60_000 });
}

test('a daughter asks for her mother at night, a navigator refers to three services, and the mother sees each answer', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(300_000);
  page.setDefaultTimeout(30_000);
  // A public body's service about health must know all that there is to ask.
  const clinic = await addReferable({
    sector: 'statutory',
    needs: [{ slug: 'dementia', suggested: false }],
  });
  const [lunch, silent] = [await addReferable(), await addReferable()];
  const navigator = await signedInAs(join(data, 'front-door.sqlite'), ['navigator'], { name: 'Priya Shah' });
  const daughter = `grace-${randomUUID()}@example.org`;
  const mobile = `07700900${randomInt(100, 1000)}`;
  let reference = '';
  let track = '';

  await test.step('the daughter tells it once', async () => {
    await page.goto(`/services/${clinic.serviceSlug}`);
    await page.getByRole('link', { name: 'Refer yourself or someone else' }).click();
    await arriveAt(page, 'Get help');
    await press(page, 'Start now');
    await arriveAt(page, 'Who needs help?');
    await choose(page, 'Choose one', 'Somebody I help, like a parent, a friend or a neighbour');
    await press(page, 'Continue');
    await arriveAt(page, 'Do they know that you are asking, and do they agree?');
    await choose(page, 'Do they know and agree?', 'Yes, they know and agree');
    await choose(page, 'If they agree: how did they tell you?', 'They told me on the phone');
    await press(page, 'Continue');
    await arriveAt(page, 'What are your own details?');
    await page.getByLabel('Your full name').fill('Grace Example');
    await page.getByLabel('How do you know them?').fill('her daughter Grace');
    await page.getByLabel('Your email address').fill(daughter);
    await press(page, 'Continue');
    await arriveAt(page, 'What is the name of the person who needs help?');
    await page.getByLabel('Full name').fill('Adelaide Example');
    await page.getByLabel('What do they like to be called? (optional)').fill('Mrs Example');
    await press(page, 'Continue');
    await arriveAt(page, 'How can we reach them?');
    await choose(page, 'What is the best way to reach them?', 'Phone call');
    await page.getByRole('checkbox', { name: 'Text message' }).check();
    await page.getByLabel('Their phone number').fill(mobile);
    await press(page, 'Continue');
    await arriveAt(page, 'Is it safe to contact them?');
    await choose(page, 'Is it safe to ring them?', 'Yes');
    await choose(page, /leave a message/, 'No');
    await choose(page, 'Is it safe to text them?', 'Yes');
    await press(page, 'Continue');
    await arriveAt(page, /information in a particular way/);
    await choose(page, 'Do they need anything like this?', 'Yes: choose from the list');
    await openFold(page, 'Information in another form');
    await page.getByLabel('Large print', { exact: true }).check();
    await press(page, 'Continue');
    await arriveAt(page, 'What matters to them?');
    await page
      .getByLabel('Tell us in their words, or in yours')
      .fill('She says that she cannot go on like this. She would love to bake with somebody again.');
    await press(page, 'Continue');
  });

  await test.step('the words of danger bring urgent help, and nothing is lost', async () => {
    await arriveAt(page, 'Do you need help right now?');
    await expect(page.getByText(/116 123|999/).first()).toBeVisible();
    await page.getByRole('link', { name: 'Go on with the request' }).click();
    await arriveAt(page, 'What would they like help with?');
    await openFold(page, 'Meeting people');
    await page.getByLabel('Feeling lonely').check();
    await page.getByLabel('Something else (optional)').fill('Somebody to bake with');
    await press(page, 'Continue');
    await arriveAt(page, 'What help do they have already?');
    await page.getByLabel('Who helps them now? (optional)').fill('A neighbour shops for her');
    await press(page, 'Continue');
    await arriveAt(page, 'Who is at home?');
    for (const legend of [/^Do they look after somebody/, /^Do children under 18/])
      await choose(page, legend, 'No');
    await choose(page, /^Does somebody look after them/, 'Yes');
    await press(page, 'Continue');
    await arriveAt(page, 'Where do they live?');
    await page.getByLabel('Postcode, town or village').fill('MB1 1QG');
    await press(page, 'Continue');
    await arriveAt(page, 'Which services would they like to hear from?');
    await expect(page.getByRole('checkbox', { name: clinic.serviceName })).toBeChecked();
    await page.getByLabel('Help them to choose').check();
    await press(page, 'Continue');
    await arriveAt(page, 'What is their date of birth?');
    await page.getByLabel('Day', { exact: true }).fill('27');
    await page.getByLabel('Month', { exact: true }).fill('3');
    await page.getByLabel('Year', { exact: true }).fill('1942');
    await press(page, 'Continue');
  });

  await test.step('she agrees for her mother, checks and sends', async () => {
    await arriveAt(page, 'Do you know their NHS number?');
    await choose(page, 'Do you know their NHS number?', 'Yes, I know it');
    await page.getByLabel('If yes: what is their NHS number?').fill('999 000 0026');
    await press(page, 'Continue');
    await arriveAt(page, 'Which GP practice do they go to?');
    await page.getByLabel('Name of the GP practice').fill('Loom Street Surgery');
    await press(page, 'Continue');
    await arriveAt(page, 'Who may see what you told us?');
    await choose(page, /that we read this/, 'Yes, they agree');
    await choose(page, new RegExp(`that we tell ${clinic.name}`), 'Yes, they agree');
    await choose(page, /that we tell Loom Street Surgery/, 'No');
    await press(page, 'Continue');
    await arriveAt(page, 'Would they like a copy?');
    await choose(page, 'Would you like us to send a copy?', 'No, thank you');
    await press(page, 'Continue');
    await arriveAt(page, 'Check the answers before you send them');
    await expect(page.getByText('She would love to bake with somebody again.')).toBeVisible();
    await page.getByRole('link', { name: /^Change the answer to: Who is at home/ }).click();
    await expect(page.getByLabel('Yes').first()).toBeVisible();
    await goOn(page, 'Check the answers before you send them');
    await press(page, 'Send request');
    await arriveAt(page, 'We have your request');
    reference = await referenceOn(page);
    expect(reference).toMatch(/^FD-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/);
    await expect(page.getByText('We read this before other requests.')).toBeVisible();
  });

  await test.step('she may follow it, and her mother may', async () => {
    await page.getByRole('link', { name: 'Follow the request' }).click();
    await arriveAt(page, 'Your request');
    track = new URL(page.url()).pathname;
    await expect(page.getByText('Mrs Example')).toHaveCount(0);
    await press(page, /^Email a code/);
    await arriveAt(page, 'Type your code');
    await page.getByLabel('Code').fill(await mailed(daughter, CODE));
    await press(page, 'Show the request');
    await expect(page.getByText('You filled this in for Adelaide Example.')).toBeVisible();
    await press(page, 'I have finished');
    await expect(heading(page, 'You have finished')).toBeVisible();
    await page.goto(track);
    await press(page, /^Text a code/);
    await page.getByLabel('Code').fill(await mailed(mobile, CODE));
    await press(page, 'Show the request');
    await expect(page.getByText('Grace Example filled this in for you.')).toBeVisible();
    await expect(page.getByText(/^We have your request. A navigator will ring you/)).toBeVisible();
    await checkPage(page);
  });

  await test.step('a navigator takes it', async () => {
    await signIn(page, navigator.cookie);
    await openPage(page, '/workspace');
    await page.locator('tr', { hasText: reference }).getByRole('link', { name: 'Mrs Example' }).click();
    await arriveAt(page, new RegExp(reference));
    await expect(page.getByText('To be read today')).toBeVisible();
    await press(page, 'Take this request');
    await page.getByRole('link', { name: 'Note how it went' }).click();
    await arriveAt(page, /^Get in touch/);
    await choose(page, 'How did you try?', 'Phone call');
    await choose(page, 'How did it go?', 'We spoke, or wrote back and forth');
    await press(page, 'Note it');
    await expect(page.getByText(/^Choose services with Mrs Example/)).toBeVisible();
    await openPage(page, track);
    await expect(page.getByText(/^Priya Shah is your navigator\./)).toBeVisible();
  });

  await test.step('and refers to three services at once, with what was agreed', async () => {
    await page.goto('/workspace?queue=mine');
    await page.locator('tr', { hasText: reference }).getByRole('link').click();
    await page.getByRole('link', { name: 'Choose services' }).first().click();
    await arriveAt(page, /^Choose services/);
    await page.getByRole('checkbox', { name: clinic.serviceName }).check();
    for (const { serviceName } of [lunch, silent]) {
      await page.getByLabel('In your own words (optional)').fill(serviceName);
      await press(page, 'Search');
      await page.getByRole('checkbox', { name: serviceName }).check();
    }
    await press(page, 'See what each would get');
    await arriveAt(page, /^What each service gets/);
    for (const { serviceName } of [lunch, silent]) {
      await page.getByRole('link', { name: new RegExp(`^Ask them now.*${serviceName}`) }).click();
      await arriveAt(page, /^Ask them/);
      await choose(page, 'What did they say?', 'Yes, they agree');
      await choose(page, 'Who said it?', 'The person themselves');
      await choose(page, 'How?', 'On the phone');
      await press(page, 'Note what they said');
      await expect(heading(page, /^What each service gets/)).toBeVisible();
    }
    await expect(page.getByText('They agreed', { exact: true })).toHaveCount(3);
    await press(page, 'Send 3 referrals');
    await arriveAt(page, new RegExp(reference));
    await expect(page.getByText('Sent, no answer yet')).toHaveCount(3);
  });

  await test.step('one says yes by the link in its mail, and reads the details with a code', async () => {
    await signOut(page);
    await openPage(page, await mailed(clinic.email, /(\/referrals\/[\w-]{22})/));
    await expect(page.getByText('Adelaide Example')).toHaveCount(0);
    await press(page, 'Yes, we can help');
    await arriveAt(page, 'You said yes to this referral');
    await page.getByRole('link', { name: 'Read the details' }).click();
    await arriveAt(page, 'Show that this mailbox is yours');
    await press(page, 'Send me the code');
    await expect(heading(page, 'Enter the code')).toBeVisible();
    await page.getByLabel('Code').fill(await mailed(clinic.email, CODE));
    await press(page, 'Show the details');
    await arriveAt(page, 'The person you said yes to');
    await expect(page.getByText('Adelaide Example').first()).toBeVisible();
    await expect(page.getByText('A neighbour shops for her')).toHaveCount(0);
    await openPage(page, track);
    await expect(panelOf(page, clinic)).toContainText('They will get in touch with you next.');
  });

  await test.step('one says no, and why', async () => {
    await page.goto(await mailed(lunch.email, /(\/referrals\/[\w-]{22})/));
    await page.getByRole('link', { name: /^No, because/ }).click();
    await arriveAt(page, 'You cannot help');
    await page.getByRole('radio').first().check();
    await press(page, 'No, we cannot help');
    await expect(heading(page, 'You have said no to this referral')).toBeVisible();
    await page.goto(track);
    await expect(panelOf(page, lunch)).toContainText('They said no');
    await expect(panelOf(page, lunch)).toContainText('They are full. Priya Shah looks for other help.');
  });

  await test.step('one stays silent: it is reminded on working day 3, and the navigator is told on day 5', async () => {
    const { bankHolidays } = readPublicCalendar(ROOT);
    const today = londonNow(new Date()).day;
    await expect(panelOf(page, silent)).toContainText('Waiting for an answer');
    await remindOn(addWorkingDays(today, 3, bankHolidays), baseURL ?? '');
    await mailed(silent.email, /(We have not heard from you yet)/);
    await page.goto(track);
    await expect(page.getByText(`We reminded ${silent.serviceName}.`)).toBeVisible();
    await remindOn(addWorkingDays(today, 5, bankHolidays), baseURL ?? '');
    await openPage(page, track);
    await expect(panelOf(page, silent)).toContainText(/They should have answered by .*, and have not\./);
    await expect(panelOf(page, silent)).toContainText('Priya Shah is looking for other help.');
    await expect(panelOf(page, clinic)).toContainText('They said yes');
    await signIn(page, navigator.cookie);
    await page.goto('/workspace?queue=mine');
    await page.locator('tr', { hasText: reference }).getByRole('link').click();
    await expect(page.getByText(`${silent.serviceName} did not answer for 5 working days.`)).toBeVisible();
    await checkPage(page);
  });
});
