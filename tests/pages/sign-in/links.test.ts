import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TokenKind } from '#src/features/accounts/rules.ts';
import { hashSecret, newSecret } from '#src/lib/security/seal.ts';
import { newBrowser, type Browser } from '../../support/accounts/browser.ts';
import { latestLink, personWith, withDatabase, type Person } from '../../support/accounts/person.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let person: Person;
const browser = (): Browser => newBrowser(server.url);

beforeAll(async () => {
  server = await startTestServer({ FRONT_DOOR_DEMO: 'off' });
  person = await personWith(server.dataFolder, [], { name: 'Grace Example' });
});
afterAll(() => server.stop());

/** The address of a link of this kind, written into the database as the mail's command writes it. */
async function linkOf(kind: TokenKind, { minutes = 10, accountId = person.accountId } = {}): Promise<string> {
  const token = newSecret();
  await withDatabase(server.dataFolder, (db) =>
    db
      .insertInto('auth_token')
      .values({
        token_hash: hashSecret(token),
        kind,
        account_id: accountId,
        created_at: new Date().toISOString(),
        expires_at: new Date(Date.now() + minutes * 60_000).toISOString(),
      })
      .execute(),
  );
  const folders: Readonly<Record<TokenKind, string>> = {
    'sign-in': '/sign-in/link/',
    reset: '/sign-in/new-password/',
    invitation: '/invitations/',
    'email-change': '/account/email/',
  };
  return `${folders[kind]}${token}`;
}

async function invited(roles: Parameters<typeof personWith>[1] = []): Promise<string> {
  const { accountId } = await personWith(server.dataFolder, roles, { name: 'New Person' });
  await withDatabase(server.dataFolder, (db) =>
    db.updateTable('account').set({ password_hash: null }).where('id', '=', accountId).execute(),
  );
  return accountId;
}

const KINDS = [
  ['/sign-in/link/', 'sign-in', 'This link cannot sign you in'],
  ['/sign-in/new-password/', 'reset', 'This link cannot change a password'],
  ['/invitations/', 'invitation', 'This invitation does not work'],
] as const;

describe('asking for a link', () => {
  test.each([
    ['/sign-in/link', 'sign-in'],
    ['/sign-in/forgotten-password', 'reset'],
  ])('%s answers the same for an address that has an account and one that has not', async (path, purpose) => {
    const known = await browser().send(path, { email: person.email });
    const unknown = await browser().send(path, { email: `${uuidv7()}@people.example.org` });
    for (const answer of [known, unknown])
      expect(answer).toMatchObject({ status: 303, location: '/sign-in/link/sent', text: '' });
    await expect.poll(() => latestLink(server.dataFolder, person.accountId)).not.toBeNull();
    const handled = (): Promise<{ handled_at: string | null; email_sealed: string }[]> =>
      withDatabase(server.dataFolder, (db) =>
        db
          .selectFrom('sign_in_link_request')
          .select(['handled_at', 'email_sealed'])
          .where('purpose', '=', purpose as 'sign-in')
          .execute(),
      );
    await expect
      .poll(async () => (await handled()).every(({ handled_at }) => handled_at !== null))
      .toBe(true);
    expect((await handled()).length).toBe(2);
    expect((await handled()).map(({ email_sealed }) => email_sealed).join('')).toBe('');
  });

  test('an address with a slip in it is shown again with the error', async () => {
    const { status, text } = await browser().send('/sign-in/link', { email: 'no at sign' });
    expect(status).toBe(422);
    expect(text).toContain('Enter an email address in the correct format');
    expect(text).toContain('value="no at sign"');
  });

  test('the same browser goes on to the page it wanted, once', async () => {
    const visitor = browser();
    await visitor.send('/sign-in/link?return=%2Faccount%2Fname', { email: `${uuidv7()}@people.example.org` });
    expect((await visitor.send(await linkOf('sign-in'), {})).location).toBe('/account/name');
    expect((await visitor.send(await linkOf('sign-in'), {})).location).toBe('/account');
  });
});

