import { describe, expect, test } from 'vitest';
import { recordEvent } from '#src/features/audit/commands.ts';
import { lookForRequests, openRequest } from '#src/features/requests/commands/open.ts';
import { closeRequest } from '#src/features/requests/commands/close.ts';
import { addNote, recordAttempt } from '#src/features/requests/commands/contact.ts';
import { listViews } from '#src/features/requests/queries/views.ts';
import { actorOf, addAccount, valueOf } from '../../support/accounts/accounts.ts';
import { bytesOf } from '../../support/directory.ts';
import { TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import { anAnswers } from '../../support/requests/answers.ts';
import { trailOf, VISITOR } from '../../support/requests/drafts.ts';
import { daysLater, LUNCH, refer, referralWorld, SENT } from '../../support/requests/referrals.ts';
import { addRequest } from '../../support/requests/request.ts';

const minutesLater = (minutes: number): Date => daysLater(minutes / 1440);

async function world() {
  const given = await referralWorld();
  const olga = actorOf(await addAccount(given.db, { roles: ['navigator'] }));
  const look = (viewer = given.navigator, reason?: string, at = SENT) =>
    openRequest(
      given.db,
      TEST_KEYS,
      { requestId: given.request.id, viewer, ...(reason !== undefined && { reason }) },
      at,
    );
  return { ...given, olga, look };
}

describe('a record that is opened', () => {
  test('shows its navigator everything there is', async () => {
    const { db, navigator, request, look } = await world();
    const [referralId] = await refer({ db, navigator, request }, [LUNCH]);
    valueOf(
      await recordAttempt(
        db,
        TEST_POST,
        { requestId: request.id, channel: 'phone', outcome: 'spoke', note: 'She is well', key: 'form-1' },
        navigator,
        daysLater(1),
      ),
    );
    const note = {
      requestId: request.id,
      author: 'person' as const,
      kind: 'addition' as const,
      words: 'Ring late',
      key: 'form-2',
    };
    valueOf(await addNote(db, TEST_POST, note, VISITOR, daysLater(1)));
    const closing = { requestId: request.id, reason: 'helped' as const, note: 'All is well', version: 1 };
    await db.updateTable('referral').set({ state: 'completed' }).execute();
    valueOf(await closeRequest(db, TEST_POST, closing, navigator, daysLater(2)));
    const opened = valueOf(await look());
    expect(opened.answers).toEqual(anAnswers());
    expect(opened.request).toMatchObject({ id: request.id, reference: request.reference, state: 'closed' });
    expect(opened.closedNote).toBe('All is well');
    expect(opened.attempts).toMatchObject([{ channel: 'phone', outcome: 'spoke', note: 'She is well' }]);
    expect(opened.notes).toMatchObject([{ author: 'person', words: 'Ring late' }]);
    expect(opened.events.at(-1)).toMatchObject({
      kind: 'close',
      actor: navigator.id,
      reason: 'All is well',
    });
    expect(opened.consents.map(({ purpose }) => purpose)).toEqual(['navigator', 'service', 'service']);
    expect(opened.referrals).toMatchObject([
      { id: referralId, serviceId: LUNCH, serviceName: 'lunch', state: 'completed' },
    ]);
  });

  test('says so in the trail, each time, with nothing of the person', async () => {
    const { db, navigator, request, look } = await world();
    valueOf(await look());
    valueOf(await look());
    expect(await trailOf(db, request.id)).toEqual([
      `request.view by ${navigator.id}`,
      `request.view by ${navigator.id}`,
    ]);
    expect(await bytesOf(db)).not.toContain('sing with my neighbours');
  });

  test('needs no reason of anybody while it waits to be taken', async () => {
    const { db, olga } = await world();
    const { id } = await addRequest(db, TEST_KEYS);
    expect((await openRequest(db, TEST_KEYS, { requestId: id, viewer: olga }, SENT)).ok).toBe(true);
  });

  test('needs a reason of whoever is not involved; without one nothing is shown, nor recorded as seen', async () => {
    const { db, olga, request, look } = await world();
    expect(await look(olga)).toEqual({ ok: false, error: 'reason-needed' });
    expect(await look(olga, '  ')).toEqual({ ok: false, error: 'reason-needed' });
    expect(await trailOf(db, request.id)).toEqual([]);
    expect((await look(olga, 'Her daughter Nora rang')).ok).toBe(true);
    expect(await listViews(db, TEST_KEYS, request.id)).toMatchObject([
      {
        by: olga.id,
        byName: 'Ada Example',
        action: 'request.view',
        reason: 'Her daughter Nora rang',
        serviceName: null,
      },
    ]);
    expect(await bytesOf(db)).not.toContain('daughter Nora');
  });

  test('takes the reason for an hour, which looking again does not make longer', async () => {
    const { olga, look, db, request } = await world();
    valueOf(await look(olga, 'Her daughter Nora rang'));
    valueOf(await look(olga, undefined, minutesLater(59)));
    expect(await look(olga, undefined, minutesLater(60))).toEqual({ ok: false, error: 'reason-needed' });
    const reasons = (await listViews(db, TEST_KEYS, request.id)).map(({ reason }) => reason);
    expect(reasons).toEqual(['Her daughter Nora rang', 'Her daughter Nora rang']);
  });

  test('takes it of that person in that session only', async () => {
    const { db, olga, look } = await world();
    const other = actorOf(await addAccount(db, { roles: ['navigator'] }));
    valueOf(await look(olga, 'Her daughter Nora rang'));
    expect((await look(other)).ok).toBe(false);
    expect((await look({ ...olga, sessionId: 'another' })).ok).toBe(false);
  });

  test('is no draft, nothing that was erased, and nothing that there is not', async () => {
    const { db, navigator, request, look } = await world();
    const draft = await addRequest(db, TEST_KEYS, { state: 'draft' });
    const open = (requestId: string) => openRequest(db, TEST_KEYS, { requestId, viewer: navigator }, SENT);
    expect(await open(draft.id)).toEqual({ ok: false, error: 'unknown' });
    expect(await open('none')).toEqual({ ok: false, error: 'unknown' });
    await db.updateTable('request').set({ answers_sealed: null }).where('id', '=', request.id).execute();
    expect(await look()).toEqual({ ok: false, error: 'erased' });
    expect(await trailOf(db, request.id)).toEqual([]);
  });

  test('with the wrong keys stays shut, and is not recorded as seen', async () => {
    const { db, navigator, request } = await world();
    const others = { ...TEST_KEYS, unseal: (sealed: string) => TEST_KEYS.unseal(sealed, 'request:another') };
    const asked = { requestId: request.id, viewer: navigator };
    await expect(openRequest(db, others, asked, SENT)).rejects.toThrow('altered, moved or cut short');
    expect(await trailOf(db, request.id)).toEqual([]);
  });
});

test('looking for somebody is noted with how many there were, and not with what was typed', async () => {
  const { db, olga } = await world();
  const by = { typed: 'Ada  example', today: '2026-11-24' };
  const found = await lookForRequests(db, TEST_KEYS, by, olga, daysLater(1));
  expect(found.map(({ personName }) => personName)).toEqual(['Ada']);
  const [event] = await db
    .selectFrom('audit_event')
    .select(['actor', 'after', 'entity_id'])
    .where('action', '=', 'request.find')
    .execute();
  expect(event).toEqual({ actor: olga.id, after: '{"found":1}', entity_id: 'all' });
});

describe('who has looked', () => {
  test('names services that read what was shared with them, the newest first, and nobody who looked at another', async () => {
    const { db, navigator, request, look } = await world();
    const [referralId = ''] = await refer({ db, navigator, request }, [LUNCH]);
    const other = await addRequest(db, TEST_KEYS);
    valueOf(await look());
    valueOf(await openRequest(db, TEST_KEYS, { requestId: other.id, viewer: navigator }, SENT));
    const view = {
      actor: 'referral-link',
      action: 'referral.view',
      entity: 'referral',
      entityId: referralId,
    };
    await db.transaction().execute((trx) => recordEvent(trx, { at: daysLater(1), ...view }));
    expect(await listViews(db, TEST_KEYS, request.id)).toMatchObject([
      { by: 'referral-link', byName: null, serviceName: 'lunch', action: 'referral.view', reason: null },
      { by: navigator.id, serviceName: null, action: 'request.view', reason: null },
    ]);
  });
});
