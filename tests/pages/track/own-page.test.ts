import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answers } from '#src/features/requests/answers.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { newBrowser, type Browser } from '../../support/accounts/browser.ts';
import { withDatabase } from '../../support/accounts/person.ts';
import { aHelper, anAnswers } from '../../support/requests/answers.ts';
import { wordsQueued } from '../../support/requests/codes.ts';
import { addRequestTo, type AddedRequest, type NewRequest } from '../../support/requests/request.ts';
import { sentReferral } from '../../support/requests/sent-referral.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(async () => {
  await server.stop();
});

const at = (request: AddedRequest, rest = ''): string => `/track/${request.trackSecret}${rest}`;
/** A browser that has shown by the date of birth who holds it. */
async function proven(request: AddedRequest): Promise<Browser> {
  const browser = newBrowser(server.url);
  await browser.send(at(request), { deed: 'birth', day: '14', month: '3', year: '1950' });
  return browser;
}
const add = (added: NewRequest = {}): Promise<AddedRequest> => addRequestTo(server.dataFolder, added);
const notesOf = (id: string): Promise<{ author: string; words: string }[]> =>
  withDatabase(server.dataFolder, async (db) => {
    const rows = await db.selectFrom('request_note').selectAll().where('request_id', '=', id).execute();
    const keys = openKeyRing(server.dataFolder);
    return rows.map((row) => ({
      author: row.author,
      words: keys.unseal(row.words_sealed, `request-note:${row.id}`),
    }));
  });
const rowOf = (id: string) =>
  withDatabase(server.dataFolder, (db) =>
    db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );
const told = (template: string, to: string): Promise<number> =>
  withDatabase(server.dataFolder, async (db) => {
    const all = await wordsQueued(db, openKeyRing(server.dataFolder), template);
    return all.filter((message) => message.to === to).length;
  });
const hiddenOf = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

describe('adding something', () => {
  test('is stored once, however often it is sent, and shown as their own words', async () => {
    const request = await add();
    const visitor = await proven(request);
    const key = hiddenOf((await visitor.open(at(request, '/add'))).html, 'key');
    const fields = { words: 'I moved to my sister in Marlbridge', key };
    const answers = await Promise.all([
      visitor.send(at(request, '/add'), fields),
      visitor.send(at(request, '/add'), fields),
    ]);
    expect(answers.map(({ location }) => location)).toEqual(Array(2).fill(`${at(request)}?done=added`));
    expect(await notesOf(request.id)).toEqual([{ author: 'person', words: fields.words }]);
    const page = await visitor.open(`${at(request)}?done=added`);
    expect(page.text).toContain('We have kept what you added.');
    expect(page.text).toContain('I moved to my sister in Marlbridge');
  });

  test('with nothing in it, or too much, is asked for again and keeps what was typed', async () => {
    const request = await add();
    const visitor = await proven(request);
    expect((await visitor.send(at(request, '/add'), { words: ' ', key: 'a' })).text).toContain(
      'Enter what you would like to add',
    );
    const long = await visitor.send(at(request, '/add'), { words: 'long words '.repeat(500), key: 'b' });
    expect(long.status).toBe(422);
    expect(long.text).toContain('must be 5,000 characters or less');
    expect(long.text).toContain('long words long words');
    expect(await notesOf(request.id)).toEqual([]);
  });

  test('with words of danger brings urgent help first, and can then be sent and is marked for today', async () => {
    const request = await add();
    const visitor = await proven(request);
    const words = 'Some days I want to kill myself\nand my flat is cold';
    const first = await visitor.send(at(request, '/add'), { words, key: 'urgent' });
    expect(first.status).toBe(200);
    expect(first.text).toContain('Do you need help now?');
    expect(first.text).toContain('116 123');
    expect(await notesOf(request.id)).toEqual([]);
    const sure = await visitor.send(at(request, '/add'), { words, key: 'urgent', sure: 'yes' });
    expect(sure.location).toBe(`${at(request)}?done=added`);
    expect(await notesOf(request.id)).toEqual([{ author: 'person', words }]);
    expect(await rowOf(request.id)).toMatchObject({ same_day: 1, red_flags: 1 });
  });

  test('to a closed request keeps the words on the page and says what to do', async () => {
    const request = await add({ state: 'closed' });
    const visitor = await proven(request);
    const sent = await visitor.send(at(request, '/add'), { words: 'One more thing of mine', key: 'c' });
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('This request is closed. Ring us, or ask again');
    expect(sent.text).toContain('One more thing of mine');
  });
});

