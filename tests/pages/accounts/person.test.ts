import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withDatabase } from '../../support/accounts/person.ts';
import { browserOf, carriedFields, type SignedInBrowser } from '../../support/accounts/signed-in-browser.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let administrator: SignedInBrowser;
beforeAll(async () => {
  server = await startTestServer({ FRONT_DOOR_DEMO: 'off' });
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

describe('what somebody may do', () => {
  const rolesForm = async (path: string) => carriedFields((await administrator.open(`${path}/roles`)).html);

  test('is changed after one more look, and counts from the next click', async () => {
    const person = await browserOf(server, ['editor'], { name: 'Erin Editor' });
    const path = personPath(person);
    const fields = await rolesForm(path);
    expect(fields.getAll('roles')).toEqual(['editor']);
    fields.set('roles', 'navigator');
    const checked = await administrator.send(`${path}/roles`, withStep(fields, 'roles'));
    expect(checked.text).toContain('They get: Navigator.');
    expect(checked.text).toContain('They lose: Editor.');
    expect(await rolesOf(person.person.accountId)).toEqual(['editor']);
    const sent = await administrator.send(`${path}/roles`, withStep(carriedFields(checked.text), 'send'));
    expect(sent.location).toBe(`${path}?done=roles`);
    expect(await rolesOf(person.person.accountId)).toEqual(['navigator']);
    expect((await administrator.open(path)).text).toContain('changed the roles of Erin Editor');
  });

  test('a choice made before somebody else’s is kept beside theirs, and overwrites nothing', async () => {
    const person = await browserOf(server, ['editor']);
    const path = `${personPath(person)}/roles`;
    const stale = await rolesForm(personPath(person));
    await administrator.send(path, withStep(stale, 'send', { roles: 'commissioner' }));
    const late = await administrator.send(path, withStep(stale, 'send', { roles: 'navigator' }));
    expect(late.status).toBe(409);
    expect(late.text).toContain('Now they have: Commissioner.');
    expect(late.text).toContain('You chose: Navigator.');
    expect(await rolesOf(person.person.accountId)).toEqual(['commissioner']);
    // The page that tells so can be sent on.
    const fields = carriedFields(late.text);
    expect(fields.getAll('roles')).toEqual(['navigator']);
    expect((await administrator.send(path, withStep(fields, 'send'))).status).toBe(303);
    expect(await rolesOf(person.person.accountId)).toEqual(['navigator']);
  });

  test('a forged role gives nothing', async () => {
    const person = await browserOf(server, ['editor']);
    const path = `${personPath(person)}/roles`;
    const fields = await rolesForm(personPath(person));
    for (const roles of ['root', 'organisation_editor:no-such-organisation', 'administrator:x'])
      expect((await administrator.send(path, withStep(fields, 'send', { roles }))).status).toBe(422);
    expect(await rolesOf(person.person.accountId)).toEqual(['editor']);
  });
});

describe('stopping and letting return', () => {
  test('asks why, signs out at once, and can be undone', async () => {
    const person = await browserOf(server, ['editor']);
    const path = personPath(person);
    const without = await administrator.send(`${path}/stop`, {});
    expect([without.status, without.text.includes('Enter why the account is stopped')]).toEqual([422, true]);
    expect((await person.get('/account')).status).toBe(200);
    const stopped = await administrator.send(`${path}/stop`, { reason: 'Left on <b>Friday</b>' });
    expect(stopped.location).toBe(`${path}?done=stopped`);
    expect((await person.get('/account')).location).toContain('/sign-in');
    expect((await administrator.open(path)).text).toContain('Left on <b>Friday</b>');
    expect((await administrator.send(`${path}/stop`, { reason: 'Again' })).status).toBe(303);
    await administrator.open(`${path}/return`);
    expect((await administrator.send(`${path}/return`, {})).location).toBe(`${path}?done=returned`);
    expect((await administrator.open(path)).all('.fd-state')).toContain('Can sign in');
  });

  test('signing out everywhere ends the session but not the account', async () => {
    const person = await browserOf(server, ['editor']);
    await administrator.open(`${personPath(person)}/sessions`);
    await administrator.send(`${personPath(person)}/sessions`, {});
    expect((await person.get('/account')).location).toContain('/sign-in');
    expect((await administrator.open(personPath(person))).all('.fd-state')).toContain('Can sign in');
  });

  test('a second step is reset only by whoever says that they spoke to the person', async () => {
    const person = await browserOf(server, ['editor']);
    const path = `${personPath(person)}/second-step`;
    expect((await administrator.get(path)).location).toBe(personPath(person));
    await withDatabase(server.dataFolder, (db) =>
      db
        .updateTable('account')
        .set({ totp_sealed: 'x', totp_confirmed_at: new Date().toISOString() })
        .where('id', '=', person.person.accountId)
        .execute(),
    );
    await administrator.open(path);
    const unsure = await administrator.send(path, {});
    expect([unsure.status, unsure.text.includes('Confirm that you spoke to them')]).toEqual([422, true]);
    expect((await administrator.send(path, { spoken: 'yes' })).location).toBe(
      `${personPath(person)}?done=second-step`,
    );
    expect((await person.get('/account')).location).toContain('/sign-in');
  });
});

test('the last administrator can neither be stopped nor lose the role', async () => {
  const setStopped = (stopped_at: string | null) =>
    withDatabase(server.dataFolder, (db) =>
      db
        .updateTable('account')
        .set({ stopped_at })
        .where('id', '=', administrator.person.accountId)
        .execute(),
    );
  const last = await browserOf(server, ['administrator']);
  await setStopped(new Date().toISOString());
  const path = personPath(last);
  const stopped = await last.send(`${path}/stop`, { reason: 'Enough' });
  expect([stopped.status, stopped.text.includes('the only administrator')]).toEqual([422, true]);
  const fields = carriedFields((await last.open(`${path}/roles`)).html);
  const demoted = await last.send(`${path}/roles`, withStep(fields, 'send', { roles: 'editor' }));
  expect([demoted.status, demoted.text.includes('the only administrator')]).toEqual([422, true]);
  expect((await last.get('/admin/people')).status).toBe(200);
  await setStopped(null);
  // Beside another administrator one may go.
  expect((await last.send(`${path}/stop`, { reason: 'Enough' })).status).toBe(303);
});
