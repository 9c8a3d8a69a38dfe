import { describe, expect, test } from 'vitest';
import { queueMessage } from '#src/features/messages/commands/queue.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import { findAskedAbout } from '#src/features/requests/queries/workspace/asked-about.ts';
import { listMessagesAbout } from '#src/features/requests/queries/workspace/messages.ts';
import { listNames, listNavigatorsWithLoad } from '#src/features/requests/queries/workspace/navigators.ts';
import { addAccount } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { aMessage, TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import { anAnswers } from '../../support/requests/answers.ts';
import { LUNCH, refer, referralWorld, SENT } from '../../support/requests/referrals.ts';
import { addRequest } from '../../support/requests/request.ts';

describe('who can take a request on', () => {
  test('navigators who may sign in, each with how many open requests they have', async () => {
    const db = await testDatabase();
    const busy = await addAccount(db, { roles: ['navigator'] });
    const free = await addAccount(db, { roles: ['navigator', 'editor'] });
    const stopped = await addAccount(db, { roles: ['navigator'] });
    await addAccount(db, { roles: ['editor'] });
    await db
      .updateTable('account')
      .set({ stopped_at: SENT.toISOString() })
      .where('id', '=', stopped)
      .execute();
    for (const state of ['with_navigator', 'with_navigator', 'closed'] as const)
      await addRequest(db, TEST_KEYS, { navigatorId: busy, state });
    const people = await listNavigatorsWithLoad(db);
    expect(new Map(people.map(({ id, has }) => [id, has]))).toEqual(
      new Map([
        [busy, 2],
        [free, 0],
      ]),
    );
  });

  test('names are found by ids, and what is no account has none', async () => {
    const db = await testDatabase();
    const id = await addAccount(db, { roles: ['navigator'] });
    expect([...(await listNames(db, [id, id, 'referral-link'])).keys()]).toEqual([id]);
    expect((await listNames(db, [])).size).toBe(0);
  });
});

describe('whom a person can be asked about', () => {
  const PLACE = { siteName: 'Front Door', today: '2026-11-23' };

  test('a service by its organisation’s name, with as few facts proposed as it can help with', async () => {
    const { db } = await referralWorld();
    const about = await findAskedAbout(db, `service:${LUNCH}`, anAnswers(), PLACE);
    expect(about).toMatchObject({ purpose: 'service', serviceId: LUNCH });
    expect(about?.proposed).not.toContain('nhs-number');
    expect(about?.choices).toContain('nhs-number');
    expect(about?.proposed.every((fact) => about.choices.includes(fact))).toBe(true);
  });

  test('a GP practice only when one was named, and never a service that is hidden or unknown', async () => {
    const { db } = await referralWorld();
    const ask = async (key: string, answers = anAnswers()) =>
      (await findAskedAbout(db, key, answers, PLACE))?.recipient;
    expect(await ask('gp')).toBe('Loom Street Surgery');
    expect(await ask('gp', anAnswers({ gp: { practice: null, email: null } }))).toBeUndefined();
    expect(await ask('feedback')).toBe('The navigators of Front Door');
    expect(await ask('service:none')).toBeUndefined();
    await db.updateTable('service').set({ visibility: 'hidden' }).where('id', '=', LUNCH).execute();
    expect(await ask(`service:${LUNCH}`)).toBeUndefined();
  });
});

test('the messages about a request and its referrals are found, and nobody else’s', async () => {
  const world = await referralWorld();
  const { db, request } = world;
  const [referralId = ''] = await refer(world);
  const other = await addRequest(db, TEST_KEYS);
  const before = await listMessagesAbout(db, request.id);
  for (const [entity, id] of [
    ['request', request.id],
    ['referral', referralId],
    ['request', other.id],
    ['account', request.id],
  ] as const) {
    const message = prepareMessage(
      TEST_POST,
      aMessage({ about: { entity, id }, dedupeKey: `${entity}:${id}` }),
    );
    await db.transaction().execute((trx) => queueMessage(trx, message, SENT));
  }
  expect(await listMessagesAbout(db, request.id)).toHaveLength(before.length + 2);
  expect(await listMessagesAbout(db, other.id)).toHaveLength(1);
});
