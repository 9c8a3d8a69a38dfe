import { expect, test } from 'vitest';
import { changeService } from '#src/features/revisions/commands/change.ts';
import { markChecked } from '#src/features/revisions/commands/check.ts';
import { sendDraft } from '#src/features/revisions/commands/send.ts';
import {
  countProposals,
  countToCheck,
  listProposals,
  listToCheck,
} from '#src/features/revisions/queries/proposals.ts';
import { after, NOW } from '../../support/accounts/accounts.ts';
import { aPlace, recordIn, revisionsIn, storedIn, trailIn, write, type Place } from './place.ts';

const ALL = { page: 1, perPage: 10 };
const send = ({ db, serviceId, partner }: Place) =>
  sendDraft(db, { serviceId, reason: null, choices: {} }, partner, after(60));

test('small facts of a trusted organisation are public at once, and the desk looks at them afterwards', async () => {
  const place = await aPlace({ isTrusted: true });
  const { db, desk } = place;
  await write(place, place.partner, { alert: 'Closed today', phones: [] });
  expect(await send(place)).toEqual({
    ok: true,
    value: { published: ['alert', 'phones'], proposed: [], revisionNumbers: [1] },
  });
  expect(await recordIn(place)).toMatchObject({ alert: 'Closed today', phones: [] });
  const { revisions, total } = await listToCheck(db, ALL);
  expect([total, await countToCheck(db), await countProposals(db)]).toEqual([1, 1, 0]);
  expect(revisions).toMatchObject([{ number: 1, serviceName: 'Lunch Club', fields: ['alert', 'phones'] }]);
  const id = revisions[0]?.id ?? '';
  expect(await markChecked(db, id, desk, after(90))).toEqual({ ok: true, value: 'checked' });
  expect(await markChecked(db, id, desk, after(91))).toEqual({ ok: false, error: 'checked-already' });
  expect(await markChecked(db, 'none', desk, NOW)).toEqual({ ok: false, error: 'unknown' });
  expect(await countToCheck(db)).toBe(0);
  expect((await revisionsIn(place))[0]?.checked_at).toBe(after(90).toISOString());
  expect((await trailIn(db)).slice(-2)).toEqual(['service.update', 'service.check']);
});

test('the rest of the same draft waits for the desk, made from what is public by then', async () => {
  const place = await aPlace({ isTrusted: true });
  await write(place, place.partner, { alert: 'Closed today', summary: 'Soup' });
  expect(await send(place)).toEqual({
    ok: true,
    value: { published: ['alert'], proposed: ['summary'], revisionNumbers: [1, 2] },
  });
  const stored = await storedIn(place);
  expect(stored.record).toMatchObject({ alert: 'Closed today', summary: 'Lunch and company' });
  const [published, proposed] = await revisionsIn(place);
  expect([published?.state, proposed?.state]).toEqual(['published', 'proposed']);
  expect(JSON.parse(proposed?.base_content ?? '')).toEqual(stored.record);
  expect(JSON.parse(proposed?.content ?? '')).toEqual({ ...stored.record, summary: 'Soup' });
  expect((await listProposals(place.db, ALL)).proposals).toMatchObject([
    {
      number: 2,
      isNew: false,
      organisationName: 'Marl Carers',
      authorName: 'Ada Example',
      fields: ['summary'],
    },
  ]);
});

test('times at the same place are small; the times of a place that is new wait with it', async () => {
  const place = await aPlace({ isTrusted: true });
  const [venue] = (await recordIn(place)).locations;
  if (venue === undefined) throw new Error('There is no place');
  const later = { ...venue, schedules: venue.schedules.map((rule) => ({ ...rule, closesAt: '13:00' })) };
  await write(place, place.partner, { locations: [later] });
  expect(await send(place)).toMatchObject({ ok: true, value: { published: ['locations'], proposed: [] } });
  const shed = { ...later, location: { ...later.location, name: 'The Shed' } };
  const closures = [{ startsOn: '2026-12-24', endsOn: '2027-01-02', reason: null }];
  await write(place, place.partner, { locations: [shed], closures, alert: 'We are moving' });
  expect(await send(place)).toMatchObject({
    ok: true,
    value: { published: ['alert'], proposed: ['closures', 'locations'] },
  });
  expect((await recordIn(place)).closures).toEqual([]);
});

test('nothing is public at once of an organisation that is not trusted, or of a trusted one’s neighbour', async () => {
  const place = await aPlace();
  const { db, otherOrganisationId } = place;
  await db
    .updateTable('organisation')
    .set({ trusted_since: NOW.toISOString() })
    .where('id', '=', otherOrganisationId)
    .execute();
  await write(place, place.partner, { alert: 'Closed today' });
  expect(await send(place)).toMatchObject({ ok: true, value: { published: [], proposed: ['alert'] } });
});

test('saying that everything is right is published whoever says it, and gives the desk nothing to look at', async () => {
  const place = await aPlace();
  const { db, serviceId } = place;
  const partner = { ...place.partner, kind: 'review-link' as const };
  const confirm = (more: object) =>
    changeService(
      db,
      {
        serviceId,
        change: (record) => ({ ...record, assuredOn: '2026-11-21', assuredBy: 'Marl Carers', ...more }),
        reason: null,
        always: true,
      },
      partner,
      after(5),
    );
  expect(await confirm({})).toMatchObject({ ok: true, value: { published: ['assuredBy', 'assuredOn'] } });
  expect((await recordIn(place)).assuredOn).toBe('2026-11-21');
  expect(await countToCheck(db)).toBe(0);
  expect(await confirm({ alert: 'Closed', assuredOn: '2026-11-22' })).toMatchObject({ ok: true });
  expect((await revisionsIn(place)).map(({ small_fields }) => small_fields)).toEqual(['[]', '["alert"]']);
  expect(await countToCheck(db)).toBe(1);
});
