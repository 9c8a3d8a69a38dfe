import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { londonNow } from '#src/lib/dates.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { newBrowser } from '../../support/accounts/browser.ts';
import { withDatabase } from '../../support/accounts/person.ts';
import { ask } from '../../support/pages/ask.ts';
import { sentLink, type SentLink } from './sent-link.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(async () => {
  await server.stop();
});

const stored = (id: string) =>
  withDatabase(server.dataFolder, (db) =>
    db.selectFrom('service').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );
const reviewsOf = (id: string) =>
  withDatabase(server.dataFolder, (db) =>
    db
      .selectFrom('audit_event')
      .selectAll()
      .where('action', '=', 'service.review')
      .where('entity_id', '=', id)
      .execute(),
  );
const setLink = (change: { expires_at?: string }, { organisationId }: SentLink) =>
  withDatabase(server.dataFolder, (db) =>
    db.updateTable('review_link').set(change).where('organisation_id', '=', organisationId).execute(),
  );
const today = () => londonNow(new Date()).day;
const first = ({ services }: SentLink) => services[0] ?? { id: '', name: '', slug: '' };
const second = ({ services }: SentLink) => services[1] ?? { id: '', name: '', slug: '' };

describe('a link in a mail', () => {
  test('is opened by programs that guard mail, as often as they like, and nothing changes', async () => {
    const link = await sentLink(server.dataFolder, { nth: 0 });
    const pages = ['', '/done', `/${first(link).id}`, `/${first(link).id}/closed`, `/${first(link).id}/name`];
    for (const page of pages)
      for (const method of ['GET', 'HEAD']) await ask(server.url, `${link.path}${page}`, { method });
    await ask(server.url, `${link.path}?service=all`);
    await ask(server.url, `${link.path}/new-link`);
    expect(await stored(first(link).id)).toMatchObject({ assured_on: '2026-01-05' });
    const page = await newBrowser(server.url).open(link.path);
    for (const { name } of link.services) expect(page.all('h2')).toContain(name);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('strict-origin');
    expect(page.text).not.toContain(link.address);
  });

  test('confirms one service, then the rest, each kept with the address it was sent to', async () => {
    const link = await sentLink(server.dataFolder, { nth: 1 });
    const browser = newBrowser(server.url);
    const one = await browser.send(link.path, { service: first(link).id });
    expect([one.status, one.location]).toEqual([303, `${link.path}?done=right`]);
    expect((await stored(first(link).id)).assured_on).toBe(today());
    expect((await stored(second(link).id)).assured_on).toBe('2026-01-05');
    const all = await browser.send(link.path, { service: 'all' });
    expect([all.status, all.location]).toEqual([303, `${link.path}/done`]);
    const done = await browser.open(`${link.path}/done`);
    for (const { name } of link.services) expect(done.text).toContain(name);

    const [event] = await reviewsOf(second(link).id);
    const after = JSON.parse(event?.after ?? '{}') as Record<string, string>;
    expect(event?.actor).toMatch(/^review-link:[0-9a-f]{64}$/);
    expect(event?.actor).not.toContain(link.token);
    const keys = openKeyRing(server.dataFolder);
    const sealed = (after.to ?? '').replace(/^sealed:/, '');
    expect(keys.unseal(sealed, `audit:service:${second(link).id}`)).toBe(link.address);
    const page = await newBrowser(server.url).open(`/services/${second(link).slug}`);
    expect(page.text).toContain('Checked today');
  });

  test('is used up afterwards: it says so and offers a new one, which it gets once an hour', async () => {
    const link = await sentLink(server.dataFolder, { nth: 2 });
    const browser = newBrowser(server.url);
    await browser.send(link.path, { service: 'all' });
    const again = await browser.open(link.path, 410);
    expect(again.text).toContain('This link was used');
    expect((await browser.send(link.path, { service: 'all' })).status).toBe(410);
    expect(await reviewsOf(first(link).id)).toHaveLength(1);
    await withDatabase(server.dataFolder, (db) =>
      db.updateTable('service').set({ review_due_on: today() }).where('id', '=', first(link).id).execute(),
    );
    for (let n = 0; n < 3; n += 1)
      expect((await browser.send(`${link.path}/new-link`, {})).text).toContain('Look at your email');
    const links = await withDatabase(server.dataFolder, (db) =>
      db.selectFrom('review_link').selectAll().where('organisation_id', '=', link.organisationId).execute(),
    );
    expect(links).toHaveLength(2);
    expect(JSON.parse(links.find(({ used_at }) => used_at === null)?.services ?? '')).toContain(
      first(link).id,
    );
  });

  test('that has run out confirms nothing, and neither does one of nobody', async () => {
    const link = await sentLink(server.dataFolder, { nth: 3 });
    await setLink({ expires_at: new Date(Date.now() - 1000).toISOString() }, link);
    const browser = newBrowser(server.url);
    for (const path of [link.path, `${link.path}/${first(link).id}`, `${link.path}/${first(link).id}/when`])
      expect((await browser.open(path, 410)).text).toContain('This link has run out');
    expect((await browser.send(link.path, { service: 'all' })).status).toBe(410);
    expect((await browser.send(`${link.path}/${first(link).id}/closed`, { reason: 'x' })).status).toBe(410);
    expect((await stored(first(link).id)).assured_on).toBe('2026-01-05');
    for (const token of ['AAAAAAAAAAAAAAAAAAAAAA', 'x', "' or 1=1 --"]) {
      const path = `/review/${encodeURIComponent(token)}`;
      await browser.open(path, 404);
      expect((await browser.send(path, { service: 'all' })).status).toBe(404);
      expect((await browser.send(`${path}/new-link`, {})).status).toBe(404);
    }
  });

  test('does nothing for a service of another organisation, in the form or in the address', async () => {
    const link = await sentLink(server.dataFolder, { nth: 4 });
    const other = await sentLink(server.dataFolder, { nth: 5 });
    const browser = newBrowser(server.url);
    const foreign = first(other).id;
    const answer = await browser.send(link.path, { service: foreign });
    expect(answer.status).toBe(409);
    expect((await browser.send(link.path, {})).status).toBe(422);
    for (const part of ['', '/closed', '/name']) {
      const page = await browser.get(`${link.path}/${foreign}${part}`);
      expect([page.status, page.location]).toEqual([303, link.path]);
    }
    await browser.send(`${link.path}/${foreign}/closed`, { reason: 'Not theirs' });
    expect(await stored(foreign)).toMatchObject({ assured_on: '2026-01-05', status: 'active' });
    expect(await reviewsOf(foreign)).toEqual([]);
  });

  test('clicked twice at once confirms once', async () => {
    const link = await sentLink(server.dataFolder, { nth: 6 });
    const browser = newBrowser(server.url);
    const clicks = await Promise.all([1, 2, 3].map(() => browser.send(link.path, { service: 'all' })));
    for (const { status } of clicks) expect([303, 410]).toContain(status);
    for (const { id } of link.services) expect(await reviewsOf(id)).toHaveLength(1);
  });

  test('of somebody who no longer answers for the services is worth nothing', async () => {
    const link = await sentLink(server.dataFolder, { nth: 7 });
    await withDatabase(server.dataFolder, (db) =>
      db
        .updateTable('organisation')
        .set({ email: 'somebody-else@example.org' })
        .where('id', '=', link.organisationId)
        .execute(),
    );
    const browser = newBrowser(server.url);
    expect((await browser.send(link.path, { service: 'all' })).status).toBe(410);
    expect((await browser.send(`${link.path}/new-link`, {})).text).toContain('We cannot send a new link');
    expect((await stored(first(link).id)).assured_on).toBe('2026-01-05');
  });
});

