import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moveReferral } from '#src/features/referrals/commands/move.ts';
import { actorOf } from '../../support/accounts/accounts.ts';
import { newBrowser, type Browser } from '../../support/accounts/browser.ts';
import { withDatabase } from '../../support/accounts/person.ts';
import { carriedFields } from '../../support/accounts/signed-in-browser.ts';
import { ADA, anAnswers, PERSONAL_WORDS } from '../../support/requests/answers.ts';
import { mailedTo, postOf, sentReferral, type SentReferral } from '../../support/requests/sent-referral.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(async () => {
  await server.stop();
});

const stateOf = (id: string) =>
  withDatabase(server.dataFolder, async (db) => {
    const row = await db.selectFrom('referral').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    return row.state;
  });
const setReferral = (id: string, set: object) =>
  withDatabase(server.dataFolder, (db) => db.updateTable('referral').set(set).where('id', '=', id).execute());
const press = async (browser: Browser, page: string, action: string, fields: Record<string, string> = {}) => {
  const carried = carriedFields((await browser.open(page)).html);
  return browser.send(action, { key: carried.get('key') ?? '', ...fields });
};
const expectNothingPersonal = (text: string): void => {
  for (const words of [...PERSONAL_WORDS, ADA.phone, ADA.nhsNumber]) expect(text).not.toContain(words);
};
/** Says yes, proves the mailbox and opens the details. */
async function openDetails(browser: Browser, { path, address }: SentReferral) {
  await press(browser, path, `${path}/yes`);
  await browser.send(`${path}/code?send=yes`, {});
  const code = await mailedTo(server, address, /\b(\d{6})\b/);
  const entered = await browser.send(`${path}/code`, { code: `${code.slice(0, 3)} ${code.slice(3)}` });
  expect(entered.location).toBe(`${path}/details`);
  return browser.open(`${path}/details`);
}

