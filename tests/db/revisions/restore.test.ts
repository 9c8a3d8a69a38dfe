import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Author } from '#src/features/revisions/author.ts';
import { changeService } from '#src/features/revisions/commands/change.ts';
import { restoreContent } from '#src/features/revisions/commands/restore.ts';
import { findRevisionByNumber } from '#src/features/revisions/queries/revisions.ts';
import { changedFields } from '#src/features/services/fields.ts';
import { readStoredServices } from '#src/features/services/queries/records/read.ts';
import { plainService, type ServiceRecord } from '#src/features/services/record.ts';
import { actorOf, after, NOW } from '../../support/accounts/accounts.ts';
import { anyDirectory } from '../open-referral/any-directory.ts';
import { directoryOf } from '../open-referral/there-and-back.ts';
import { aPlace, countWritten, recordIn, revisionsIn, type Place } from './place.ts';

const change = (
  { db, serviceId }: Pick<Place, 'db' | 'serviceId'>,
  author: Author,
  made: (record: ServiceRecord) => ServiceRecord,
) => changeService(db, { serviceId, change: made, reason: null }, author, NOW);

/** What a content says, whichever rows its places are. */
const saidBy = (record: ServiceRecord): ServiceRecord => ({
  ...record,
  locations: record.locations.map((venue) => ({
    ...venue,
    location: { ...venue.location, id: '', key: '' },
  })),
});

test('bringing back an earlier content gives back every field, with anything that a service can say', async () => {
  await fc.assert(
    fc.asyncProperty(anyDirectory, async (records) => {
      const db = await directoryOf(records);
      const desk: Author = { actor: actorOf('desk'), kind: 'desk' };
      const ids = (await db.selectFrom('service').select('id').execute()).map(({ id }) => id);
      const before = await readStoredServices(db, ids);
      for (const serviceId of ids) {
        const place = { db, serviceId };
        const emptied = await change(place, desk, (record) =>
          plainService(record.key, record.organisationKey, 'Something else'),
        );
        expect(emptied.ok).toBe(true);
        const [first] = await revisionsIn(place);
        const restored = await restoreContent(
          db,
          { serviceId, revisionId: first?.id ?? '', which: 'base' },
          desk,
          after(1),
        );
        expect(restored).toMatchObject({ ok: true, value: { proposed: [] } });
        const record = before.get(serviceId)?.record;
        if (record === undefined) throw new Error('It was not there');
        expect(changedFields(saidBy(record), saidBy(await recordIn(place)))).toEqual([]);
      }
    }),
    { numRuns: 8 },
  );
});

describe('bringing back an earlier content', () => {
  const twice = async (place: Place) => {
    await change(place, place.desk, (record) => ({ ...record, summary: 'Soup', alert: 'New door' }));
    await change(place, place.desk, (record) => ({ ...record, summary: 'Stew', phones: [] }));
    return revisionsIn(place);
  };

  test('is a revision of its own, and what stood there can be brought back in turn', async () => {
    const place = await aPlace();
    const { db, serviceId, desk } = place;
    const original = await recordIn(place);
    const [first, second] = await twice(place);
    const latest = await recordIn(place);
    expect(
      await restoreContent(db, { serviceId, revisionId: first?.id ?? '', which: 'base' }, desk, after(1)),
    ).toEqual({
      ok: true,
      value: { published: ['alert', 'phones', 'summary'], proposed: [], revisionNumbers: [3] },
    });
    expect(await recordIn(place)).toEqual(original);
    expect(await findRevisionByNumber(db, serviceId, 3)).toMatchObject({
      restoredFrom: 1,
      state: 'published',
      base: latest,
    });
    await restoreContent(db, { serviceId, revisionId: second?.id ?? '', which: 'content' }, desk, after(2));
    expect(await recordIn(place)).toEqual(latest);
  });

  test('is nothing when it is what stands there', async () => {
    const place = await aPlace();
    const { db, serviceId, desk } = place;
    const [, second] = await twice(place);
    const before = await countWritten(db);
    expect(
      await restoreContent(db, { serviceId, revisionId: second?.id ?? '', which: 'content' }, desk, NOW),
    ).toEqual({ ok: false, error: 'nothing-changed' });
    expect(await countWritten(db)).toEqual(before);
  });

  test('follows the same rule as any change of a partner', async () => {
    const place = await aPlace({ isTrusted: true });
    const { db, serviceId, partner } = place;
    const [first] = await twice(place);
    expect(
      await restoreContent(db, { serviceId, revisionId: first?.id ?? '', which: 'base' }, partner, after(1)),
    ).toEqual({
      ok: true,
      value: { published: ['alert', 'phones'], proposed: ['summary'], revisionNumbers: [3, 4] },
    });
    expect((await revisionsIn(place)).slice(2).map((row) => [row.state, row.restored_from])).toEqual([
      ['published', first?.id],
      ['proposed', first?.id],
    ]);
  });

  test('is refused with another service’s revision, a draft, or what stood before a new service', async () => {
    const place = await aPlace();
    const other = await aPlace();
    const { db, serviceId, desk } = place;
    const [first] = await twice(place);
    await db.updateTable('revision').set({ base_content: null }).where('number', '=', 1).execute();
    await db.updateTable('revision').set({ state: 'draft', number: null }).where('number', '=', 2).execute();
    const draft = await db
      .selectFrom('revision')
      .select('id')
      .where('state', '=', 'draft')
      .executeTakeFirst();
    const unknown = { ok: false, error: 'unknown' };
    const restore = (revisionId: string, which: 'content' | 'base', service = serviceId) =>
      restoreContent(db, { serviceId: service, revisionId, which }, desk, NOW);
    expect(await restore(first?.id ?? '', 'base')).toEqual(unknown);
    expect(await restore(draft?.id ?? '', 'content')).toEqual(unknown);
    expect(await restore('none', 'content')).toEqual(unknown);
    await db
      .updateTable('revision')
      .set({ service_id: other.serviceId })
      .where('id', '=', first?.id ?? '')
      .execute();
    expect(await restore(first?.id ?? '', 'content')).toEqual(unknown);
    expect(await restore(first?.id ?? '', 'content', other.serviceId)).toEqual(unknown);
  });

  test('does not move a service back to the organisation it came from, unless the desk does it', async () => {
    const place = await aPlace();
    const { db, serviceId, partner, desk, otherOrganisationId, organisationId } = place;
    await change(place, desk, (record) => ({
      ...record,
      organisationKey: otherOrganisationId,
      alert: 'Ours',
    }));
    const [first] = await revisionsIn(place);
    const restoration = { serviceId, revisionId: first?.id ?? '', which: 'base' } as const;
    expect(await restoreContent(db, restoration, partner, NOW)).toMatchObject({
      ok: true,
      value: { proposed: ['alert'] },
    });
    await restoreContent(db, restoration, desk, NOW);
    expect((await recordIn(place)).organisationKey).toBe(organisationId);
  });
});