describe('something has changed', () => {
  const proposals = (id: string) =>
    withDatabase(server.dataFolder, (db) =>
      db.selectFrom('revision').selectAll().where('service_id', '=', id).execute(),
    );

  test('goes to the part that changed; what is sent waits for the desk with the day of the check', async () => {
    const link = await sentLink(server.dataFolder, { nth: 8 });
    const { id } = first(link);
    const browser = newBrowser(server.url);
    const parts = await browser.open(`${link.path}/${id}`);
    expect(parts.all('main li')).toContain('Name and summary');
    expect(parts.all('main li')).not.toContain('Picture');
    await browser.open(`${link.path}/${id}/name`);
    const bad = await browser.send(`${link.path}/${id}/name`, { name: '', summary: 'Kept words' });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('Kept words');
    const sent = await browser.send(`${link.path}/${id}/name`, { name: 'Another name', summary: 'Short.' });
    expect([sent.status, sent.location]).toEqual([303, `${link.path}?done=sent`]);
    const [proposal] = await proposals(id);
    expect(proposal).toMatchObject({ state: 'proposed', author_kind: 'review-link' });
    expect(JSON.parse(proposal?.content ?? '{}')).toMatchObject({ name: 'Another name', assuredOn: today() });
    expect(await stored(id)).toMatchObject({ name: first(link).name, assured_on: '2026-01-05' });
    const steps = await withDatabase(server.dataFolder, (db) =>
      db.selectFrom('review_step').selectAll().where('service_id', '=', id).execute(),
    );
    expect(steps.map(({ step }) => step)).toEqual(['answered']);
    // One thing after another: it may be changed further, and not confirmed as it was.
    await browser.open(`${link.path}/${id}/happens`);
    expect((await browser.send(link.path, { service: id })).status).toBe(409);
  });

  test('“we no longer run this” asks why, and leaves the decision to the desk', async () => {
    const link = await sentLink(server.dataFolder, { nth: 9 });
    const { id } = first(link);
    const browser = newBrowser(server.url);
    expect((await browser.send(`${link.path}/${id}/closed`, {})).status).toBe(422);
    const sent = await browser.send(`${link.path}/${id}/closed`, { reason: 'The hall was sold.' });
    expect(sent.location).toBe(`${link.path}?done=sent`);
    const [proposal] = await proposals(id);
    expect(JSON.parse(proposal?.content ?? '{}')).toMatchObject({ status: 'defunct' });
    expect(proposal?.reason).toBe('The hall was sold.');
    expect(await stored(id)).toMatchObject({ status: 'active', visibility: 'public' });
  });
});
