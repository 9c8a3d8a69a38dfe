import { describe, expect, test } from 'vitest';
import { recordServiceAttempt } from '#src/features/referrals/commands/attempt.ts';
import { moveReferral } from '#src/features/referrals/commands/move.ts';
import {
  mayMoveReferral,
  REFERRAL_MOVE_NAMES,
  REFERRAL_MOVES,
  REFERRAL_STATES,
  type ReferralMoveName,
  type ReferralMover,
  type ReferralState,
} from '#src/features/referrals/moves.ts';
import { listReferralEvents, listThread } from '#src/features/referrals/queries/threads.ts';
import { isOpenReferral } from '#src/features/referrals/rules.ts';
import type { ReferralMoveInput } from '#src/features/referrals/types.ts';
import { WHO_HEARS } from '#src/features/telling/table.ts';
import { auditActions } from '../../support/messages/outbox.ts';
import { TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import {
  accept,
  BY_LINK,
  daysLater,
  mails,
  PERSON,
  putInState,
  refer,
  referralWorld,
  SENT,
  stateOf,
  type World,
} from '../../support/requests/referrals.ts';

const MOVERS = ['service', 'navigator', 'person'] as const satisfies readonly ReferralMover[];
const HAPPENING: Readonly<Partial<Record<ReferralMoveName, keyof typeof WHO_HEARS>>> = {
  accept: 'referral.accepted',
  decline: 'referral.declined',
  'ask-more': 'referral.more-asked',
  'tell-more': 'referral.more-told',
  contact: 'referral.contacted',
  start: 'referral.started',
  complete: 'referral.completed',
  'give-up': 'referral.could-not-contact',
  'person-declines': 'referral.person-declined',
  withdraw: 'referral.withdrawn',
};

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

const tryThreeTimes = async (world: World, referralId: string): Promise<void> => {
  for (const [index, days] of [0, 0, 1].entries())
    await recordServiceAttempt(world.db, { referralId, key: `try-${index}` }, BY_LINK, daysLater(days));
};

const allowed = REFERRAL_MOVE_NAMES.flatMap((name) =>
  REFERRAL_STATES.flatMap((from) =>
    MOVERS.filter((mover) => mayMoveReferral(name, from, mover)).map((mover) => ({ name, from, mover })),
  ),
);

describe('an allowed move', () => {
  test.each(allowed)(
    '$name from $from by the $mover is kept, told and noted',
    async ({ name, from, mover }) => {
      const world = await referralWorld();
      const [id = ''] = await refer(world);
      if (name === 'give-up') {
        await putInState(world.db, id, 'accepted');
        await tryThreeTimes(world, id);
      }
      await putInState(world.db, id, from);
      const before = (await mails(world.db)).length;
      const result = await move(world, id, name, mover, {}, daysLater(2));
      const { to } = REFERRAL_MOVES[name];
      expect(result).toMatchObject({ ok: true, value: { state: to, isRepeat: false } });
      expect(await stateOf(world.db, id)).toBe(to);
      const last = (await listReferralEvents(world.db, TEST_KEYS, id)).at(-1);
      expect(last).toMatchObject({ from, to, actor: by(world, mover).id });
      expect(await auditActions(world.db)).toContain(`referral.${name}`);

      const told = HAPPENING[name] === undefined ? null : WHO_HEARS[HAPPENING[name]];
      // The person can be written to and asked for themselves; a navigator is not told of what they did.
      const hearing =
        told === null ? [] : [told.person, told.service, mover === 'navigator' ? null : told.navigator];
      const sent = (await mails(world.db)).slice(before);
      expect(sent.map(({ template }) => template).sort()).toEqual(
        hearing.filter((template) => template !== null).sort(),
      );
      for (const mail of sent)
        for (const words of [
          'ada.example@example.org',
          'sing with my neighbours',
          '07700',
          'Words of the one',
        ])
          expect(`${mail.subject} ${mail.text}`).not.toContain(words);

      const { closed_at } = await world.db
        .selectFrom('referral')
        .select('closed_at')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      expect(closed_at === null).toBe(isOpenReferral(to));
    },
  );
});

describe('a move that is not allowed', () => {
  test.each([
    ['accept', 'declined', 'service'],
    ['accept', 'withdrawn', 'service'],
    ['decline', 'accepted', 'service'],
    ['start', 'sent', 'service'],
    ['complete', 'accepted', 'service'],
    ['tell-more', 'opened', 'navigator'],
    ['withdraw', 'completed', 'person'],
    ['withdraw', 'sent', 'service'],
    ['accept', 'sent', 'person'],
  ] as const)('%s from %s by the %s changes nothing', async (name, from, mover) => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    await putInState(world.db, id, from);
    const before = await mails(world.db);
    const actions = await auditActions(world.db);
    expect(await move(world, id, name, mover)).toEqual({ ok: false, error: 'not-allowed' });
    expect(await stateOf(world.db, id)).toBe(from);
    expect(await mails(world.db)).toEqual(before);
    expect(await auditActions(world.db)).toEqual(actions);
  });

  test('of a referral that is not there', async () => {
    const world = await referralWorld();
    expect(await move(world, 'made-up', 'accept')).toEqual({ ok: false, error: 'unknown' });
  });

  test('a no without its reason', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    const typed = { code: undefined, words: '' };
    expect(await move(world, id, 'decline', 'service', typed)).toEqual({ ok: false, error: 'needs-reason' });
    expect(await stateOf(world.db, id)).toBe('sent');
  });

  test('from a page that is out of date', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    await move(world, id, 'open');
    expect(await move(world, id, 'decline', 'navigator', { version: 1 })).toEqual({
      ok: false,
      error: 'not-allowed',
    });
  });
});

