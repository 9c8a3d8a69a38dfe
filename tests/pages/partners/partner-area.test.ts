import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '#src/features/accounts/roles.ts';
import { newBrowser, type Browser } from '../../support/accounts/browser.ts';
import { personWith, withDatabase } from '../../support/accounts/person.ts';
import { signedInAs, type TestPerson } from '../../support/accounts/signed-in.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let organisation: { id: string; slug: string; name: string };
let other: { id: string; slug: string };

beforeAll(async () => {
  server = await startTestServer();
  const rows = await withDatabase(server.dataFolder, (db) =>
    db
      .selectFrom('organisation')
      .select(['id', 'slug', 'name'])
      .where('visibility', '=', 'public')
      .where(
        'id',
        'not in',
        db.selectFrom('account_role').select('organisation_id').where('organisation_id', 'is not', null),
      )
      .where(
        'id',
        'in',
        db.selectFrom('service').select('organisation_id').where('visibility', '=', 'public'),
      )
      .orderBy('id')
      .limit(2)
      .execute(),
  );
  const [first, second] = rows;
  if (first === undefined || second === undefined) throw new Error('The example place is too small');
  organisation = first;
  other = second;
}, 60_000);

afterAll(async () => {
  await server.stop();
});

const signedIn = async (
  ...roles: readonly (Role | { role: Role; organisationId: string })[]
): Promise<{ browser: Browser; person: TestPerson }> => {
  const person = await signedInAs(join(server.dataFolder, 'front-door.sqlite'), roles);
  return { browser: newBrowser(server.url, { cookie: person.cookie }), person };
};
const at = (role: Role, organisationId = organisation.id) => ({ role, organisationId });
const partner = (path: string, id = organisation.id): string => `/partner/organisations/${id}${path}`;

describe('the first page of a partner', () => {
  test('is the organisation itself, with its services, for whoever has one', async () => {
    const { browser } = await signedIn(at('organisation_manager'));
    const page = await browser.open('/partner');
    expect(page.text).toContain(organisation.name);
    expect(page.text).toContain('Your services');
    await browser.open(partner('/visits'));
    await browser.open(partner('/evidence'));
  });

  test('lists organisations for whoever has several, and finds one for whoever has none', async () => {
    const { browser: both } = await signedIn(at('organisation_editor'), at('organisation_editor', other.id));
    expect((await both.open('/partner')).text).toContain('Your organisations');
    const { browser: nobody } = await signedIn();
    const page = await nobody.open(`/partner?name=${encodeURIComponent(organisation.name)}`);
    expect(page.html).toContain(`/organisations/${organisation.slug}/claim`);
  });

  test('is where a partner lands after signing in', async () => {
    const person = await personWith(server.dataFolder, []);
    await withDatabase(server.dataFolder, (db) =>
      db
        .insertInto('account_role')
        .values({
          id: uuidv7(),
          account_id: person.accountId,
          role: 'organisation_editor',
          organisation_id: other.id,
          granted_at: new Date().toISOString(),
          granted_by: 'command-line',
        })
        .execute(),
    );
    const browser = newBrowser(server.url);
    const { location } = await browser.send('/sign-in', { email: person.email, password: person.password });
    expect(location).toBe('/partner');
  });

  test('is nobody else’s: another organisation and one that does not exist answer alike', async () => {
    const { browser } = await signedIn(at('organisation_manager', other.id));
    for (const id of [organisation.id, 'nothing', `${organisation.id}'`])
      for (const path of ['', '/team', '/team/invitation', '/evidence', '/visits', '/leave']) {
        const { status } = await browser.get(partner(path, encodeURIComponent(id)));
        expect([id, path, status]).toEqual([id, path, 403]);
      }
  });
});

