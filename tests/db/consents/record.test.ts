import { describe, expect, test } from 'vitest';
import { recordConsent } from '#src/features/consents/commands/record.ts';
import { currentConsents, listConsents } from '#src/features/consents/queries/consents.ts';
import type { NewConsent } from '#src/features/consents/rules.ts';
import { valueOf } from '../../support/accounts/accounts.ts';
import { bytesOf } from '../../support/directory.ts';
import { TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import { historyOf, rowOf, trailOf, VISITOR } from '../../support/requests/drafts.ts';
import {
  CHAIRS,
  daysLater,
  LUNCH,
  mails,
  refer,
  referralWorld,
  SENT,
  stateOf,
  type World,
} from '../../support/requests/referrals.ts';

const consent = ({ request }: World, changes: Partial<NewConsent> = {}): NewConsent => ({
  requestId: request.id,
  purpose: 'service',
  serviceId: LUNCH,
  recipient: 'Kettle and Co (lunch)',
  shared: ['name', 'contact'],
  decision: 'given',
  givenBy: 'self',
  method: 'phone',
  wordingId: 'sharing-1',
  wording: 'Can we tell Kettle and Co (lunch) about you?',
  reason: null,
  key: 'form-1',
  ...changes,
});
const record = (
  world: World,
  changes: Partial<NewConsent> = {},
  at = daysLater(1),
  actor = world.navigator,
) => recordConsent(world.db, TEST_POST, consent(world, changes), actor, at);
const lunchOf = async ({ db, request }: World) =>
  (await currentConsents(db, request.id)).find(({ serviceId }) => serviceId === LUNCH);

describe('what is agreed', () => {
  test('is kept with what was said, by whom, how, when and who noted it; the latest counts, and all are kept', async () => {
    const world = await referralWorld();
    const { id } = valueOf(await record(world));
    expect(await lunchOf(world)).toEqual({
      ...consentWithout(consent(world)),
      id,
      at: daysLater(1).toISOString(),
      recordedBy: world.navigator.id,
    });
    const all = await listConsents(world.db, world.request.id);
    expect(all.filter(({ serviceId }) => serviceId === LUNCH)).toHaveLength(2);
    expect(await trailOf(world.db, world.request.id)).toEqual([`consent.record by ${world.navigator.id}`]);
    expect(await mails(world.db)).toEqual([]);
  });

  test('can never be changed, whatever a program tries', async () => {
    const world = await referralWorld();
    const change = world.db.updateTable('consent').set({ decision: 'refused' }).execute();
    await expect(change).rejects.toThrow('a consent is never changed');
  });

  test('twice from one form is one row', async () => {
    const world = await referralWorld();
    const [one, other] = await Promise.all([record(world), record(world)]);
    expect(one).toEqual(other);
    expect(
      (await listConsents(world.db, world.request.id)).filter(
        ({ wording }) => wording === consent(world).wording,
      ),
    ).toHaveLength(1);
  });

  test('in somebody’s best interests needs a reason, which is sealed', async () => {
    const world = await referralWorld();
    const decision = { givenBy: 'best-interests' as const };
    expect(await record(world, { ...decision, reason: '  ' })).toEqual({ ok: false, error: 'reason-needed' });
    expect(await record(world, decision)).toEqual({ ok: false, error: 'reason-needed' });
    valueOf(await record(world, { ...decision, reason: 'She has had a stroke' }));
    const [latest] = (await listConsents(world.db, world.request.id, TEST_KEYS)).toReversed();
    expect(latest?.reason).toBe('She has had a stroke');
    expect((await lunchOf(world))?.reason).toBeNull();
    expect(await bytesOf(world.db)).not.toContain('had a stroke');
  });

  test('is refused for what there is not, and a new yes once it is over', async () => {
    const world = await referralWorld();
    expect(await record(world, { requestId: 'none' })).toEqual({ ok: false, error: 'unknown' });
    expect(await record(world, { serviceId: 'none' })).toEqual({ ok: false, error: 'unknown' });
    expect(await record(world, { serviceId: null })).toEqual({ ok: false, error: 'unknown' });
    await world.db.updateTable('request').set({ state: 'closed' }).execute();
    expect(await record(world)).toEqual({ ok: false, error: 'closed' });
    const feedback = { purpose: 'feedback' as const, serviceId: null, decision: 'withdrawn' as const };
    expect((await record(world, feedback)).ok).toBe(true);
    await world.db.updateTable('request').set({ answers_sealed: null }).execute();
    expect(await record(world, { ...feedback, key: 'form-2' })).toEqual({ ok: false, error: 'unknown' });
  });
});

describe('what is taken back', () => {
  test.each(['withdrawn', 'refused'] as const)(
    'for a service (%s) stops its referral and no other, and tells it',
    async (decision) => {
      const world = await referralWorld();
      const [lunch = '', chairs = ''] = await refer(world, [LUNCH, CHAIRS]);
      valueOf(await record(world, { decision, method: 'online' }, daysLater(1), VISITOR));
      expect([await stateOf(world.db, lunch), await stateOf(world.db, chairs)]).toEqual([
        'withdrawn',
        'sent',
      ]);
      expect(await lunchOf(world)).toMatchObject({ decision, recordedBy: 'person' });
      expect((await rowOf(world.db, world.request.id)).state).toBe('with_navigator');
      const told = (await mails(world.db)).filter(({ template }) =>
        template.startsWith('referral-withdrawn'),
      );
      expect(told.map(({ to }) => to)).toContain('lunch@example.org');
      expect(told.map(({ to }) => to)).not.toContain('chairs@example.org');
      expect(await trailOf(world.db, lunch)).toContain('referral.withdraw by visitor');
    },
  );

  test('for navigators withdraws the request, and with it everything else', async () => {
    const world = await referralWorld();
    const [lunch = ''] = await refer(world, [LUNCH]);
    const navigator = { purpose: 'navigator' as const, serviceId: null, decision: 'withdrawn' as const };
    valueOf(await record(world, navigator));
    expect(await rowOf(world.db, world.request.id)).toMatchObject({
      state: 'closed',
      closed_reason: 'withdrawn',
    });
    expect(await stateOf(world.db, lunch)).toBe('withdrawn');
    const current = await currentConsents(world.db, world.request.id);
    expect(current.map(({ decision }) => decision)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
    const all = await listConsents(world.db, world.request.id);
    expect(all.filter(({ purpose }) => purpose === 'navigator')).toHaveLength(2);
    expect(await historyOf(world.db, world.request.id)).toContain(
      `withdraw by ${world.navigator.id}: with_navigator to closed`,
    );
  });

  test('for a practice or for feedback stops nothing', async () => {
    const world = await referralWorld();
    const [lunch = ''] = await refer(world, [LUNCH]);
    for (const purpose of ['gp', 'feedback'] as const)
      valueOf(await record(world, { purpose, serviceId: null, decision: 'withdrawn', key: purpose }));
    expect(await stateOf(world.db, lunch)).toBe('sent');
    expect((await rowOf(world.db, world.request.id)).state).toBe('with_navigator');
  });

  test('that fails on the way is not recorded at all', async () => {
    const world = await referralWorld();
    await refer(world, [LUNCH]);
    const before = await listConsents(world.db, world.request.id);
    const broken = { ...TEST_POST, templates: new Map() };
    const failing = recordConsent(world.db, broken, consent(world, { decision: 'withdrawn' }), VISITOR, SENT);
    await expect(failing).rejects.toThrow();
    expect(await listConsents(world.db, world.request.id)).toEqual(before);
  });
});

/** What is the same in a consent before and after it was recorded. */
function consentWithout({ requestId, key, ...same }: NewConsent) {
  expect([requestId, key].every((text) => text !== '')).toBe(true);
  return same;
}
