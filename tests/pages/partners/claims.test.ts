import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newBrowser, type Browser } from '../../support/accounts/browser.ts';
import { latestLink, personWith, withDatabase } from '../../support/accounts/person.ts';
import { signedInAs } from '../../support/accounts/signed-in.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
}, 60_000);

afterAll(async () => {
  await server.stop();
});

const signedIn = async (role: 'editor'): Promise<{ browser: Browser }> => {
  const person = await signedInAs(join(server.dataFolder, 'front-door.sqlite'), [role]);
  return { browser: newBrowser(server.url, { cookie: person.cookie }) };
};

/** The path of the link in the latest mail about something. */
const mailedPath = async (template: string): Promise<string> => {
  const about = await withDatabase(server.dataFolder, (db) =>
    db
      .selectFrom('message')
      .select('about_id')
      .where('template', '=', template)
      .orderBy('created_at', 'desc')
      .executeTakeFirst(),
  );
  return (await latestLink(server.dataFolder, about?.about_id ?? '')) ?? '';
};

describe('a claim', () => {
  const claim = `/organisations/`;
  const form = (email: string) => ({ name: 'Cy Example', email, role: 'I run it', key: uuidv7() });
  let unclaimed: { id: string; slug: string };

  beforeAll(async () => {
    unclaimed = await withDatabase(server.dataFolder, async (db) => {
      const row = await db
        .selectFrom('organisation')
        .select(['id', 'slug'])
        .where('visibility', '=', 'public')
        .where(
          'id',
          'in',
          db.selectFrom('phone').select('organisation_id').where('organisation_id', 'is not', null),
        )
        .where(
          'id',
          'not in',
          db.selectFrom('account_role').select('organisation_id').where('organisation_id', 'is not', null),
        )
        .orderBy('id')
        .executeTakeFirstOrThrow();
      return row;
    });
  });

  test('is answered alike whatever the address, and says what is missing', async () => {
    const visitor = newBrowser(server.url);
    const path = `${claim}${unclaimed.slug}/claim`;
    await visitor.open(path);
    const empty = await visitor.send(path, { key: uuidv7() });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Enter your work email address');
    const known = await personWith(server.dataFolder, []);
    const answers = [];
    for (const email of [known.email, 'cy@example.net', 'cy@gmail.com'])
      answers.push(await visitor.send(path, form(email)));
    expect(
      new Set(answers.map(({ status, location, text }) => `${status} ${location ?? ''} ${text}`)).size,
    ).toBe(1);
    expect(answers[0]?.location).toBe(`${path}?sent=yes`);
    expect((await visitor.open(`${path}?sent=yes`)).text).toContain('We have sent you an email');
  });

  test('leads from the call of the desk, by the code, to an account with the role', async () => {
    const visitor = newBrowser(server.url);
    const { browser: desk } = await signedIn('editor');
    await visitor.send(`${claim}${unclaimed.slug}/claim`, form('dee@gmail.com'));
    const mine = await mailedPath('claim-asked');
    expect(mine).toMatch(/^\/claims\//);
    await visitor.open(mine);
    const { id } = await withDatabase(server.dataFolder, (db) =>
      db.selectFrom('claim').select('id').orderBy('created_at', 'desc').executeTakeFirstOrThrow(),
    );
    expect((await desk.open('/desk/claims')).html).toContain(`/desk/claims/${id}`);
    await desk.open(`/desk/claims/${id}`);
    const read = await desk.send(`/desk/claims/${id}`, { deed: 'code' });
    const code = /fd-secret">(\d{3} \d{3})</.exec(read.text)?.[1] ?? '';
    expect(code).not.toBe('');
    const wrong = await visitor.send(mine, { code: code === '111 111' ? '222222' : '111111' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('That is not the code');
    expect((await visitor.send(mine, { code })).location).toBe(mine);
    expect((await visitor.open(mine)).text).toContain('You can look after');
    const invitation = await mailedPath('invitation');
    const accepted = await visitor.send(invitation, {
      name: 'Dee Example',
      password: 'otter kettle meadow',
      way: 'password',
    });
    expect(accepted.status).toBe(303);
    expect(accepted.location).toBe('/partner');
    expect((await visitor.open('/partner')).text).toContain('Your services');
  });

  test('that the desk declines reaches its owner with the reason', async () => {
    const visitor = newBrowser(server.url);
    const { browser: desk } = await signedIn('editor');
    await visitor.send(`${claim}${unclaimed.slug}/claim`, form('eve@gmail.com'));
    const { id } = await withDatabase(server.dataFolder, (db) =>
      db.selectFrom('claim').select('id').orderBy('created_at', 'desc').executeTakeFirstOrThrow(),
    );
    const mine = await mailedPath('claim-asked');
    expect((await desk.send(`/desk/claims/${id}`, { deed: 'decline' })).status).toBe(422);
    const reason = 'Nobody there knows you';
    expect((await desk.send(`/desk/claims/${id}`, { deed: 'decline', reason })).status).toBe(303);
    expect((await visitor.open(mine)).text).toContain(reason);
  });

  test('with a link that does not work says so', async () => {
    await newBrowser(server.url).open('/claims/AAAAAAAAAAAAAAAAAAAAAA', 404);
  });
});
