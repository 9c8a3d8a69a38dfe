import { expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { startSession } from '#src/features/accounts/commands/sessions.ts';
import { handleLinkRequests, requestLink } from '#src/features/accounts/commands/signing-in/link-requests.ts';
import { tidyAccounts } from '#src/features/accounts/commands/tidy.ts';
import { addAccount, after, KEYS, NOW, POST, VISIT } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';

const TABLES = ['sign_in_attempt', 'sign_in_link_request', 'auth_token', 'known_device', 'session'] as const;
const DAY = 24 * 60;

async function afterASignIn(): Promise<Db> {
  const db = await testDatabase();
  const ada = await addAccount(db, { email: 'ada@example.org' });
  await db
    .transaction()
    .execute((trx) =>
      startSession(trx, { accountId: ada, strength: 1, method: 'password', visit: VISIT }, NOW),
    );
  await requestLink(db, KEYS, { email: 'ada@example.org', purpose: 'sign-in', visit: VISIT }, NOW);
  await handleLinkRequests(db, POST, NOW);
  return db;
}

/** The tables that still hold something. */
async function filled(db: Db): Promise<string[]> {
  const found: string[] = [];
  for (const table of TABLES)
    if ((await db.selectFrom(table).selectAll().executeTakeFirst()) !== undefined) found.push(table);
  return found;
}

test.each([
  [0.9, ['sign_in_attempt', 'sign_in_link_request', 'auth_token', 'known_device', 'session']],
  [1.1, ['auth_token', 'known_device', 'session']],
  [29, ['auth_token', 'known_device', 'session']],
  [31, ['known_device', 'session']],
  [90, ['known_device', 'session']],
  [91, ['known_device']],
  [364, ['known_device']],
  [366, []],
])('after %f days, what signing in leaves behind is %j', async (days, left) => {
  const db = await afterASignIn();
  const { removed } = await tidyAccounts(db, { idleMinutes: 30 }, after(days * DAY));
  expect(await filled(db)).toEqual(left);
  expect(removed).toBe(TABLES.length - left.length);
});

test('a session left idle is noted as ended, one in use is not', async () => {
  const db = await afterASignIn();
  const ended = async () =>
    (await db.selectFrom('session').select(['ended_by']).execute()).map(({ ended_by }) => ended_by);
  expect((await tidyAccounts(db, { idleMinutes: 30 }, after(29))).idle).toBe(0);
  expect(await ended()).toEqual([null]);
  expect((await tidyAccounts(db, { idleMinutes: 30 }, after(30))).idle).toBe(1);
  expect(await ended()).toEqual(['idle']);
  expect((await tidyAccounts(db, { idleMinutes: 30 }, after(31))).idle).toBe(0);
});

test('a request for a link that nobody has looked after yet is kept', async () => {
  const db = await testDatabase();
  await requestLink(db, KEYS, { email: 'ada@example.org', purpose: 'sign-in', visit: VISIT }, NOW);
  await tidyAccounts(db, { idleMinutes: 30 }, after(2 * DAY));
  expect(await filled(db)).toEqual(['sign_in_link_request']);
});
