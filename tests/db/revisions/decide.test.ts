import { describe, expect, test } from 'vitest';
import { changeService } from '#src/features/revisions/commands/change.ts';
import { decideProposal, type Decision } from '#src/features/revisions/commands/decide.ts';
import { withdrawProposal } from '#src/features/revisions/commands/withdraw.ts';
import { countProposals } from '#src/features/revisions/queries/proposals.ts';
import {
  findRevision,
  findRevisionByNumber,
  listRevisions,
} from '#src/features/revisions/queries/revisions.ts';
import { findServiceBySlug } from '#src/features/services/queries/find-service.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import { after, KEYS, NOW, POST, readMessages } from '../../support/accounts/accounts.ts';
import { aPlace, countWritten, recordIn, revisionsIn, storedIn, trailIn, type Place } from './place.ts';

const change = async (
  { db, serviceId }: Place,
  author: Place['partner'],
  changes: Partial<ServiceRecord>,
  reason: string | null = null,
) => {
  const changed = await changeService(
    db,
    { serviceId, change: (record) => ({ ...record, ...changes }), reason },
    author,
    after(10),
  );
  if (!changed.ok) throw new Error(changed.error);
};

/** The place with a proposal that waits, and its id. */
async function proposed(changes: Partial<ServiceRecord>, author: 'partner' | Place['partner'] = 'partner') {
  const place = await aPlace();
  await change(place, author === 'partner' ? place.partner : author, changes, 'A new cook');
  const revisionId = (await revisionsIn(place)).at(-1)?.id ?? '';
  const decide = (decision: Partial<Decision>, by = place.desk) =>
    decideProposal(
      place.db,
      POST,
      { revisionId, accepted: 'all', reason: null, serviceVersion: 1, ...decision },
      by,
      after(60),
    );
  return { place, revisionId, decide };
}

describe('a proposal that is taken whole', () => {
  test('is what the public sees, and whoever wrote it is told', async () => {
    const { place, revisionId, decide } = await proposed({ summary: 'Soup', alert: 'New door' });
    const { db, serviceId, partner, desk } = place;
    expect(await decide({})).toEqual({
      ok: true,
      value: { serviceId, number: 1, accepted: ['alert', 'summary'], declined: [] },
    });
    const found = await findServiceBySlug(db, 'lunch-club', '2026-11-21');
    expect(found.kind === 'found' && [found.detail.service.summary, found.detail.service.alert]).toEqual([
      'Soup',
      'New door',
    ]);
    const revision = await findRevision(db, revisionId);
    expect(revision).toMatchObject({
      number: 1,
      state: 'published',
      author: partner.actor.id,
      reason: 'A new cook',
      acceptedFields: ['alert', 'summary'],
      decidedByName: 'Ada Example',
    });
    expect(revision?.content).toEqual(await recordIn(place));
    expect((await revisionsIn(place)).length).toBe(1);
    expect(await countProposals(db)).toBe(0);
    const event = await db
      .selectFrom('audit_event')
      .select(['action', 'actor'])
      .orderBy('sequence', 'desc')
      .executeTakeFirst();
    expect(event).toEqual({ action: 'service.update', actor: desk.actor.id });
    const [message, ...others] = await readMessages(db);
    expect(others).toEqual([]);
    expect(message).toMatchObject({ template: 'proposal-decided', to: 'pat@example.org' });
    expect(message?.text).toContain('Now on the website: Notice and Summary.');
    expect(message?.text).not.toContain('Not on the website');
    expect(message?.text).toContain(`/partner/services/${serviceId}/revisions/1`);
  });

  test('is decided once, however often the button is pressed', async () => {
    const { place, decide } = await proposed({ summary: 'Soup' });
    await decide({});
    const before = await countWritten(place.db);
    expect(await decide({})).toEqual({ ok: false, error: 'decided-already' });
    expect(await decide({ accepted: [], reason: 'No' })).toEqual({ ok: false, error: 'decided-already' });
    expect(await decide({ revisionId: 'none' })).toEqual({ ok: false, error: 'unknown' });
    expect(await countWritten(place.db)).toEqual(before);
  });

  test('is settled when the service says it already', async () => {
    const { place, decide } = await proposed({ summary: 'Soup' });
    await change(place, place.desk, { summary: 'Soup' });
    const before = await storedIn(place);
    expect(await decide({ serviceVersion: 2 })).toMatchObject({ ok: true });
    expect(await storedIn(place)).toEqual(before);
    expect((await revisionsIn(place)).map(({ state }) => state)).toEqual(['published', 'published']);
  });
});

