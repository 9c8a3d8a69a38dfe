import { expect, test } from '@playwright/test';
import { addBusyOrganisation } from '../../support/partners/busy.ts';
import { checkPage } from '../support/open-page.ts';
import { routesOf, signIn, walkOf } from '../support/walk.ts';

const data = process.env.E2E_DATA ?? '';

/** Addresses that forms are sent to: whoever opens one is led to the page of its form. */
const ONLY_SENT_TO = [
  '/desk/duplicates/[first]/[second]/difference',
  '/desk/duplicates/organisations/[first]/[second]/difference',
  '/desk/duplicates/search',
  '/desk/needs/[slug]/word',
  '/review/[token]/new-link',
];

test('every page of the partner area, the desk and reviews is reached by links and passes axe', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const { organisation, manager, editor, reviewToken, claimToken } = await addBusyOrganisation(data);
  const { serviceId } = organisation;
  const walk = walkOf(page, routesOf(/^\/(partner(?!\/referrals)|desk|review|claims)(\/|$)/));
  await walk.go([`/review/${reviewToken}`, `/claims/${claimToken}`]);
  await signIn(page, manager.cookie);
  await walk.go(['/partner']);
  await signIn(page, editor.cookie);
  await walk.go([
    '/desk',
    `/desk/organisations/${organisation.id}`,
    `/desk/reviews/${serviceId}`,
    `/desk/services/change?action=hide&id=${serviceId}`,
  ]);
  await page.context().clearCookies();
  await page.goto(`/review/${reviewToken}`);
  await page
    .getByRole('button', { name: /still right/ })
    .first()
    .click();
  await checkPage(page);
  walk.note();
  expect(walk.unseen()).toEqual(ONLY_SENT_TO);
});
