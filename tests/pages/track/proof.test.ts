import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newBrowser, type Browser } from '../../support/accounts/browser.ts';
import { withDatabase } from '../../support/accounts/person.ts';
import { newReference } from '#src/features/requests/reference.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { aHelper, anAnswers } from '../../support/requests/answers.ts';
import { latestCode, wordsQueued, type QueuedWords } from '../../support/requests/codes.ts';
import { addRequestTo, type AddedRequest, type NewRequest } from '../../support/requests/request.ts';
import { PERSONAL, SAFE } from '../../support/requests/personal.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
const RIGHT = { deed: 'birth', day: '14', month: 'March', year: '1950' };

beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(async () => {
  await server.stop();
});

const add = (added: NewRequest = {}): Promise<AddedRequest> =>
  addRequestTo(server.dataFolder, { answers: anAnswers({ safe: SAFE }), ...added });
const at = (request: AddedRequest, rest = ''): string => `/track/${request.trackSecret}${rest}`;
const browser = (): Browser => newBrowser(server.url);
const code = (): Promise<string> =>
  withDatabase(server.dataFolder, (db) => latestCode(db, openKeyRing(server.dataFolder)));
const queued = (template: string): Promise<QueuedWords[]> =>
  withDatabase(server.dataFolder, (db) => wordsQueued(db, openKeyRing(server.dataFolder), template));
const views = (id: string): Promise<string[]> =>
  withDatabase(server.dataFolder, async (db) => {
    const rows = await db
      .selectFrom('audit_event')
      .select('actor')
      .where('action', '=', 'request.view')
      .where('entity_id', '=', id)
      .execute();
    return rows.map(({ actor }) => actor);
  });

const SUB_PAGES = ['/code', '/add', '/sharing', '/withdraw', '/copy', '/copy?form=text', '/leave'];

