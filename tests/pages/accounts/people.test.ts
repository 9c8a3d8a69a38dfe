import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { latestLink, withDatabase } from '../../support/accounts/person.ts';
import { browserOf, carriedFields, type SignedInBrowser } from '../../support/accounts/signed-in-browser.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let administrator: SignedInBrowser;
beforeAll(async () => {
  server = await startTestServer();
  administrator = await browserOf(server, ['administrator'], { name: 'Ann Administrator' });
}, 60_000);
afterAll(async () => {
  await server.stop();
});

const withStep = (fields: URLSearchParams, step: string, more: Record<string, string> = {}) => {
  const sent = new URLSearchParams(fields);
  sent.set('step', step);
  for (const [name, value] of Object.entries(more)) sent.set(name, value);
  return sent;
};
const personPath = (browser: SignedInBrowser) => `/admin/people/${browser.person.accountId}`;
const rolesOf = (accountId: string) =>
  withDatabase(server.dataFolder, async (db) =>
    (await db.selectFrom('account_role').selectAll().where('account_id', '=', accountId).execute())
      .map(({ role }) => role)
      .sort(),
  );

/** Walks through the pages of an invitation to the end. */
async function invite(email: string, name: string, role = 'editor') {
  const path = '/admin/people/invitation';
  const checked = await administrator.send(path, { name, email, roles: role, step: 'roles' });
  const sent = await administrator.send(path, withStep(carriedFields(checked.text), 'send'));
  return {
    checked,
    sent,
    id: /^\/admin\/people\/([\w-]+)\?done=invited$/.exec(sent.location ?? '')?.[1] ?? '',
  };
}

describe('who may come here', () => {
  test('an editor may not, whatever the address, and nothing happens', async () => {
    const editor = await browserOf(server, ['editor']);
    const victim = await browserOf(server, ['commissioner']);
    await editor.open('/admin/people', 403);
    for (const part of ['', '/roles', '/stop', '/return', '/sessions', '/invitation', '/second-step'])
      await editor.open(personPath(victim) + part, 403);
    expect((await editor.send(`${personPath(victim)}/stop`, { reason: 'x' })).status).toBe(403);
    expect((await victim.get('/account')).status).toBe(200);
  });

  test.each(['', '/roles', '/stop', '/return', '/sessions', '/invitation', '/second-step'])(
    'an id of nobody is not found: %s',
    async (part) => {
      for (const id of [uuidv7(), 'x', "'; drop table account; --"]) {
        const path = `/admin/people/${encodeURIComponent(id)}${part}`;
        await administrator.open(path, 404);
        if (part !== '') expect((await administrator.send(path, { reason: 'x' })).status).toBe(404);
      }
    },
  );

  test('the overview shows each only what they may know', async () => {
    const boxes = async (browser: SignedInBrowser) => (await browser.open('/admin')).all('.fd-overview h2');
    expect(await boxes(administrator)).toEqual([
      'Tasks',
      'People',
      'Messages',
      'Jobs',
      'Audit trail',
      'People’s records',
      'Settings',
    ]);
    expect(await boxes(await browserOf(server, ['editor']))).toEqual(['Tasks', 'Jobs']);
    expect(await boxes(await browserOf(server, ['navigator']))).toEqual(['Tasks']);
    await (await browserOf(server, ['commissioner'])).open('/admin', 403);
  });
});

describe('the list', () => {
  test('finds people by name or email without writing either into an address', async () => {
    const name = 'Zephyrine <b>Quill</b>';
    const person = await browserOf(server, ['editor'], { name });
    const found = await administrator.send('/admin/people', { words: 'zephyrine' });
    expect(found.status).toBe(200);
    expect(found.text).toContain('1 person.');
    expect(found.text).toContain('Zephyrine &lt;b&gt;Quill&lt;/b&gt;');
    expect(found.text).toContain(personPath(person));
    expect(found.text).not.toMatch(/(href|action)="[^"]*zephyrine/i);
    expect((await administrator.send('/admin/people', { words: 'nobody at all' })).text).toContain(
      'Nobody like that is here.',
    );
  });

  test('is narrowed by an address that can be kept, and nonsense in it narrows nothing', async () => {
    const narrowed = await administrator.send('/admin/people', {
      words: '',
      role: 'editor',
      state: 'active',
    });
    expect(narrowed.location).toBe('/admin/people?role=editor&state=active');
    const page = await administrator.open('/admin/people?role=editor&state=active');
    expect(page.all('tbody td[data-label="Roles"]').every((cell) => cell.includes('Editor'))).toBe(true);
    await administrator.open('/admin/people?role=root&state=x&sort=%27&page=-1');
    await administrator.open('/admin/people?page=9999', 404);
  });

  test('shows 200 people on pages that lead to one another', async () => {
    const at = new Date().toISOString();
    await withDatabase(server.dataFolder, (db) =>
      db
        .insertInto('account')
        .values(
          Array.from({ length: 200 }, (_, index) => ({
            id: uuidv7(),
            email: `many-${index}@example.org`,
            email_key: `many-${index}@example.org`,
            name: `Many ${index}`,
            created_at: at,
          })),
        )
        .execute(),
    );
    const first = await administrator.open('/admin/people?state=invited');
    expect(first.all('tbody tr')).toHaveLength(50);
    expect(first.html).toContain('href="/admin/people?state=invited&amp;page=2"');
    const last = await administrator.open('/admin/people?state=invited&page=4');
    expect(last.all('tbody tr').length).toBeGreaterThan(40);
    expect((await administrator.send('/admin/people', { words: 'many' })).text).toContain('200 people.');
  });
});