describe('a proposal that is taken in part', () => {
  test('needs a reason, and says field by field what was taken', async () => {
    const { place, revisionId, decide } = await proposed({ summary: 'Soup', description: 'Spam' });
    const { db } = place;
    const before = await countWritten(db);
    expect(await decide({ accepted: ['summary'] })).toEqual({ ok: false, error: 'reason-needed' });
    expect(await countWritten(db)).toEqual(before);
    expect(await decide({ accepted: ['summary'], reason: 'This is an advertisement' })).toMatchObject({
      ok: true,
      value: { accepted: ['summary'], declined: ['description'] },
    });
    expect(await recordIn(place)).toMatchObject({ summary: 'Soup', description: 'We eat together.' });
    const proposal = await findRevision(db, revisionId);
    expect(proposal).toMatchObject({
      state: 'declined',
      acceptedFields: ['summary'],
      decisionReason: 'This is an advertisement',
      content: { summary: 'Soup', description: 'Spam' },
    });
    const { revisions } = await listRevisions(db, place.serviceId, { page: 1, perPage: 10 });
    expect(revisions.map(({ number, state, author }) => [number, state, author])).toEqual([
      [2, 'published', place.partner.actor.id],
      [1, 'declined', place.partner.actor.id],
    ]);
    expect((await findRevisionByNumber(db, place.serviceId, 2))?.content).toEqual(await recordIn(place));
    const [message] = await readMessages(db);
    expect(message?.text).toContain('Now on the website: Summary.');
    expect(message?.text).toContain('Not on the website: What happens.');
    expect(message?.text).toContain('Why: This is an advertisement.');
  });

  test('takes with a field what it only makes sense with', async () => {
    const { place, decide } = await proposed({ capacity: 'waiting_list', waitingWeeks: 6, alert: 'Ring us' });
    expect(await decide({ accepted: ['capacity'], reason: 'No' })).toMatchObject({
      ok: true,
      value: { accepted: ['capacity', 'waitingWeeks'], declined: ['alert'] },
    });
    expect(await recordIn(place)).toMatchObject({ capacity: 'waiting_list', waitingWeeks: 6, alert: null });
  });

  test('takes nothing that was not proposed, whatever a form says', async () => {
    const { place, decide } = await proposed({ summary: 'Soup' });
    await change(place, place.desk, { alert: 'New door' });
    expect(await decide({ accepted: ['summary', 'alert'], serviceVersion: 2 })).toMatchObject({
      ok: true,
      value: { accepted: ['summary'] },
    });
    expect(await recordIn(place)).toMatchObject({ summary: 'Soup', alert: 'New door' });
  });
});

test('a proposal that is not taken changes nothing, and its author is told why', async () => {
  const { place, decide } = await proposed({ summary: 'Soup' });
  const before = await storedIn(place);
  expect(await decide({ accepted: [] })).toEqual({ ok: false, error: 'reason-needed' });
  expect(await decide({ accepted: [], reason: 'We could not reach you' })).toMatchObject({
    ok: true,
    value: { accepted: [], declined: ['summary'] },
  });
  expect(await storedIn(place)).toEqual(before);
  expect((await trailIn(place.db)).at(-1)).toBe('service.decline-proposal');
  const [message] = await readMessages(place.db);
  expect(message?.text).not.toContain('Now on the website');
  expect(message?.text).toContain('We could not reach you');
});

