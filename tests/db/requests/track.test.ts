import { v7 as uuidv7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { markSameDay } from '#src/features/requests/commands/same-day.ts';
import { openTrack } from '#src/features/requests/commands/open-track.ts';
import { findFeedbackState, listTrackReferrals } from '#src/features/requests/queries/track.ts';
import { hashSecret } from '#src/lib/security/seal.ts';
import { demoDatabase, testDatabase } from '../../support/database.ts';
import { START } from '../../support/messages/outbox.ts';
import { TEST_KEYS } from '../../support/messages/post.ts';
import { addRequest } from '../../support/requests/request.ts';

const VISITOR = { id: 'visitor', sessionId: null, addressHash: null };
const open = (db: Db, requestId: string, holder: 'person' | 'helper' = 'person') =>
  openTrack(db, TEST_KEYS, { requestId, holder }, VISITOR, START);
const events = (db: Db) =>
  db
    .selectFrom('audit_event')
    .select(['action', 'actor', 'entity_id', 'after'])
    .orderBy('sequence')
    .execute();

describe('opening a request for whose it is', () => {
  test.each(['person', 'helper'] as const)(
    'as a %s is written into the audit trail each time',
    async (holder) => {
      const db = await testDatabase();
      const { id } = await addRequest(db, TEST_KEYS);
      await open(db, id, holder);
      const opened = await open(db, id, holder);
      expect(opened.ok && opened.value.answers.name?.full).toBe('Ada Example');
      const look = { action: 'request.view', actor: holder, entity_id: id, after: null };
      expect(await events(db)).toEqual([look, look]);
      expect(opened.ok && opened.value.views).toHaveLength(1);
    },
  );

  test('is refused of a draft, of nothing, and of what was erased; nobody has looked then', async () => {
    const db = await testDatabase();
    const draft = await addRequest(db, TEST_KEYS, { state: 'draft' });
    const erased = await addRequest(db, TEST_KEYS);
    await db.updateTable('request').set({ answers_sealed: null }).where('id', '=', erased.id).execute();
    expect(await open(db, draft.id)).toEqual({ ok: false, error: 'unknown' });
    expect(await open(db, 'nothing')).toEqual({ ok: false, error: 'unknown' });
    expect(await open(db, erased.id)).toEqual({ ok: false, error: 'erased' });
    expect(await events(db)).toEqual([]);
  });
});

describe('its referrals', () => {
  test('come with the names of the services, what happened to each, and nothing of another request', async () => {
    const db = await demoDatabase();
    const services = await db
      .selectFrom('service')
      .select(['id', 'name', 'slug', 'organisation_id'])
      .orderBy('id')
      .limit(2)
      .execute();
    const [mine, other] = [await addRequest(db, TEST_KEYS), await addRequest(db, TEST_KEYS)];
    for (const [index, request] of [mine, other].entries()) {
      const service = services[index];
      const id = `referral-${index}`;
      await db
        .insertInto('referral')
        .values({
          id,
          request_id: request.id,
          service_id: service?.id ?? '',
          organisation_id: service?.organisation_id ?? '',
          reference: `FD-${index}`,
          state: 'declined',
          shared: '["name","no-such-fact"]',
          sent_at: '2026-11-20T10:00:00.000Z',
          sent_by: 'navigator',
          chase_on: '2026-11-25',
          escalate_on: '2026-11-27',
          decline_reason: 'full',
        })
        .execute();
      for (const [at, to] of [
        ['2026-11-21T10:00:00.000Z', 'declined'],
        ['2026-11-20T10:00:00.000Z', 'sent'],
      ] as const)
        await db
          .insertInto('referral_event')
          .values({
            id: uuidv7(),
            referral_id: id,
            at,
            actor: 'referral-link',
            from_state: null,
            to_state: to,
          })
          .execute();
    }
    expect(await listTrackReferrals(db, mine.id)).toMatchObject([
      {
        id: 'referral-0',
        serviceName: services[0]?.name,
        serviceSlug: services[0]?.slug,
        state: 'declined',
        shared: ['name'],
        answerDueOn: '2026-11-27',
        declineReason: 'full',
        events: [{ toState: 'sent' }, { toState: 'declined' }],
      },
    ]);
  });
});

describe('words that bring up urgent help', () => {
  const mark = (db: Db, requestId: string, redFlags: number) =>
    markSameDay(db, { requestId, redFlags }, VISITOR, START);
  const row = (db: Db, id: string) =>
    db.selectFrom('request').select(['same_day', 'red_flags']).where('id', '=', id).executeTakeFirst();

  test('mark the request to be read today, once, with their count only', async () => {
    const db = await testDatabase();
    const { id } = await addRequest(db, TEST_KEYS);
    await mark(db, id, 2);
    await mark(db, id, 2);
    await mark(db, id, 1);
    expect(await row(db, id)).toEqual({ same_day: 1, red_flags: 2 });
    expect((await events(db)).map(({ action }) => action)).toEqual(['request.same-day']);
  });

  test('change nothing of a request that is closed', async () => {
    const db = await testDatabase();
    const { id } = await addRequest(db, TEST_KEYS, { state: 'closed' });
    await mark(db, id, 2);
    expect(await row(db, id)).toEqual({ same_day: 0, red_flags: 0 });
    expect(await events(db)).toEqual([]);
  });
});

test('a link that asks for feedback is open until it was given', async () => {
  const db = await testDatabase();
  const { id } = await addRequest(db, TEST_KEYS, { state: 'closed' });
  expect(await findFeedbackState(db, 'a-secret')).toBe('unknown');
  await db
    .updateTable('request')
    .set({ feedback_token_hash: hashSecret('a-secret') })
    .where('id', '=', id)
    .execute();
  expect(await findFeedbackState(db, 'a-secret')).toBe('open');
  await db
    .updateTable('request')
    .set({ feedback_given_at: START.toISOString() })
    .where('id', '=', id)
    .execute();
  expect(await findFeedbackState(db, 'a-secret')).toBe('given');
});
