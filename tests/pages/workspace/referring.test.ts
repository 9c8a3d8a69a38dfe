import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserOf, type SignedInBrowser } from '../../support/accounts/signed-in-browser.ts';
import { withDatabase } from '../../support/accounts/person.ts';
import { addOrganisation, type NewOrganisation } from '../../support/partners/organisation.ts';
import { ADA, anAnswers } from '../../support/requests/answers.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { carried, fieldsOf, newRequest, referralsOf, type Added } from './workspace.ts';

let server: TestServer;
let nina: SignedInBrowser;
let services: NewOrganisation[];

beforeAll(async () => {
  server = await startTestServer({ FRONT_DOOR_JOBS: 'off' });
  nina = await browserOf(server, ['navigator'], { name: 'Nina Navigator' });
  services = [];
  for (let made = 0; made < 3; made += 1) services.push(await addOrganisation(server.dataFolder));
}, 60_000);
afterAll(async () => {
  await server.stop();
});

const page = (id: string, sub = ''): string => `/workspace/requests/${id}${sub}`;
const serviceAt = (index: number): NewOrganisation => {
  const service = services[index];
  if (service === undefined) throw new Error('There are three services');
  return service;
};
const mine = (added: Added = {}) =>
  newRequest(server.dataFolder, { navigatorId: nina.person.accountId, contactedAt: new Date(), ...added });
const agreedTo = (...indexes: number[]): Added['agreed'] =>
  indexes.map((index) => ({
    serviceId: serviceAt(index).serviceId,
    shared: ['name', 'contact', 'needs'] as const,
  }));
const referPath = (id: string, ...indexes: number[]): string =>
  `${page(id, '/referrals')}?${indexes.map((index) => `service=${serviceAt(index).serviceId}`).join('&')}`;

async function referred(): Promise<{ id: string; referralId: string }> {
  const { id } = await mine({ agreed: agreedTo(0) });
  const fields = await fieldsOf(nina, referPath(id, 0));
  expect((await nina.send(page(id, '/referrals'), fields)).status).toBe(303);
  const [referral] = await referralsOf(server.dataFolder, id);
  return { id, referralId: referral?.id ?? '' };
}

describe('choosing services', () => {
  test('beside the story, by need and words, with what each is and is not for, and nothing personal in an address', async () => {
    const { id } = await mine();
    const choose = await nina.open(page(id, '/services'));
    expect(choose.text).toContain(ADA.story);
    expect(choose.all('.fd-offer').length).toBeGreaterThan(0);
    const searched = await nina.open(page(id, `/services?q=${encodeURIComponent(serviceAt(0).serviceName)}`));
    expect(searched.all('.fd-offer').join(' ')).toContain(serviceAt(0).serviceName);
    expect(searched.all('.fd-offer').join(' ')).toContain('How to join Just turn up');
  });

  test('those that the person chose stand first and are marked, as do those that were asked before', async () => {
    const chosen = serviceAt(1).serviceId;
    const { id } = await mine({
      answers: anAnswers({ services: { ids: [chosen], helpMeChoose: false } }),
      agreed: agreedTo(0),
    });
    const fields = await fieldsOf(nina, referPath(id, 0));
    await nina.send(page(id, '/referrals'), fields);
    const choose = await nina.open(page(id, `/services?service=${serviceAt(0).serviceId}`));
    const offers = choose.all('.fd-offer');
    expect(offers.find((offer) => offer.includes(serviceAt(1).serviceName))).toContain('They chose this');
    expect(offers.find((offer) => offer.includes(serviceAt(0).serviceName))).toContain('Has it');
    const boxes = choose.document
      .querySelectorAll('input[name="service"]')
      .map((box) => box.getAttributeValue('value'));
    expect(boxes).toContain(chosen);
    expect(boxes).not.toContain(serviceAt(0).serviceId);
  });

  test('a person outside the ages of a service is said so in words', async () => {
    await withDatabase(server.dataFolder, (db) =>
      db.updateTable('service').set({ maximum_age: 25 }).where('id', '=', serviceAt(2).serviceId).execute(),
    );
    const { id } = await mine();
    const choose = await nina.open(page(id, `/services?service=${serviceAt(2).serviceId}`));
    expect(choose.all('.fd-offer')[0]).toMatch(/Up to age 25: this person is \d\d/);
  });
});