describe('sharing', () => {
  test('each recipient is named with why; stopping says what it stops, stops the referral and tells the service', async () => {
    const { request, referralId, address, organisation } = await sentReferral(server);
    const visitor = await proven(request);
    const page = await visitor.open(at(request));
    expect(page.text).toContain('Services we asked');
    expect(page.text).toContain('does not have the details yet');
    const list = await visitor.open(at(request, '/sharing'));
    const stop = /\/sharing\?stop=[\w-]+/.exec(list.html)?.[0] ?? '';
    const confirm = await visitor.open(at(request, stop));
    expect(confirm.text).toContain('We stop asking this service and tell it so.');
    const consent = new URLSearchParams(stop.split('?')[1]).get('stop') ?? '';
    const fields = { consent, key: hiddenOf(confirm.html, 'key') };
    const answers = await Promise.all([
      visitor.send(at(request, '/sharing'), fields),
      visitor.send(at(request, '/sharing'), fields),
    ]);
    for (const { status, location } of answers)
      expect([status, location]).toEqual([303, `${at(request)}?done=stopped`]);
    const after = await withDatabase(server.dataFolder, async (db) => ({
      referral: await db
        .selectFrom('referral')
        .select('state')
        .where('id', '=', referralId)
        .executeTakeFirst(),
      consents: await db
        .selectFrom('consent')
        .select(['decision', 'recorded_by'])
        .where('request_id', '=', request.id)
        .where('service_id', '=', organisation.serviceId)
        .orderBy('at')
        .execute(),
    }));
    expect(after.referral).toEqual({ state: 'withdrawn' });
    expect(after.consents).toEqual([
      { decision: 'given', recorded_by: 'person' },
      { decision: 'withdrawn', recorded_by: 'person' },
    ]);
    expect(await told('referral-withdrawn', address)).toBe(1);
    const now = await visitor.open(`${at(request)}?done=stopped`);
    expect(now.text).toContain('does not have the details');
    expect(now.text).toContain('We stopped asking them');
  });

  test('of somebody else’s request cannot be stopped', async () => {
    const [mine, theirs] = [await add(), await sentReferral(server)];
    const consent = await withDatabase(server.dataFolder, (db) =>
      db
        .selectFrom('consent')
        .select('id')
        .where('request_id', '=', theirs.request.id)
        .where('purpose', '=', 'service')
        .executeTakeFirstOrThrow(),
    );
    await (await proven(mine)).send(at(mine, '/sharing'), { consent: consent.id, key: 'k' });
    const referral = await withDatabase(server.dataFolder, (db) =>
      db.selectFrom('referral').select('state').where('id', '=', theirs.referralId).executeTakeFirst(),
    );
    expect(referral).toEqual({ state: 'sent' });
  });
});

test('taking the request back asks first, ends it, stops what was asked, and pressing twice does it once', async () => {
  const { request, referralId, address } = await sentReferral(server);
  const visitor = await proven(request);
  expect((await visitor.open(at(request, '/withdraw'))).text).toContain('we stop looking for help');
  expect((await rowOf(request.id)).state).toBe('with_navigator');
  await Promise.all([visitor.send(at(request, '/withdraw'), {}), visitor.send(at(request, '/withdraw'), {})]);
  expect(await rowOf(request.id)).toMatchObject({ state: 'closed', closed_reason: 'withdrawn' });
  const referral = await withDatabase(server.dataFolder, (db) =>
    db.selectFrom('referral').select('state').where('id', '=', referralId).executeTakeFirst(),
  );
  expect(referral).toEqual({ state: 'withdrawn' });
  expect(await told('referral-withdrawn', address)).toBe(1);
  const page = await visitor.open(at(request));
  expect(page.text).toContain('This request is closed. You took your request back.');
  expect(page.text).toContain('Ask again');
  expect((await visitor.get(at(request, '/withdraw'))).location).toBe(at(request));
});

