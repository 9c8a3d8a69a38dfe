import { describe, expect, test } from 'vitest';
import { sendReferrals, type NewReferrals } from '#src/features/referrals/commands/send.ts';
import { auditActions } from '../../support/messages/outbox.ts';
import { actorOf, addAccount } from '../../support/accounts/accounts.ts';
import { TEST_POST } from '../../support/messages/post.ts';
import { PERSONAL_WORDS, anAnswers } from '../../support/requests/answers.ts';
import {
  CHAIRS,
  CLUB,
  daysLater,
  LUNCH,
  mails,
  NEEDS,
  NO_HOLIDAYS,
  putInState,
  refer,
  referralWorld,
  SENT,
  SHARED,
  type World,
} from '../../support/requests/referrals.ts';

const send = (world: World, changes: Partial<NewReferrals> = {}, actor = world.navigator, at = SENT) =>
  sendReferrals(
    world.db,
    TEST_POST,
    {
      requestId: world.request.id,
      referrals: [{ serviceId: LUNCH, shared: SHARED }],
      key: 'sending-1',
      bankHolidays: NO_HOLIDAYS,
      needs: NEEDS,
      ...changes,
    },
    actor,
    at,
  );
const rows = (world: World) => world.db.selectFrom('referral').selectAll().orderBy('sent_at').execute();

describe('referring a request', () => {
  test('to two services at once sends each its own reference, link and days', async () => {
    const world = await referralWorld();
    await refer(world, [LUNCH, CHAIRS], new Date('2026-12-23T10:00:00Z'));
    const [first, second] = await rows(world);
    expect(first).toMatchObject({ state: 'sent', chase_on: '2026-12-28', escalate_on: '2026-12-30' });
    expect(first?.reference).not.toBe(second?.reference);
    expect(first?.reference).not.toBe(world.request.reference);
    const sent = (await mails(world.db)).filter(({ template }) => template === 'referral-sent');
    expect(sent.map(({ to }) => to).sort()).toEqual(['chairs@example.org', 'lunch@example.org']);
    const links = sent.map(({ text }) => /\/referrals\/[\w-]{22}/.exec(text)?.[0]);
    expect(new Set(links).size).toBe(2);
    expect(await auditActions(world.db)).toEqual(expect.arrayContaining(['referral.send']));
  });

  test('counts bank holidays as no working days', async () => {
    const world = await referralWorld();
    const holidays = new Set(['2026-12-25', '2026-12-28']);
    await send(world, { bankHolidays: holidays }, world.navigator, new Date('2026-12-23T10:00:00Z'));
    expect((await rows(world))[0]).toMatchObject({ chase_on: '2026-12-30', escalate_on: '2027-01-01' });
  });

  test('puts nothing personal into the mail: only reference, kind of help and area', async () => {
    const world = await referralWorld(
      anAnswers({ needs: { slugs: ['loneliness'], other: 'My son Bertie left' } }),
    );
    await refer(world);
    const [mail] = (await mails(world.db)).filter(({ to }) => to === 'lunch@example.org');
    for (const words of [...PERSONAL_WORDS, 'Bertie', '07700', '9990000018', 'Ada', world.request.reference])
      expect(`${mail?.subject} ${mail?.text}`).not.toContain(words);
    expect(mail?.text).toContain('Feeling lonely');
    expect(mail?.text).toContain('MB1');
    expect(mail?.text).toContain((await rows(world))[0]?.reference);
    expect(mail?.subject).toBe('Front Door: can you help somebody?');
  });

  test('keeps links and addresses out of the database as they are', async () => {
    const world = await referralWorld();
    await refer(world);
    const [link] = await world.db.selectFrom('referral_link').selectAll().execute();
    const mail = (await mails(world.db)).find(({ to }) => to === 'lunch@example.org');
    const token = /\/referrals\/([\w-]{22})/.exec(mail?.text ?? '')?.[1] ?? 'none';
    expect(JSON.stringify(link)).not.toContain(token);
    expect(JSON.stringify(link)).not.toContain('lunch@example.org');
  });

  test('twice with one key sends once, and says the same again', async () => {
    const world = await referralWorld();
    const once = await refer(world, [LUNCH, CHAIRS]);
    const before = (await mails(world.db)).length;
    expect(await refer(world, [LUNCH, CHAIRS])).toEqual(once);
    expect(await rows(world)).toHaveLength(2);
    expect(await mails(world.db)).toHaveLength(before);
  });

  test('counts that people asked for the service', async () => {
    const world = await referralWorld();
    await refer(world);
    await refer(world);
    expect(await world.db.selectFrom('service_day').selectAll().execute()).toEqual([
      { service_id: LUNCH, day: '2026-11-23', kind: 'asked', visits: 1 },
    ]);
  });

  test('has somebody ring a service without an address', async () => {
    const world = await referralWorld();
    await world.db.updateTable('service').set({ email: null }).execute();
    await world.db.updateTable('organisation').set({ email: null }).execute();
    const [id] = await refer(world);
    const tasks = await world.db.selectFrom('task').selectAll().execute();
    expect(tasks).toMatchObject([{ kind: 'referral-ring', entity: 'referral', entity_id: id }]);
    for (const words of PERSONAL_WORDS) expect(tasks[0]?.title).not.toContain(words);
    expect((await mails(world.db)).some(({ template }) => template === 'referral-sent')).toBe(false);
    expect(await world.db.selectFrom('referral_link').selectAll().execute()).toEqual([]);
  });

  test('writes to whoever handles referrals first, and passes an address over that mail came back from', async () => {
    const world = await referralWorld();
    const role = { role: 'referral_handler' as const, organisationId: CLUB };
    await addAccount(world.db, { email: 'handler@example.org', roles: [role] });
    await refer(world, [LUNCH]);
    expect((await mails(world.db)).find(({ template }) => template === 'referral-sent')?.to).toBe(
      'handler@example.org',
    );
    await world.db
      .updateTable('message')
      .set({ bounced_at: SENT.toISOString(), sent_at: SENT.toISOString(), next_try_at: null })
      .where('template', '=', 'referral-sent')
      .execute();
    await refer(world, [CHAIRS], daysLater(1), 'sending-2');
    const last = (await mails(world.db)).filter(({ template }) => template === 'referral-sent').at(-1);
    expect(last?.to).toBe('chairs@example.org');
  });
});

