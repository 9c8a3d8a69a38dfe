import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { startSession } from '#src/features/accounts/commands/sessions.ts';
import { requestLink } from '#src/features/accounts/commands/signing-in/link-requests.ts';
import { hasSignInTraces } from '#src/features/accounts/queries/sign-in-traces.ts';
import { hasOverdueLinks, runSendLinks } from '#src/jobs/accounts/send-links.ts';
import { runTidyAccounts } from '#src/jobs/accounts/tidy-accounts.ts';
import type { JobContext } from '#src/jobs/job.ts';
import { readConfig } from '#src/server/config/config.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { addAccount, after, NOW, VISIT } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { ROOT } from '../../support/server.ts';

function contextOf(db: Db, at: Date): JobContext {
  const dataFolder = mkdtempSync(join(tmpdir(), 'front-door-accounts-'));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  const config = { ...readConfig({}, ROOT), dataFolder };
  return { db, root: ROOT, config, at, now: () => at, signal: new AbortController().signal };
}

test('links that a stopped server still owes are sent after a minute', async () => {
  const db = await testDatabase();
  await addAccount(db, { email: 'ada@example.org' });
  expect(await hasOverdueLinks(db, NOW)).toBe(false);
  const context = contextOf(db, after(1));
  const keys = openKeyRing(context.config.dataFolder);
  for (const email of ['ada@example.org', 'nobody@example.org'])
    await requestLink(db, keys, { email, purpose: 'sign-in', visit: VISIT }, NOW);
  expect(await hasOverdueLinks(db, after(0.9))).toBe(false);
  expect(await hasOverdueLinks(db, after(1))).toBe(true);
  expect(await runSendLinks(context)).toEqual({ counts: { queued: 1 }, failures: [] });
  expect(await db.selectFrom('message').select('template').execute()).toEqual([{ template: 'sign-in-link' }]);
  expect(await hasOverdueLinks(db, after(2))).toBe(false);
});

test('sessions are noted as idle after as many minutes as the settings say', async () => {
  const db = await testDatabase();
  expect(await hasSignInTraces(db)).toBe(false);
  const accountId = await addAccount(db);
  await db
    .transaction()
    .execute((trx) => startSession(trx, { accountId, strength: 1, method: 'password', visit: VISIT }, NOW));
  expect(await hasSignInTraces(db)).toBe(true);
  await db
    .insertInto('setting')
    .values({
      name: 'idleMinutes',
      value: '20',
      version: 1,
      updated_at: NOW.toISOString(),
      updated_by: 'boss',
    })
    .execute();
  const tidied = (minutes: number) => runTidyAccounts(contextOf(db, after(minutes)));
  expect(await tidied(19)).toEqual({ counts: { idle: 0, removed: 0 }, failures: [] });
  expect(await tidied(20)).toEqual({ counts: { idle: 1, removed: 0 }, failures: [] });
});
