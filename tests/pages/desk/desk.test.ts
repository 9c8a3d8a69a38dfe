import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { newBrowser } from '../../support/accounts/browser.ts';
import { withDatabase } from '../../support/accounts/person.ts';
import { browserOf, carriedFields, type SignedInBrowser } from '../../support/accounts/signed-in-browser.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let editor: SignedInBrowser;
let partner: SignedInBrowser;
let stranger: SignedInBrowser;
let service: { id: string; slug: string; name: string; organisation_id: string };
let organisationOfStranger: string;

const inDatabase: <T>(work: Parameters<typeof withDatabase<T>>[1]) => Promise<T> = (work) =>
  withDatabase(server.dataFolder, work);

beforeAll(async () => {
  server = await startTestServer();
  const services = await inDatabase((db) =>
    db
      .selectFrom('service')
      .select(['id', 'slug', 'name', 'organisation_id'])
      .where('visibility', '=', 'public')
      .where('status', '=', 'active')
      .where('valid_from', 'is', null)
      .where('valid_to', 'is', null)
      .orderBy('id')
      .execute(),
  );
  const [first] = services;
  const other = services.find((each) => each.organisation_id !== first?.organisation_id);
  if (first === undefined || other === undefined) throw new Error('The example place is empty');
  service = first;
  organisationOfStranger = other.organisation_id;
  const editorOf = (organisationId: string): Promise<SignedInBrowser> =>
    browserOf(server, [{ role: 'organisation_editor', organisationId }], { name: 'Pat Partner' });
  editor = await browserOf(server, ['editor'], { name: 'Edna Editor' });
  partner = await editorOf(first.organisation_id);
  stranger = await editorOf(organisationOfStranger);
}, 60_000);
afterAll(async () => {
  await server.stop();
});

/** Waits for what the server does after it has answered. */
async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !isSo(); tries += 1) await new Promise((done) => setTimeout(done, 50));
}

const reportPath = (): string => `/services/${service.slug}/report`;
async function report(
  fields: Readonly<Record<string, string>>,
): Promise<{ status: number; location: string | null; text: string }> {
  const visitor = newBrowser(server.url);
  return visitor.send(reportPath(), { key: uuidv7(), ...fields });
}
const reportIds = (): Promise<string[]> =>
  inDatabase(async (db) =>
    (
      await db
        .selectFrom('report')
        .select('id')
        .where('answered_at', 'is', null)
        .orderBy('created_at')
        .execute()
    ).map(({ id }) => id),
  );

describe('telling us that something is wrong', () => {
  test('begins on the page of the service, and needs no account and no scripts', async () => {
    const visitor = newBrowser(server.url);
    const page = await visitor.open(`/services/${service.slug}`);
    expect(page.html).toContain(`href="${reportPath()}"`);
    const form = await visitor.open(reportPath());
    expect(form.text).toContain(service.name);
    const fields = carriedFields(form.html);
    fields.set('topic', 'times');
    fields.set('words', 'They begin at half past ten now');
    const sent = await visitor.send(reportPath(), fields);
    expect([sent.status, sent.location]).toEqual([303, `${reportPath()}/thanks`]);
    expect((await visitor.open(`${reportPath()}/thanks`)).text).toContain('Thank you');
    expect(visitor.cookies.size).toBe(0);
  });

  test('what is missing is said at its field, and nothing typed is lost', async () => {
    const answer = await report({ words: 'Closed since June', email: 'not an address' });
    expect(answer.status).toBe(422);
    for (const sentence of [
      'Select what is wrong',
      'Enter an email address in the correct format',
      'Closed since June',
    ])
      expect(answer.text).toContain(sentence);
  });

  test('a worry about safety says where to turn to first, before and after', async () => {
    const visitor = newBrowser(server.url);
    const numbers = ['999', '01632 960111', '01632 960122'];
    const before = await visitor.open(reportPath());
    for (const number of numbers) expect(before.text).toContain(number);
    const { location } = await report({ topic: 'safety', words: 'Somebody shouted at the children' });
    const afterwards = await visitor.open(location ?? '');
    for (const number of numbers) expect(afterwards.text).toContain(number);
  });

  test('of a service that is not there, or not for everybody, is a page that is not there', async () => {
    const hidden = await inDatabase((db) =>
      db.selectFrom('service').select('slug').where('visibility', '=', 'hidden').executeTakeFirst(),
    );
    for (const slug of ['no-such-service', ...(hidden === undefined ? [] : [hidden.slug])])
      expect((await newBrowser(server.url).get(`/services/${slug}/report`)).status).toBe(404);
  });
});

