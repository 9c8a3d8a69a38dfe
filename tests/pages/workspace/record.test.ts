import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserOf, type SignedInBrowser } from '../../support/accounts/signed-in-browser.ts';
import { ADA, anAnswers } from '../../support/requests/answers.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { fieldsOf, newRequest, rowOf, auditOf, type Added } from './workspace.ts';

let server: TestServer;
let nina: SignedInBrowser;
let omar: SignedInBrowser;

beforeAll(async () => {
  server = await startTestServer({ FRONT_DOOR_JOBS: 'off' });
  nina = await browserOf(server, ['navigator'], { name: 'Nina Navigator' });
  omar = await browserOf(server, ['navigator'], { name: 'Omar Navigator' });
}, 60_000);
afterAll(async () => {
  await server.stop();
});

const add = (added: Added = {}) => newRequest(server.dataFolder, added);
const mine = (added: Added = {}) => add({ navigatorId: nina.person.accountId, ...added });
const page = (id: string, sub = ''): string => `/workspace/requests/${id}${sub}`;

describe('the queues', () => {
  test('say first what to do, and bring what must be read today before what has waited longer', async () => {
    await add({ sentAt: new Date('2026-11-18T10:00:00.000Z') });
    const today = await add({ sameDay: true, sentAt: new Date() });
    const queues = await nina.open('/workspace?queue=new');
    expect(queues.all('.fd-lead')[0]).toContain('must be read today');
    const forms = queues.document.querySelectorAll('main form[method="post"]');
    expect(forms[0]?.getAttributeValue('action')).toBe(page(today.id, '/take'));
    expect(queues.headers.get('cache-control')).toBe('no-store');
  });

  test('show a person once with what is due in words, and what must be known before ringing', async () => {
    const { reference } = await mine({ contactDueOn: '2026-01-05' });
    const { document, text } = await nina.open('/workspace?queue=mine');
    const row = document.querySelectorAll('tbody tr').find((each) => each.textContent.includes(reference));
    expect(row?.textContent).toMatch(/working days? late/);
    expect(row?.textContent).toContain('Large print');
    expect(row?.textContent).toContain('Leave no message');
    expect(text).not.toContain('All open 0');
  });

  test('a page that does not exist says so', async () => {
    const beyond = await nina.get('/workspace?queue=mine&page=40');
    expect(beyond.status).toBe(404);
  });
});

describe('finding somebody', () => {
  test.each([
    ['reference', (reference: string) => reference.toLowerCase().replaceAll('-', ' ')],
    ['name', () => 'ada example'],
    ['phone number', () => '07700900123'],
    ['email address', () => 'ADA.example@example.org'],
    ['NHS number', () => '999 000 0018'],
  ])('by %s, with nothing of it in an address', async (_, typed) => {
    const { id, reference } = await add();
    const found = await nina.send('/workspace/find', { sought: typed(reference) });
    expect(found.status).toBe(200);
    expect(found.text).toContain(page(id));
    expect(found.location).toBeNull();
  });

  test('part of a name finds nothing, and the page says how to go on', async () => {
    const found = await nina.send('/workspace/find', { sought: 'Ada' });
    expect(found.text).toContain('Nothing was found');
    expect((await nina.send('/workspace/find', {})).status).toBe(422);
  });
});