describe('a copy', () => {
  test('has everything that was told, in each form, and is noted as a look', async () => {
    const request = await add();
    const visitor = await proven(request);
    for (const form of ['plain', 'easy-read', 'large-print']) {
      const page = await visitor.open(at(request, `/copy?form=${form}`));
      for (const words of [
        'Ada Example',
        'I used to sing with my neighbours',
        'Loom Street Surgery',
        '14 March 1950',
      ])
        expect(page.text).toContain(words);
      expect(page.html.includes('fd-paper--large')).toBe(form !== 'plain');
    }
    const views = await withDatabase(server.dataFolder, (db) =>
      db
        .selectFrom('audit_event')
        .select('id')
        .where('action', '=', 'request.view')
        .where('entity_id', '=', request.id)
        .execute(),
    );
    expect(views).toHaveLength(3);
  });

  test('as text is a file that nothing keeps', async () => {
    const request = await add();
    const visitor = await proven(request);
    const answer = await visitor.get(at(request, '/copy?form=text'));
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="your-request.txt"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.text).toContain('Name:\nAda Example');
  });

  test('comes first in the form they asked for', async () => {
    const answers: Answers = anAnswers({ copy: { way: 'email', form: 'easy-read' } });
    const request = await add({ answers });
    const page = await (await proven(request)).open(at(request, '/copy'));
    expect(page.text).toContain('You asked us for help.');
  });
});

test('a helper reads of the person as of somebody else, and not what the person added', async () => {
  const request = await add({ madeBy: 'helper', answers: aHelper() });
  const helper = await proven(request);
  await helper.send(at(request, '/add'), { words: 'Her stairs are steep', key: 'h' });
  await withDatabase(server.dataFolder, (db) =>
    db.updateTable('proof_session').set({ holder: 'person' }).where('subject_id', '=', request.id).execute(),
  );
  await helper.send(at(request, '/add'), { words: 'Nora must not read this', key: 'p' });
  const person = (await helper.open(at(request))).text;
  expect(person).toContain('Nora Example filled this in for you.');
  expect(person).not.toContain('Her stairs are steep');
  const again = (await (await proven(request)).open(at(request))).text;
  expect(again).toContain('Her stairs are steep');
  expect(again).not.toContain('must not read this');
  expect((await notesOf(request.id)).map(({ author }) => author)).toEqual(['helper', 'person']);
});

describe('feedback', () => {
  const asked = async (): Promise<{ id: string; path: string }> => {
    const request = await add({ state: 'closed' });
    const token = `feedback-${request.id}`;
    await withDatabase(server.dataFolder, (db) =>
      db
        .updateTable('request')
        .set({ feedback_token_hash: hashSecret(token), feedback_asked_at: new Date().toISOString() })
        .where('id', '=', request.id)
        .execute(),
    );
    return { id: request.id, path: `/track/feedback/${token}` };
  };

  test('is kept once, sealed; the link then says thank you', async () => {
    const { id, path } = await asked();
    const visitor = newBrowser(server.url);
    const page = await visitor.open(path);
    expect(page.text).toContain('Did you get the help you needed?');
    expect(page.text).not.toContain('Ada');
    const words = 'The card making was lovely';
    const first = await visitor.send(path, { helped: 'partly', words, tell: 'yes' });
    expect([first.status, first.location]).toEqual([303, path]);
    await visitor.send(path, { helped: 'no', words: 'A second answer' });
    const { feedback_sealed: sealed, feedback_given_at: givenAt } = await rowOf(id);
    expect(givenAt).not.toBeNull();
    expect(sealed).not.toContain('card making');
    const opened = openKeyRing(server.dataFolder).unseal(sealed ?? '', `request-feedback:${id}`);
    expect(JSON.parse(opened)).toEqual({ helped: 'partly', words, mayTellService: true });
    expect((await visitor.open(path)).text).toContain('Thank you');
  });

  test('without an answer is asked for again with the words kept; a link of nobody is not found', async () => {
    const { path } = await asked();
    const visitor = newBrowser(server.url);
    const empty = await visitor.send(path, { words: 'Only these words' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Select whether you got the help you needed');
    expect(empty.text).toContain('Only these words');
    await visitor.open('/track/feedback/no-such-link', 404);
  });
});