describe('a report on its way', () => {
  test('the organisation answers, the desk sends it, and whoever reported it hears back', async () => {
    const words = `They moved to the library ${uuidv7()}`;
    await report({ topic: 'closed', words, email: 'visitor@people.example.org' });
    const id = (await reportIds()).at(-1) ?? '';
    const list = `/partner/organisations/${service.organisation_id}/reports`;
    expect((await partner.open(list)).text).toContain(service.name);
    const theirs = await partner.open(`${list}?report=${id}`);
    expect(theirs.text).toContain(words);
    expect(theirs.html).not.toContain('visitor@');
    const without = await partner.send(`${list}?report=${id}`, { report: id, says: 'right' });
    expect([without.status, without.text.includes('Say why it is right as it is')]).toEqual([422, true]);
    const said = await partner.send(`${list}?report=${id}`, {
      report: id,
      says: 'right',
      because: 'We moved back in May',
    });
    expect(said.status).toBe(303);

    const page = await editor.open(`/desk/reports/${id}`);
    for (const text of [words, 'visitor@people.example.org', 'It is right as it is', 'We moved back in May'])
      expect(page.text).toContain(text);
    expect(page.html).toContain('value="right" checked');
    const sent = await editor.send(`/desk/reports/${id}`, {
      outcome: 'right',
      answer: 'They moved back in May',
    });
    expect([sent.status, sent.location]).toEqual([303, '/desk/reports?done=told']);
    await until(() => server.output().includes('They moved back in May'));
    expect(server.output()).toMatch(
      /visitor@people\.example\.org[\s\S]*the page is right as it is[\s\S]*They moved back in May/,
    );
    const again = await editor.send(`/desk/reports/${id}`, { outcome: 'changed' });
    expect([again.status, again.text.includes('answered while you looked')]).toEqual([409, true]);
  });

  test('each look at words is in the audit trail, with whether the address was shown', async () => {
    await report({ topic: 'cost', words: 'It costs more', email: 'visitor@people.example.org' });
    const id = (await reportIds()).at(-1) ?? '';
    await editor.open(`/desk/reports/${id}`);
    await partner.open(`/partner/organisations/${service.organisation_id}/reports?report=${id}`);
    const events = await inDatabase((db) =>
      db
        .selectFrom('audit_event')
        .select(['actor', 'after'])
        .where('action', '=', 'report.view')
        .where('entity_id', '=', id)
        .orderBy('sequence')
        .execute(),
    );
    expect(events).toEqual([
      { actor: editor.person.accountId, after: '{"contact":true}' },
      { actor: partner.person.accountId, after: '{"contact":false}' },
    ]);
  });

  test('people of another organisation see nothing of it, whatever address or form they try', async () => {
    await report({ topic: 'times', words: 'Not for other eyes' });
    const id = (await reportIds()).at(-1) ?? '';
    const own = `/partner/organisations/${organisationOfStranger}/reports`;
    const theirs = `/partner/organisations/${service.organisation_id}/reports`;
    for (const path of [theirs, `${theirs}?report=${id}`, `/desk/reports/${id}`, '/desk/reports', '/desk'])
      expect([path, (await stranger.get(path)).status]).toEqual([path, 403]);
    expect((await stranger.get(`${own}?report=${id}`)).status).toBe(404);
    const sent = await stranger.send(own, { report: id, says: 'changed' });
    expect(sent.text).not.toContain('Not for other eyes');
    const row = await inDatabase((db) =>
      db.selectFrom('report').select('partner_says').where('id', '=', id).executeTakeFirst(),
    );
    expect(row?.partner_says).toBeNull();
  });

  test('that is not there is not found, whether it is read or answered', async () => {
    const path = `/desk/reports/${uuidv7()}`;
    expect((await editor.get(path)).status).toBe(404);
    expect((await editor.send(path, { outcome: 'right' })).status).toBe(404);
    const list = `/partner/organisations/${service.organisation_id}/reports?report=${uuidv7()}`;
    expect((await partner.get(list)).status).toBe(404);
    expect((await partner.send(list, { report: uuidv7(), says: 'changed' })).status).toBe(409);
  });

  test('five of one kind mark the service on the desk', async () => {
    for (let count = 0; count < 5; count += 1) await report({ topic: 'contact', words: 'Nobody answers' });
    const mark = '5 reports: The phone, email or website does not work';
    expect((await editor.open('/desk/reports')).text).toContain(mark);
    expect((await editor.open(`/desk/services?words=${encodeURIComponent(service.name)}`)).text).toContain(
      mark,
    );
  });
});

