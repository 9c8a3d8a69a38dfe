import { expect, test } from 'vitest';
import { decideProposal } from '#src/features/revisions/commands/decide.ts';
import { startService } from '#src/features/revisions/commands/draft.ts';
import { sendDraft } from '#src/features/revisions/commands/send.ts';
import type { Author } from '#src/features/revisions/author.ts';
import { findEditable } from '#src/features/revisions/queries/editable.ts';
import { listProposals } from '#src/features/revisions/queries/proposals.ts';
import { findServiceBySlug } from '#src/features/services/queries/find-service.ts';
import { after, NOW, POST } from '../../support/accounts/accounts.ts';
import { aPlace, hall, recordIn, revisionsIn, trailIn, write, type Place } from './place.ts';

/** The place with a new service that somebody has begun. */
async function begun(by: 'partner' | 'desk', name = 'Lunch Club'): Promise<Place> {
  const place = await aPlace();
  const { db, organisationId } = place;
  const started = await startService(db, { organisationId, name }, place[by], NOW);
  if (!started.ok) throw new Error(started.error);
  const begunPlace = { ...place, serviceId: started.value.serviceId };
  await write(begunPlace, place[by], { summary: 'Soup', locations: [hall] });
  return begunPlace;
}

const send = ({ db, serviceId }: Place, author: Author, reason: string | null = null) =>
  sendDraft(db, { serviceId, reason, choices: {} }, author, after(60));

test('a new service of the desk is public at once, checked today by its organisation', async () => {
  const place = await begun('desk');
  const sent = await send(place, place.desk);
  expect(sent).toEqual({
    ok: true,
    value: { published: ['locations', 'name', 'summary'], proposed: [], revisionNumbers: [1] },
  });
  // Another service has the plain address; this one is told from it by its town.
  const found = await findServiceBySlug(place.db, 'lunch-club-marlbridge', '2026-11-21');
  expect(found.kind).toBe('found');
  const record = await recordIn(place);
  expect(record).toMatchObject({
    name: 'Lunch Club',
    summary: 'Soup',
    assuredOn: '2026-11-21',
    assuredBy: 'Marl Carers',
  });
  expect(record.locations[0]?.location).toMatchObject({ name: 'The Old Hall' });
  const [revision] = await revisionsIn(place);
  expect(revision).toMatchObject({ state: 'published', base_content: null, small_fields: null });
  expect(JSON.parse(revision?.content ?? '')).toEqual(record);
  expect((await trailIn(place.db)).slice(-1)).toEqual(['service.create']);
  const changed = await place.db.selectFrom('directory_change').select('service_id').execute();
  expect(changed).toContainEqual({ service_id: place.serviceId });
});

test('a new service of a partner waits whole, even when the organisation is trusted', async () => {
  const place = await begun('partner');
  const { db, serviceId, partner } = place;
  await db.updateTable('organisation').set({ trusted_since: NOW.toISOString() }).execute();
  expect(await send(place, partner)).toMatchObject({
    ok: true,
    value: { published: [], proposed: ['locations', 'name', 'summary'] },
  });
  const { proposals } = await listProposals(db, { page: 1, perPage: 10 });
  expect(proposals).toMatchObject([{ serviceId, serviceName: 'Lunch Club', isNew: true }]);
  expect(await findEditable(db, serviceId, place.colleague.actor.id)).toMatchObject({
    isNew: true,
    draft: null,
    content: { summary: 'Soup' },
    waiting: [{ number: 1 }],
  });
});

test('a new service needs a name and an organisation that is there', async () => {
  const place = await begun('desk');
  await write(place, place.desk, { name: '  ' });
  expect(await send(place, place.desk)).toEqual({ ok: false, error: 'not-ready' });
  await write(place, place.desk, { name: 'Lunch', organisationKey: 'gone' });
  expect(await send(place, place.desk)).toEqual({ ok: false, error: 'not-ready' });
  expect((await findEditable(place.db, place.serviceId, place.desk.actor.id))?.draft).not.toBeNull();
});

test('one that is sent once more takes the place of what was sent before', async () => {
  const place = await begun('partner');
  await send(place, place.partner);
  await write(place, place.partner, { summary: 'Stew' });
  expect(await send(place, place.partner)).toMatchObject({ ok: true, value: { revisionNumbers: [2] } });
  const revisions = await revisionsIn(place);
  expect(revisions.map(({ state }) => state)).toEqual(['withdrawn', 'proposed']);
  expect(JSON.parse(revisions[1]?.content ?? '')).toMatchObject({ name: 'Lunch Club', summary: 'Stew' });
});

test('what is written while the desk takes the new service is put together with it', async () => {
  const place = await begun('partner');
  const { db, partner, desk } = place;
  await send(place, partner);
  await write(place, partner, { summary: 'Stew' });
  const [proposal] = await revisionsIn(place);
  const accepted = await decideProposal(
    db,
    POST,
    { revisionId: proposal?.id ?? '', accepted: 'all', reason: null, serviceVersion: null },
    desk,
    after(70),
  );
  expect(accepted).toMatchObject({ ok: true, value: { accepted: ['locations', 'name', 'summary'] } });
  expect(await send(place, partner)).toMatchObject({ ok: true, value: { proposed: ['summary'] } });
});

test('a new service that the desk takes in part has its name, and nothing of what was left out', async () => {
  const place = await begun('partner');
  const { db, partner, desk } = place;
  await send(place, partner);
  const [proposal] = await revisionsIn(place);
  const decided = await decideProposal(
    db,
    POST,
    { revisionId: proposal?.id ?? '', accepted: ['summary'], reason: 'Where is it?', serviceVersion: null },
    desk,
    after(70),
  );
  expect(decided).toMatchObject({
    ok: true,
    value: { accepted: ['name', 'summary'], declined: ['locations'] },
  });
  expect(await recordIn(place)).toMatchObject({ name: 'Lunch Club', summary: 'Soup', locations: [] });
  expect((await revisionsIn(place)).map(({ state }) => state)).toEqual(['declined', 'published']);
});

test('a new service that the desk does not take can be mended and sent again', async () => {
  const place = await begun('partner');
  const { db, serviceId, partner, desk } = place;
  await send(place, partner);
  const [proposal] = await revisionsIn(place);
  await decideProposal(
    db,
    POST,
    { revisionId: proposal?.id ?? '', accepted: [], reason: 'We have it already', serviceVersion: null },
    desk,
    after(70),
  );
  expect(await findEditable(db, serviceId, partner.actor.id)).toMatchObject({
    isNew: true,
    content: { name: 'Lunch Club', summary: 'Soup' },
  });
  await write(place, partner, { name: 'Supper Club' });
  expect(await send(place, partner)).toMatchObject({ ok: true });
  expect((await revisionsIn(place)).map(({ state }) => state)).toEqual(['declined', 'proposed']);
});
