import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserOf, type SignedInBrowser } from '../../support/accounts/signed-in-browser.ts';
import { addMessage } from '../../support/messages/site.ts';
import { addOrganisation, type NewOrganisation } from '../../support/partners/organisation.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { carried, fieldsOf, newRequest, referralsOf, rowOf, type Added } from './workspace.ts';

let server: TestServer;
let nina: SignedInBrowser;
let services: NewOrganisation[];

beforeAll(async () => {
  server = await startTestServer({ FRONT_DOOR_JOBS: 'off' });
  nina = await browserOf(server, ['navigator'], { name: 'Nina Navigator' });
  services = [];
  for (let made = 0; made < 1; made += 1) services.push(await addOrganisation(server.dataFolder));
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

describe('what a service says on the phone', () => {
  const move = (id: string, referralId: string, name: string): string =>
    page(id, `/referrals/${referralId}/${name}`);

  test('a yes, and everything after it, is noted by the navigator', async () => {
    const { id, referralId } = await referred();
    for (const [name, state] of [
      ['accept', 'accepted'],
      ['contact', 'contacted'],
      ['start', 'started'],
      ['complete', 'completed'],
    ] as const) {
      const fields = await fieldsOf(nina, move(id, referralId, name));
      expect((await nina.send(move(id, referralId, name), fields)).status).toBe(303);
      expect(await referralsOf(server.dataFolder, id)).toMatchObject([{ state }]);
    }
    expect((await nina.open(page(id))).text).toContain('All referrals are over');
  });

  test('a no needs its reason, and the next best services are one step away', async () => {
    const { id, referralId } = await referred();
    const fields = await fieldsOf(nina, move(id, referralId, 'decline'));
    expect((await nina.send(move(id, referralId, 'decline'), fields)).status).toBe(422);
    fields.set('code', 'full');
    expect((await nina.send(move(id, referralId, 'decline'), fields)).status).toBe(303);
    const record = await nina.open(page(id));
    expect(record.text).toContain('We are full, and have no waiting list');
    expect(record.text).toContain('Choose the next best one');
  });

  test('a question is answered, and from a stale tab it is said that the referral stands otherwise', async () => {
    const { id, referralId } = await referred();
    const ask = await fieldsOf(nina, move(id, referralId, 'ask-more'));
    const stale = new URLSearchParams(ask);
    ask.set('words', 'Can she climb stairs?');
    expect((await nina.send(move(id, referralId, 'ask-more'), ask)).status).toBe(303);
    expect((await nina.open(page(id))).text).toContain('wants to know more');
    const answer = await nina.open(move(id, referralId, 'tell-more'));
    expect(answer.text).toContain('Can she climb stairs?');
    stale.set('words', 'Words that must not be lost');
    stale.set('key', crypto.randomUUID());
    stale.set('version', '1');
    const late = await nina.send(move(id, referralId, 'withdraw'), stale);
    expect(late.status).toBe(409);
    expect(late.text).toContain('Words that must not be lost');
    const fields = carried(answer.html);
    fields.set('words', 'Yes, with a rail');
    expect((await nina.send(move(id, referralId, 'tell-more'), fields)).status).toBe(303);
    expect((await nina.open(page(id, `/referrals/${referralId}`))).text).toContain('Yes, with a rail');
  });

  test('what navigators never do has no page, and a referral is found only under its own request', async () => {
    const { id, referralId } = await referred();
    const other = await mine();
    expect((await nina.get(move(id, referralId, 'open'))).status).toBe(404);
    expect((await nina.get(page(other.id, `/referrals/${referralId}`))).status).toBe(404);
    expect((await nina.get(move(other.id, referralId, 'withdraw'))).status).toBe(404);
  });

  test('a request with an open referral is not closed, and the page says what to do', async () => {
    const { id, referralId } = await referred();
    const { version } = await rowOf(server.dataFolder, id);
    const closure = await nina.open(page(id, '/closure'));
    expect(closure.text).toContain('You cannot close it yet');
    expect(closure.text).toContain(serviceAt(0).serviceName);
    const refused = await nina.send(page(id, '/closure'), { reason: 'helped', version: String(version) });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('withdraw the referral first');
    const fields = await fieldsOf(nina, move(id, referralId, 'withdraw'));
    fields.set('words', 'She found something nearer');
    expect((await nina.send(move(id, referralId, 'withdraw'), fields)).status).toBe(303);
    const closing = await fieldsOf(nina, page(id, '/closure'));
    closing.set('reason', 'went-elsewhere');
    expect((await nina.send(page(id, '/closure'), closing)).status).toBe(303);
  });
});

describe('messages', () => {
  test('say to whom, by which way and what became of them, without the secrets of links', async () => {
    const { id } = await mine();
    const about = { entity: 'request', id };
    await addMessage(
      server.dataFolder,
      { about, dedupeKey: `bounced:${id}` },
      { bounced_at: new Date().toISOString() },
    );
    const messages = await nina.open(page(id, '/messages'));
    expect(messages.text).toContain('Came back');
    expect(messages.text).toContain('Somebody was not reached');
    expect(messages.html).not.toMatch(/https?:\/\/\S*\/[\w-]{16,}/);
  });

  test('a letter is a page to be printed, of its own request only', async () => {
    const { id } = await mine();
    const about = { entity: 'request', id };
    const to = 'Ada Example\nFlat 2\nMarlbridge';
    const letter = { kind: 'letter', isToPrint: true, to, about, dedupeKey: `letter:${id}` } as const;
    const messageId = await addMessage(server.dataFolder, letter);
    const printed = await nina.open(page(id, `/messages/${messageId}`));
    expect(printed.text).toContain('Ada Example Flat 2 Marlbridge');
    expect(printed.all('main.fd-paper--large')).toHaveLength(1);
    expect(printed.html).toContain('class="fd-paper-18"');
    const inBraille = await nina.get(page(id, `/messages/${messageId}?form=braille`));
    expect(inBraille.headers.get('cache-control')).toContain('no-store');
    expect(inBraille.text).not.toContain('Flat 2');
    const other = await mine();
    expect((await nina.get(page(other.id, `/messages/${messageId}`))).status).toBe(404);
  });
});