describe('before the proof', () => {
  test('no page of the link says anything of the person, and nobody is noted to have looked', async () => {
    const request = await add({ madeBy: 'helper', answers: aHelper({ safe: SAFE }) });
    const visitor = browser();
    const page = await visitor.open(at(request));
    const pages = [page.html];
    for (const rest of SUB_PAGES) pages.push((await visitor.get(at(request, rest))).text);
    for (const words of PERSONAL)
      expect(pages.filter((html) => new RegExp(`\\b${words}`, 'i').test(html))).toEqual([]);
    expect(page.text).toContain('Text a code to the number of the person who needs help ending 123');
    expect(page.text).toContain('Text a code to the number of who filled this in ending 456');
    expect(page.text).toContain(request.reference);
    expect(await views(request.id)).toEqual([]);
  });

  test('pages that show something send back to the proof', async () => {
    const request = await add();
    for (const rest of ['/add', '/sharing', '/withdraw', '/copy', '/copy?form=text']) {
      const answer = await browser().get(at(request, rest));
      expect([answer.status, answer.location]).toEqual([303, at(request)]);
    }
  });

  test('forms do nothing', async () => {
    const request = await add();
    const visitor = browser();
    for (const [rest, fields] of [
      ['/add', { words: 'Somebody else wrote this', key: 'k' }],
      ['/withdraw', { deed: 'withdraw' }],
      ['/sharing', { consent: 'any', key: 'k' }],
    ] as const)
      expect((await visitor.send(at(request, rest), fields)).location).toBe(at(request));
    const rows = await withDatabase(server.dataFolder, async (db) => ({
      notes: await db.selectFrom('request_note').selectAll().where('request_id', '=', request.id).execute(),
      state: await db.selectFrom('request').select('state').where('id', '=', request.id).executeTakeFirst(),
    }));
    expect(rows).toEqual({ notes: [], state: { state: 'sent' } });
  });

  test('the page is kept by nobody, found by nobody, and tells its address to nobody', async () => {
    const request = await add();
    for (const path of [
      at(request),
      at(request, '/code'),
      at(request, '/leave'),
      '/track',
      '/track/link-sent',
    ]) {
      const { headers } = await browser().open(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('strict-origin');
    }
    expect((await browser().open(at(request))).html).toContain('<meta name="robots" content="noindex">');
  });

  test('without a date of birth and a safe way there is the phone and the reference', async () => {
    const request = await add({
      answers: anAnswers({ dateOfBirth: undefined, safe: { ...SAFE, text: 'no' } }),
    });
    const page = await browser().open(at(request));
    expect(page.text).toContain('We have no safe way to send you a code.');
    expect(page.text).toContain(request.reference);
    expect(page.all('main form')).toEqual([]);
    const sent = await browser().send(at(request), { deed: 'code', way: 'person-text' });
    expect(sent.status).toBe(422);
  });

  test('a link that leads nowhere, to a draft, or to what was erased says so', async () => {
    const draft = await add({ state: 'draft' });
    const erased = await add();
    await withDatabase(server.dataFolder, (db) =>
      db.updateTable('request').set({ answers_sealed: null }).where('id', '=', erased.id).execute(),
    );
    for (const path of ['/track/no-such-link', at(draft), at(erased)])
      expect((await browser().open(path, 404)).text).toContain('This link does not work');
  });
});

describe('the date of birth', () => {
  test('opens the request, by a cookie that holds a secret and belongs to this link only', async () => {
    const request = await add();
    const visitor = browser();
    const sent = await visitor.send(at(request), RIGHT);
    expect([sent.status, sent.location]).toEqual([303, at(request)]);
    const [cookie = ''] = visitor.setCookies();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toMatch(/Path=\/(;|$)/);
    expect(cookie).not.toContain(request.id);
    expect(cookie).not.toContain(request.trackSecret);
    const page = await visitor.open(at(request));
    expect(page.text).toContain('We have your request.');
    expect(await views(request.id)).toEqual(['person']);
  });

  test.each([
    [{ day: '', month: '', year: '' }, 'Enter your date of birth'],
    [{ day: '14', month: '3', year: '50' }, 'Year must include 4 numbers'],
    [{ day: '15', month: '3', year: '1950' }, 'That does not match.'],
  ])('%j is asked for again: "%s"', async (boxes, sentence) => {
    const request = await add();
    const visitor = browser();
    const answer = await visitor.send(at(request), { deed: 'birth', ...boxes });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(sentence);
    expect(answer.text).not.toContain('We have your request');
  });

  test('is the same answer whether it is wrong or was never told', async () => {
    const [told, untold] = [
      await add(),
      await add({ answers: anAnswers({ safe: SAFE, dateOfBirth: undefined }) }),
    ];
    const wrong = { ...RIGHT, day: '15' };
    const answers = [await browser().send(at(told), wrong), await browser().send(at(untold), wrong)];
    expect(answers.map(({ status }) => status)).toEqual([422, 422]);
    for (const { text } of answers) expect(text).toContain('That does not match.');
  });

  test('may be wrong five times', async () => {
    const request = await add();
    for (let index = 0; index < 5; index += 1)
      expect((await browser().send(at(request), { ...RIGHT, day: '15' })).status).toBe(422);
    const sixth = await browser().send(at(request), RIGHT);
    expect(sixth.status).toBe(429);
    expect(sixth.text).toContain('There were too many tries today.');
  });
});

describe('a code', () => {
  test('is sent to the number that is safe, and opens the request', async () => {
    const request = await add();
    const visitor = browser();
    const sent = await visitor.send(at(request), { deed: 'code', way: 'person-text' });
    expect(sent.location).toBe(at(request, '/code'));
    expect((await queued('proof-code')).at(-1)).toMatchObject({ kind: 'text', to: '07700900123' });
    const wrong = await visitor.send(at(request, '/code'), { code: '12345' });
    expect([wrong.status, wrong.text.includes('Code must be 6 digits')]).toEqual([422, true]);
    const typed = await code();
    const right = await visitor.send(at(request, '/code'), {
      code: `${typed.slice(0, 3)} ${typed.slice(3)}`,
    });
    expect(right.location).toBe(at(request));
    expect((await visitor.open(at(request))).text).toContain('We have your request.');
  });

  test('is never sent to a way that is not safe, whatever the form says', async () => {
    const request = await add();
    const before = (await queued('proof-code')).length;
    await browser().send(at(request), { deed: 'code', way: 'person-email' });
    await browser().send(at(request), { deed: 'code', way: 'helper-text' });
    await browser().send(at(request), { deed: 'code', way: 'ada@example.org' });
    expect(await queued('proof-code')).toHaveLength(before);
  });

  test('sent to the helper opens what the helper may see', async () => {
    const request = await add({ madeBy: 'helper', answers: aHelper({ safe: SAFE }) });
    const visitor = browser();
    await visitor.send(at(request), { deed: 'code', way: 'helper-text' });
    expect((await queued('proof-code')).at(-1)?.to).toBe('07700900456');
    await visitor.send(at(request, '/code'), { code: await code() });
    expect((await visitor.open(at(request))).text).toContain('You filled this in for Ada Example.');
    expect(await views(request.id)).toEqual(['helper']);
  });
});

describe('one person’s proof', () => {
  test('opens nobody else’s request, by cookie or by code', async () => {
    const [mine, other] = [await add(), await add()];
    const visitor = browser();
    await visitor.send(at(mine), RIGHT);
    expect((await visitor.open(at(other))).text).toContain('First show us that it is you.');
    expect((await visitor.get(at(other, '/copy'))).location).toBe(at(other));
    await browser().send(at(mine), { deed: 'code', way: 'person-text' });
    const typed = await code();
    expect((await browser().send(at(other, '/code'), { code: typed })).status).toBe(422);
    expect(await views(other.id)).toEqual([]);
  });

  test('of two links side by side each keeps its own, and counts in both forms and in Welsh', async () => {
    const [mine, other] = [await add(), await add()];
    const visitor = browser();
    await visitor.send(at(mine), RIGHT);
    const [[name = '', secret = ''] = []] = [...visitor.cookies];
    await visitor.send(`/easy-read${at(other)}`, RIGHT);
    expect(visitor.cookies.size).toBe(2);
    for (const link of [at(mine), at(other)])
      for (const form of ['', '/easy-read', '/cy', '/cy/easy-read'])
        expect((await visitor.get(`${form}${link}/add`)).status).toBe(200);
    // Finishing with one is finishing with that one.
    await visitor.send(`/easy-read${at(mine)}/leave`, {});
    expect((await visitor.get(at(mine, '/add'))).location).toBe(at(mine));
    expect((await visitor.get(at(other, '/add'))).status).toBe(200);
    // The name of a cookie proves nothing: what is in it belongs to one request.
    const forger = browser();
    await forger.send(at(other), RIGHT);
    const [[ofOther = ''] = []] = [...forger.cookies];
    expect(ofOther).not.toBe(name);
    const thief = browser();
    await thief.send(at(mine), RIGHT);
    const [[, stolen = ''] = []] = [...thief.cookies];
    expect(stolen).not.toBe(secret);
    thief.cookies.set(ofOther, stolen);
    expect((await thief.get(at(other, '/add'))).location).toBe(at(other));
  });

  test('ends with "I have finished", here and for whoever kept the cookie', async () => {
    const request = await add();
    const visitor = browser();
    await visitor.send(at(request), RIGHT);
    const kept = new Map(visitor.cookies);
    expect((await visitor.send(at(request, '/leave'), {})).location).toBe(at(request, '/leave'));
    expect((await visitor.open(at(request, '/leave'))).text).toContain('You have finished');
    const thief = browser();
    for (const [name, value] of kept) thief.cookies.set(name, value);
    expect((await thief.open(at(request))).text).toContain('First show us that it is you.');
  });

  test('is over after half an hour, but words that were being written are still taken', async () => {
    const request = await add();
    const visitor = browser();
    await visitor.send(at(request), RIGHT);
    const longAgo = new Date(Date.now() - 31 * 60_000).toISOString();
    await withDatabase(server.dataFolder, (db) =>
      db
        .updateTable('proof_session')
        .set({ seen_at: longAgo })
        .where('subject_id', '=', request.id)
        .execute(),
    );
    const sent = await visitor.send(at(request, '/add'), { words: 'I moved to my sister', key: 'idle' });
    expect(sent.location).toBe(`${at(request)}?done=added`);
    expect((await visitor.open(at(request))).text).toContain('First show us that it is you.');
    expect((await visitor.get(at(request, '/copy'))).location).toBe(at(request));
  });
});

describe('a lost link', () => {
  test('is sent again, with the same answer whether there is such a request or not', async () => {
    const request = await add();
    const known = await browser().send('/track', { reference: request.reference.toLowerCase() });
    const unknown = await browser().send('/track', { reference: newReference() });
    const page = await browser().open('/track/link-sent');
    expect(page.text).toContain('If that is the reference of a request, its link is on the way.');
    for (const { status, location, text } of [known, unknown])
      expect({ status, location, text }).toEqual({ status: 303, location: '/track/link-sent', text: '' });
    await expect
      .poll(async () => (await queued('track-link')).map(({ text }) => text).join(' '))
      .toContain(at(request));
  });

  test.each(['', 'FD-7KQM-3F2P-2', 'nonsense'])('"%s" is asked for again', async (reference) => {
    const answer = await browser().send('/track', { reference });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/Enter your reference|Check the reference/);
  });
});
