import { beforeEach, describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { recordBounce } from '#src/features/messages/commands/bounce.ts';
import { programActor } from '#src/features/audit/rules.ts';
import { hasReferralsDue } from '#src/jobs/requests/referral-reminders.ts';
import { deliverDue } from '#src/server/post/deliver.ts';
import type { Channels } from '#src/server/post/channels.ts';
import { auditActions } from '../../support/messages/outbox.ts';
import { TEST_KEYS } from '../../support/messages/post.ts';
import {
  accept,
  mails,
  putInState,
  refer,
  referralWorld,
  type World,
} from '../../support/requests/referrals.ts';
import { aHelper, PERSONAL_WORDS } from '../../support/requests/answers.ts';
import { addReferral, remind, tasks, templates } from './world.ts';

/** 23 November 2026 was a Monday: reminded on Thursday, told of on the next Monday. */
const on = (day: string, time = '10:00'): Date => new Date(`${day}T${time}:00Z`);
const [THURSDAY, FRIDAY, SATURDAY, MONDAY] = [
  on('2026-11-26'),
  on('2026-11-27'),
  on('2026-11-28'),
  on('2026-11-30'),
];

let world: World;
let db: Db;
let id: string;
beforeEach(async () => {
  world = await referralWorld();
  ({ db } = world);
  [id = ''] = await refer(world);
  await db.deleteFrom('message').execute();
});
const row = () => db.selectFrom('referral').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('a service that says nothing', () => {
  test('is reminded on the third working day, once, with a link that was not there before', async () => {
    const links = async () => (await db.selectFrom('referral_link').selectAll().execute()).length;
    const before = await links();
    expect((await remind(db, on('2026-11-25'))).counts).toMatchObject({ chased: 0 });
    expect(await hasReferralsDue(db, on('2026-11-25'))).toBe(false);
    expect(await hasReferralsDue(db, THURSDAY)).toBe(true);
    expect((await remind(db, THURSDAY)).counts).toEqual({ again: 0, chased: 1, escalated: 0 });
    expect((await remind(db, THURSDAY)).counts).toMatchObject({ chased: 0 });
    expect((await remind(db, FRIDAY)).counts).toMatchObject({ chased: 0 });
    expect(await links()).toBe(before + 1);
    const [mail] = await mails(db);
    expect(mail).toMatchObject({ template: 'referral-chased', to: 'lunch@example.org' });
    for (const word of PERSONAL_WORDS) expect(mail?.text).not.toContain(word);
    expect((await row()).chased_at).toBe(THURSDAY.toISOString());
    expect(await auditActions(db)).toContain('referral.chase');
  });

  test('is told of on the fifth working day, once: to the navigator, and kindly to the person', async () => {
    await remind(db, THURSDAY);
    expect((await remind(db, FRIDAY)).counts).toMatchObject({ escalated: 0 });
    expect((await remind(db, MONDAY)).counts).toEqual({ again: 0, chased: 0, escalated: 1 });
    await remind(db, MONDAY);
    expect(await templates(db)).toEqual({
      'referral-chased': 1,
      'referral-escalated': 1,
      'referral-escalated-person': 1,
    });
    const navigator = (await mails(db)).find(({ template }) => template === 'referral-escalated');
    expect(navigator?.to).toBe('navigator@example.org');
    expect(navigator?.text).toContain(`/workspace/requests/${world.request.id}/services`);
  });

  test('is left alone at the weekend, and after a week without the job each is still told once', async () => {
    expect(await hasReferralsDue(db, SATURDAY)).toBe(false);
    expect((await remind(db, SATURDAY)).counts).toMatchObject({ chased: 0, escalated: 0 });
    const late = on('2026-12-07');
    expect((await remind(db, late)).counts).toEqual({ again: 0, chased: 1, escalated: 1 });
    expect((await remind(db, late)).counts).toEqual({ again: 0, chased: 0, escalated: 0 });
  });

  test.each(['accepted', 'declined', 'more_information_asked', 'withdrawn'] as const)(
    'is not reminded once the referral is %s',
    async (state) => {
      await putInState(db, id, state);
      expect((await remind(db, on('2026-12-07'))).counts).toMatchObject({ chased: 0, escalated: 0 });
    },
  );

  test('of whom a daughter asked is told to her too, both times', async () => {
    const answers = aHelper();
    const other = await addReferral(db, on('2026-11-23'), {
      madeBy: 'helper',
      answers,
      navigatorId: world.navigator.id,
    });
    await putInState(db, id, 'declined');
    await remind(db, THURSDAY);
    await remind(db, MONDAY);
    const toNora = (await mails(db)).filter(({ to }) => to === 'nora@example.org');
    expect(toNora.map(({ template }) => template)).toEqual([
      'referral-news-referrer',
      'referral-news-referrer',
    ]);
    expect(toNora[0]?.text).toContain('we reminded it');
    expect(other.id).not.toBe(id);
  });

  test('and has no address is rung; with no navigator to tell, it is a task', async () => {
    await db.updateTable('service').set({ email: null }).execute();
    await db.updateTable('organisation').set({ email: null }).execute();
    await db.deleteFrom('account_role').execute();
    await db.deleteFrom('task').execute();
    await remind(db, THURSDAY);
    await remind(db, MONDAY);
    await remind(db, MONDAY);
    expect(await tasks(db)).toEqual([
      expect.stringContaining('it has not answered'),
      expect.stringContaining('no navigator can be told by email'),
    ]);
    expect(await templates(db)).toEqual({ 'referral-escalated-person': 1 });
  });
});

describe('the job', () => {
  test('carries on past a referral that fails, says which, and takes it up again', async () => {
    const good = await addReferral(db, on('2026-11-23'), { navigatorId: world.navigator.id });
    const sealed = await db
      .selectFrom('request')
      .select('answers_sealed')
      .where('id', '=', world.request.id)
      .executeTakeFirstOrThrow();
    const answers = (value: string | null) =>
      db.updateTable('request').set({ answers_sealed: value }).where('id', '=', world.request.id).execute();
    await answers('moved from elsewhere');
    const report = await remind(db, THURSDAY);
    expect(report.counts).toMatchObject({ chased: 1 });
    expect(report.failures).toEqual([expect.stringContaining(`Reminding of referral ${id}`)]);
    const chased = await db
      .selectFrom('referral')
      .select('chased_at')
      .where('id', '=', good.id)
      .executeTakeFirst();
    expect(chased?.chased_at).not.toBeNull();
    expect((await row()).chased_at).toBeNull();
    await answers(sealed.answers_sealed);
    expect((await remind(db, THURSDAY)).counts).toMatchObject({ chased: 1 });
  });

  test('leaves off when it must stop', async () => {
    expect((await remind(db, THURSDAY, AbortSignal.abort())).counts).toMatchObject({ chased: 0 });
  });
});

describe('mail to a service that does not arrive', () => {
  const bounceAll = async (at: Date): Promise<void> => {
    for (const message of await db
      .selectFrom('message')
      .select('id')
      .where('bounced_at', 'is', null)
      .where('about_entity', '=', 'referral')
      .execute()) {
      await db
        .updateTable('message')
        .set({ sent_at: at.toISOString(), next_try_at: null })
        .where('id', '=', message.id)
        .execute();
      await recordBounce(db, { id: message.id, reason: 'came back (5.1.1)' }, programActor('job'), at);
    }
  };

  test('goes to the next address, and then somebody rings; each step once', async () => {
    await db.updateTable('organisation').set({ email: 'club@example.org' }).execute();
    await remind(db, THURSDAY);
    await bounceAll(THURSDAY);
    expect(await hasReferralsDue(db, SATURDAY)).toBe(true);
    expect((await remind(db, THURSDAY)).counts).toMatchObject({ again: 1 });
    expect((await remind(db, THURSDAY)).counts).toMatchObject({ again: 0 });
    const again = (await mails(db)).filter(({ to }) => to === 'club@example.org');
    expect(again.map(({ template }) => template)).toEqual(['referral-sent']);
    await bounceAll(FRIDAY);
    expect((await remind(db, FRIDAY)).counts).toMatchObject({ again: 1 });
    expect((await remind(db, FRIDAY)).counts).toMatchObject({ again: 0 });
    expect(await templates(db)).toMatchObject({ 'referral-unreachable': 1 });
    expect(await tasks(db)).toContainEqual(expect.stringContaining('our mail came back'));
    for (const title of await tasks(db))
      for (const word of [...PERSONAL_WORDS, 'Ada']) expect(title).not.toContain(word);
  });

  test('is of no account once the service has answered from elsewhere', async () => {
    await remind(db, THURSDAY);
    await bounceAll(THURSDAY);
    await accept(db, id, THURSDAY);
    expect((await remind(db, THURSDAY)).counts).toMatchObject({ again: 0 });
  });
});

test('a mail server that is away for a day loses nothing and sends nothing twice', async () => {
  const back = on('2026-12-01');
  const sent: string[] = [];
  let at = MONDAY;
  const send: Channels['email']['send'] = (message) => {
    if (at < back) return Promise.resolve({ kind: 'closed', channel: 'smtp', reason: 'away' });
    sent.push(message.id);
    return Promise.resolve({ kind: 'sent', channel: 'smtp', providerId: message.id });
  };
  const channels: Channels = { email: { send }, text: { send }, letter: { send } };
  for (; at <= on('2026-12-01', '12:00'); at = new Date(at.getTime() + 3_600_000)) {
    await remind(db, at);
    await deliverDue({ db, keys: TEST_KEYS, channels, now: () => at }, () => Promise.resolve(true));
  }
  const all = await db.selectFrom('message').select(['id', 'sent_at']).orderBy('id').execute();
  expect(sent.toSorted()).toEqual(all.map((message) => message.id));
  expect(all).toHaveLength(3);
});
