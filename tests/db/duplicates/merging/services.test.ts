import { expect, test } from 'vitest';
import { mergeServices } from '#src/features/duplicates/commands/merge-services.ts';
import { proposeContent } from '#src/features/revisions/commands/submit.ts';
import { changeService } from '#src/features/revisions/commands/change.ts';
import { findServiceBySlug, findServicesByIds } from '#src/features/services/queries/find-service.ts';
import { followMerges } from '#src/features/services/queries/merged.ts';
import { takeBack } from '#src/features/undo/commands/take-back.ts';
import { actorOf, readEvents, valueOf } from '../../../support/accounts/accounts.ts';
import { AT, demoPlace, dumpOf, EDITOR, LATER, merge, someServices, stored } from './place.ts';

const TODAY = '2026-11-21';
const DESK = { actor: EDITOR, kind: 'desk' as const };

test('two services become one: it says what was chosen, and the other is hidden and leads to it', async () => {
  const db = await demoPlace();
  const [kept, gone] = await someServices(db, 2);
  if (kept === undefined || gone === undefined) throw new Error('The place has too few services');
  valueOf(await merge(db, kept.id, gone.id, { description: 'second', phones: 'both' }));
  const now = await stored(db, kept.id);
  expect(now.record.description).toBe(gone.record.description);
  expect(now.record.name).toBe(kept.record.name);
  expect(now.record.phones).toEqual([...kept.record.phones, ...gone.record.phones]);
  expect(now).toMatchObject({ slug: kept.slug, visibility: 'public', sourceId: kept.sourceId });
  expect((await stored(db, gone.id)).visibility).toBe('hidden');
  expect(await findServiceBySlug(db, gone.slug, TODAY)).toEqual({ kind: 'moved', slug: kept.slug });
  const events = await readEvents(db);
  expect(events.slice(-2)).toEqual(['service.update by editor-1', 'service.merge by editor-1']);
  const revisions = await db.selectFrom('revision').selectAll().where('service_id', '=', kept.id).execute();
  expect(revisions).toMatchObject([{ state: 'published', number: 1, author_kind: 'desk' }]);
});

test('a former address of the one that went leads to the one that stays', async () => {
  const db = await demoPlace();
  const [kept, gone] = await someServices(db, 2);
  if (kept === undefined || gone === undefined) throw new Error('The place has too few services');
  await db.insertInto('service_slug').values({ slug: 'an-older-name', service_id: gone.id }).execute();
  valueOf(await merge(db, kept.id, gone.id));
  expect(await findServiceBySlug(db, 'an-older-name', TODAY)).toEqual({ kind: 'moved', slug: kept.slug });
});

test('taking a merge back gives every row of the directory back as it was', async () => {
  const db = await demoPlace();
  const services = await someServices(db, 12);
  const day = { day: TODAY, kind: 'seen' } as const;
  const [first, second] = services;
  await db
    .insertInto('service_day')
    .values([
      { service_id: first?.id ?? '', ...day, visits: 5 },
      { service_id: second?.id ?? '', ...day, visits: 7 },
      { service_id: second?.id ?? '', day: '2026-11-20', kind: 'saved', visits: 1 },
    ])
    .execute();
  const before = await dumpOf(db);
  for (let at = 0; at + 1 < services.length; at += 2) {
    const [kept, gone] = [services[at]?.id ?? '', services[at + 1]?.id ?? ''];
    const sides = {
      locations: at % 4 === 0 ? 'second' : 'both',
      contacts: 'second',
      needs: 'both',
      name: 'second',
    } as const;
    const { undoId } = valueOf(await merge(db, kept, gone, sides));
    expect(await dumpOf(db)).not.toEqual(before);
    expect(await takeBack(db, undoId, EDITOR, LATER)).toMatchObject({ ok: true });
    expect(await dumpOf(db)).toEqual(before);
  }
  const kinds = await db
    .selectFrom('revision')
    .select('author_kind')
    .where('service_id', '=', first?.id ?? '')
    .execute();
  expect(kinds.map((row) => row.author_kind)).toEqual(['desk', 'undo']);
});

test('visits of both count for the one that stays', async () => {
  const db = await demoPlace();
  const [kept, gone] = await someServices(db, 2);
  if (kept === undefined || gone === undefined) throw new Error('The place has too few services');
  const seen = (service_id: string, visits: number) => ({
    service_id,
    day: TODAY,
    kind: 'seen' as const,
    visits,
  });
  await db
    .insertInto('service_day')
    .values([seen(kept.id, 5), seen(gone.id, 7)])
    .execute();
  valueOf(await merge(db, kept.id, gone.id));
  expect(await db.selectFrom('service_day').selectAll().execute()).toEqual([seen(kept.id, 12)]);
});