describe('a link to sign in', () => {
  test('is used up by its button, never by looking at it', async () => {
    const link = await linkOf('sign-in');
    for (let i = 0; i < 3; i += 1) {
      const scanner = browser();
      expect((await scanner.open(link)).all('main button')).toEqual(['Sign in']);
      expect(scanner.cookies.size).toBe(0);
    }
    const visitor = browser();
    expect(await visitor.send(link, {})).toMatchObject({ status: 303, location: '/account' });
    await visitor.open('/account');
    const again = browser();
    expect((await again.send(link, {})).status).toBe(410);
    expect(again.cookies.size).toBe(0);
    await again.open(link, 410);
  });

  test('pressed twice at once signs in once', async () => {
    const link = await linkOf('sign-in');
    const answers = await Promise.all([browser().send(link, {}), browser().send(link, {})]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
  });

  test('tells its address to no other page and loads nothing from elsewhere', async () => {
    const { headers, html } = await browser().open(await linkOf('sign-in'));
    expect(headers.get('referrer-policy')).toBe('strict-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(html).not.toMatch(/(href|src|action)="(https?:)?\/\//);
  });

  test('is hidden in the log', async () => {
    const link = await linkOf('sign-in');
    await browser().get(link);
    await expect.poll(() => server.output()).toContain('/sign-in/link/hidden');
    expect(server.output()).not.toContain(link);
  });
});

describe.each(KINDS)('%s', (folder, kind, heading) => {
  test('with an unknown secret says so, with status 404', async () => {
    const page = await browser().open(`${folder}${newSecret()}`, 404);
    expect(page.all('h1')).toEqual([heading]);
    expect(
      (await browser().send(`${folder}${newSecret()}`, { name: 'x', password: 'walnut harbour trellis' }))
        .status,
    ).toBe(404);
  });

  test('that has run out is a page with what to do, which does not say whose it was', async () => {
    const link = await linkOf(kind, { minutes: -1 });
    const page = await browser().open(link, 410);
    expect(page.all('h1')).toEqual([heading]);
    expect(page.text).toContain('This link has run out.');
    expect(page.html).not.toContain(person.email);
    expect(page.html).not.toContain('Grace');
    expect((await browser().send(link, { name: 'x', password: 'walnut harbour trellis' })).status).toBe(410);
  });

  test('opens nothing with the secret of another kind of link', async () => {
    for (const other of ['sign-in', 'reset', 'invitation', 'email-change'] as const) {
      if (other === kind) continue;
      const token = (await linkOf(other)).split('/').at(-1) ?? '';
      const answer = await browser().send(`${folder}${token}`, {
        name: 'x',
        password: 'walnut harbour trellis',
      });
      expect([other, answer.status]).toEqual([other, 404]);
    }
  });
});

describe('a new password', () => {
  test('is taken by the form, signs in, and ends the sessions there were', async () => {
    const somebody = await personWith(server.dataFolder, []);
    const elsewhere = browser();
    await elsewhere.send('/sign-in', { email: somebody.email, password: somebody.password });
    const link = await linkOf('reset', { accountId: somebody.accountId });
    const page = await browser().open(link);
    expect(page.html).toMatch(/type="password" autocomplete="new-password"/);
    const visitor = browser();
    expect((await visitor.send(link, { password: 'walnut harbour trellis' })).location).toBe('/account');
    await visitor.open('/account');
    expect((await elsewhere.get('/account')).status).toBe(303);
    const old = await browser().send('/sign-in', { email: somebody.email, password: somebody.password });
    expect(old.status).toBe(422);
    expect((await browser().send(link, { password: 'another walnut harbour' })).status).toBe(410);
  });

  test.each([
    ['short', 'Password must be 10 characters or more'],
    ['1234567890', 'Enter a less common password'],
    ['', 'Enter a password'],
  ])('"%s" is refused with a sentence, and the link is not used up', async (password, sentence) => {
    const link = await linkOf('reset');
    const answer = await browser().send(link, { password });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(sentence);
    await browser().open(link);
  });
});

describe('an invitation', () => {
  test('says who invites and to what, and is taken up with a name and a password', async () => {
    const accountId = await invited(['commissioner']);
    await withDatabase(server.dataFolder, (db) =>
      db.updateTable('account').set({ created_by: person.accountId }).where('id', '=', accountId).execute(),
    );
    const link = await linkOf('invitation', { accountId });
    const page = await browser().open(link);
    expect(page.text).toContain('Grace Example has invited you');
    expect(page.text).toContain('Commissioner');
    expect(page.html).toContain('value="New Person"');
    const visitor = browser();
    const answer = await visitor.send(link, { name: 'Newer Person', password: 'walnut harbour trellis' });
    expect(answer).toMatchObject({ status: 303, location: '/account' });
    expect((await visitor.open('/account')).text).toContain('Newer Person');
    expect((await browser().send(link, { name: 'Thief', password: 'walnut harbour trellis' })).status).toBe(
      410,
    );
  });

  test('to a role that sees people’s details leads to setting up the second step', async () => {
    const link = await linkOf('invitation', { accountId: await invited(['editor']) });
    expect((await browser().open(link)).text).toContain('set up a second step');
    const visitor = browser();
    const answer = await visitor.send(link, { name: 'Newer Person', password: 'walnut harbour trellis' });
    expect(answer.location).toBe('/account/second-step?return=%2Faccount');
    await visitor.open('/account/second-step');
    expect((await visitor.get('/admin')).status).toBe(303);
  });

  test('without a name or with a poor password shows both errors, and keeps the name', async () => {
    const link = await linkOf('invitation', { accountId: await invited() });
    expect((await browser().send(link, {})).text).toContain('Enter your full name');
    const poor = await browser().send(link, { name: 'Kept Name', password: 'password12' });
    expect(poor.status).toBe(422);
    expect(poor.text).toContain('Enter a less common password');
    expect(poor.text).toContain('value="Kept Name"');
    expect(poor.text).not.toContain('password12');
  });

  test('taken up in a browser where somebody else is signed in signs that person out', async () => {
    const visitor = browser();
    await visitor.send(await linkOf('sign-in'), {});
    const theirs = visitor.cookies.get('fd-session') ?? '';
    const link = await linkOf('invitation', { accountId: await invited() });
    expect((await visitor.open(link)).text).toContain('You are signed in as Grace Example');
    await visitor.send(link, { name: 'Newer Person' });
    expect((await visitor.open('/account')).text).toContain('Newer Person');
    const old = browser();
    old.cookies.set('fd-session', theirs);
    expect((await old.get('/account')).status).toBe(303);
  });
});
