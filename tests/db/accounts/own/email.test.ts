import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import {
  confirmEmailChange,
  newEmailOf,
  requestEmailChange,
} from '#src/features/accounts/commands/own/email.ts';
import { changeName } from '#src/features/accounts/commands/own/name.ts';
import { startSession } from '#src/features/accounts/commands/sessions.ts';
import { findToken } from '#src/features/accounts/queries/tokens.ts';
import { openedFromAudit } from '#src/features/audit/rules.ts';
import {
  actorOf,
  addAccount,
  after,
  KEYS,
  NOW,
  POST,
  readMessages,
  userOf,
  valueOf,
  VISIT,
} from '../../../support/accounts/accounts.ts';
import { testDatabase } from '../../../support/database.ts';

async function signedIn() {
  const db = await testDatabase();
  const ada = await addAccount(db, { email: 'ada@example.org' });
  const session = await db
    .transaction()
    .execute((trx) =>
      startSession(trx, { accountId: ada, strength: 1, method: 'password', visit: VISIT }, NOW),
    );
  const user = await userOf(db, session);
  const request = (email: string, at: Date = NOW) =>
    requestEmailChange(db, POST, { user, email }, actorOf(ada), at);
  const confirm = (token: string, by = ada, at: Date = NOW) =>
    confirmEmailChange(db, POST, { token }, actorOf(by), at);
  return { db, ada, request, confirm };
}

const emailOf = async (db: Db, id: string) =>
  db.selectFrom('account').select(['email', 'email_key']).where('id', '=', id).executeTakeFirst();
const latestToken = async (db: Db) => (await readMessages(db)).at(-1)?.token ?? '';

describe('another email address', () => {
  test('becomes the account’s by the link sent to it, and the old one is told', async () => {
    const { db, ada, request, confirm } = await signedIn();
    expect(await request('Ada.New@example.org')).toEqual({ ok: true, value: 'sent' });
    expect(await emailOf(db, ada)).toMatchObject({ email: 'ada@example.org' });
    const [message] = await readMessages(db);
    expect(message).toMatchObject({ template: 'email-change', to: 'Ada.New@example.org' });
    const token = message?.token ?? '';
    expect(message?.text).toContain(`/account/email/${token}`);
    const { details } = valueOf(await findToken(db, token, 'email-change', NOW));
    expect(details).not.toContain('New');
    expect(newEmailOf(KEYS, token, details)).toBe('Ada.New@example.org');
    expect(await confirm(token)).toEqual({ ok: true, value: { accountId: ada } });
    expect(await emailOf(db, ada)).toEqual({
      email: 'Ada.New@example.org',
      email_key: 'ada.new@example.org',
    });
    expect((await readMessages(db)).at(-1)).toMatchObject({
      template: 'email-changed',
      to: 'ada@example.org',
    });
  });

  test('is confirmed once, within the hour, and only signed in as the account that asked', async () => {
    const { db, ada, request, confirm } = await signedIn();
    const ben = await addAccount(db);
    await request('new@example.org');
    const token = await latestToken(db);
    expect(await confirm(token, ben)).toEqual({ ok: false, error: 'not-yours' });
    expect(await confirm(token, 'visitor')).toEqual({ ok: false, error: 'not-yours' });
    expect(await confirm(token, ada, after(60))).toEqual({ ok: false, error: 'expired' });
    expect((await confirm(token)).ok).toBe(true);
    expect(await confirm(token)).toEqual({ ok: false, error: 'used' });
    expect(await confirm('made-up')).toEqual({ ok: false, error: 'unknown' });
  });

  test('that somebody has gets no link, and whoever asks is not told that', async () => {
    const { db, request } = await signedIn();
    await addAccount(db, { email: 'ben@example.org' });
    expect(await request('BEN@example.org')).toEqual({ ok: true, value: 'sent' });
    expect(await readMessages(db)).toEqual([]);
  });

  test('that somebody has got meanwhile is refused', async () => {
    const { db, ada, request, confirm } = await signedIn();
    await request('new@example.org');
    const token = await latestToken(db);
    await addAccount(db, { email: 'new@example.org' });
    expect(await confirm(token)).toEqual({ ok: false, error: 'taken' });
    expect((await emailOf(db, ada))?.email).toBe('ada@example.org');
  });

  test('may be the same one in other letters, but not the very same', async () => {
    const { db, ada, request, confirm } = await signedIn();
    expect(await request('ada@example.org')).toEqual({ ok: false, error: 'same' });
    await request('Ada@example.org');
    expect((await confirm(await latestToken(db))).ok).toBe(true);
    expect((await emailOf(db, ada))?.email).toBe('Ada@example.org');
  });

  test('asked for again makes the link before useless; five in an hour are enough', async () => {
    const { db, request, confirm } = await signedIn();
    await request('one@example.org');
    const first = await latestToken(db);
    for (let each = 1; each < 5; each += 1) await request(`other-${each}@example.org`);
    expect(await confirm(first)).toEqual({ ok: false, error: 'used' });
    expect(await request('more@example.org')).toEqual({ ok: false, error: 'too-many' });
    expect((await request('more@example.org', after(61))).ok).toBe(true);
  });
});

describe('another name', () => {
  test('is kept, and both names stand sealed on record', async () => {
    const { db, ada } = await signedIn();
    const rename = (accountId: string) =>
      changeName(db, KEYS, { accountId, name: 'Ada Lovelace' }, actorOf(ada), NOW);
    expect(await rename(ada)).toEqual({ ok: true, value: 'changed' });
    expect(await db.selectFrom('account').select(['name', 'version']).executeTakeFirst()).toEqual({
      name: 'Ada Lovelace',
      version: 2,
    });
    const event = await db
      .selectFrom('audit_event')
      .selectAll()
      .where('action', '=', 'account.rename')
      .executeTakeFirstOrThrow();
    expect(`${event.before}${event.after}`).not.toContain('Ada');
    const opened = [event.before, event.after].map((json) => {
      const { name } = JSON.parse(json ?? '{}') as { name: string };
      return openedFromAudit(KEYS.unseal, name, 'account', ada);
    });
    expect(opened).toEqual(['Ada Example', 'Ada Lovelace']);
    expect(await rename('nobody')).toEqual({ ok: false, error: 'unknown' });
  });
});