describe('the page of the link', () => {
  test('asks "Can you help?" with nothing personal, and opening it changes nothing', async () => {
    const sent = await sentReferral(server);
    const browser = newBrowser(server.url);
    const page = await browser.open(sent.path);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expectNothingPersonal(page.html);
    for (const words of [sent.reference, 'MB1', sent.organisation.serviceName, 'Can you help?'])
      expect(page.text).toContain(words);
    await browser.open(`${sent.path}/no`);
    await browser.open(`${sent.path}/more`);
    expect(await stateOf(sent.referralId)).toBe('sent');
  });

  test('a press of "we have seen it" marks it as seen', async () => {
    const sent = await sentReferral(server);
    const browser = newBrowser(server.url);
    expect((await press(browser, sent.path, `${sent.path}/seen`)).location).toBe(`${sent.path}?done=seen`);
    expect(await stateOf(sent.referralId)).toBe('opened');
    expect((await browser.open(`${sent.path}?done=seen`)).text).toContain('Noted: you have seen it');
  });

  test('yes is one press; pressed twice it is one yes, and a no after it is told so', async () => {
    const sent = await sentReferral(server);
    const browser = newBrowser(server.url);
    const key = carriedFields((await browser.open(sent.path)).html).get('key') ?? '';
    for (let times = 0; times < 2; times += 1)
      expect((await browser.send(`${sent.path}/yes`, { key })).location).toBe(`${sent.path}?done=yes`);
    const late = await browser.send(`${sent.path}/no`, { key: crypto.randomUUID(), code: 'full' });
    expect(late.location).toBe(`${sent.path}?done=late`);
    const page = await browser.open(`${sent.path}?done=late`);
    expect(page.text).toContain('answered already');
    expect(page.text).toContain('You said yes');
    expectNothingPersonal(page.html);
    expect(await stateOf(sent.referralId)).toBe('accepted');
  });

  test('no asks why; without a reason nothing happens and nothing typed is lost', async () => {
    const sent = await sentReferral(server);
    const browser = newBrowser(server.url);
    const path = `${sent.path}/no`;
    const key = carriedFields((await browser.open(path)).html).get('key') ?? '';
    const refused = await browser.send(path, { key, words: 'Until Easter' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Choose why you cannot help');
    expect(refused.text).toContain('Until Easter');
    expect((await browser.send(path, { key, code: 'other' })).text).toContain('Write why you cannot help');
    expect((await browser.send(path, { key, code: 'full' })).status).toBe(303);
    expect(await stateOf(sent.referralId)).toBe('declined');
    expect((await browser.open(sent.path, 410)).text).toContain('You have said no');
  });

  test('a question is asked in words, shown again, and the answer may still be yes', async () => {
    const sent = await sentReferral(server);
    const browser = newBrowser(server.url);
    const path = `${sent.path}/more`;
    expect((await press(browser, path, path)).status).toBe(422);
    expect((await press(browser, path, path, { words: 'Can they climb stairs?' })).status).toBe(303);
    const page = await browser.open(sent.path);
    expect(page.text).toContain('Can they climb stairs?');
    expect((await press(browser, sent.path, `${sent.path}/yes`)).status).toBe(303);
    expect(await stateOf(sent.referralId)).toBe('accepted');
  });
});

describe('an answer of the navigator', () => {
  test('shows only to whoever holds the mailbox', async () => {
    const sent = await sentReferral(server);
    const browser = newBrowser(server.url);
    const path = `${sent.path}/more`;
    await press(browser, path, path, { words: 'Can they climb stairs?' });
    await withDatabase(server.dataFolder, (db) =>
      moveReferral(
        db,
        postOf(server),
        { referralId: sent.referralId, move: 'tell-more', by: 'navigator', words: 'Slowly, with her stick' },
        actorOf(sent.navigatorId),
        new Date(),
      ),
    );
    const page = await browser.open(sent.path);
    expect(page.text).toContain('The navigator has answered');
    expect(page.text).not.toContain('with her stick');
    await browser.send(`${sent.path}/code?send=yes`, {});
    const code = await mailedTo(server, sent.address, /\b(\d{6})\b/);
    expect((await browser.send(`${sent.path}/code`, { code })).location).toBe(sent.path);
    expect((await browser.open(sent.path)).text).toContain('with her stick');
    expect((await newBrowser(server.url).open(sent.path)).text).not.toContain('with her stick');
    // It opens no more than that.
    expect((await browser.get(`${sent.path}/details`)).location).toBe(sent.path);
  });
});

describe('the details', () => {
  test('open after the yes and the code of the mailbox only, with exactly what was agreed', async () => {
    const answers = anAnswers({
      communication: {
        methods: ['text-relay'],
        formats: ['large-print'],
        printPoints: 18,
        professionals: ['bsl-interpreter'],
        support: [],
        language: null,
        other: null,
      },
    });
    const sent = await sentReferral(server, { answers });
    const browser = newBrowser(server.url);
    expect((await browser.get(`${sent.path}/details`)).location).toBe(sent.path);
    await press(browser, sent.path, `${sent.path}/yes`);
    expect((await browser.get(`${sent.path}/details`)).location).toBe(`${sent.path}/code`);
    const page = await openDetails(browser, sent);
    for (const words of [ADA.name, ADA.phone, ADA.story, 'Do not leave a message', 'Ring through text relay'])
      expect(page.text).toContain(words);
    expect(page.html.indexOf('British Sign Language')).toBeLessThan(page.html.indexOf(ADA.story));
    expect(page.html.indexOf('Do not leave a message')).toBeLessThan(page.html.indexOf(ADA.story));
    for (const words of [ADA.nhsNumber, '999 000 0018', 'Bobbin Row', 'Loom Street', '14 March 1950'])
      expect(page.text).not.toContain(words);
    expect(page.headers.get('cache-control')).toBe('no-store');
    // Another browser with the same link has proven nothing.
    expect((await newBrowser(server.url).get(`${sent.path}/details`)).location).toBe(`${sent.path}/code`);
  });

  test('a wrong code opens nothing, and what is no code is said', async () => {
    const sent = await sentReferral(server);
    const browser = newBrowser(server.url);
    await press(browser, sent.path, `${sent.path}/yes`);
    await browser.send(`${sent.path}/code?send=yes`, {});
    const right = await mailedTo(server, sent.address, /\b(\d{6})\b/);
    const wrong = right === '123456' ? '654321' : '123456';
    const refused = await browser.send(`${sent.path}/code`, { code: wrong });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('That is not the code');
    expect((await browser.send(`${sent.path}/code`, { code: '12' })).text).toContain('must be 6 digits');
    expect((await browser.get(`${sent.path}/details`)).location).toBe(`${sent.path}/code`);
  });

  test('a second mail brings a link that works until the end, and then nothing opens any more', async () => {
    const sent = await sentReferral(server);
    const browser = newBrowser(server.url);
    await openDetails(browser, sent);
    const progress = `/referrals/${await mailedTo(server, sent.address, /\/referrals\/([\w-]{22})/)}`;
    expect(progress).not.toBe(sent.path);
    for (const [answer, state] of [
      ['contacted', 'contacted'],
      ['started', 'started'],
      ['finished', 'completed'],
    ] as const) {
      expect((await press(browser, progress, `${progress}/${answer}`)).location).toBe(
        `${progress}?done=${answer}`,
      );
      expect(await stateOf(sent.referralId)).toBe(state);
    }
    expect((await browser.open(progress, 410)).text).toContain('This referral is over');
    expect((await browser.get(`${sent.path}/details`)).status).toBe(410);
    expect((await browser.get(`${sent.path}/code`)).status).toBe(410);
  });

  test('"could not reach them" needs three tries on two days', async () => {
    const sent = await sentReferral(server);
    const browser = newBrowser(server.url);
    await press(browser, sent.path, `${sent.path}/yes`);
    for (let times = 0; times < 3; times += 1) await press(browser, sent.path, `${sent.path}/tried`);
    const path = `${sent.path}/not-reached`;
    const early = await press(browser, path, path, { words: 'Rang three times' });
    expect(early.status).toBe(422);
    expect(early.text).toContain('First note three tries, on at least two days');
    await withDatabase(server.dataFolder, async (db) => {
      const first = await db
        .selectFrom('referral_event')
        .select('id')
        .where('referral_id', '=', sent.referralId)
        .where('reason', '=', 'attempt')
        .orderBy('at')
        .executeTakeFirstOrThrow();
      const dayBefore = new Date(Date.now() - 86_400_000).toISOString();
      await db.updateTable('referral_event').set({ at: dayBefore }).where('id', '=', first.id).execute();
    });
    expect((await browser.open(sent.path)).text).toContain('You tried 3 times');
    expect((await press(browser, path, path, { words: 'Rang three times' })).status).toBe(303);
    expect(await stateOf(sent.referralId)).toBe('could_not_contact');
  });
});

describe('links that open nothing', () => {
  test('one that nobody sent', async () => {
    const browser = newBrowser(server.url);
    const path = '/referrals/AAAAAAAAAAAAAAAAAAAAAA';
    for (const page of [path, `${path}/no`, `${path}/code`, `${path}/details`])
      expect((await browser.open(page, 404)).text).toContain('This link does not work');
    expect((await browser.get(`${path}/made-up`)).status).toBe(404);
  });

  test('one that ran out brings a new one to the same address', async () => {
    const sent = await sentReferral(server, { at: new Date(Date.now() - 61 * 86_400_000) });
    const browser = newBrowser(server.url);
    expect((await browser.open(sent.path, 410)).text).toContain('This link has run out');
    expect((await browser.get(`${sent.path}/new-link`)).location).toBe(sent.path);
    const renewed = await browser.send(`${sent.path}/new-link`, {});
    expect(renewed.text).toContain('We have sent a new link');
    expect(renewed.text).not.toContain(sent.address);
    const fresh = await mailedTo(server, sent.address, /\/referrals\/([\w-]{22})/);
    expect(fresh).not.toBe(sent.token);
    await browser.open(`/referrals/${fresh}`);
  });

  test('one of a referral that was withdrawn', async () => {
    const sent = await sentReferral(server);
    await setReferral(sent.referralId, { state: 'withdrawn' });
    const browser = newBrowser(server.url);
    expect((await browser.open(sent.path, 410)).text).toContain('This referral was withdrawn');
    expect((await browser.send(`${sent.path}/yes`, { key: crypto.randomUUID() })).status).toBe(410);
    expect((await browser.send(`${sent.path}/new-link`, {})).status).toBe(410);
    expect(await stateOf(sent.referralId)).toBe('withdrawn');
  });
});