describe('a request', () => {
  test('begins with how to talk and write to the person, then what to do next, then the story', async () => {
    const { id } = await mine();
    const record = await nina.open(page(id));
    const places = [
      'Large print, 18 point',
      'Do not leave a message',
      'Get in touch with Ada',
      ADA.story,
    ].map((words) => record.text.indexOf(words));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places.toSorted((a, b) => a - b)).toEqual([places[1], places[0], places[2], places[3]]);
    expect(record.all('title')[0]).not.toContain('Ada');
  });

  test('is opened by a colleague only with a reason, which is kept and holds for the next pages', async () => {
    const { id } = await mine();
    const sent = await omar.get(page(id));
    expect([sent.status, sent.location]).toEqual([
      303,
      `${page(id, '/why')}?return=${encodeURIComponent(page(id))}`,
    ]);
    const why = await omar.open(sent.location ?? '');
    expect(why.text).toContain('Nina Navigator looks after request');
    expect(why.text).not.toContain('Ada');
    expect((await omar.send(page(id, '/why'), { why: 'other' })).status).toBe(422);
    const opened = await omar.send(page(id, '/why'), {
      why: 'cover',
      words: 'Nina is ill',
      return: page(id, '/notes'),
    });
    expect([opened.status, opened.location]).toEqual([303, page(id, '/notes')]);
    expect((await omar.open(page(id, '/notes'))).text).toContain('Ada Example');
    const views = await nina.open(page(id, '/views'));
    expect(views.text).toContain('Because: I cover for their navigator. Nina is ill');
    const trail = JSON.stringify(await auditOf(server.dataFolder, id));
    expect(trail).not.toContain('Nina is ill');
  });

  test('a reason never sends anybody to another website, or to another record', async () => {
    const { id } = await mine();
    for (const back of [
      'https://example.org/',
      '//example.org',
      '/workspace/requests/other',
      `${page(id)}x`,
    ]) {
      const sent = await omar.send(page(id, '/why'), { why: 'cover', return: back });
      expect(sent.location).toBe(page(id));
    }
  });

  test('what a colleague typed before giving a reason is there again afterwards', async () => {
    const { id } = await mine();
    const typed = 'She would rather be rung on Fridays';
    const sent = await omar.send(page(id, '/notes'), { words: typed, key: crypto.randomUUID() });
    expect(sent.location).toContain('/why');
    await omar.send(page(id, '/why'), { why: 'they-rang', return: page(id, '/notes') });
    expect((await omar.open(page(id, '/notes'))).text).toContain(typed);
  });

  test('is not there for a wrong address, a draft, or nobody', async () => {
    expect((await nina.get(page('no-such-request'))).status).toBe(404);
    const { id } = await add({ state: 'draft' });
    expect((await nina.get(page(id))).status).toBe(404);
  });
});

describe('taking, handing over and putting back', () => {
  test('of two who take one request, the second is told who was quicker', async () => {
    const { id } = await add();
    const first = await nina.send(page(id, '/take'), {});
    expect(first.location).toBe(`${page(id)}?done=taken`);
    const again = await nina.send(page(id, '/take'), {});
    expect(again.status).toBe(303);
    const second = await omar.send(page(id, '/take'), {});
    expect(second.status).toBe(409);
    expect(second.text).toContain('Nina Navigator');
    expect(await rowOf(server.dataFolder, id)).toMatchObject({ navigator_id: nina.person.accountId });
  });

  test('a request goes to a colleague with a reason, and from a stale tab nothing moves and nothing typed is lost', async () => {
    const { id } = await mine();
    const fields = await fieldsOf(nina, page(id, '/hand-over'));
    fields.set('to', omar.person.accountId);
    expect((await nina.send(page(id, '/hand-over'), fields)).status).toBe(422);
    fields.set('reason', 'Omar speaks her language');
    const stale = new URLSearchParams(fields);
    stale.set('version', '99');
    const refused = await nina.send(page(id, '/hand-over'), stale);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Omar speaks her language');
    expect((await nina.send(page(id, '/hand-over'), fields)).location).toBe('/workspace?done=handed-over');
    expect(await rowOf(server.dataFolder, id)).toMatchObject({ navigator_id: omar.person.accountId });
  });

  test('put back, it waits among the new ones', async () => {
    const { id } = await mine();
    const fields = await fieldsOf(nina, page(id, '/put-back'));
    fields.set('reason', 'I am away next week');
    expect((await nina.send(page(id, '/put-back'), fields)).status).toBe(303);
    expect(await rowOf(server.dataFolder, id)).toMatchObject({ navigator_id: null, state: 'sent' });
    expect((await nina.open(page(id, '/put-back'))).text).toContain(
      'Nobody looks after this request already',
    );
  });
});

