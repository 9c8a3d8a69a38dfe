import { describe, expect, test } from 'vitest';
import { openReferral } from '#src/features/referrals/commands/open.ts';
import { auditActions } from '../../support/messages/outbox.ts';
import { TEST_KEYS } from '../../support/messages/post.ts';
import { PERSONAL_WORDS } from '../../support/requests/answers.ts';
import {
  accept,
  BY_LINK,
  putInState,
  refer,
  referralWorld,
  SENT,
  SHARED,
  type World,
} from '../../support/requests/referrals.ts';

describe('opening a referral', () => {
  const open = async (world: World, id: string) => {
    const opened = await openReferral(world.db, TEST_KEYS, { referralId: id, viewer: BY_LINK }, SENT);
    if (!opened.ok) throw new Error(opened.error);
    return opened.value;
  };

  test('before the yes shows nothing of the person, and notes no view', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    const { card, facts } = await open(world, id);
    expect(facts).toBeNull();
    expect(card).toMatchObject({ needs: ['loneliness'], area: 'MB1', ageGroup: null, serviceName: 'lunch' });
    for (const words of PERSONAL_WORDS) expect(JSON.stringify(card)).not.toContain(words);
    expect(await auditActions(world.db)).not.toContain('referral.view');
  });

  test('after the yes shows exactly what was agreed, and each view is in the audit trail', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    await accept(world.db, id);
    const { facts } = await open(world, id);
    expect(Object.keys(facts ?? {}).sort()).toEqual([
      'communication',
      'name',
      'needs',
      'reach',
      'safe',
      'story',
    ]);
    await open(world, id);
    const views = (await auditActions(world.db)).filter((action) => action === 'referral.view');
    expect(views).toHaveLength(2);
  });

  test.each(['declined', 'completed', 'could_not_contact', 'person_declined', 'withdrawn'] as const)(
    'once it is %s shows nothing of the person',
    async (state) => {
      const world = await referralWorld();
      const [id = ''] = await refer(world);
      await putInState(world.db, id, state);
      expect((await open(world, id)).facts).toBeNull();
    },
  );

  test('of an erased request still answers, with what the service does', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    await accept(world.db, id);
    await world.db.updateTable('request').set({ answers_sealed: null }).execute();
    const { card, facts } = await open(world, id);
    expect(facts).toBeNull();
    expect(card.needs).toEqual(['food']);
  });

  test('tells the age group only where the date of birth is shared', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    await world.db
      .updateTable('referral')
      .set({ shared: JSON.stringify([...SHARED, 'date-of-birth']) })
      .execute();
    expect((await open(world, id)).card.ageGroup).toBe('65 or over');
  });
});
