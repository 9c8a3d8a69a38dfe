import { describe, expect, test } from 'vitest';
import { moveReferral } from '#src/features/referrals/commands/move.ts';
import { withdrawReferrals } from '#src/features/referrals/commands/withdraw.ts';
import { type ReferralMoveName, type ReferralMover } from '#src/features/referrals/moves.ts';
import { listReferralEvents } from '#src/features/referrals/queries/threads.ts';
import type { ReferralMoveInput } from '#src/features/referrals/types.ts';
import { TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import { PERSONAL_WORDS } from '../../support/requests/answers.ts';
import {
  BY_LINK,
  CHAIRS,
  daysLater,
  LUNCH,
  mails,
  PERSON,
  putInState,
  refer,
  referralWorld,
  SENT,
  stateOf,
  type World,
} from '../../support/requests/referrals.ts';

const by = (world: World, mover: ReferralMover) =>
  mover === 'service' ? BY_LINK : mover === 'navigator' ? world.navigator : PERSON;

const move = (
  world: World,
  referralId: string,
  name: ReferralMoveName,
  mover: ReferralMover = 'service',
  changes: Partial<ReferralMoveInput> = {},
  at = SENT,
) =>
  moveReferral(
    world.db,
    TEST_POST,
    { referralId, move: name, by: mover, code: 'full', words: 'Words of the one who moves it', ...changes },
    by(world, mover),
    at,
  );

describe('asking more', () => {
  test('begins the days anew once it is answered, and mails the answer’s link without its words', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    await move(world, id, 'ask-more', 'service', { words: 'Can they climb stairs?' });
    const typed = { words: 'Yes, slowly', bankHolidays: new Set(['2026-12-02']) };
    await move(world, id, 'tell-more', 'navigator', typed, daysLater(7));
    const row = await world.db.selectFrom('referral').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: 'opened', chase_on: '2026-12-04', escalate_on: '2026-12-08' });
    const mail = (await mails(world.db)).find(({ template }) => template === 'referral-more-told');
    expect(mail?.to).toBe('lunch@example.org');
    expect(mail?.text).toMatch(/\/referrals\/[\w-]{22}/);
    expect(mail?.text).not.toContain('slowly');
  });

  test('keeps what was written sealed', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    await move(world, id, 'ask-more', 'service', { words: 'Does her dog bite?' });
    await move(world, id, 'decline', 'service', { words: 'We are afraid of dogs' });
    const raw = JSON.stringify([
      await world.db.selectFrom('request_note').selectAll().execute(),
      await world.db.selectFrom('referral_event').selectAll().execute(),
      await world.db.selectFrom('audit_event').selectAll().execute(),
    ]);
    for (const words of ['Does her dog bite', 'afraid of dogs', ...PERSONAL_WORDS.slice(1)])
      expect(raw).not.toContain(words);
    expect((await listReferralEvents(world.db, TEST_KEYS, id)).at(-1)?.note).toBe('We are afraid of dogs');
  });
});

describe('withdrawing within another transaction', () => {
  const withdraw = (world: World, serviceId?: string, fails = false) =>
    world.db.transaction().execute(async (trx) => {
      const count = await withdrawReferrals(
        trx,
        TEST_POST,
        {
          requestId: world.request.id,
          by: 'person',
          words: 'They asked us to',
          ...(serviceId && { serviceId }),
        },
        PERSON,
        SENT,
      );
      if (fails) throw new Error('Something later went wrong');
      return count;
    });

  test('ends all that is open and leaves what is over', async () => {
    const world = await referralWorld();
    const [lunch = '', chairs = ''] = await refer(world, [LUNCH, CHAIRS]);
    await putInState(world.db, chairs, 'declined');
    expect(await withdraw(world)).toBe(1);
    expect([await stateOf(world.db, lunch), await stateOf(world.db, chairs)]).toEqual([
      'withdrawn',
      'declined',
    ]);
    expect((await mails(world.db)).filter(({ template }) => template === 'referral-withdrawn')).toMatchObject(
      [{ to: 'lunch@example.org' }],
    );
    expect(await withdraw(world)).toBe(0);
  });

  test('of one service leaves the other, and is undone with the rest', async () => {
    const world = await referralWorld();
    const [lunch = '', chairs = ''] = await refer(world, [LUNCH, CHAIRS]);
    await expect(withdraw(world, LUNCH, true)).rejects.toThrow();
    expect(await stateOf(world.db, lunch)).toBe('sent');
    await withdraw(world, LUNCH);
    expect([await stateOf(world.db, lunch), await stateOf(world.db, chairs)]).toEqual(['withdrawn', 'sent']);
  });

  test('has somebody ring when the service cannot be written to any more', async () => {
    const world = await referralWorld();
    await refer(world);
    await world.db.updateTable('service').set({ email: null }).execute();
    await withdraw(world);
    expect(await world.db.selectFrom('task').select('kind').execute()).toEqual([{ kind: 'referral-ring' }]);
  });
});