describe('notes and tries', () => {
  test('a try is kept once, however often it is sent, and one that cannot have been is refused', async () => {
    const { id } = await mine();
    const fields = await fieldsOf(nina, page(id, '/attempts'));
    fields.set('channel', 'phone');
    fields.set('outcome', 'sent');
    expect((await nina.send(page(id, '/attempts'), fields)).status).toBe(422);
    fields.set('outcome', 'no-answer');
    fields.set('note', 'Rang twice');
    for (const _ of [1, 2]) expect((await nina.send(page(id, '/attempts'), fields)).status).toBe(303);
    const { text } = await nina.open(page(id));
    expect(text).toContain('Tried on 1 of 3 days, in one of two ways.');
    expect(text.split('Rang twice')).toHaveLength(2);
  });

  test('having spoken is what the promise was about', async () => {
    const { id } = await mine();
    const fields = await fieldsOf(nina, page(id, '/attempts'));
    fields.set('channel', 'phone');
    fields.set('outcome', 'spoke');
    expect((await nina.send(page(id, '/attempts'), fields)).location).toBe(`${page(id)}?done=spoke`);
    const { text } = await nina.open(page(id));
    expect(text).toContain('Choose services with Ada');
    expect((await rowOf(server.dataFolder, id)).contacted_at).not.toBeNull();
  });

  test('a note is kept word by word, and an empty one is asked for again', async () => {
    const { id } = await mine();
    const fields = await fieldsOf(nina, page(id, '/notes'));
    expect((await nina.send(page(id, '/notes'), fields)).status).toBe(422);
    fields.set('words', 'The lift is <broken> & she waits');
    for (const _ of [1, 2]) expect((await nina.send(page(id, '/notes'), fields)).status).toBe(303);
    expect((await nina.open(page(id))).text.split('The lift is <broken> & she waits')).toHaveLength(2);
  });

  test('nothing is added to a closed request, and what was typed is still there', async () => {
    const { id } = await mine();
    const fields = await fieldsOf(nina, page(id, '/notes'));
    fields.set('words', 'A late thought about her');
    await closed(id);
    const refused = await nina.send(page(id, '/notes'), fields);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('This request is closed');
    expect(refused.text).toContain('A late thought about her');
  });
});

async function closed(id: string): Promise<void> {
  const fields = await fieldsOf(nina, page(id, '/closure'));
  fields.set('reason', 'helped');
  expect((await nina.send(page(id, '/closure'), fields)).location).toBe('/workspace?queue=mine&done=closed');
}

describe('the end', () => {
  test('closing needs a reason', async () => {
    const { id } = await mine();
    const fields = await fieldsOf(nina, page(id, '/closure'));
    const refused = await nina.send(page(id, '/closure'), fields);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Choose how this ended');
    await closed(id);
    expect(await rowOf(server.dataFolder, id)).toMatchObject({ state: 'closed', closed_reason: 'helped' });
    expect((await nina.open(page(id))).text).toContain('This request is closed');
  });

  test('nobody is given up before the tries', async () => {
    const { id } = await mine();
    const fields = await fieldsOf(nina, page(id, '/closure'));
    fields.set('reason', 'could-not-contact');
    fields.set('note', 'No answer at all');
    const refused = await nina.send(page(id, '/closure'), fields);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('try on three days, in two ways');
    expect(refused.text).toContain('No answer at all');
  });

  test('a colleague does not close what is not theirs', async () => {
    const { id, version } = await mine();
    await omar.send(page(id, '/why'), { why: 'cover' });
    const refused = await omar.send(page(id, '/closure'), { reason: 'helped', version: String(version) });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Take it over first');
  });

  test('withdrawn for the person, everything ends', async () => {
    const { id } = await mine({ answers: anAnswers() });
    expect((await nina.send(page(id, '/withdrawal'), { words: 'She rang' })).status).toBe(303);
    expect(await rowOf(server.dataFolder, id)).toMatchObject({ state: 'closed', closed_reason: 'withdrawn' });
    expect((await nina.open(page(id, '/withdrawal'))).text).toContain('over already');
  });
});