describe('what is not referred', () => {
  const refused = async (
    work: (world: World) => Promise<unknown>,
    changes: Partial<NewReferrals> = {},
  ): Promise<string> => {
    const world = await referralWorld();
    await work(world);
    const result = await send(world, { key: 'another', ...changes });
    const sent = (await mails(world.db)).filter(({ template }) => template === 'referral-sent').length;
    expect(sent).toBe((await rows(world)).length);
    return result.ok ? 'sent' : result.error;
  };
  const nothing = () => Promise.resolve();
  const setRequest = (set: object) => (world: World) =>
    world.db.updateTable('request').set(set).where('id', '=', world.request.id).execute();

  test.each([
    ['a request that nobody took', setRequest({ state: 'sent', navigator_id: null }), {}, 'not-yours'],
    ['a closed request', setRequest({ state: 'closed', closed_at: SENT.toISOString() }), {}, 'closed'],
    ['a draft', setRequest({ state: 'draft' }), {}, 'unknown'],
    ['a request that is not there', nothing, { requestId: 'made-up' }, 'unknown'],
    [
      'a service that is not there',
      nothing,
      { referrals: [{ serviceId: 'made-up', shared: SHARED }] },
      'unknown-service',
    ],
    [
      'a service that is hidden',
      (world: World) => world.db.updateTable('service').set({ visibility: 'hidden' }).execute(),
      {},
      'unknown-service',
    ],
    [
      'a service that has ended',
      (world: World) => world.db.updateTable('service').set({ valid_to: '2026-11-22' }).execute(),
      {},
      'unknown-service',
    ],
    [
      'more than was agreed',
      nothing,
      { referrals: [{ serviceId: LUNCH, shared: [...SHARED, 'nhs-number' as const] }] },
      'no-consent',
    ],
    ['nothing at all', nothing, { referrals: [{ serviceId: LUNCH, shared: [] }] }, 'no-consent'],
    ['the same service again while it is open', (world: World) => refer(world), {}, 'referred-already'],
    [
      'one service twice in one form',
      nothing,
      {
        referrals: [
          { serviceId: LUNCH, shared: SHARED },
          { serviceId: LUNCH, shared: SHARED },
        ],
      },
      'referred-already',
    ],
  ] as const)('%s', async (_words, work, changes, expected) => {
    expect(await refused(work as (world: World) => Promise<unknown>, changes)).toBe(expected);
  });

  test('somebody else’s request, even by a colleague', async () => {
    const world = await referralWorld();
    const other = actorOf(await addAccount(world.db, { roles: ['navigator'] }));
    expect(await send(world, {}, other)).toEqual({ ok: false, error: 'not-yours' });
  });

  test('what was agreed once, and taken back since', async () => {
    const world = await referralWorld();
    const given = await world.db
      .selectFrom('consent')
      .selectAll()
      .where('service_id', '=', LUNCH)
      .executeTakeFirstOrThrow();
    await world.db
      .insertInto('consent')
      .values({ ...given, id: `${given.id}-2`, decision: 'withdrawn', at: SENT.toISOString() })
      .execute();
    expect(await send(world)).toEqual({ ok: false, error: 'no-consent' });
  });

  test('one of several that cannot be sent keeps all back', async () => {
    const world = await referralWorld();
    const referrals = [
      { serviceId: CHAIRS, shared: SHARED },
      { serviceId: LUNCH, shared: ['gp' as const] },
    ];
    expect(await send(world, { referrals })).toEqual({ ok: false, error: 'no-consent' });
    expect(await rows(world)).toEqual([]);
    expect(await mails(world.db)).toEqual([]);
  });

  test('after an ending the same service can be asked again', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    await putInState(world.db, id, 'declined');
    expect((await send(world, { key: 'again' })).ok).toBe(true);
  });
});
