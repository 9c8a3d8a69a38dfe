import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { askOrganisation } from '#src/features/reviews/commands/ask.ts';
import { confirmServices } from '#src/features/reviews/commands/confirm.ts';
import { planMails } from '#src/features/reviews/plan.ts';
import { readContacts } from '#src/features/reviews/queries/contacts.ts';
import { readLadder } from '#src/features/reviews/queries/ladder.ts';
import { listStale } from '#src/features/reviews/queries/stale.ts';
import { climbLadder } from '#src/jobs/partners/review-reminders.ts';
import { actorOf, addAccount } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { idOf, serviceRecord, writeDirectory } from '../../support/directory.ts';
import { TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';

const CLUB = idOf('organisation', 'club');
const at = (day: string, time = '09:15'): Date => new Date(`${day}T${time}:00Z`);
const run = (db: Db, when: Date) =>
  climbLadder(db, TEST_POST, { at: when, now: () => when, signal: new AbortController().signal });
const steps = async (db: Db) =>
  (await db.selectFrom('review_step').selectAll().orderBy('done_on').orderBy('step').execute()).map(
    ({ step, done_on }) => `${done_on} ${step}`,
  );
const receivers = async (db: Db) =>
  (await db.selectFrom('message').selectAll().orderBy('created_at').execute()).map(
    ({ id, to_sealed, template }) => `${template} ${TEST_KEYS.unseal(to_sealed, `message-to:${id}`)}`,
  );
const bounceLast = (db: Db, when: Date) =>
  db
    .updateTable('message')
    .set({ sent_at: when.toISOString(), bounced_at: when.toISOString(), next_try_at: null })
    .where('bounced_at', 'is', null)
    .execute();

/** A service due on 30 June 2026 whose organisation has an address of its own. */
async function directory(changes: Parameters<typeof serviceRecord>[1] = {}): Promise<Db> {
  const db = await testDatabase();
  await writeDirectory(db, [
    serviceRecord('lunch', { assuredOn: '2025-12-30', email: 'lunch@example.org', ...changes }),
  ]);
  await db.updateTable('organisation').set({ email: 'office@example.org' }).execute();
  return db;
}

describe('the ladder', () => {
  test('asks, reminds, marks, lists and hides, each on its day and once', async () => {
    const db = await directory();
    const version = async () =>
      (await db.selectFrom('directory_version').select('version').executeTakeFirstOrThrow()).version;
    for (const day of ['2026-05-30', '2026-05-31', '2026-06-30', '2026-07-14', '2026-07-31'])
      for (const time of ['00:30', '09:15', '22:30']) await run(db, at(day, time));
    const before = await version();
    for (const day of ['2026-08-29', '2026-09-27', '2026-09-28', '2026-10-30']) await run(db, at(day));
    expect(await steps(db)).toEqual([
      '2026-05-31 ask',
      '2026-06-30 due',
      '2026-07-14 late',
      '2026-07-31 marked',
      '2026-08-29 call',
      '2026-09-28 hidden',
    ]);
    expect(await receivers(db)).toEqual([
      'review-due lunch@example.org',
      'review-due lunch@example.org',
      'review-overdue lunch@example.org',
    ]);
    const service = await db.selectFrom('service').selectAll().executeTakeFirstOrThrow();
    expect(service).toMatchObject({ visibility: 'hidden', hidden_reason: 'review-overdue' });
    expect(await version()).toBeGreaterThan(before);
    const event = await db
      .selectFrom('audit_event')
      .selectAll()
      .where('action', '=', 'service.hide')
      .executeTakeFirstOrThrow();
    expect(event).toMatchObject({ actor: 'job', entity_id: service.id });
    expect((await listStale(db, '2026-10-30'))[0]).toMatchObject({
      id: service.id,
      reasons: ['overdue', 'hidden'],
    });
  });

  test('goes by London’s days: half past eleven at night in UTC is the next day there in summer', async () => {
    const db = await directory();
    await run(db, at('2026-05-30', '22:59'));
    expect(await steps(db)).toEqual([]);
    await run(db, at('2026-05-30', '23:00'));
    expect(await steps(db)).toEqual(['2026-05-31 ask']);
  });

  test('ends with a confirmation, which shows a hidden service again', async () => {
    const db = await directory();
    for (const day of ['2026-07-14', '2026-09-28']) await run(db, at(day));
    expect(await db.selectFrom('service').select('visibility').execute()).toEqual([{ visibility: 'hidden' }]);
    const author = { actor: actorOf('ann'), kind: 'partner' } as const;
    const services = { organisationId: CLUB, serviceIds: [idOf('service', 'lunch')] };
    const when = at('2026-10-01');
    expect(await confirmServices(db, { ...services, organisationId: 'another' }, author, when)).toMatchObject(
      { error: 'unknown' },
    );
    expect(await confirmServices(db, services, author, when)).toEqual({ ok: true, value: { confirmed: 1 } });
    expect(await db.selectFrom('service').selectAll().executeTakeFirstOrThrow()).toMatchObject({
      visibility: 'public',
      hidden_reason: null,
      assured_on: '2026-10-01',
      assured_by: 'Kettle and Co',
      review_due_on: '2027-04-01',
    });
    await run(db, at('2026-10-02'));
    expect(await receivers(db)).toHaveLength(1);
    expect(await listStale(db, '2026-10-02')).toEqual([]);
    // Confirmed again by a second click: nothing more is recorded.
    await confirmServices(db, services, author, when);
    const reviews = await db
      .selectFrom('audit_event')
      .select('id')
      .where('action', '=', 'service.review')
      .execute();
    expect(reviews).toHaveLength(1);
  });

  test('leaves the example place alone', async () => {
    const db = await directory();
    await db.updateTable('source').set({ format: 'demo' }).execute();
    expect((await run(db, at('2026-12-30'))).counts).toEqual({
      mails: 0,
      services: 0,
      noAddress: 0,
      marked: 0,
      calls: 0,
      hidden: 0,
    });
  });
});

describe('who is asked', () => {
  test('managers, then editors, then the addresses of service and organisation; a bounce asks the next', async () => {
    const db = await directory();
    const roles = (role: 'organisation_manager' | 'organisation_editor') => [{ role, organisationId: CLUB }];
    await addAccount(db, {
      email: 'editor@example.org',
      roles: roles('organisation_editor'),
      password: null,
    });
    await addAccount(db, {
      email: 'manager@example.org',
      roles: roles('organisation_manager'),
      password: null,
    });
    await addAccount(db, {
      email: 'invited@example.org',
      roles: roles('organisation_manager'),
      password: null,
      isWaiting: true,
    });
    for (const day of ['2026-05-31', '2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04', '2026-06-05']) {
      await run(db, at(day, '08:00'));
      await bounceLast(db, at(day));
      // The next is asked at the next run, but an organisation has one mail a day.
      await run(db, at(day, '20:00'));
    }
    expect(await receivers(db)).toEqual([
      'review-due manager@example.org',
      'review-due editor@example.org',
      'review-due lunch@example.org',
      'review-due office@example.org',
    ]);
    expect(await steps(db)).toEqual(['2026-06-03 ask', '2026-06-03 no-address']);
    expect(await listStale(db, '2026-06-05')).toMatchObject([{ reasons: ['no-address'] }]);
    // Somebody turns up: the same step goes to them, and the desk need not ring.
    await addAccount(db, { email: 'new@example.org', roles: roles('organisation_manager'), password: null });
    await run(db, at('2026-06-06'));
    expect((await receivers(db)).at(-1)).toBe('review-due new@example.org');
    expect(await listStale(db, '2026-06-06')).toEqual([]);
  });

  test('a mail planned before somebody confirmed is not sent', async () => {
    const db = await directory();
    const today = '2026-06-30';
    const contacts = await readContacts(db, TEST_KEYS, at(today));
    const ladder = await readLadder(db, today);
    const [mail] = planMails(ladder, contacts.addressOf, new Set(), today, 9).mails;
    if (mail === undefined) throw new Error('no mail');
    const planned = { ...mail, organisationName: 'Kettle and Co' };
    const author = { actor: actorOf('ann'), kind: 'partner' } as const;
    await confirmServices(
      db,
      { organisationId: CLUB, serviceIds: [idOf('service', 'lunch')] },
      author,
      at(today),
    );
    expect(await askOrganisation(db, TEST_POST, planned, today, at(today))).toMatchObject({
      error: 'changed',
    });
    expect(await steps(db)).toEqual([]);
    expect(await receivers(db)).toEqual([]);
  });

  test('a mail holds its link but the database holds neither link nor address in the open', async () => {
    const db = await directory();
    await run(db, at('2026-06-30'));
    const link = await db.selectFrom('review_link').selectAll().executeTakeFirstOrThrow();
    expect(link.token_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(link)).not.toContain('example.org');
    const audit = await db
      .selectFrom('audit_event')
      .selectAll()
      .where('action', '=', 'review.ask')
      .executeTakeFirstOrThrow();
    expect(audit.after).not.toContain('example.org');
  });
});
