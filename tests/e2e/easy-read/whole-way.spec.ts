import { randomUUID } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { OWN_ANSWERS, type Fields } from '../../support/requests/journey.ts';
import { arriveAt, CODE, heading, mailed, press, referenceOn } from '../support/asking.ts';
import { checkPage, openPage } from '../support/open-page.ts';

const EASY = /\/easy-read(?=[/?]|$)/;
const GROUP = 'A friendly phone call';
const email = `slow-reader-${randomUUID()}@example.org`;
/** What she answers to each question; easy read is chosen for her. */
const ANSWERS: Readonly<Record<string, Fields>> = {
  ...OWN_ANSWERS,
  reach: { preferred: 'email', email },
  safe: { email: 'yes' },
  communication: { any: 'yes' },
  story: { words: 'I am lonely in the evenings.' },
  services: { help: 'yes' },
};

/** Fills in what the page asks, by the names of its fields; a choice is made by clicking on its words. */
async function fillIn(page: Page, fields: Fields): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const choice = page.locator(`input[name="${name}"][value="${String(value)}"]`);
    if ((await choice.count()) > 0) await choice.check();
    else await page.locator(`main [name="${name}"]`).fill(String(value));
  }
}

const next = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('main').getByRole('link', { name }).first().click();

/** Links and forms of a page that lead out of easy read without saying so: all but the other form and the paper. */
const waysOut = (page: Page): Promise<string[]> =>
  page
    .locator('main :is(a[href^="/"], form[action^="/"]):not([data-other-form], [action^="/shortlist"])')
    .evaluateAll((ways) => ways.map((way) => way.getAttribute('href') ?? way.getAttribute('action') ?? ''))
    .then((ways) => ways.filter((way) => !EASY.test(way) && !way.endsWith('/print?size=easy-read')));

test('somebody who reads slowly finds a befriending group, asks for help and sees what happens next, in easy read only', async ({
  page,
}) => {
  test.setTimeout(240_000);
  page.setDefaultTimeout(10_000);
  const looked: string[] = [];
  /** The page as it stands: in easy read, and as good as every other page. */
  const look = async (): Promise<void> => {
    expect(new URL(page.url()).pathname).toMatch(EASY);
    expect(await waysOut(page), `ways out of easy read on ${page.url()}`).toEqual([]);
    await checkPage(page);
    looked.push(page.url());
  };

  await test.step('she finds a group in three steps', async () => {
    await openPage(page, '/easy-read');
    await next(page, 'Find help near you');
    await arriveAt(page, 'What do you need help with?');
    await next(page, 'Meeting people and keeping active');
    await arriveAt(page, 'What is it about?');
    await next(page, 'A visitor or a regular phone call');
    await expect(page).toHaveURL(/\/find\/where/);
    await press(page, 'Next');
    await expect(page.getByRole('alert')).toBeVisible();
    await look();
    await page.getByLabel(/postcode|town/i).fill('Marlbridge');
    await press(page, 'Next');
    await expect(page).toHaveURL(/\/find\/who/);
    await look();
    await next(page, 'It is for me');
    await arriveAt(page, 'Services for you');
    await expect(page.getByText(/^We found \d+ services?\.$/)).toBeVisible();
    await next(page, new RegExp(`^See this service.*${GROUP}`));
    await expect(heading(page, GROUP)).toBeVisible();
    await look();
    await expect(page.getByText(/learning disabilities/).first()).toBeVisible();
  });

  await test.step('she asks for help from it, one question on each page', async () => {
    await next(page, /^Ask for help/);
    await arriveAt(page, 'Ask for help');
    await press(page, 'Start');
    for (let step = 0; step < 30; step += 1) {
      await expect(page).toHaveURL(/\/easy-read\/get-help\/[a-z-]+/);
      const question = /get-help\/([a-z-]+)/.exec(page.url())?.[1] ?? '';
      if (question === 'check') break;
      await test.step(question, async () => {
        await look();
        await fillIn(page, ANSWERS[question] ?? {});
        // Whom she agrees to tell is named on the page itself.
        if (question === 'sharing')
          for (const choice of await page.locator('input[type="radio"][value="yes"]').all())
            await choice.check();
        const before = page.url();
        await press(page, 'Next');
        await expect(page).not.toHaveURL(before);
      });
    }
    await arriveAt(page, 'Check your answers');
    await press(page, 'Send');
    await expect(page).toHaveURL(/\/easy-read\/get-help\/sent/);
    await look();
    expect(await referenceOn(page)).toMatch(/^FD/);
  });

  await test.step('she sees what happens next, after a code', async () => {
    const link = await mailed(email, /(\/easy-read\/track\/[\w-]{20,})/);
    await page.goto(link);
    await look();
    await press(page, 'Email a code to you');
    await expect(page).toHaveURL(/\/code$/);
    await look();
    await page.locator('[name="code"]').fill(await mailed(email, CODE));
    await press(page, 'Next');
    await expect(heading(page, /request/i)).toBeVisible();
    await expect(page.getByRole('heading', { name: 'What happens next' })).toBeVisible();
    await look();
  });
  // Five pages to find, one for each question and around them, three to follow.
  expect(looked.length).toBeGreaterThan(14);
});
