import { describe, expect, test } from 'vitest';
import { answerAsService, LINK_ACTOR } from '#src/features/referrals/commands/answer.ts';
import { moveReferral } from '#src/features/referrals/commands/move.ts';
import { renewReferralLink } from '#src/features/referrals/commands/renew.ts';
import { findReferralByLink } from '#src/features/referrals/queries/links.ts';
import { listReferralsFor, listReferralsOf } from '#src/features/referrals/queries/lists.ts';
import { countWaitingReferrals } from '#src/features/referrals/queries/counts.ts';
import { TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import {
  accept,
  CHAIRS,
  CLUB,
  daysLater,
  LUNCH,
  mails,
  putInState,
  refer,
  referralWorld,
  SENT,
  stateOf,
  tokenFor,
  type World,
} from '../../support/requests/referrals.ts';

const at = (world: World, token: string, when = SENT) => findReferralByLink(world.db, TEST_KEYS, token, when);
const refusal = async (world: World, token: string, when = SENT) => {
  const found = await at(world, token, when);
  return found.ok ? null : found.error;
};
const say = async (
  world: World,
  token: string,
  answer: 'yes' | 'no' | 'finished' | 'started',
  when = SENT,
) => {
  const found = await at(world, token, when);
  if (!found.ok) return found;
  const { link, card } = found.value;
  return answerAsService(
    world.db,
    TEST_POST,
    {
      referralId: card.id,
      answer,
      typed: { key: `${answer}-${when.toISOString()}`, code: 'full' },
      linkHash: link.tokenHash,
    },
    LINK_ACTOR,
    when,
  );
};
const referred = async () => {
  const world = await referralWorld();
  const [id = ''] = await refer(world);
  return { world, id, token: await tokenFor(world.db, 'lunch@example.org') };
};

describe('the link of a referral', () => {
  test('can be opened by programs that guard mail without anything happening', async () => {
    const { world, id, token } = await referred();
    const before = await world.db.selectFrom('referral').selectAll().execute();
    for (let times = 0; times < 3; times += 1) expect((await at(world, token)).ok).toBe(true);
    expect(await world.db.selectFrom('referral').selectAll().execute()).toEqual(before);
    expect(await stateOf(world.db, id)).toBe('sent');
  });

  test('counts for one answer: whoever comes later is told what was said', async () => {
    const { world, id, token } = await referred();
    await say(world, token, 'no');
    expect(await stateOf(world.db, id)).toBe('declined');
    expect(await refusal(world, token)).toBe('used');
    const links = await world.db.selectFrom('referral_link').select('used_at').execute();
    expect(links.every(({ used_at }) => used_at !== null)).toBe(true);
  });

  test('that said yes goes on, and a second mail brings one that lasts until the end', async () => {
    const { world, token } = await referred();
    await say(world, token, 'yes');
    expect(await refusal(world, token)).toBeNull();
    const progress = await tokenFor(world.db, 'lunch@example.org');
    expect(progress).not.toBe(token);
    expect(await refusal(world, progress, daysLater(200))).toBeNull();
    await say(world, progress, 'started', daysLater(20));
    await say(world, progress, 'finished', daysLater(30));
    expect(await refusal(world, progress, daysLater(30))).toBe('closed');
    expect(await refusal(world, token, daysLater(30))).toBe('closed');
  });

  test('runs out, and a new one goes to the same address only', async () => {
    const { world, token } = await referred();
    const late = daysLater(61);
    expect(await refusal(world, token, late)).toBe('expired');
    expect((await renewReferralLink(world.db, TEST_POST, token, late)).ok).toBe(true);
    const mail = (await mails(world.db)).find(({ template }) => template === 'referral-link');
    expect(mail?.to).toBe('lunch@example.org');
    const fresh = await tokenFor(world.db, 'lunch@example.org');
    expect(await refusal(world, fresh, late)).toBeNull();
    expect((await renewReferralLink(world.db, TEST_POST, token, late)).ok).toBe(true);
    expect((await mails(world.db)).filter(({ template }) => template === 'referral-link')).toHaveLength(1);
  });

  test('does nothing once its address no longer answers for the service', async () => {
    const { world, token } = await referred();
    await world.db.updateTable('service').set({ email: 'new@example.org' }).execute();
    expect(await refusal(world, token)).toBe('not-yours');
    expect(await renewReferralLink(world.db, TEST_POST, token, SENT)).toEqual({
      ok: false,
      error: 'not-yours',
    });
  });

  test('does nothing once the referral was withdrawn, and no new one is sent', async () => {
    const { world, id, token } = await referred();
    const withdrawn = { referralId: id, move: 'withdraw', by: 'navigator', words: 'They moved' } as const;
    await moveReferral(world.db, TEST_POST, withdrawn, world.navigator, SENT);
    expect(await refusal(world, token)).toBe('withdrawn');
    expect(await renewReferralLink(world.db, TEST_POST, token, SENT)).toEqual({ ok: false, error: 'over' });
  });

  test('that nobody sent is unknown', async () => {
    const { world } = await referred();
    expect(await refusal(world, 'AAAAAAAAAAAAAAAAAAAAAA')).toBe('unknown');
    expect(await renewReferralLink(world.db, TEST_POST, 'AAAAAAAAAAAAAAAAAAAAAA', SENT)).toEqual({
      ok: false,
      error: 'unknown',
    });
  });

  test('says yes to the address that answered, though another one comes first by now', async () => {
    const { world, token } = await referred();
    await world.db.updateTable('organisation').set({ email: 'office@example.org' }).execute();
    await say(world, token, 'yes');
    expect((await mails(world.db)).find(({ template }) => template === 'referral-progress')?.to).toBe(
      'lunch@example.org',
    );
  });
});

describe('the lists of a service', () => {
  test('show what waits the longest first, and only its own organisation’s', async () => {
    const world = await referralWorld();
    const [chairs] = await refer(world, [CHAIRS], SENT, 'a');
    const [lunch] = await refer(world, [LUNCH], daysLater(1), 'b');
    const ids = async (list: 'waiting' | 'going-on' | 'closed', organisation = CLUB) =>
      (await listReferralsOf(world.db, [organisation], list)).rows.map(({ id }) => id);
    expect(await ids('waiting')).toEqual([chairs, lunch]);
    expect(await ids('waiting', 'another')).toEqual([]);
    expect(await countWaitingReferrals(world.db, [CLUB])).toBe(2);
    await accept(world.db, chairs ?? '');
    await putInState(world.db, lunch ?? '', 'declined');
    expect([await ids('waiting'), await ids('going-on'), await ids('closed')]).toEqual([
      [],
      [chairs],
      [lunch],
    ]);
    expect(await countWaitingReferrals(world.db, [CLUB])).toBe(0);
    expect(await countWaitingReferrals(world.db, [])).toBe(0);
  });

  test('tell nobody who the person is', async () => {
    const world = await referralWorld();
    await refer(world);
    const rows = JSON.stringify(await listReferralsOf(world.db, [CLUB], 'waiting'));
    for (const words of ['Ada Example', 'Bobbin Row', world.request.reference])
      expect(rows).not.toContain(words);
  });

  test('a navigator reads every referral of a request, the first first', async () => {
    const world = await referralWorld();
    const sent = await refer(world, [LUNCH, CHAIRS]);
    const cards = await listReferralsFor(world.db, TEST_KEYS, world.request.id, SENT);
    expect(cards.map(({ id }) => id)).toEqual(sent);
    expect(cards.map(({ navigatorName }) => navigatorName)).toEqual(['Priya Shah', 'Priya Shah']);
  });

  test('a referral stays readable when the organisation was hidden and put together with another', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    await world.db.updateTable('organisation').set({ visibility: 'hidden' }).execute();
    await world.db.updateTable('service').set({ visibility: 'hidden' }).execute();
    const [card] = await listReferralsFor(world.db, TEST_KEYS, world.request.id, SENT);
    expect(card).toMatchObject({ id, organisationName: 'Kettle and Co', serviceName: 'lunch' });
  });
});
