import { describe, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import { forgetKeptForm, keepForm } from '#src/features/accounts/commands/signing-in/kept-forms.ts';
import { findKeptForm } from '#src/features/accounts/queries/kept-form.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { sealWith, unsealWith } from '#src/lib/security/seal.ts';
import { bytesOf } from '../../../support/directory.ts';
import { testDatabase } from '../../../support/database.ts';

const AT = new Date('2026-11-21T10:00:00.000Z');
const minutesLater = (minutes: number): Date => new Date(AT.getTime() + minutes * 60_000);
const VALUES = { words: 'half a careful letter', roles: ['editor', 'navigator'] };

const keysOf = (first: number): Keys => {
  const key = Buffer.alloc(32, first);
  return {
    seal: (text, context) => sealWith(key, text, context),
    unseal(sealed, context) {
      const text = unsealWith(key, sealed, context);
      if (text === null) throw new Error('It cannot be opened');
      return text;
    },
    hash: (text) => text,
  };
};
const KEYS = keysOf(7);

async function account(db: Db): Promise<string> {
  const id = uuidv7();
  const email = `${id}@people.example.org`;
  await db
    .insertInto('account')
    .values({ id, email, email_key: email, name: 'Test Person', created_at: AT.toISOString() })
    .execute();
  return id;
}

async function withKeptForm() {
  const db = await testDatabase();
  const place = { token: 'browser-secret', accountId: await account(db), path: '/admin/people/invitation' };
  await keepForm(db, KEYS, { ...place, values: VALUES }, AT);
  return { db, place };
}

describe('a kept form', () => {
  test('comes back to the same account, browser and page, as often as the page is opened', async () => {
    const { db, place } = await withKeptForm();
    expect(await findKeptForm(db, KEYS, place, minutesLater(1))).toEqual(VALUES);
    expect(await findKeptForm(db, KEYS, place, minutesLater(59))).toEqual(VALUES);
  });

  test('is not there for another account, another browser or another page', async () => {
    const { db, place } = await withKeptForm();
    const other = await account(db);
    expect(await findKeptForm(db, KEYS, { ...place, accountId: other }, AT)).toBeNull();
    expect(await findKeptForm(db, KEYS, { ...place, token: 'another' }, AT)).toBeNull();
    expect(await findKeptForm(db, KEYS, { ...place, path: '/admin/settings' }, AT)).toBeNull();
  });

  test('cannot be opened when its row is given to another account by hand', async () => {
    const { db, place } = await withKeptForm();
    const other = await account(db);
    await db.updateTable('kept_form').set({ account_id: other }).execute();
    expect(await findKeptForm(db, KEYS, { ...place, accountId: other }, AT)).toBeNull();
  });

  test('is gone after an hour, and leaves the file when the next one is kept', async () => {
    const { db, place } = await withKeptForm();
    expect(await findKeptForm(db, KEYS, place, minutesLater(60))).toBeNull();
    await keepForm(db, KEYS, { ...place, path: '/elsewhere', values: VALUES }, minutesLater(60));
    const rows = await db.selectFrom('kept_form').select('path').execute();
    expect(rows).toEqual([{ path: '/elsewhere' }]);
  });

  test('is forgotten once it is sent, the others of that browser stay', async () => {
    const { db, place } = await withKeptForm();
    const second = { ...place, path: '/admin/settings' };
    await keepForm(db, KEYS, { ...second, values: { words: 'two' } }, AT);
    await forgetKeptForm(db, place);
    expect(await findKeptForm(db, KEYS, place, AT)).toBeNull();
    expect(await findKeptForm(db, KEYS, second, AT)).toEqual({ words: 'two' });
  });

  test('cannot be forgotten by another account in the same browser', async () => {
    const { db, place } = await withKeptForm();
    await forgetKeptForm(db, { ...place, accountId: await account(db) });
    expect(await findKeptForm(db, KEYS, place, AT)).toEqual(VALUES);
  });

  test('gives way to what is typed there later', async () => {
    const { db, place } = await withKeptForm();
    await keepForm(db, KEYS, { ...place, values: { words: 'later' } }, minutesLater(2));
    expect(await findKeptForm(db, KEYS, place, minutesLater(3))).toEqual({ words: 'later' });
  });

  test('counts as none when its key is gone: the page opens empty', async () => {
    const { db, place } = await withKeptForm();
    expect(await findKeptForm(db, keysOf(8), place, AT)).toBeNull();
  });

  test('cannot be read from the file', async () => {
    const { db } = await withKeptForm();
    const bytes = await bytesOf(db);
    expect(bytes).toContain('/admin/people/invitation');
    expect(bytes).not.toContain('careful');
    expect(bytes).not.toContain('browser-secret');
  });
});

test('one account keeps the twenty latest forms, so that nobody fills the file', async () => {
  const db = await testDatabase();
  const accountId = await account(db);
  for (let i = 0; i < 25; i += 1)
    await keepForm(
      db,
      KEYS,
      { token: 't', accountId, path: `/page/${i}`, values: { n: String(i) } },
      new Date(AT.getTime() + i),
    );
  const rows = await db.selectFrom('kept_form').select('path').orderBy('created_at').execute();
  expect(rows.map(({ path }) => path)).toEqual(Array.from({ length: 20 }, (_, i) => `/page/${i + 5}`));
});
