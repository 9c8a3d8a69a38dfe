import { v7 as uuidv7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { askToClaim } from '#src/features/claims/commands/ask.ts';
import { confirmClaim, enterClaimCode, makeClaimCode } from '#src/features/claims/commands/code.ts';
import { approveClaim, declineClaim } from '#src/features/claims/commands/decide.ts';
import { tidyClaims } from '#src/features/claims/commands/tidy.ts';
import { findLead, listOpenClaims } from '#src/features/claims/queries/claims.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { listHeldRoles } from '#src/features/accounts/queries/sign-in-state.ts';
import { plainOrganisation, plainService } from '#src/features/services/record.ts';
import {
  actorOf,
  addAccount,
  after,
  KEYS,
  NOW,
  POST,
  readEvents,
  readMessages,
} from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { idOf, writeDirectory } from '../../support/directory.ts';

const CLUB = idOf('organisation', 'club');
const VISITOR = programActor('visitor');
const DESK = actorOf('desk');

async function claiming() {
  const db = await testDatabase();
  const organisation = {
    ...plainOrganisation('club', 'Kettle and Co', 'community'),
    website: 'https://www.kettle.example.net',
    phones: [{ number: '01632 960123', type: 'voice' as const, description: null }],
  };
  await writeDirectory(db, [plainService('lunch', 'club', 'Lunch club')], [organisation]);
  const ask = (email: string, changes: object = {}) =>
    askToClaim(
      db,
      POST,
      {
        organisationId: CLUB,
        email,
        name: 'Ada Example',
        words: 'I run it',
        key: uuidv7(),
        isSignedIn: false,
        addressHash: 'home',
        ...changes,
      },
      VISITOR,
      NOW,
    );
  const claims = () => db.selectFrom('claim').selectAll().orderBy('id').execute();
  const mails = async () => (await readMessages(db)).map(({ template, to }) => `${template} to ${to}`);
  const lastToken = async () => (await readMessages(db)).at(-1)?.token ?? '';
  return { db, ask, claims, mails, lastToken };
}

describe('an address that speaks for itself', () => {
  test('is invited as manager; the first one leads the team', async () => {
    const { db, ask, claims, mails } = await claiming();
    expect(await ask('ada@kettle.example.net')).toEqual({ ok: true, value: 'noted' });
    expect(await mails()).toEqual(['invitation to ada@kettle.example.net']);
    const [claim] = await claims();
    expect(claim).toMatchObject({ state: 'approved', way: 'email-domain', is_lead: 1 });
    const roles = await listHeldRoles(db, claim?.account_id ?? '');
    expect(roles).toMatchObject([{ role: 'organisation_manager', organisationId: CLUB }]);
    expect((await findLead(db, CLUB))?.accountId).toBe(claim?.account_id);
    expect(await readEvents(db)).toEqual(
      expect.arrayContaining([
        'claim.ask by visitor',
        'claim.approve by visitor',
        'account.invite by visitor',
      ]),
    );
  });

  test('that has an account gets the role only by the link of the mail', async () => {
    const { db, ask, claims, mails, lastToken } = await claiming();
    const ada = await addAccount(db, { email: 'ada@kettle.example.net' });
    await ask('ada@kettle.example.net');
    expect(await mails()).toEqual(['claim-asked to ada@kettle.example.net']);
    expect(await listHeldRoles(db, ada)).toEqual([]);
    expect((await confirmClaim(db, POST, await lastToken(), VISITOR, NOW)).ok).toBe(true);
    expect((await claims())[0]).toMatchObject({ state: 'approved', account_id: ada });
    expect(await listHeldRoles(db, ada)).toHaveLength(1);
  });

  test('is not needed twice by somebody signed in with it', async () => {
    const { db, ask, claims } = await claiming();
    const ada = await addAccount(db, { email: 'ada@kettle.example.net' });
    const claim = { organisationId: CLUB, email: 'ada@kettle.example.net', name: 'Ada', words: 'I run it' };
    const own = { ...claim, key: uuidv7(), isSignedIn: true, addressHash: 'home' };
    await askToClaim(db, POST, own, actorOf(ada), NOW);
    expect((await claims())[0]).toMatchObject({ state: 'approved', account_id: ada });
    // Now it has a manager, and the next one is the manager's to answer.
    await ask('ben@kettle.example.net');
    expect((await claims())[1]).toMatchObject({ state: 'asked', way: 'colleague' });
  });
});

test('sending a form twice is one claim, and more than three of an address in a day are refused', async () => {
  const { ask, claims } = await claiming();
  const key = uuidv7();
  await ask('ada@gmail.com', { key });
  expect(await ask('ada@gmail.com', { key })).toEqual({ ok: true, value: 'noted' });
  expect(await claims()).toHaveLength(1);
  await ask('ada@gmail.com');
  await ask('Ada@gmail.com');
  expect(await ask('ada@gmail.com')).toEqual({ ok: false, error: 'too-many' });
  expect(await claims()).toHaveLength(3);
});

test('an organisation that is hidden, as one that asked not to be listed is, cannot be claimed', async () => {
  const { db, ask, claims } = await claiming();
  await db.updateTable('organisation').set({ visibility: 'hidden' }).execute();
  expect(await ask('ada@kettle.example.net')).toEqual({ ok: false, error: 'unknown' });
  expect(await claims()).toEqual([]);
});

test('nothing of who asked can be read in the file, and 90 days after the answer it is forgotten', async () => {
  const { db, ask, claims } = await claiming();
  await ask('ada@gmail.com');
  expect(JSON.stringify(await claims())).not.toMatch(/ada example|ada@|gmail|run it/i);
  const [claim] = await listOpenClaims(db, KEYS);
  expect(claim).toMatchObject({ name: 'Ada Example', email: 'ada@gmail.com', words: 'I run it' });
  await declineClaim(db, POST, { claimId: claim?.id ?? '', reason: 'No', way: 'desk' }, DESK, NOW);
  expect(await tidyClaims(db, after(89 * 1440))).toEqual({ ended: 0, forgotten: 0 });
  expect(await tidyClaims(db, after(90 * 1440))).toEqual({ ended: 0, forgotten: 1 });
  expect((await claims())[0]).toMatchObject({ name_sealed: null, email_sealed: null, words_sealed: null });
});

test('a claim that nobody settles ends after 30 days, and its link with it', async () => {
  const { db, ask, claims, lastToken } = await claiming();
  await ask('ada@gmail.com');
  const token = await lastToken();
  const late = after(30 * 1440);
  const entered = await enterClaimCode(db, POST, { token, code: '000000' }, VISITOR, late);
  expect(entered).toEqual({ ok: false, error: 'unknown' });
  expect(await tidyClaims(db, late)).toEqual({ ended: 1, forgotten: 0 });
  expect((await claims())[0]?.state).toBe('withdrawn');
});

describe('a code on the published number', () => {
  async function called() {
    const all = await claiming();
    await all.ask('ada@gmail.com');
    const token = await all.lastToken();
    const [claim] = await all.claims();
    const claimId = claim?.id ?? '';
    const make = async (): Promise<string> => {
      const made = await makeClaimCode(all.db, KEYS, claimId, DESK, NOW);
      return made.ok ? made.value.code : '';
    };
    const enter = (code: string, at = NOW) => enterClaimCode(all.db, POST, { token, code }, VISITOR, at);
    const wrong = (code: string): string => (code === '111111' ? '222222' : '111111');
    return { ...all, claimId, make, enter, wrong };
  }

  test('makes its owner a manager, once', async () => {
    const { make, enter, claims, mails } = await called();
    expect(await enter('123456')).toEqual({ ok: false, error: 'no-code' });
    const code = await make();
    expect(code).toMatch(/^\d{6}$/);
    expect((await enter(code)).ok).toBe(true);
    expect((await claims())[0]).toMatchObject({ state: 'approved', way: 'phone-code', code_hash: null });
    expect(await mails()).toContain('invitation to ada@gmail.com');
    expect(await enter(code)).toEqual({ ok: false, error: 'closed' });
  });

  test('is void after five wrong tries, even when the right one follows; a new one works', async () => {
    const { make, enter, wrong } = await called();
    const code = await make();
    for (let tries = 0; tries < 5; tries += 1)
      expect(await enter(wrong(code))).toEqual({ ok: false, error: 'wrong' });
    expect(await enter(code)).toEqual({ ok: false, error: 'too-many' });
    expect((await enter(await make())).ok).toBe(true);
  });

  test('runs out after a day, and is stored as a hash alone', async () => {
    const { make, enter, claims } = await called();
    const code = await make();
    expect(JSON.stringify(await claims())).not.toContain(code);
    expect(await enter(code, after(1440))).toEqual({ ok: false, error: 'expired' });
  });

  test('does nothing once the organisation is hidden: the desk decides then', async () => {
    const { db, make, enter, claimId } = await called();
    const code = await make();
    await db.updateTable('organisation').set({ visibility: 'hidden' }).execute();
    expect(await enter(code)).toEqual({ ok: false, error: 'closed' });
    expect((await approveClaim(db, POST, { claimId, way: 'desk' }, DESK, NOW)).ok).toBe(true);
  });
});

test('a claim is settled once: who is second is told', async () => {
  const { db, ask, claims, mails } = await claiming();
  await ask('ada@gmail.com');
  const claimId = (await claims())[0]?.id ?? '';
  const declined = await declineClaim(db, POST, { claimId, reason: 'Nobody knew', way: 'desk' }, DESK, NOW);
  expect(declined.ok).toBe(true);
  expect(await approveClaim(db, POST, { claimId, way: 'desk' }, DESK, NOW)).toEqual({
    ok: false,
    error: 'closed',
  });
  expect(await mails()).toEqual(['claim-declined to ada@gmail.com']);
  expect((await readMessages(db)).at(-1)?.text).toContain('Nobody knew');
});

test('where somebody manages it already they are asked, and may make the other an editor', async () => {
  const { db, ask, claims, mails } = await claiming();
  const role = { role: 'organisation_manager' as const, organisationId: CLUB };
  const boss = await addAccount(db, { email: 'boss@example.org', roles: [role] });
  await ask('ben@kettle.example.net');
  expect(await mails()).toEqual([
    'claim-asked to ben@kettle.example.net',
    'claim-colleague to boss@example.org',
  ]);
  const claimId = (await claims())[0]?.id ?? '';
  const approval = { claimId, way: 'colleague' as const, role: 'organisation_editor' as const };
  expect((await approveClaim(db, POST, approval, actorOf(boss), NOW)).ok).toBe(true);
  const [claim] = await claims();
  expect(claim).toMatchObject({ state: 'approved', is_lead: 0 });
  expect((await listHeldRoles(db, claim?.account_id ?? '')).map((held) => held.role)).toEqual([
    'organisation_editor',
  ]);
});
