import { expect, test } from '@playwright/test';
import { withDatabase } from '../../support/accounts/person.ts';
import { addBusyRequest } from '../../support/requests/busy.ts';
import { addRequestTo } from '../../support/requests/request.ts';
import { arriveAt, press } from '../support/asking.ts';
import { openPage } from '../support/open-page.ts';
import { routesOf, signIn, walkOf } from '../support/walk.ts';

const data = process.env.E2E_DATA ?? '';

/** Looked at on the whole way, and an address that forms are sent to. */
const ON_THE_WAY = [
  '/get-help',
  '/get-help/[question]',
  '/get-help/check',
  '/get-help/send',
  '/get-help/sent',
  '/track/[token]/code',
];
/** Of the questions, those that are not asked on the whole way. */
const OF_SOME_SERVICES = ['date-of-birth', 'address', 'nhs-number', 'gp'];
const OF_OTHERS = ['agreement', 'helper'];

test('every page around a request is reached in easy read and passes axe', async ({ page, baseURL }) => {
  test.setTimeout(180_000);
  page.setDefaultTimeout(10_000);
  const walk = walkOf(
    page,
    routesOf(/^\/(get-help|track)(\/|$)/)
      .filter((route) => !ON_THE_WAY.includes(route))
      .map((route) => `/easy-read${route}`),
  );
  const { draft, handoverSecret, agreed, feedbackSecret } = await addBusyRequest({
    dataFolder: data,
    url: baseURL ?? '',
  });

  await test.step('a draft', async () => {
    await signIn(page, `fd-draft=${draft.draftSecret}`);
    await walk.go(
      ['saved', 'discard', 'hand-over', 'urgent', 'staying-safe', 'cannot-send'].map(
        (name) => `/easy-read/get-help/${name}`,
      ),
    );
    await walk.go([`/easy-read/get-help/continue/${handoverSecret}`]);
    for (const id of OF_SOME_SERVICES) await openPage(page, `/easy-read/get-help/${id}`);
    await withDatabase(data, (db) =>
      db
        .updateTable('request')
        .set({ draft_seen_at: new Date(Date.now() - 3_600_000).toISOString() })
        .where('id', '=', draft.id)
        .execute(),
    );
    await walk.go(['/easy-read/get-help/away']);
  });

  await test.step('a draft of somebody who asks for another', async () => {
    const other = await addRequestTo(data, { state: 'draft', madeBy: 'helper', sentAt: new Date() });
    await page.context().clearCookies();
    await signIn(page, `fd-draft=${other.draftSecret}`);
    for (const id of OF_OTHERS) await openPage(page, `/easy-read/get-help/${id}`);
  });

  await test.step('a request as the person follows it', async () => {
    await page.context().clearCookies();
    await walk.go(['/easy-read/track', `/easy-read/track/feedback/${feedbackSecret}`]);
    await page.goto('/easy-read/track');
    await page.locator('[name="reference"]').fill(agreed.request.reference);
    await page.getByRole('main').getByRole('button').last().click();
    await arriveAt(page, 'Look at your messages');
    walk.note();
    const own = `/easy-read/track/${agreed.request.trackSecret}`;
    await page.goto(own);
    for (const [name, value] of [
      ['day', '14'],
      ['month', '3'],
      ['year', '1950'],
    ] as const)
      await page.locator(`[name="${name}"]`).fill(value);
    await press(page, 'Next');
    await expect(page.getByRole('heading', { name: 'Who we asked to help' })).toBeVisible();
    await walk.go([own]);
    await page.goto(own);
    await press(page, 'I am done. Close it');
    await arriveAt(page, 'You are done');
    walk.note();
  });
  expect(walk.unseen()).toEqual([]);
});