describe('inviting', () => {
  test('shows what the role may see before anything is sent, then sends one email with a link', async () => {
    const { checked, sent, id } = await invite('new.editor@example.org', 'New <i>Editor</i>');
    expect(checked.status).toBe(200);
    expect(checked.text).toContain('See how the background jobs went');
    expect(sent.status).toBe(303);
    const page = await administrator.open(`/admin/people/${id}?done=invited`);
    expect(page.text).toContain('The invitation is on its way.');
    expect(page.text).toContain('New <i>Editor</i>');
    expect(page.all('.fd-state')).toContain('Invited');
    expect(page.text).toContain('Ann Administrator');
    expect(await latestLink(server.dataFolder, id)).toMatch(/^\/invitations\/[\w-]{22}$/);
  });

  test('the form sent twice invites once, and says so', async () => {
    await invite('twice@example.org', 'Twice');
    const again = await invite('Twice@example.org', 'Twice');
    expect(again.sent.status).toBe(422);
    expect(again.sent.text).toContain('Somebody with this email address has an account already');
  });

  test('what is missing is asked for, and what was typed stays', async () => {
    const path = '/admin/people/invitation';
    const sent = await administrator.send(path, {
      name: 'Typed <name>',
      email: 'not an address',
      step: 'send',
    });
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('Enter an email address in the correct format');
    expect(sent.text).toContain('value="Typed <name>"');
    const noRole = await administrator.send(path, { name: 'A', email: 'a@example.org', step: 'roles' });
    expect(noRole.text).toContain('Choose at least one role');
  });

  test('a role at an organisation is given by finding the organisation, one step more', async () => {
    const path = '/admin/people/invitation';
    const organisation = await withDatabase(server.dataFolder, (db) =>
      db.selectFrom('organisation').select(['id', 'name']).orderBy('id').executeTakeFirstOrThrow(),
    );
    const asked = await administrator.send(path, {
      name: 'Pat Partner',
      email: 'partner@example.org',
      roles: 'organisation_editor',
      step: 'roles',
    });
    expect(asked.text).toContain('Which organisation is it?');
    const carried = carriedFields(asked.text);
    const none = await administrator.send(path, withStep(carried, 'search', { words: 'qqqq' }));
    expect([none.status, none.text.includes('No organisation has a name like that')]).toEqual([422, true]);
    const found = await administrator.send(path, withStep(carried, 'search', { words: organisation.name }));
    expect(found.text).toContain(`value="${organisation.id}"`);
    const checked = await administrator.send(
      path,
      withStep(carried, 'choose', { words: organisation.name, organisation: organisation.id }),
    );
    expect(checked.text).toContain('Check the invitation before you send it');
    const sent = await administrator.send(path, withStep(carriedFields(checked.text), 'send'));
    const id = /people\/([\w-]+)\?/.exec(sent.location ?? '')?.[1] ?? '';
    expect(await rolesOf(id)).toEqual(['organisation_editor']);
  });

  test('an invitation is sent again with a new link, or withdrawn until nothing of it is left', async () => {
    const { id } = await invite('again@example.org', 'Again');
    const path = `/admin/people/${id}/invitation`;
    const first = await latestLink(server.dataFolder, id);
    await administrator.open(path);
    expect((await administrator.send(path, { deed: 'again' })).location).toBe(
      `/admin/people/${id}?done=invited-again`,
    );
    expect(await latestLink(server.dataFolder, id)).not.toBe(first);
    expect((await administrator.send(path, { deed: 'withdraw' })).location).toBe(
      '/admin/people?done=withdrawn',
    );
    await administrator.open(`/admin/people/${id}`, 404);
    expect((await administrator.send(path, { deed: 'withdraw' })).status).toBe(404);
  });
});
