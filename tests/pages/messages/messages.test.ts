import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openDatabase } from '#db/connection.ts';
import { signedInAs, type TestPerson } from '../../support/accounts/signed-in.ts';
import { addMessage, addTask } from '../../support/messages/site.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { visit, type VisitedPage } from '../../support/pages/visit.ts';

const NOW = new Date().toISOString();
const SENT = { next_try_at: null, sent_at: NOW, channel: 'smtp', tries: 1 };
const FAILED = {
  next_try_at: null,
  failed_at: NOW,
  channel: 'smtp',
  tries: 7,
  failure: 'The mail server answered 452.',
};

let server: TestServer;
let admin: TestPerson;
let navigator: TestPerson;
beforeAll(async () => {
  server = await startTestServer({ FRONT_DOOR_JOBS: 'off' });
  const file = join(server.dataFolder, 'front-door.sqlite');
  admin = await signedInAs(file, ['administrator']);
  navigator = await signedInAs(file, ['navigator'], { name: 'Nia Navigator' });
});
afterAll(() => server.stop());

const look = (path: string, status = 200, who = admin): Promise<VisitedPage> =>
  visit(`${server.url}${path}`, { status, headers: { Cookie: who.cookie } });

/** Sends a form, as the page that it stands on does. */
const send = (path: string, fields: Readonly<Record<string, string>> = {}, who = admin): Promise<Response> =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: who.cookie, Origin: server.url },
    body: new URLSearchParams(fields),
  });

async function auditOf(id: string): Promise<{ action: string; actor: string }[]> {
  const db = openDatabase(join(server.dataFolder, 'front-door.sqlite'));
  const rows = await db
    .selectFrom('audit_event')
    .select(['action', 'actor'])
    .where('entity_id', '=', id)
    .orderBy('sequence')
    .execute();
  await db.destroy();
  return rows;
}

describe('the list of messages', () => {
  test('says of each what for, when and how it went, and masks to whom', async () => {
    await addMessage(server.dataFolder, { to: 'masked.person@example.org' }, SENT);
    const page = await look('/admin/messages');
    expect(page.all('tbody th')).toContain('Lets somebody sign in by email');
    expect(page.text).toContain('Email, m***@example.org');
    expect(page.html).not.toContain('masked.person');
    expect(page.html).not.toContain('q3Jk0v9X');
  });

  test('is narrowed by state, way and purpose, and passes over what makes no sense', async () => {
    await addMessage(server.dataFolder, { kind: 'text', to: '07700 900123' }, FAILED);
    const failed = await look('/admin/messages?state=failed&kind=text&template=sign-in-link');
    expect(failed.all('tbody tr')).toHaveLength(1);
    expect(failed.text).toContain('Could not be sent');
    expect((await look('/admin/messages?state=failed&kind=letter')).text).toContain(
      'There is no message like that.',
    );
    const odd = await look('/admin/messages?state=x&kind=__proto__&template=%3Cscript%3E&page=-1');
    expect(odd.all('tbody tr').length).toBeGreaterThan(0);
    await look('/admin/messages?page=99', 404);
  });
});