describe('the desk', () => {
  test('says what waits, and says kindly when nothing does', async () => {
    const page = await editor.open('/desk');
    expect(page.all('.fd-overview h2')).toContain('Reports from visitors');
    await inDatabase(async (db) => {
      const at = new Date().toISOString();
      await db.updateTable('report').set({ answered_at: at }).execute();
      await db.updateTable('task').set({ done_at: at }).execute();
      await db.updateTable('source').set({ held_since: null }).execute();
    });
    expect((await editor.open('/desk')).text).toContain('Nothing waits.');
  });

  test('finds services, changes many after showing which, and takes it back', async () => {
    const list = await editor.open('/desk/services?state=public&tick=all');
    const ids = [...list.html.matchAll(/name="id" type="checkbox" value="([^"]+)" checked/g)].map(
      ([, id]) => id ?? '',
    );
    const chosen = ids.slice(0, 3);
    expect(chosen).toHaveLength(3);
    const path = `/desk/services/change?${new URLSearchParams([['action', 'hide'], ...chosen.map((id) => ['id', id])]).toString()}`;
    const check = await editor.open(path);
    expect(check.all('#change li')).toHaveLength(3);
    const without = await editor.send(path, { step: 'change' });
    expect([without.status, without.text.includes('Say why it is hidden')]).toEqual([422, true]);
    const visibility = (): Promise<string[]> =>
      inDatabase(async (db) =>
        (await db.selectFrom('service').select('visibility').where('id', 'in', chosen).execute()).map(
          (row) => row.visibility,
        ),
      );
    expect(await visibility()).toEqual(['public', 'public', 'public']);
    const sent = await editor.send(path, { step: 'change', reason: 'They have closed' });
    expect(sent.status).toBe(303);
    expect(await visibility()).toEqual(['hidden', 'hidden', 'hidden']);
    const done = await editor.open(sent.location ?? '');
    expect(done.all('.fd-done').join()).toContain('3 services changed.');
    const undo = /href="(\/desk\/undo\/[^"]+)"/.exec(done.html)?.[1] ?? '';
    expect((await editor.open(undo)).text).toContain('Hid: 3 services');
    expect((await editor.send(undo, {})).location).toBe('/desk/undo?done=taken-back');
    expect(await visibility()).toEqual(['public', 'public', 'public']);
    const again = await editor.send(undo, {});
    expect([again.status, again.text.includes('Somebody has taken this back already')]).toEqual([409, true]);
    expect((await editor.open('/desk/undo')).text).toContain('Edna Editor');
  });

  test('without a service or with more than a hundred there is nothing to confirm, only a way back', async () => {
    await editor.open('/desk/services/change?action=hide', 422);
    const many = Array.from({ length: 101 }, () => ['id', uuidv7()]);
    const page = await editor.open(
      `/desk/services/change?${new URLSearchParams([['action', 'show'], ...many]).toString()}`,
      422,
    );
    expect(page.text).toContain('Choose at most 100 services at once');
  });

  test('asks for the need, and for the organisation by its name', async () => {
    const need = `/desk/services/change?action=add-need&id=${service.id}`;
    await editor.open(need);
    expect((await editor.send(need, { step: 'change' })).text).toContain('Choose the need');
    expect((await editor.send(need, { step: 'change', need: 'no-such-need' })).text).toContain(
      'Choose the need',
    );
    const move = `/desk/services/change?action=move&id=${service.id}`;
    await editor.open(move);
    expect((await editor.send(move, { step: 'search' })).text).toContain(
      'Enter part of the organisation’s name',
    );
    const name = await inDatabase((db) =>
      db
        .selectFrom('organisation')
        .select('name')
        .where('id', '=', organisationOfStranger)
        .executeTakeFirstOrThrow(),
    );
    const found = await editor.send(move, { step: 'search', words: name.name });
    expect(found.text).toContain(`value="${organisationOfStranger}"`);
    const sent = await editor.send(move, {
      step: 'change',
      words: name.name,
      organisation: organisationOfStranger,
    });
    expect(sent.status).toBe(303);
    const moved = await inDatabase((db) =>
      db
        .selectFrom('service')
        .select('organisation_id')
        .where('id', '=', service.id)
        .executeTakeFirstOrThrow(),
    );
    expect(moved.organisation_id).toBe(organisationOfStranger);
  });
});
