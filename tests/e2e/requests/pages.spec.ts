import { expect, test } from '@playwright/test';
import { QUESTIONS } from '#src/features/requests/questions/questions.ts';
import { withDatabase } from '../../support/accounts/person.ts';
import { addBusyRequest } from '../../support/requests/busy.ts';
import { mailedTo } from '../../support/requests/sent-referral.ts';
import { checkPage, openPage } from '../support/open-page.ts';
import { routesOf, signIn, walkOf } from '../support/walk.ts';

const data = process.env.E2E_DATA ?? '';

/** Addresses that forms are sent to: whoever opens one is led to the page of its form. */
const ONLY_SENT_TO = ['/get-help/send', '/referrals/[token]/new-link'];

/** Asked of those who ask for somebody else; the journey of a daughter comes by them. */
const OF_OTHERS = ['agreement', 'helper'];

test('every page of asking for help, of following it and of working on it is reached and passes axe', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(420_000);
  page.setDefaultTimeout(30_000);
  const walk = walkOf(
    page,
    routesOf(
      /^\/(get-help|track|referrals|workspace|partner\/referrals|admin\/records|admin\/retention)(\/|$)/,
    ),
  );
  const site = { dataFolder: data, url: baseURL ?? '' };
  const busy = await addBusyRequest(site);
  const { draft, waiting, agreed } = busy;
  const become = async (cookie: string): Promise<void> => {
    await page.context().clearCookies();
    await signIn(page, cookie);
  };

  await test.step('a draft', async () => {
    await become(`fd-draft=${draft.draftSecret}`);
    await walk.go([`/get-help/continue/${busy.handoverSecret}`, '/get-help', '/get-help/cannot-send']);
    await walk.go(['/get-help/saved', '/get-help/check', '/get-help/staying-safe']);
    for (const { id } of QUESTIONS)
      if (id !== 'who' && !OF_OTHERS.includes(id)) await openPage(page, `/get-help/${id}`);
    await withDatabase(data, (db) =>
      db
        .updateTable('request')
        .set({ draft_seen_at: new Date(Date.now() - 3_600_000).toISOString() })
        .where('id', '=', draft.id)
        .execute(),
    );
    await walk.go(['/get-help/away']);
    await become(`fd-draft=${waiting.request.draftSecret}`);
    await walk.go(['/get-help/sent']);
  });

  await test.step('a request as the person follows it', async () => {
    await page.context().clearCookies();
    const own = `/track/${agreed.request.trackSecret}`;
    await walk.go(['/track', `/track/feedback/${busy.feedbackSecret}`, own]);
    await page.goto('/track');
    await page.getByLabel('Your reference').fill(agreed.request.reference);
    await page.getByRole('button', { name: 'Send my link' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Look at your messages' })).toBeVisible();
    await checkPage(page);
    walk.note();
    await page.goto(own);
    await page.getByRole('button', { name: 'Email a code to the address you gave us' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Type your code' })).toBeVisible();
    await checkPage(page);
    walk.note();
    await page.goto(own);
    await page.getByLabel('Day', { exact: true }).fill('14');
    await page.getByLabel('Month', { exact: true }).fill('March');
    await page.getByLabel('Year', { exact: true }).fill('1950');
    await page.getByRole('button', { name: 'Show the request' }).click();
    await expect(page.getByRole('heading', { name: 'Services we asked' })).toBeVisible();
    await checkPage(page);
    const links = await page.locator('main a[href^="/track/"]').all();
    await walk.go(await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? '')));
    await page.goto(own);
    await page.getByRole('button', { name: 'I have finished' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'You have finished' })).toBeVisible();
    await checkPage(page);
    walk.note();
  });

  await test.step('a referral as the service reads it', async () => {
    await walk.go([waiting.path, agreed.path, `${agreed.path}/details`]);
    await page.goto(`${agreed.path}/code`);
    await page.getByRole('button', { name: 'Send me the code' }).click();
    await page.getByLabel('Code').fill(await mailedTo(site, agreed.address, /\b(\d{6})\b/));
    await page.getByRole('button', { name: 'Show the details' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The person you said yes to');
    await checkPage(page);
    walk.note();
    await become(busy.handler.cookie);
    await walk.go(['/partner/referrals']);
  });

  await test.step('the workspace', async () => {
    await become(busy.navigator.cookie);
    const other = `/workspace/requests/${agreed.request.id}`;
    const own = `/workspace/requests/${waiting.request.id}`;
    await walk.go([other, '/workspace', `/workspace/requests/${busy.untaken.id}/take`, own]);
    await walk.go([`${own}/referrals?service=${agreed.organisation.serviceId}`]);
  });

  await test.step('records', async () => {
    await become(busy.administrator.cookie);
    await walk.go(['/admin/records', `/admin/records/${waiting.request.id}`]);
  });
  expect(walk.unseen()).toEqual(ONLY_SENT_TO);
});
