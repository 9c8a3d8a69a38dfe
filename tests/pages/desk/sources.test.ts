import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withDatabase } from '../../support/accounts/person.ts';
import { browserOf, type SignedInBrowser } from '../../support/accounts/signed-in-browser.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let editor: SignedInBrowser;
let administrator: SignedInBrowser;
let service: { id: string };

const inDatabase: <T>(work: Parameters<typeof withDatabase<T>>[1]) => Promise<T> = (work) =>
  withDatabase(server.dataFolder, work);

beforeAll(async () => {
  server = await startTestServer();
  service = await inDatabase((db) =>
    db
      .selectFrom('service')
      .select('id')
      .where('visibility', '=', 'public')
      .orderBy('id')
      .executeTakeFirstOrThrow(),
  );
  editor = await browserOf(server, ['editor']);
  administrator = await browserOf(server, ['administrator']);
}, 60_000);
afterAll(async () => {
  await server.stop();
});

describe('sources and wishes not to be listed', () => {
  const addSource = (held: string | null): Promise<string> =>
    inDatabase(async (db) => {
      const id = uuidv7();
      await db
        .insertInto('source')
        .values({
          id,
          name: `Council list ${id}`,
          licence: 'Made up',
          attribution: null,
          url: 'http://127.0.0.1:9/feed',
          format: 'open-referral',
          last_imported_at: '2026-11-20T10:00:00.000Z',
          created_at: '2026-11-20T10:00:00.000Z',
          mapping: null,
          refresh_days: 7,
          held_since: held,
          held_reason:
            held === null ? null : 'Nothing was changed: 40 of 50 services are not in it any more.',
        })
        .execute();
      await db
        .insertInto('import_run')
        .values({
          id: uuidv7(),
          source_id: id,
          started_at: '2026-11-20T10:00:00.000Z',
          finished_at: '2026-11-20T10:01:00.000Z',
          created: 4,
          outcome: 'done',
          problems: 1,
          report: JSON.stringify(['Row 3: there is no name']),
        })
        .execute();
      return id;
    });
  const sourceRow = (id: string) =>
    inDatabase((db) => db.selectFrom('source').selectAll().where('id', '=', id).executeTakeFirstOrThrow());

  test('editors and administrators see how the last runs went, and set how often a source is read', async () => {
    const id = await addSource(null);
    for (const who of [editor, administrator]) {
      expect((await who.open('/desk/sources')).text).toContain(`Council list ${id}`);
      const page = await who.open(`/desk/sources/${id}`);
      for (const text of ['4 new', 'Row 3: there is no name', 'every 7 days'])
        expect(page.text).toContain(text);
    }
    const wrong = await editor.send(`/desk/sources/${id}`, { do: 'every', days: '0.5' });
    expect([wrong.status, wrong.text.includes('whole number of days')]).toEqual([422, true]);
    expect((await editor.send(`/desk/sources/${id}`, { do: 'every', days: '1' })).status).toBe(303);
    expect((await sourceRow(id)).refresh_days).toBe(1);
    expect((await editor.send(`/desk/sources/${id}`, { do: 'every' })).status).toBe(303);
    expect((await sourceRow(id)).refresh_days).toBeNull();
  });

  test('a held one says why, and is released only when somebody says what is to become of what is gone', async () => {
    const id = await addSource('2026-11-20T10:02:00.000Z');
    expect((await editor.open(`/desk/sources/${id}`)).text).toContain('40 of 50 services');
    expect((await editor.send(`/desk/sources/${id}`, { do: 'release' })).status).toBe(422);
    expect((await sourceRow(id)).held_since).not.toBeNull();
    const sent = await editor.send(`/desk/sources/${id}`, { do: 'release', loss: 'yes' });
    expect([sent.status, sent.location]).toEqual([303, `/desk/sources/${id}?done=released`]);
    expect((await sourceRow(id)).held_since).toBeNull();
    const actions = await inDatabase((db) =>
      db
        .selectFrom('audit_event')
        .select(['action', 'actor'])
        .where('entity_id', '=', id)
        .orderBy('sequence')
        .execute(),
    );
    const actor = editor.person.accountId;
    expect(actions.slice(0, 2)).toEqual([
      { action: 'source.release', actor },
      { action: 'source.refresh', actor },
    ]);
  });

  test('who asks not to be listed is hidden at once, and shown again when taken off the list', async () => {
    const row = (): Promise<{ name: string; visibility: string; organisation_id: string }> =>
      inDatabase((db) =>
        db
          .selectFrom('service')
          .select(['name', 'visibility', 'organisation_id'])
          .where('id', '=', service.id)
          .executeTakeFirstOrThrow(),
      );
    const { name } = await row();
    expect((await editor.send('/desk/do-not-list', {})).text).toContain('Enter the name of who asked');
    const postcode = await editor.send('/desk/do-not-list', { name, postcode: 'nowhere' });
    expect([postcode.status, postcode.text.includes('Enter a full postcode')]).toEqual([422, true]);
    const sent = await editor.send('/desk/do-not-list', { name });
    expect((await editor.open(sent.location ?? '')).text).toContain(
      'Hidden now: 0 organisations and 1 service',
    );
    expect((await row()).visibility).toBe('hidden');
    const list = await editor.open('/desk/do-not-list');
    const entry = /href="(\/desk\/do-not-list\/[^"]+)"/.exec(list.html)?.[1] ?? '';
    await editor.open(entry);
    expect((await editor.send(entry, {})).status).toBe(303);
    expect((await row()).visibility).toBe('public');
    expect((await editor.send(entry, {})).status).toBe(409);
  });
});