describe('a message', () => {
  test('kept here shows its words with the link, whole, and that somebody read it is noted', async () => {
    const id = await addMessage(server.dataFolder, {}, { ...SENT, channel: 'log' });
    const page = await look(`/admin/messages/${id}`);
    expect(page.all('pre')[0]).toContain('/sign-in/link/q3Jk0v9XyTz1LmN8bWc2Rg');
    expect(page.text).toContain('Kept here to read, sent nowhere');
    expect(page.text).toContain('Front Door: your link to sign in');
    expect(await auditOf(id)).toEqual([{ action: 'message.view', actor: admin.accountId }]);
  });

  test('that went to somebody hides the secret of its link, which is theirs', async () => {
    const id = await addMessage(server.dataFolder, {}, SENT);
    const page = await look(`/admin/messages/${id}`);
    expect(page.html).not.toContain('q3Jk0v9X');
    expect(page.all('pre')[0]).toContain('/sign-in/link/(hidden)');
  });

  test('shows hostile words as words', async () => {
    const inviter = '<script>alert(1)</script> https://evil.example';
    const changes = { template: 'invitation', values: { days: '7', inviter } };
    const id = await addMessage(server.dataFolder, changes, SENT);
    const page = await look(`/admin/messages/${id}`);
    expect(page.all('pre')[0]).toContain('<script>alert(1)</script>');
    expect(page.html).not.toContain('<script>alert');
    expect(page.all('main a').some((words) => words.includes('evil'))).toBe(false);
  });

  test('whose words are no longer kept still says what it was for', async () => {
    const gone = { ...SENT, content_sealed: '', to_sealed: '', to_hash: '' };
    const id = await addMessage(server.dataFolder, {}, gone);
    const page = await look(`/admin/messages/${id}`);
    expect(page.text).toContain('Its words are no longer kept.');
    expect(page.text).toContain('Lets somebody sign in by email');
    expect((await look('/admin/messages')).text).toContain('Email, No longer kept');
  });

  test('that is not there is not found', async () => {
    await look('/admin/messages/0193a5e0-7c1b-7d2e-8f3a-4b5c6d7e8f90', 404);
    expect((await send('/admin/messages/nothing/retry')).status).toBe(404);
  });

  test('that failed is tried again by a button, and has gone a moment later', async () => {
    const id = await addMessage(server.dataFolder, {}, FAILED);
    expect((await look(`/admin/messages/${id}`)).all('main button')).toEqual(['Try again']);
    const answer = await send(`/admin/messages/${id}/retry`);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/admin/messages/${id}?done=queued`,
    ]);
    await vi.waitFor(async () => expect((await look(`/admin/messages/${id}`)).text).toContain('Kept here'), {
      timeout: 10_000,
    });
    const twice = await send(`/admin/messages/${id}/retry`);
    expect(twice.headers.get('location')).toContain('done=gone-already');
    expect((await look(`/admin/messages/${id}?done=gone-already`)).text).toContain(
      'It has been sent already.',
    );
    expect((await auditOf(id)).map(({ action }) => action)).toContain('message.retry');
  });

  test('is not tried again by an address that somebody was made to open', async () => {
    const id = await addMessage(server.dataFolder, {}, FAILED);
    const answer = await fetch(`${server.url}/admin/messages/${id}/retry`, {
      redirect: 'manual',
      headers: { Cookie: admin.cookie },
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/admin/messages/${id}`]);
    expect((await look(`/admin/messages/${id}`)).text).toContain('Could not be sent');
  });

  test('that came back is noted with its reason, gives a task, and is noted once', async () => {
    const id = await addMessage(server.dataFolder, {}, SENT);
    const path = `/admin/messages/${id}/bounce`;
    const empty = await send(path);
    expect(empty.status).toBe(422);
    expect(await empty.text()).toContain('<a href="#reason">Choose why the message came back</a>');
    expect((await send(path, { reason: 'whatever' })).status).toBe(422);
    for (let count = 0; count < 2; count += 1) {
      const answer = await send(path, { reason: 'no-such-address' });
      expect(answer.headers.get('location')).toBe(`/admin/messages/${id}?done=bounced`);
    }
    const page = await look(`/admin/messages/${id}?done=bounced`);
    expect(page.text).toContain('There is no such address or number.');
    expect(page.text).toContain('tell the person another way');
    expect((await auditOf(id)).filter(({ action }) => action === 'message.bounce')).toHaveLength(1);
    expect((await look('/admin/tasks')).text).toContain('A message came back');
  });
});

describe('tasks', () => {
  test('are closed with an outcome, after which they stand with those that are done', async () => {
    const title = 'Tell somebody something.';
    const id = await addTask(server.dataFolder, {
      title,
      entityId: 'm1',
      details: { reason: 'The mail server answered 452.' },
    });
    expect((await look('/admin/tasks')).text).toContain(title);
    const page = await look(`/admin/tasks/${id}`);
    expect(page.text).toContain('The mail server answered 452.');
    const empty = await send(`/admin/tasks/${id}`);
    expect(empty.status).toBe(422);
    expect(await empty.text()).toContain('<a href="#outcome">Choose what became of the task</a>');
    const answer = await send(`/admin/tasks/${id}`, { outcome: 'told-another-way' }, navigator);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/admin/tasks?done=closed']);
    expect((await look('/admin/tasks')).text).not.toContain(title);
    expect((await look('/admin/tasks?state=done')).text).toContain(
      'by Nia Navigator: Told the person another way',
    );
  });

  test('closed by two people: the second is told, and what the first did stands', async () => {
    const id = await addTask(server.dataFolder, { title: 'Once only.', entityId: 'm2' });
    await send(`/admin/tasks/${id}`, { outcome: 'not-needed' }, navigator);
    const late = await visit(`${server.url}/admin/tasks/${id}`, {
      status: 409,
      method: 'POST',
      headers: { Cookie: admin.cookie, Origin: server.url },
      body: new URLSearchParams({ outcome: 'done' }),
    });
    expect(late.text).toContain('This task was closed while you looked at it.');
    expect(late.text).toContain('by Nia Navigator: Nothing needed doing');
    expect(late.all('main button')).toEqual([]);
    expect((await auditOf(id)).map(({ action }) => action)).toEqual(['task.open', 'task.close']);
  });

  test('show the message only to whoever may read it', async () => {
    const message = await addMessage(server.dataFolder, {}, FAILED);
    const id = await addTask(server.dataFolder, { title: 'Look at it.', entityId: message });
    expect((await look(`/admin/tasks/${id}`)).html).toContain(`/admin/messages/${message}`);
    const theirs = await look(`/admin/tasks/${id}`, 200, navigator);
    expect(theirs.html).not.toContain(`/admin/messages/${message}`);
    await look(`/admin/messages/${message}`, 403, navigator);
  });
});

test('the log of the server names no receiver and no words, only that a message went', async () => {
  await addMessage(server.dataFolder, { to: 'logged.person@example.org' });
  await vi.waitFor(() => expect(server.output()).toContain('Email to logged.person@example.org'), {
    timeout: 30_000,
  });
  const lines = server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  expect(lines.some((line) => line.includes('"event":"message"'))).toBe(true);
  expect(lines.filter((line) => /logged\.person|q3Jk0v9X|Hello/.test(line))).toEqual([]);
});
