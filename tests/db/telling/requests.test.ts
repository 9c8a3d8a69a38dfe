import { beforeEach, describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { askHowItWent, hasFeedbackToAsk } from '#src/jobs/requests/ask-feedback.ts';
import { hasRequestsWaiting, remindOfRequests } from '#src/jobs/requests/request-reminders.ts';
import { giveFeedback } from '#src/features/requests/commands/feedback.ts';
import { hasOldLinks, tidyLinks } from '#src/features/telling/commands/tidy.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import { addAccount } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import { anAnswers } from '../../support/requests/answers.ts';
import { mails, PERSON, refer, referralWorld } from '../../support/requests/referrals.ts';
import { addRequest, type NewRequest } from '../../support/requests/request.ts';
import { tasks, templates } from './world.ts';

let db: Db;
let asha: string;
beforeEach(async () => {
  db = await testDatabase();
  asha = await addAccount(db, { roles: ['navigator'], email: 'asha@example.org' });
  await addAccount(db, { roles: ['navigator'], email: 'ben@example.org' });
});
const request = (added: NewRequest = {}) => addRequest(db, TEST_KEYS, added);
const run = { signal: new AbortController().signal };
const remind = (at: Date) => remindOfRequests(db, TEST_POST, { ...run, at, now: () => at });
const ask = (at: Date) => askHowItWent(db, TEST_POST, { ...run, at, now: () => at });
const toWhom = async (): Promise<string[]> =>
  (await mails(db)).map(({ template, to }) => `${template} -> ${to}`).toSorted();

describe('a request that waits too long', () => {
  test('is told to every navigator the day after, once', async () => {
    const { reference } = await request({ contactDueOn: '2026-11-24' });
    expect(await hasRequestsWaiting(db, new Date('2026-11-24T18:05:00Z'))).toBe(false);
    const morning = new Date('2026-11-25T08:05:00Z');
    expect(await hasRequestsWaiting(db, morning)).toBe(true);
    expect((await remind(morning)).counts).toEqual({ sameDay: 0, overdue: 1 });
    expect((await remind(morning)).counts).toEqual({ sameDay: 0, overdue: 0 });
    expect(await toWhom()).toEqual([
      'request-overdue -> asha@example.org',
      'request-overdue -> ben@example.org',
    ]);
    expect((await mails(db))[0]?.text).toContain(`The request ${reference} waits too long.`);
    expect((await mails(db))[0]?.text).toContain('by 24 November 2026');
  });

  test('is told to whose it is, and not at all once somebody spoke with the person', async () => {
    await request({ contactDueOn: '2026-11-24', navigatorId: asha });
    await request({
      contactDueOn: '2026-11-24',
      contactedAt: new Date('2026-11-24T10:00:00Z'),
      navigatorId: asha,
    });
    await request({ contactDueOn: '2026-11-24', state: 'closed' });
    await remind(new Date('2026-12-24T09:05:00Z'));
    expect(await toWhom()).toEqual(['request-overdue -> asha@example.org']);
  });

  test('with no navigator to tell becomes a task that names nobody', async () => {
    await db.deleteFrom('account_role').execute();
    const { reference } = await request({ contactDueOn: '2026-11-24' });
    await remind(new Date('2026-11-25T08:05:00Z'));
    await remind(new Date('2026-11-26T08:05:00Z'));
    expect(await tasks(db)).toEqual([
      `Request ${reference} waits too long, and no navigator can be told by email`,
    ]);
  });
});

describe('a request for the same day that nobody took', () => {
  const sameDay = (contactDueOn: string, added: NewRequest = {}) =>
    request({ sameDay: true, contactDueOn, ...added });

  test.each([
    ['in winter at five', '2026-11-24', '2026-11-24T16:59:00Z', '2026-11-24T17:00:00Z'],
    [
      'in summer at five of the clock on the wall',
      '2026-07-07',
      '2026-07-07T15:59:00Z',
      '2026-07-07T16:00:00Z',
    ],
    ['on the last working day of summer time', '2026-10-23', '2026-10-23T15:59:00Z', '2026-10-23T16:00:00Z'],
    ['on the first after it', '2026-10-26', '2026-10-26T16:59:00Z', '2026-10-26T17:00:00Z'],
    ['on the first of summer time', '2026-03-30', '2026-03-30T15:59:00Z', '2026-03-30T16:00:00Z'],
  ])('is told %s', async (_, day, before, after) => {
    await sameDay(day);
    expect((await remind(new Date(before))).counts).toMatchObject({ sameDay: 0 });
    expect((await remind(new Date(after))).counts).toMatchObject({ sameDay: 1 });
    expect((await remind(new Date(after))).counts).toMatchObject({ sameDay: 0 });
    expect(await templates(db)).toEqual({ 'request-same-day-late': 2 });
  });

  test('is told the next morning too, as one that waits too long, each once', async () => {
    await sameDay('2026-11-24');
    for (const day of ['24', '25', '26'])
      for (const hour of ['08', '12', '18']) await remind(new Date(`2026-11-${day}T${hour}:05:00Z`));
    expect(await templates(db)).toEqual({ 'request-same-day-late': 2, 'request-overdue': 2 });
  });

  test('is not told once it was taken', async () => {
    await sameDay('2026-11-24', { navigatorId: asha });
    expect((await remind(new Date('2026-11-24T18:00:00Z'))).counts).toEqual({ sameDay: 0, overdue: 0 });
  });
});

describe('how it went', () => {
  const CLOSED = new Date('2026-11-23T10:00:00Z');
  const closed = (added: NewRequest = {}) => request({ state: 'closed', sentAt: CLOSED, ...added });
  const day = (count: number): Date => new Date(CLOSED.getTime() + count * 86_400_000);

  test('is asked once, fourteen days after closing, by a link that takes one answer', async () => {
    const { id } = await closed();
    expect(await hasFeedbackToAsk(db, day(13))).toBe(false);
    expect((await ask(day(13))).counts).toEqual({ asked: 0, unreached: 0 });
    expect(await hasFeedbackToAsk(db, day(14))).toBe(true);
    expect((await ask(day(14))).counts).toEqual({ asked: 1, unreached: 0 });
    for (const later of [14, 15, 30, 70]) await ask(day(later));
    expect(await templates(db)).toEqual({ 'feedback-asked': 1 });
    const secret = /\/track\/feedback\/([\w-]{22})/.exec((await mails(db))[0]?.text ?? '')?.[1] ?? '';
    const row = await db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(row.feedback_token_hash).toBe(hashSecret(secret));
    expect(row.feedback_asked_at).toBe(day(14).toISOString());
    const feedback = { helped: 'yes', words: null, mayTellService: false } as const;
    expect(await giveFeedback(db, TEST_KEYS, { secret, feedback }, PERSON, day(15))).toMatchObject({
      ok: true,
    });
    expect(await giveFeedback(db, TEST_KEYS, { secret, feedback }, PERSON, day(15))).toMatchObject({
      ok: false,
    });
  });

  test('is asked as many days later as the settings say, and not when it is long over', async () => {
    await db
      .insertInto('setting')
      .values({ name: 'feedbackDays', value: '3', version: 1, updated_at: 'x', updated_by: 'x' })
      .execute();
    await closed();
    expect((await ask(day(64))).counts).toMatchObject({ asked: 0 });
    expect((await ask(day(63))).counts).toMatchObject({ asked: 1 });
  });

  test.each(['died', 'duplicate', 'withdrawn', 'could-not-contact'] as const)(
    'is not asked of a request that was closed with "%s"',
    async (closedReason) => {
      await closed({ closedReason });
      expect((await ask(day(20))).counts).toEqual({ asked: 0, unreached: 0 });
    },
  );

  test('is asked of nobody in a way that is not safe, and is not noted as asked', async () => {
    const safe = {
      phone: null,
      message: null,
      text: null,
      email: null,
      letter: null,
      times: null,
      instead: null,
    };
    const { id } = await closed({ answers: anAnswers({ safe }) });
    await closed();
    expect((await ask(day(14))).counts).toEqual({ asked: 1, unreached: 1 });
    const row = await db
      .selectFrom('request')
      .select('feedback_asked_at')
      .where('id', '=', id)
      .executeTakeFirst();
    expect(row?.feedback_asked_at).toBeNull();
  });
});

test('links that ran out 90 days ago are forgotten, and no others', async () => {
  const world = await referralWorld();
  await refer(world);
  const { expires_at: expires } = await world.db
    .selectFrom('referral_link')
    .select('expires_at')
    .executeTakeFirstOrThrow();
  const later = (days: number): Date => new Date(Date.parse(expires) + days * 86_400_000);
  expect(await hasOldLinks(world.db, later(89))).toBe(false);
  expect(await tidyLinks(world.db, later(89))).toEqual({ handovers: 0, links: 0 });
  expect(await hasOldLinks(world.db, later(91))).toBe(true);
  expect(await tidyLinks(world.db, later(91))).toEqual({ handovers: 0, links: 1 });
});