describe('the team', () => {
  test('answers an invitation the same whether or not the address has an account', async () => {
    const { browser } = await signedIn(at('organisation_manager'));
    const known = await personWith(server.dataFolder, []);
    const fields = { name: 'Ben Example', roles: 'organisation_editor' };
    const sent = (email: string) => browser.send(partner('/team/invitation'), { ...fields, email });
    const answers = [await sent(known.email), await sent(`${uuidv7()}@example.org`)];
    expect(answers.map(({ status, location }) => [status, location])).toEqual([
      [303, partner('/team?done=invited')],
      [303, partner('/team?done=invited')],
    ]);
    const page = await browser.open(partner('/team'));
    expect(page.text).toContain(known.email);
    expect(page.text).toContain('Invited, not here yet');
  });

  test('keeps what was typed when something is missing', async () => {
    const { browser } = await signedIn(at('organisation_manager'));
    const answer = await browser.send(partner('/team/invitation'), { name: 'Ben Example', email: 'ben' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Enter an email address in the correct format');
    expect(answer.text).toContain('Choose at least one thing they do');
    expect(answer.text).toContain('value="Ben Example"');
  });

  test('somebody who is removed has no way in at their next click', async () => {
    const { browser: boss } = await signedIn(at('organisation_manager'));
    const { browser, person } = await signedIn(at('organisation_editor'));
    expect((await browser.get(partner(''))).status).toBe(200);
    const page = await boss.open(partner(`/team/${person.accountId}`));
    expect(page.text).toContain('Remove from the team');
    await boss.send(partner(`/team/${person.accountId}`), { deed: 'remove', version: '1' });
    expect((await browser.get(partner(''))).status).toBe(403);
  });

  test('the only manager is told why they cannot leave', async () => {
    const id = uuidv7();
    await withDatabase(server.dataFolder, async (db) => {
      const row = await db
        .selectFrom('organisation')
        .selectAll()
        .where('id', '=', other.id)
        .executeTakeFirstOrThrow();
      const copy = { ...row, id, slug: id, name: 'A club of one', source_id: null, source_record_id: null };
      await db.insertInto('organisation').values(copy).execute();
    });
    const { browser } = await signedIn(at('organisation_manager', id));
    await browser.open(partner('/leave', id));
    const answer = await browser.send(partner('/leave', id), { deed: 'leave' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Make a colleague a manager first');
    await signedIn(at('organisation_manager', id));
    expect((await browser.send(partner('/leave', id), { deed: 'leave' })).location).toBe(
      '/partner?done=left',
    );
    expect((await browser.get(partner('', id))).status).toBe(403);
  });
});

describe('a paper', () => {
  test('shows on the public pages once the desk has seen it, and goes when it is taken back', async () => {
    const { browser } = await signedIn(at('organisation_manager'));
    const { browser: desk } = await signedIn('editor');
    const visitor = newBrowser(server.url);
    const service = await withDatabase(server.dataFolder, (db) =>
      db
        .selectFrom('service')
        .select('slug')
        .where('organisation_id', '=', organisation.id)
        .where('visibility', '=', 'public')
        .executeTakeFirstOrThrow(),
    );
    const pages = [`/organisations/${organisation.slug}`, `/services/${service.slug}`];
    const badges = async (): Promise<boolean[]> => {
      const found: boolean[] = [];
      for (const path of pages)
        found.push((await visitor.open(path)).text.includes('Safeguarding policy seen by'));
      return found;
    };
    await browser.send(partner('/evidence'), { kind: 'safeguarding_policy' });
    expect(await badges()).toEqual([false, false]);
    const { id } = await withDatabase(server.dataFolder, (db) =>
      db
        .selectFrom('evidence')
        .select('id')
        .where('organisation_id', '=', organisation.id)
        .executeTakeFirstOrThrow(),
    );
    expect((await desk.open('/desk/evidence')).html).toContain(`/desk/evidence/${id}`);
    await desk.open(`/desk/evidence/${id}`);
    const seen = { deed: 'see', 'seen-day': '3', 'seen-month': '5', 'seen-year': '2026' };
    const future = await desk.send(`/desk/evidence/${id}`, { ...seen, 'seen-year': '2999' });
    expect(future.status).toBe(422);
    expect(future.text).toContain('must be today or in the past');
    expect((await desk.send(`/desk/evidence/${id}`, seen)).status).toBe(303);
    expect(await badges()).toEqual([true, true]);
    expect((await visitor.open(pages[0] ?? '')).text).not.toMatch(/\bsafe\b/);
    await browser.send(partner('/evidence'), { back: id });
    expect(await badges()).toEqual([false, false]);
  });
});

describe('the desk’s page of an organisation', () => {
  test('makes it a trusted partner and takes that back', async () => {
    const { browser: desk } = await signedIn('editor');
    const path = `/desk/organisations/${organisation.id}`;
    expect((await desk.open(path)).text).toContain('Not a trusted partner');
    await desk.send(path, { trusted: 'yes' });
    expect((await desk.open(path)).text).toContain('No longer trust it');
    await desk.send(path, { trusted: 'no' });
    expect((await desk.open(path)).text).toContain('Not a trusted partner');
  });
});