test('a merge is not taken back over a change made since', async () => {
  const db = await demoPlace();
  const [kept, gone] = await someServices(db, 2);
  if (kept === undefined || gone === undefined) throw new Error('The place has too few services');
  const { undoId } = valueOf(await merge(db, kept.id, gone.id));
  const change = {
    serviceId: kept.id,
    change: (record: typeof kept.record) => ({ ...record, alert: 'Closed' }),
    reason: null,
  };
  expect(await changeService(db, change, DESK, LATER)).toMatchObject({ ok: true });
  expect(await takeBack(db, undoId, EDITOR, LATER)).toEqual({ ok: false, error: 'changed-since' });
  expect((await stored(db, kept.id)).record.alert).toBe('Closed');
});

test('a chain of merges leads to its end, and is taken back from its end', async () => {
  const db = await demoPlace();
  const [a, b, c] = await someServices(db, 3);
  if (a === undefined || b === undefined || c === undefined)
    throw new Error('The place has too few services');
  const before = await dumpOf(db);
  const first = valueOf(await merge(db, b.id, a.id));
  const second = valueOf(await merge(db, c.id, b.id));
  expect(await findServiceBySlug(db, a.slug, TODAY)).toEqual({ kind: 'moved', slug: c.slug });
  expect(await followMerges(db, [a.id, b.id, c.id])).toEqual(
    new Map([
      [a.id, c.id],
      [b.id, c.id],
    ]),
  );
  expect(await takeBack(db, first.undoId, EDITOR, LATER)).toEqual({ ok: false, error: 'changed-since' });
  expect(await takeBack(db, second.undoId, EDITOR, LATER)).toMatchObject({ ok: true });
  expect(await findServiceBySlug(db, a.slug, TODAY)).toEqual({ kind: 'moved', slug: b.slug });
  expect(await dumpOf(db)).not.toEqual(before);
});

test('of two merges of the same pair at once, in either direction, one is done', async () => {
  const db = await demoPlace();
  const [a, b] = await someServices(db, 2);
  if (a === undefined || b === undefined) throw new Error('The place has too few services');
  const one = (
    keptId: string,
    goneId: string,
    record: typeof a.record,
    versions: { kept: number; gone: number },
  ) => mergeServices(db, { keptId, goneId, record, versions }, EDITOR, AT);
  const results = await Promise.all([
    one(a.id, b.id, a.record, { kept: a.version, gone: b.version }),
    one(b.id, a.id, b.record, { kept: b.version, gone: a.version }),
  ]);
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results).toContainEqual({ ok: false, error: 'merged-already' });
  expect(await findServicesByIds(db, [a.id, b.id], TODAY)).toHaveLength(1);
});

test('nothing is put together that changed since it was looked at, waits for the desk, or would hide what visitors see', async () => {
  const db = await demoPlace();
  const [a, b] = await someServices(db, 2);
  if (a === undefined || b === undefined) throw new Error('The place has too few services');
  const versions = { kept: a.version, gone: b.version };
  const tryMerge = (changed: Partial<typeof versions> = {}) =>
    mergeServices(
      db,
      { keptId: a.id, goneId: b.id, record: a.record, versions: { ...versions, ...changed } },
      EDITOR,
      AT,
    );
  expect(await tryMerge({ gone: b.version + 1 })).toEqual({ ok: false, error: 'changed-elsewhere' });
  expect(await tryMerge({ kept: a.version + 1 })).toEqual({ ok: false, error: 'changed-elsewhere' });
  expect(
    await mergeServices(db, { keptId: a.id, goneId: a.id, record: a.record, versions }, EDITOR, AT),
  ).toEqual({
    ok: false,
    error: 'unknown',
  });
  await db.updateTable('service').set({ visibility: 'hidden' }).where('id', '=', a.id).execute();
  expect(await tryMerge()).toEqual({ ok: false, error: 'hidden-kept' });
  await db.updateTable('service').set({ visibility: 'public' }).where('id', '=', a.id).execute();
  const partner = { actor: actorOf('partner-1'), kind: 'partner' as const };
  await db
    .transaction()
    .execute((trx) =>
      proposeContent(trx, b, { ...b.record, summary: 'Waits' }, { author: partner, reason: null }, AT),
    );
  expect(await tryMerge()).toEqual({ ok: false, error: 'proposal-waiting' });
  expect((await stored(db, b.id)).visibility).toBe('public');
});
