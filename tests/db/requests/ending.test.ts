import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { currentConsents } from '#src/features/consents/queries/consents.ts';
import { closeRequest, type Closing } from '#src/features/requests/commands/close.ts';
import { recordAttempt } from '#src/features/requests/commands/contact.ts';
import { giveFeedback } from '#src/features/requests/commands/feedback.ts';
import { withdrawRequest } from '#src/features/requests/commands/withdraw.ts';
import { findRequest } from '#src/features/requests/queries/requests.ts';
import { CLOSING_REASONS } from '#src/features/requests/rules.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import { actorOf, addAccount, valueOf } from '../../support/accounts/accounts.ts';
import { bytesOf } from '../../support/directory.ts';
import { TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import { historyOf, rowOf, trailOf, VISITOR } from '../../support/requests/drafts.ts';
import {
  accept,
  CHAIRS,
  daysLater,
  LUNCH,
  mails,
  putInState,
  refer,
  referralWorld,
  SENT,
  stateOf,
  type World,
} from '../../support/requests/referrals.ts';

const close = ({ db, navigator, request }: World, changes: Partial<Closing> = {}, at = SENT) =>
  closeRequest(
    db,
    TEST_POST,
    { requestId: request.id, reason: 'helped', note: null, version: 1, ...changes },
    navigator,
    at,
  );
const withdraw = ({ db, request }: World, words: string | null = null) =>
  withdrawRequest(db, TEST_POST, { requestId: request.id, by: 'person', words }, VISITOR, daysLater(1));
const templatesOf = async (db: Db): Promise<string[]> => (await mails(db)).map(({ template }) => template);

describe('closing a request', () => {
  test.each(CLOSING_REASONS.filter((reason) => reason !== 'could-not-contact'))(
    '“%s” keeps why',
    async (reason) => {
      const world = await referralWorld();
      const { db, request } = world;
      valueOf(await close(world, { reason, note: 'She is fine with it' }));
      const row = await rowOf(db, request.id);
      expect(row).toMatchObject({ state: 'closed', closed_reason: reason, closed_at: SENT.toISOString() });
      expect(TEST_KEYS.unseal(row.closed_note_sealed ?? '', `request-closed:${request.id}`)).toBe(
        'She is fine with it',
      );
      expect(await bytesOf(db)).not.toContain('fine with it');
    },
  );

  test('tells the person and says so in the history and the trail', async () => {
    const world = await referralWorld();
    const { db, request, navigator } = world;
    valueOf(await close(world));
    expect(await templatesOf(db)).toContain('request-closed');
    expect(await historyOf(db, request.id)).toEqual([`close by ${navigator.id}: with_navigator to closed`]);
    expect(await trailOf(db, request.id)).toEqual([`request.close by ${navigator.id}`]);
  });

  test('waits until every referral is over', async () => {
    const world = await referralWorld();
    const [lunch = '', chairs = ''] = await refer(world, [LUNCH, CHAIRS]);
    expect(await close(world)).toEqual({ ok: false, error: 'open-referrals' });
    await putInState(world.db, lunch, 'completed');
    expect(await close(world)).toEqual({ ok: false, error: 'open-referrals' });
    await putInState(world.db, chairs, 'declined');
    expect((await close(world)).ok).toBe(true);
  });

  test('because they could not be reached comes only after the attempts', async () => {
    const world = await referralWorld();
    const attempt = (days: number, channel: 'phone' | 'letter') =>
      recordAttempt(
        world.db,
        TEST_POST,
        { requestId: world.request.id, channel, outcome: 'no-answer', note: null, key: `try-${days}` },
        world.navigator,
        daysLater(days),
      );
    const giveUp = () => close(world, { reason: 'could-not-contact' }, daysLater(5));
    expect(await giveUp()).toEqual({ ok: false, error: 'too-soon' });
    valueOf(await attempt(0, 'phone'));
    valueOf(await attempt(1, 'phone'));
    expect(await giveUp()).toEqual({ ok: false, error: 'too-soon' });
    valueOf(await attempt(3, 'letter'));
    expect((await giveUp()).ok).toBe(true);
    expect(await templatesOf(world.db)).toContain('request-not-reached');
  });

  test('is for the navigator whose it is, from a page that is not stale', async () => {
    const world = await referralWorld();
    const other = actorOf(await addAccount(world.db, { roles: ['navigator'] }));
    expect(await close({ ...world, navigator: other })).toEqual({ ok: false, error: 'not-yours' });
    expect(await close(world, { version: 2 })).toEqual({ ok: false, error: 'changed-elsewhere' });
    expect((await rowOf(world.db, world.request.id)).state).toBe('with_navigator');
  });

  test('twice from one page is closing it once; with another reason it is refused', async () => {
    const world = await referralWorld();
    expect([await close(world), await close(world)].map(valueOf)).toEqual([{ version: 2 }, { version: 2 }]);
    expect(await historyOf(world.db, world.request.id)).toHaveLength(1);
    expect(await close(world, { reason: 'died' })).toEqual({ ok: false, error: 'closed' });
  });
});

describe('withdrawing a request', () => {
  test('ends it, stops every open referral, takes back what was agreed, and tells who must know', async () => {
    const world = await referralWorld();
    const { db, request } = world;
    const [lunch = '', chairs = ''] = await refer(world, [LUNCH, CHAIRS]);
    await accept(db, lunch);
    await putInState(db, chairs, 'declined');
    expect(valueOf(await withdraw(world, 'I have moved to my son'))).toBe('withdrawn');
    expect(await findRequest(db, request.id)).toMatchObject({ state: 'closed', closedReason: 'withdrawn' });
    expect([await stateOf(db, lunch), await stateOf(db, chairs)]).toEqual(['withdrawn', 'declined']);
    const consents = await currentConsents(db, request.id);
    expect(consents.map(({ decision }) => decision)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
    expect(consents.every(({ wording }) => wording !== '')).toBe(true);
    const told = (await mails(db)).map(({ template, to }) => `${template} to ${to}`);
    expect(told).toContain('request-withdrawn to ada.example@example.org');
    expect(told).toContain('request-withdrawn-navigator to navigator@example.org');
    expect(told.some((line) => line.endsWith(' to lunch@example.org') && line.includes('withdrawn'))).toBe(
      true,
    );
    expect(await historyOf(db, request.id)).toContain('withdraw by person: with_navigator to closed');
    expect(await trailOf(db, request.id)).toContain('request.withdraw by visitor');
    expect(await bytesOf(db)).not.toContain('moved to my son');
  });

  test('again does nothing more', async () => {
    const world = await referralWorld();
    valueOf(await withdraw(world));
    const [told, consents] = [
      await mails(world.db),
      await world.db.selectFrom('consent').select('id').execute(),
    ];
    expect(valueOf(await withdraw(world))).toBe('withdrawn');
    expect(await mails(world.db)).toEqual(told);
    expect(await world.db.selectFrom('consent').select('id').execute()).toEqual(consents);
  });

  test('comes too late when it was closed, and is nothing for a draft', async () => {
    const world = await referralWorld();
    valueOf(await close(world));
    expect(await withdraw(world)).toEqual({ ok: false, error: 'closed' });
    await world.db.updateTable('request').set({ state: 'draft' }).execute();
    expect(await withdraw(world)).toEqual({ ok: false, error: 'unknown' });
  });

  test('that fails on the way changes nothing', async () => {
    const world = await referralWorld();
    const [lunch = ''] = await refer(world);
    const before = await rowOf(world.db, world.request.id);
    const broken = { ...TEST_POST, templates: new Map() };
    const failing = withdrawRequest(
      world.db,
      broken,
      { requestId: world.request.id, by: 'person' },
      VISITOR,
      SENT,
    );
    await expect(failing).rejects.toThrow();
    expect(await rowOf(world.db, world.request.id)).toEqual(before);
    expect(await stateOf(world.db, lunch)).toBe('sent');
  });
});

describe('what somebody says of the help they got', () => {
  const SECRET = 'q3Jk0v9XyTz1LmN8bWc2Rg';
  const feedback = {
    helped: 'partly' as const,
    words: 'The lunch was lovely indeed',
    mayTellService: false,
  };

  async function asked() {
    const world = await referralWorld();
    valueOf(await close(world));
    await world.db
      .updateTable('request')
      .set({ feedback_token_hash: hashSecret(SECRET) })
      .execute();
    return world;
  }

  test('is kept once, sealed', async () => {
    const { db, request } = await asked();
    const give = (words: string) =>
      giveFeedback(
        db,
        TEST_KEYS,
        { secret: SECRET, feedback: { ...feedback, words } },
        VISITOR,
        daysLater(9),
      );
    expect(valueOf(await give(feedback.words))).toBe('kept');
    expect(await give('Something else')).toEqual({ ok: false, error: 'given-already' });
    const row = await rowOf(db, request.id);
    expect(JSON.parse(TEST_KEYS.unseal(row.feedback_sealed ?? '', `request-feedback:${request.id}`))).toEqual(
      feedback,
    );
    expect(row.feedback_given_at).toBe(daysLater(9).toISOString());
    expect((await historyOf(db, request.id)).at(-1)).toBe('feedback by person: closed to closed');
    expect((await trailOf(db, request.id)).at(-1)).toBe('request.feedback by visitor');
    expect(await bytesOf(db)).not.toContain('lovely indeed');
  });

  test('is refused for a link that there is not', async () => {
    const { db } = await asked();
    const answer = await giveFeedback(db, TEST_KEYS, { secret: `${SECRET}x`, feedback }, VISITOR, SENT);
    expect(answer).toEqual({ ok: false, error: 'unknown' });
  });
});