describe('referring to several at once', () => {
  test('shows what each would get word by word, and sends exactly that, once', async () => {
    const { id } = await mine({ agreed: agreedTo(0, 1) });
    const preview = await nina.open(referPath(id, 0, 1, 2));
    expect(preview.text).toContain('Send 2 referrals');
    const [first = '', , third = ''] = preview.all('.fd-plan');
    expect(first).toContain(ADA.phone);
    expect(first).not.toContain(ADA.story);
    expect(third).toContain('Not asked yet');
    const fields = carried(preview.html);
    for (const _ of [1, 2]) {
      const sent = await nina.send(page(id, '/referrals'), fields);
      expect([sent.status, sent.location]).toEqual([303, `${page(id)}?done=referred`]);
    }
    const referrals = await referralsOf(server.dataFolder, id);
    expect(referrals.map(({ shared }) => JSON.parse(shared) as unknown)).toEqual([
      ['name', 'contact', 'needs'],
      ['name', 'contact', 'needs'],
    ]);
    expect((await nina.open(page(id))).text).toContain('You wait for 2 services');
  });

  test('a service with this request is not asked again, and nothing is sent to others in the same go', async () => {
    const { id } = await mine({ agreed: agreedTo(0, 1) });
    const both = await fieldsOf(nina, referPath(id, 0, 1));
    await nina.send(page(id, '/referrals'), await fieldsOf(nina, referPath(id, 0)));
    const refused = await nina.send(page(id, '/referrals'), both);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Nothing was sent');
    expect(await referralsOf(server.dataFolder, id)).toHaveLength(1);
  });

  test('more than was agreed is never sent, whatever the form says', async () => {
    const { id } = await mine({ agreed: agreedTo(0) });
    const fields = await fieldsOf(nina, referPath(id, 0));
    fields.set('plan', `${serviceAt(0).serviceId}:name,contact,needs,story`);
    expect((await nina.send(page(id, '/referrals'), fields)).status).toBe(409);
    expect(await referralsOf(server.dataFolder, id)).toEqual([]);
  });

  test('with nothing chosen the page asks for a choice', async () => {
    const { id } = await mine();
    expect((await nina.open(page(id, '/referrals'))).text).toContain('Choose at least one service first');
    expect((await nina.send(page(id, '/referrals'), {})).status).toBe(422);
  });
});

describe('agreement by phone', () => {
  const said = { decision: 'given', givenBy: 'self', method: 'phone' };
  const askPath = (id: string, index = 0): string =>
    page(
      id,
      `/consents/new?about=service:${serviceAt(index).serviceId}&return=${encodeURIComponent(referPath(id, index))}`,
    );

  test('the words are shown to be read out, and kept with what was said; then the referral can be sent', async () => {
    const { id } = await mine();
    const ask = await nina.open(askPath(id));
    expect(ask.text).toContain(
      `we will ask ${serviceAt(0).name} (${serviceAt(0).serviceName}) whether they can help`,
    );
    const fields = carried(ask.html);
    for (const [name, value] of Object.entries(said)) fields.set(name, value);
    const kept = await nina.send(askPath(id), fields);
    expect([kept.status, kept.location]).toEqual([303, referPath(id, 0)]);
    const rows = await withDatabase(server.dataFolder, (db) =>
      db
        .selectFrom('consent')
        .selectAll()
        .where('request_id', '=', id)
        .where('purpose', '=', 'service')
        .execute(),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.wording).toContain(serviceAt(0).name);
    expect(rows[0]).toMatchObject({ decision: 'given', method: 'phone', recorded_by: nina.person.accountId });
    expect((await nina.open(referPath(id, 0))).text).toContain('Send 1 referral');
  });

  test('a yes to other facts than were read out is not noted: the words must be read again', async () => {
    const { id } = await mine();
    const fields = carried((await nina.open(askPath(id))).html);
    for (const [name, value] of Object.entries(said)) fields.set(name, value);
    fields.append('shared', 'nhs-number');
    const refused = await nina.send(askPath(id), fields);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('read the words below out again');
    const again = carried(refused.text);
    expect(again.get('read')).toContain('nhs-number');
    for (const [name, value] of Object.entries(said)) again.set(name, value);
    expect((await nina.send(askPath(id), again)).status).toBe(303);
  });

  test('showing the words again notes nothing', async () => {
    const { id } = await mine();
    const fields = carried((await nina.open(askPath(id))).html);
    fields.delete('shared');
    fields.append('shared', 'name');
    fields.append('button', 'words');
    const shown = await nina.send(askPath(id), fields);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('They will get: your name, and what to call you.');
    expect(carried(shown.text).get('read')).toBe('name');
  });

  test('a no is kept, and that service is not sent anything', async () => {
    const { id } = await mine();
    const fields = carried((await nina.open(askPath(id))).html);
    for (const [name, value] of Object.entries({ ...said, decision: 'refused' })) fields.set(name, value);
    expect((await nina.send(askPath(id), fields)).status).toBe(303);
    const plan = await nina.open(referPath(id, 0));
    expect(plan.text).toContain('They said no');
    expect(plan.text).not.toContain('Send 1 referral');
  });

  test('best interests need a reason', async () => {
    const { id } = await mine();
    const fields = carried((await nina.open(askPath(id))).html);
    for (const [name, value] of Object.entries({ ...said, givenBy: 'best-interests' }))
      fields.set(name, value);
    const refused = await nina.send(askPath(id), fields);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Write why it is in their best interests');
  });

  test('taken back, the open referral stops and both words stay in the history', async () => {
    const { id } = await referred();
    const about = `service:${serviceAt(0).serviceId}`;
    const end = page(id, `/consents/withdrawal?about=${about}`);
    const fields = await fieldsOf(nina, end);
    expect((await nina.send(end, fields)).status).toBe(422);
    fields.set('givenBy', 'self');
    fields.set('method', 'phone');
    expect((await nina.send(end, fields)).location).toContain('done=withdrawn');
    expect(await referralsOf(server.dataFolder, id)).toMatchObject([{ state: 'withdrawn' }]);
    const consents = await nina.open(page(id, '/consents'));
    expect(consents.text).toContain('Withdrawn');
    expect(consents.text).toContain('What they said before');
    expect((await nina.open(end)).text).toContain('There is no agreement to take back');
  });
});
