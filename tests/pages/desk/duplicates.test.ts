import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepPairs } from '#src/features/duplicates/commands/pairs.ts';
import { withDatabase } from '../../support/accounts/person.ts';
import { newBrowser } from '../../support/accounts/browser.ts';
import { browserOf, type SignedInBrowser } from '../../support/accounts/signed-in-browser.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

interface Shown {
  id: string;
  slug: string;
  name: string;
  organisation_id: string;
}

let server: TestServer;
let editor: SignedInBrowser;
let services: Shown[] = [];
beforeAll(async () => {
  server = await startTestServer();
  editor = await browserOf(server, ['editor']);
  services = await withDatabase(server.dataFolder, async (db) => {
    const rows = await db
      .selectFrom('service')
      .innerJoin('service_at_location as venue', 'venue.service_id', 'service.id')
      .select(['service.id', 'slug', 'service.name', 'organisation_id'])
      .where('visibility', '=', 'public')
      .groupBy('service.organisation_id')
      .orderBy('service.id')
      .limit(8)
      .execute();
    const [first, second] = rows;
    // The second is listed like the first, at the same place.
    await db
      .updateTable('service')
      .set({ name: first?.name ?? '' })
      .where('id', '=', second?.id ?? '')
      .execute();
    const at = await db
      .selectFrom('service_at_location')
      .select('location_id')
      .where('service_id', '=', first?.id ?? '')
      .executeTakeFirstOrThrow();
    await db
      .updateTable('service_at_location')
      .set(at)
      .where('service_id', '=', second?.id ?? '')
      .execute();
    await keepPairs(db, 'service');
    return rows;
  });
}, 90_000);
afterAll(async () => {
  await server.stop();
});

const pick = (at: number): Shown => {
  const service = services[at];
  if (service === undefined) throw new Error('The place has too few services');
  return service;
};
const pairPath = (first: Shown, second: Shown): string => `/desk/duplicates/${first.id}/${second.id}`;

/** What the merge form of a page holds: hidden fields and what is chosen. */
function fieldsOf(html: string): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [tag] of html.matchAll(/<input [^>]*>/g)) {
    const value = (name: string): string => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
    if (value('type') === 'hidden' || / checked[ >=/]/.test(tag))
      fields.append(value('name'), value('value'));
  }
  return fields;
}

test('two services that look alike are put together, and everything leads to the one that stays', async () => {
  const [kept, gone] = [pick(0), pick(1)];
  const visitor = newBrowser(server.url);
  await visitor.send('/shortlist/items', { service: gone.id });
  await visitor.send('/shortlist', { service: gone.id, note: 'Ring first' });

  const list = await editor.open('/desk/duplicates');
  expect(list.text).toContain('The same postcode');
  const path = [pairPath(kept, gone), pairPath(gone, kept)].find((href) =>
    list.html.includes(`href="${href}"`),
  );
  const pair = await editor.open(path ?? 'not in the list');
  const keptSide = path === pairPath(kept, gone) ? 'first' : 'second';
  const fields = fieldsOf(pair.html);
  fields.set('kept', keptSide);
  fields.set('take-summary', keptSide === 'first' ? 'second' : 'first');
  const { summary } = await withDatabase(server.dataFolder, (db) =>
    db.selectFrom('service').select('summary').where('id', '=', gone.id).executeTakeFirstOrThrow(),
  );
  const sent = await editor.send(path ?? '', fields);
  expect(sent.location).toMatch(/^\/desk\/duplicates\?done=merged&undo=[\w-]+$/);
  const after = await editor.open(sent.location ?? '');
  expect(after.text).toContain('The two are one service now.');
  expect(after.html).not.toContain(`href="${path}"`);

  const moved = await visitor.get(`/services/${gone.slug}`);
  expect([moved.status, moved.location]).toEqual([301, `/services/${kept.slug}`]);
  expect((await visitor.open(`/services/${kept.slug}`)).text).toContain(summary ?? 'nothing');
  const calendar = await visitor.get(`/services/${gone.slug}/calendar.ics`);
  expect(calendar.location).toBe(`/services/${kept.slug}/calendar.ics`);
  const shortlist = await visitor.open('/shortlist');
  expect(shortlist.html).toContain(`/services/${kept.slug}`);
  expect(shortlist.html).toContain('Ring first');
  const removed = await visitor.send('/shortlist/removals', { service: kept.id });
  expect((await visitor.open(removed.location ?? '')).html).not.toContain(`/services/${kept.slug}`);
  const feed = await visitor.get(`/api/open-referral/v3/services/${gone.id}`);
  expect(feed.status).toBe(404);

  const undo = /undo=([\w-]+)/.exec(sent.location ?? '')?.[1] ?? '';
  expect((await editor.send(`/desk/undo/${undo}`, {})).status).toBe(303);
  expect((await visitor.open(`/services/${gone.slug}`)).status).toBe(200);
});