describe('what changed since a proposal was made', () => {
  test('stays, where the proposal says nothing of it', async () => {
    const { place, decide } = await proposed({ summary: 'Soup' });
    await change(place, place.desk, { alert: 'New door', phones: [] });
    expect(await decide({ serviceVersion: 1 })).toMatchObject({ ok: true });
    expect(await recordIn(place)).toMatchObject({ summary: 'Soup', alert: 'New door', phones: [] });
  });

  test('is not taken away by "all", nor from a page that did not show it', async () => {
    const { place, decide } = await proposed({ summary: 'Soup', alert: 'New door' });
    await change(place, place.desk, { summary: 'Stew' });
    const before = await countWritten(place.db);
    expect(await decide({ serviceVersion: 2 })).toEqual({ ok: false, error: 'conflict' });
    expect(await decide({ accepted: ['summary', 'alert'], serviceVersion: 1 })).toEqual({
      ok: false,
      error: 'conflict',
    });
    expect(await countWritten(place.db)).toEqual(before);
    expect(await decide({ accepted: ['alert'], reason: 'Stew', serviceVersion: 1 })).toMatchObject({
      ok: true,
    });
    expect(await recordIn(place)).toMatchObject({ summary: 'Stew', alert: 'New door' });
  });

  test('is taken away when the desk has seen it and says so', async () => {
    const { place, decide } = await proposed({ summary: 'Soup', alert: 'New door' });
    await change(place, place.desk, { summary: 'Stew' });
    expect(await decide({ accepted: ['summary', 'alert'], serviceVersion: 2 })).toMatchObject({ ok: true });
    expect(await recordIn(place)).toMatchObject({ summary: 'Soup', alert: 'New door' });
    expect((await findRevisionByNumber(place.db, place.serviceId, 1))?.base?.summary).toBe('Stew');
  });
});

test('a proposal for a service that is gone can only be declined', async () => {
  const { place, decide } = await proposed({ summary: 'Soup' });
  await place.db.deleteFrom('service').where('id', '=', place.serviceId).execute();
  expect(await decide({})).toEqual({ ok: false, error: 'conflict' });
  expect(await decide({ accepted: [], reason: 'It is gone' })).toMatchObject({ ok: true });
});

describe('taking a proposal back', () => {
  test('is for its author, while it waits', async () => {
    const { place, revisionId, decide } = await proposed({ summary: 'Soup' });
    const { db, partner, colleague } = place;
    const unknown = { ok: false, error: 'unknown' };
    expect(await withdrawProposal(db, revisionId, colleague, after(20))).toEqual(unknown);
    expect(await withdrawProposal(db, revisionId, partner, after(20))).toEqual({
      ok: true,
      value: 'withdrawn',
    });
    expect((await trailIn(db)).at(-1)).toBe('service.withdraw-proposal');
    expect(await withdrawProposal(db, revisionId, partner, after(21))).toEqual({
      ok: false,
      error: 'decided-already',
    });
    expect(await decide({})).toEqual({ ok: false, error: 'decided-already' });
    expect(await withdrawProposal(db, 'none', partner, NOW)).toEqual(unknown);
  });
});

describe('the mail about a decision', () => {
  test('goes to the address of the link by which somebody came', async () => {
    const hash = 'a-hash';
    const author = {
      actor: { id: `review-link:${hash}`, sessionId: null, addressHash: null },
      kind: 'review-link' as const,
    };
    const { place, decide } = await proposed({ summary: 'Soup' }, author);
    await place.db
      .insertInto('review_link')
      .values({
        token_hash: hash,
        organisation_id: place.organisationId,
        services: '[]',
        to_sealed: KEYS.seal('club@example.org', `review-link:${hash}`),
        to_hash: 'x',
        sent_at: NOW.toISOString(),
        expires_at: NOW.toISOString(),
        used_at: null,
      })
      .execute();
    await decide({});
    const [message] = await readMessages(place.db);
    expect(message).toMatchObject({ to: 'club@example.org' });
    expect(message?.text).toContain('/services/lunch-club');
    expect(message?.text).not.toContain('/partner/');
  });

  test('does not go to somebody who may not sign in any more', async () => {
    const { place, decide } = await proposed({ summary: 'Soup' });
    await place.db
      .updateTable('account')
      .set({ stopped_at: NOW.toISOString() })
      .where('id', '=', place.partner.actor.id)
      .execute();
    expect(await decide({})).toMatchObject({ ok: true });
    expect(await readMessages(place.db)).toEqual([]);
  });
});