describe('pressing twice, and two at once', () => {
  test('yes twice is one yes', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    await move(world, id, 'accept');
    const before = await mails(world.db);
    expect(await move(world, id, 'accept')).toMatchObject({ ok: true, value: { isRepeat: true } });
    expect(await mails(world.db)).toEqual(before);
    expect((await listReferralEvents(world.db, TEST_KEYS, id)).map(({ to }) => to)).toEqual([
      'sent',
      'accepted',
    ]);
  });

  test('a yes and a no at once: the first counts', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    const [yes, no] = await Promise.all([move(world, id, 'accept'), move(world, id, 'decline')]);
    expect([yes.ok, no.ok].filter(Boolean)).toHaveLength(1);
    expect(await stateOf(world.db, id)).toBe(yes.ok ? 'accepted' : 'declined');
  });

  test('a question twice with one key is asked once', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    await move(world, id, 'ask-more', 'service', { key: 'k1', words: 'Can they climb stairs?' });
    await move(world, id, 'tell-more', 'navigator', { key: 'k2', words: 'Yes, slowly' });
    expect(await move(world, id, 'ask-more', 'service', { key: 'k1' })).toMatchObject({
      value: { isRepeat: true, state: 'opened' },
    });
    expect((await listThread(world.db, TEST_KEYS, id)).map(({ kind, words }) => `${kind}: ${words}`)).toEqual(
      ['question: Can they climb stairs?', 'answer: Yes, slowly'],
    );
  });

  test('a try twice with one key is one try', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    await accept(world.db, id);
    const attempt = (key: string) => recordServiceAttempt(world.db, { referralId: id, key }, BY_LINK, SENT);
    expect(await attempt('a')).toEqual({ ok: true, value: { attempts: 1 } });
    expect(await attempt('a')).toEqual({ ok: true, value: { attempts: 1 } });
    expect(await attempt('b')).toEqual({ ok: true, value: { attempts: 2 } });
  });
});

describe('giving up', () => {
  test('is refused before three tries on two days, and possible after', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    await accept(world.db, id);
    expect(await move(world, id, 'give-up')).toEqual({ ok: false, error: 'too-soon' });
    await tryThreeTimes(world, id);
    expect((await move(world, id, 'give-up')).ok).toBe(true);
  });

  test.each(['sent', 'declined', 'completed'] as const)(
    'no try is noted of one that is %s',
    async (state) => {
      const world = await referralWorld();
      const [id = ''] = await refer(world);
      await putInState(world.db, id, state satisfies ReferralState);
      const attempt = await recordServiceAttempt(world.db, { referralId: id, key: 'a' }, BY_LINK, SENT);
      expect(attempt).toEqual({ ok: false, error: 'not-allowed' });
    },
  );
});
