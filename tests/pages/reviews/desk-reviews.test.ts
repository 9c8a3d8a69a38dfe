import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { londonNow } from '#src/lib/dates.ts';
import { withDatabase } from '../../support/accounts/person.ts';
import { browserOf, carriedFields, type SignedInBrowser } from '../../support/accounts/signed-in-browser.ts';
import { sentLink, type SentLink } from './sent-link.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let editor: SignedInBrowser;
beforeAll(async () => {
  server = await startTestServer();
  editor = await browserOf(server, ['editor'], { name: 'Ed Editor' });
}, 60_000);
afterAll(async () => {
  await server.stop();
});

const DUE = '2026-07-05';
const today = () => londonNow(new Date()).day;
const stored = (id: string) =>
  withDatabase(server.dataFolder, (db) =>
    db.selectFrom('service').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );

/** Two services of an organisation that the desk is to ring about. */
async function overdue(nth: number): Promise<SentLink & { ids: [string, string] }> {
  const link = await sentLink(server.dataFolder, { nth });
  const ids = link.services.map(({ id }) => id);
  await withDatabase(server.dataFolder, (db) =>
    db
      .insertInto('review_step')
      .values(
        ids.map((id) => ({ service_id: id, due_on: DUE, step: 'call', done_on: today(), message_id: null })),
      )
      .execute(),
  );
  return { ...link, ids: [ids[0] ?? '', ids[1] ?? ''] };
}

describe('services to ring about', () => {
  test('are listed with why, and narrowed by it', async () => {
    const { services } = await overdue(0);
    const page = await editor.open('/desk/reviews');
    for (const { name } of services) expect(page.text).toContain(name);
    expect(page.text).toContain('Nobody answered our mails');
    expect((await editor.open('/desk/reviews?why=hidden')).text).not.toContain(services[0]?.name);
    await editor.open('/desk/reviews?why=nonsense&page=x');
    expect((await editor.get('/desk/reviews?page=99')).status).toBe(404);
  });

  test('an answered call confirms a service "by phone"; the same form sent twice does it once', async () => {
    const { ids, services } = await overdue(1);
    const path = `/desk/reviews/${ids[0]}`;
    const page = await editor.open(path);
    expect(page.text).toContain('Ed Editor');
    expect(page.text).toContain(services[0]?.name);
    expect((await editor.send(path, carriedFields(page.html))).status).toBe(422);
    const fields = carriedFields(page.html);
    fields.set('outcome', 'confirmed');
    expect((await editor.send(path, fields)).location).toBe('/desk/reviews?done=confirmed');
    const service = await stored(ids[0]);
    expect(service.assured_on).toBe(today());
    expect(service.assured_by).toMatch(/, by phone$/);
    expect((await editor.send(path, fields)).status).toBe(409);
    expect((await editor.open('/desk/reviews')).all('main th a')).not.toContain(services[0]?.name);
  });

  test('no answer is counted and keeps the service on the list; an ended one leaves the directory', async () => {
    const { ids } = await overdue(2);
    const fields = { due: DUE };
    for (const outcome of ['no-answer', 'wrong-number'])
      await editor.send(`/desk/reviews/${ids[0]}`, { ...fields, outcome });
    const page = await editor.open(`/desk/reviews/${ids[0]}`);
    expect(page.text).toContain('2 calls without an answer');
    await editor.send(`/desk/reviews/${ids[1]}`, { ...fields, outcome: 'closed' });
    expect(await stored(ids[1])).toMatchObject({ status: 'defunct' });
    const changed = await editor.send(`/desk/reviews/${ids[0]}`, { ...fields, outcome: 'changed' });
    expect(changed.location).toBe(`/partner/services/${ids[0]}`);
    expect((await editor.open('/desk/reviews')).text).toContain('They say that it has changed');
  });

  test('an id of nothing is not found', async () => {
    for (const id of ['x', "' or 1=1 --"]) {
      const path = `/desk/reviews/${encodeURIComponent(id)}`;
      await editor.open(path, 404);
      expect((await editor.send(path, { due: DUE, outcome: 'closed' })).status).toBe(404);
    }
  });
});

describe('an organisation’s own page of reviews', () => {
  test('confirms what is ticked and nothing of another organisation', async () => {
    const own = await overdue(3);
    const other = await overdue(4);
    const partner = await browserOf(server, [
      { role: 'organisation_editor', organisationId: own.organisationId },
    ]);
    const path = `/partner/organisations/${own.organisationId}/reviews`;
    const page = await partner.open(path);
    for (const { name } of own.services) expect(page.text).toContain(name);
    expect((await partner.send(path, {})).text).toContain('Tick each service that is right');
    const both = new URLSearchParams([
      ['services', own.ids[0]],
      ['services', other.ids[0]],
    ]);
    const refused = await partner.send(path, both);
    expect(refused.status).toBe(422);
    for (const id of [own.ids[0], other.ids[0]]) expect((await stored(id)).assured_on).toBe('2026-01-05');
    expect((await partner.send(path, { services: own.ids[0] })).location).toBe(`${path}?done=right`);
    expect(await stored(own.ids[0])).toMatchObject({ assured_on: today() });
    expect(await stored(own.ids[1])).toMatchObject({ assured_on: '2026-01-05' });
    await partner.open(`/partner/organisations/${other.organisationId}/reviews`, 403);
    expect(
      (
        await partner.send(`/partner/organisations/${other.organisationId}/reviews`, {
          services: other.ids[0],
        })
      ).status,
    ).toBe(403);
  });
});