test('a shared shortlist shows the service that took the place of one in it', async () => {
  const [kept, gone] = [pick(2), pick(3)];
  const visitor = newBrowser(server.url);
  await visitor.send('/shortlist/items', { service: gone.id });
  await visitor.send('/shortlist', { service: gone.id, note: 'For Nan' });
  const page = await visitor.open('/shortlist');
  const secret = (name: string): string =>
    new RegExp(`name="${name}" value="([\\w-]{22})"`).exec(page.html)?.[1] ?? '';
  const token = secret('token');
  await visitor.send('/shortlist/shares', { token, owner: secret('owner') });
  const pair = await editor.open(pairPath(kept, gone));
  const fields = fieldsOf(pair.html);
  fields.set('kept', 'first');
  expect((await editor.send(pairPath(kept, gone), fields)).status).toBe(303);
  const shared = await newBrowser(server.url).open(`/shortlist/shared/${token}`);
  expect(shared.html).toContain(`/services/${kept.slug}`);
  expect(shared.text).toContain('For Nan');
  expect((await editor.open(pairPath(kept, gone))).text).toContain('was put together with another service');
});

test('what was chosen is not lost when one of the two changed meanwhile', async () => {
  const [first, second] = [pick(4), pick(5)];
  const path = pairPath(first, second);
  const fields = fieldsOf((await editor.open(path)).html);
  fields.set('take-name', 'second');
  await withDatabase(server.dataFolder, (db) =>
    db
      .updateTable('service')
      .set({ version: 99, summary: 'Newer words' })
      .where('id', '=', first.id)
      .execute(),
  );
  const answer = await editor.send(path, fields);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('was changed while you looked at them');
  expect(answer.text).toContain('Newer words');
  expect(fieldsOf(answer.text).get('take-name')).toBe('second');
  expect(fieldsOf(answer.text).get('first_version')).toBe('99');
});

test('two that look alike are said to be different, and that can be taken back', async () => {
  const [first, second] = [pick(0), pick(1)];
  const list = await editor.open('/desk/duplicates');
  const path = [pairPath(first, second), pairPath(second, first)].find((href) =>
    list.html.includes(`href="${href}"`),
  );
  expect(path).toBeDefined();
  const sent = await editor.send(`${path}/difference`, {});
  const after = await editor.open(sent.location ?? '');
  expect(after.text).toContain('They are two different services.');
  expect(after.html).not.toContain(`href="${path}"`);
  const undo = /undo=([\w-]+)/.exec(sent.location ?? '')?.[1] ?? '';
  await editor.send(`/desk/undo/${undo}`, {});
  expect((await editor.open('/desk/duplicates')).html).toContain(`href="${path}"`);
});

test('an organisation that is there twice is found by name, and its address leads to the one that stays', async () => {
  const [kept, gone] = [pick(6), pick(7)];
  const [one, other] = await withDatabase(server.dataFolder, async (db) => {
    const find = (id: string) =>
      db.selectFrom('organisation').select(['name', 'slug']).where('id', '=', id).executeTakeFirstOrThrow();
    return [await find(kept.organisation_id), await find(gone.organisation_id)];
  });
  const found = await editor.open(
    `/desk/duplicates/organisations?${new URLSearchParams({ one: one.name, other: other.name }).toString()}`,
  );
  expect(found.html).toContain(`value="${kept.organisation_id}"`);
  const chosen = await editor.get(
    `/desk/duplicates/organisations?first=${kept.organisation_id}&second=${gone.organisation_id}`,
  );
  const path = `/desk/duplicates/organisations/${kept.organisation_id}/${gone.organisation_id}`;
  expect(chosen.location).toBe(path);
  await editor.open(path);
  const refused = await editor.send(path, {});
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Choose which of the two stays');
  const sent = await editor.send(path, { kept: 'first' });
  expect(sent.location).toContain('done=merged');
  await editor.open(sent.location ?? '');
  const visitor = newBrowser(server.url);
  const moved = await visitor.get(`/organisations/${other.slug}`);
  expect([moved.status, moved.location]).toEqual([301, `/organisations/${one.slug}`]);
  expect((await visitor.open(`/services/${gone.slug}`)).text).toContain(one.name);
});

test.each(['nobody/nobody', 'x/y', 'organisations/x/y'])(
  'a pair that is not there is not found: %s',
  async (ids) => {
    await editor.open(`/desk/duplicates/${ids}`, 404);
    expect((await editor.send(`/desk/duplicates/${ids}`, { kept: 'first' })).status).toBe(404);
  },
);
