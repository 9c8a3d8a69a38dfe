import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withDatabase } from '../../support/accounts/person.ts';
import { browserOf, carriedFields, type SignedInBrowser } from '../../support/accounts/signed-in-browser.ts';
import { addOrganisation } from '../../support/partners/organisation.ts';
import { ADA, PERSONAL_WORDS } from '../../support/requests/answers.ts';
import { sentReferral, type SentReferral } from '../../support/requests/sent-referral.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let sent: SentReferral;
let handler: SignedInBrowser;
let stranger: SignedInBrowser;
beforeAll(async () => {
  server = await startTestServer();
  sent = await sentReferral(server);
  const elsewhere = await addOrganisation(server.dataFolder);
  handler = await handlerOf(sent.organisation.id);
  stranger = await handlerOf(elsewhere.id);
}, 60_000);
afterAll(async () => {
  await server.stop();
});

const handlerOf = (organisationId: string) =>
  browserOf(server, [{ role: 'referral_handler', organisationId }]);
const pathOf = (referral: SentReferral) => `/partner/referrals/${referral.referralId}`;
const press = async (
  browser: SignedInBrowser,
  page: string,
  action: string,
  fields: Record<string, string> = {},
) => {
  const carried = carriedFields((await browser.open(page)).html);
  return browser.send(action, { key: carried.get('key') ?? '', ...fields });
};
const views = (referralId: string) =>
  withDatabase(server.dataFolder, async (db) => {
    const rows = await db
      .selectFrom('audit_event')
      .select('actor')
      .where('action', '=', 'referral.view')
      .where('entity_id', '=', referralId)
      .execute();
    return rows.map(({ actor }) => actor);
  });

describe('the referrals of an organisation', () => {
  test('the first page says how many wait, and leads to them', async () => {
    const page = await handler.open('/partner');
    expect(page.text).toContain('1 referral waits for your answer');
    expect(page.all('a.govuk-button')).toContain('Answer referrals');
    const list = await handler.open('/partner/referrals');
    expect(list.text).toContain(sent.reference);
    expect(list.text).toContain('Waits for your answer');
    expect(list.text).toMatch(/Answer by \d+ \w+ \d{4}/);
    for (const words of PERSONAL_WORDS) expect(list.text).not.toContain(words);
    expect(list.headers.get('cache-control')).toBe('no-store');
  });

  test('another organisation sees none of it, and its pages answer as if there were nothing', async () => {
    expect((await stranger.open('/partner/referrals')).text).not.toContain(sent.reference);
    const unknown = '/partner/referrals/01a1fffd-f39d-71ba-abcb-dfa1452aeea3';
    const texts = [];
    for (const path of [pathOf(sent), unknown]) {
      texts.push((await stranger.open(path, 404)).text);
      expect((await stranger.get(`${path}/no`)).status).toBe(404);
      expect((await stranger.send(`${path}/yes`, { key: crypto.randomUUID() })).status).toBe(404);
    }
    expect(texts[0]).toBe(texts[1]);
  });

  test('an organisation’s manager without the role is not let in', async () => {
    const role = { role: 'organisation_manager' as const, organisationId: sent.organisation.id };
    const manager = await browserOf(server, [role]);
    for (const path of ['/partner/referrals', pathOf(sent), `${pathOf(sent)}/no`])
      expect((await manager.get(path)).status).toBe(403);
    expect((await manager.open('/partner')).text).not.toContain('waits for your answer');
  });

  test('before the yes nothing tells who the person is; after it each view is in the audit trail', async () => {
    const path = pathOf(sent);
    const before = await handler.open(path);
    for (const words of [...PERSONAL_WORDS, ADA.phone]) expect(before.html).not.toContain(words);
    expect(await views(sent.referralId)).toEqual([]);
    expect((await press(handler, path, `${path}/yes`)).location).toBe(`${path}?done=yes`);
    const after = await handler.open(`${path}?done=yes`);
    for (const words of [ADA.name, ADA.story, 'Do not leave a message', 'Thank you. You said yes.'])
      expect(after.text).toContain(words);
    expect(after.text).not.toContain('Bobbin Row');
    expect(await views(sent.referralId)).toEqual([handler.person.accountId]);
    expect((await handler.open('/partner/referrals')).text).toContain('You said yes: get in touch');
  });

  test('what is over is listed apart, without the person', async () => {
    const other = await sentReferral(server, { organisation: sent.organisation });
    const path = pathOf(other);
    expect((await press(handler, `${path}/no`, `${path}/no`)).status).toBe(422);
    expect((await press(handler, `${path}/no`, `${path}/no`, { code: 'area' })).status).toBe(303);
    const page = await handler.open(`${path}?done=no`);
    expect(page.text).toContain('Your reason: We do not cover this area.');
    expect(page.text).not.toContain(ADA.name);
    expect((await handler.open('/partner/referrals')).text).not.toContain(other.reference);
    expect((await handler.open('/partner/referrals?list=closed')).text).toContain(other.reference);
    await handler.open('/partner/referrals?list=closed&page=x');
    await handler.open('/partner/referrals?organisation=made-up&list=nonsense');
  });

  test('a question and its answer stand on the page', async () => {
    const other = await sentReferral(server, { organisation: sent.organisation });
    const path = pathOf(other);
    await press(handler, `${path}/more`, `${path}/more`, { words: 'Can they climb stairs?' });
    const page = await handler.open(path);
    expect(page.text).toContain('Can they climb stairs?');
    expect(page.text).toContain('You asked something');
    expect((await handler.open('/partner/referrals')).text).toContain('the navigator answers');
  });
});

describe('a service with open referrals', () => {
  test('cannot be said to have ended, and the page says what to do', async () => {
    const role = { role: 'organisation_manager' as const, organisationId: sent.organisation.id };
    const manager = await browserOf(server, [role]);
    const path = `/partner/services/${sent.organisation.serviceId}/close`;
    const refused = await manager.send(path, { lastDay: '1 March 2026', reason: 'We closed' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('This service has referrals that are open');
    expect(refused.text).toContain('We closed');
  });

  test('cannot be hidden by the desk', async () => {
    const editor = await browserOf(server, ['editor']);
    const path = `/desk/services/change?id=${sent.organisation.serviceId}&action=hide`;
    const carried = carriedFields((await editor.open(path)).html);
    carried.set('reason', 'They moved away');
    const refused = await editor.send(path, carried);
    expect(refused.text).toContain('This service has referrals that are open');
  });
});
