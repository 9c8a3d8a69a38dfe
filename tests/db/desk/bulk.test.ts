import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import type { Change } from '#src/features/desk/changes.ts';
import { changeServices } from '#src/features/desk/commands/change-services.ts';
import { publishRevision } from '#src/features/revisions/commands/publish.ts';
import { addToDoNotList } from '#src/features/imports/do-not-list/commands.ts';
import { findStoredService } from '#src/features/services/queries/records/read.ts';
import { plainOrganisation } from '#src/features/services/record.ts';
import { takeBack } from '#src/features/undo/commands/take-back.ts';
import { listUndo } from '#src/features/undo/queries.ts';
import { actorOf, addAccount, after, NOW, readEvents, valueOf } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { idOf, serviceRecord, venueRecord, writeDirectory } from '../../support/directory.ts';

const SERVICES = ['knitting', 'lunch', 'walks'] as const;
const IDS = SERVICES.map((key) => idOf('service', key));
const OTHER = idOf('organisation', 'bakery');

/** Three services in use: checked, with needs and a venue; one of them hidden. */
async function place(): Promise<{ db: Db; by: ReturnType<typeof actorOf> }> {
  const db = await testDatabase();
  await writeDirectory(
    db,
    SERVICES.map((key) =>
      serviceRecord(key, {
        assuredOn: '2026-03-01',
        assuredBy: 'Kettle and Co',
        needs: [
          { slug: 'food', suggested: true },
          { slug: 'money', suggested: false },
        ],
        locations: [venueRecord(`hall of ${key}`)],
      }),
    ),
    [
      plainOrganisation('club', 'Kettle and Co', 'community'),
      plainOrganisation('bakery', 'Crumb', 'community'),
    ],
  );
  await db
    .updateTable('service')
    .set({ visibility: 'hidden' })
    .where('id', '=', idOf('service', 'walks'))
    .execute();
  return { db, by: actorOf(await addAccount(db, { roles: ['editor'] })) };
}

/** Everything that is stored of the services, but the counts that each edit raises. */
async function everything(db: Db): Promise<unknown> {
  const services = await db.selectFrom('service').selectAll().where('id', 'in', IDS).orderBy('id').execute();
  const records = await Promise.all(IDS.map((id) => findStoredService(db, id)));
  const local = await db
    .selectFrom('local_field')
    .select(['service_id', 'field'])
    .orderBy('service_id')
    .orderBy('field')
    .execute();
  return {
    services: services.map(({ version: _, updated_at: __, ...rest }) => rest),
    records: records.map((stored) => stored?.record),
    local,
  };
}

const CHANGES: readonly [string, Change][] = [
  ['hiding', { kind: 'hide' }],
  ['showing', { kind: 'show' }],
  ['marking as checked', { kind: 'checked', day: '2026-11-21', by: 'Marlbridge Directory' }],
  ['setting how often to review', { kind: 'interval', months: 12 }],
  ['adding a need', { kind: 'add-need', need: 'company' }],
  ['taking a need away', { kind: 'remove-need', need: 'food' }],
  ['moving to another organisation', { kind: 'move', organisationId: OTHER }],
];

describe('changing many services at once', () => {
  test.each(CHANGES)('%s can be taken back, and gives back every field', async (_, change) => {
    const { db, by } = await place();
    const before = await everything(db);
    const { undoId } = valueOf(await changeServices(db, { ids: IDS, change, reason: 'Because' }, by, NOW));
    expect(await everything(db)).not.toEqual(before);
    valueOf(await takeBack(db, undoId, by, after(5)));
    expect(await everything(db)).toEqual(before);
  });

  test('does what was asked to each, with an event for each, and one way back for the lot', async () => {
    const { db, by } = await place();
    const change = { kind: 'add-need', need: 'company' } as const;
    const { changed } = valueOf(await changeServices(db, { ids: IDS, change, reason: null }, by, NOW));
    expect(changed).toBe(3);
    for (const id of IDS)
      expect((await findStoredService(db, id))?.record.needs).toEqual([
        { slug: 'company', suggested: false },
        { slug: 'food', suggested: true },
        { slug: 'money', suggested: false },
      ]);
    expect((await readEvents(db)).filter((event) => event === `service.update by ${by.id}`)).toHaveLength(3);
    expect((await listUndo(db, NOW, { page: 1, perPage: 10 })).total).toBe(1);
  });

  test('keeps a revision of each content, so that its history is whole', async () => {
    const { db, by } = await place();
    const change = { kind: 'interval', months: 3 } as const;
    const { undoId } = valueOf(
      await changeServices(db, { ids: IDS, change, reason: 'Twice a term' }, by, NOW),
    );
    const kept = (): Promise<{ author_kind: string; state: string; reason: string | null }[]> =>
      db
        .selectFrom('revision')
        .select(['author_kind', 'state', 'reason'])
        .orderBy('created_at')
        .orderBy('number')
        .execute();
    expect(await kept()).toEqual(
      IDS.map(() => ({ author_kind: 'desk', state: 'published', reason: 'Twice a term' })),
    );
    await takeBack(db, undoId, by, after(5));
    expect((await kept()).filter(({ author_kind }) => author_kind === 'undo')).toHaveLength(3);
  });

  test('a need that was only suggested is one that a person has chosen', async () => {
    const { db, by } = await place();
    const change = { kind: 'add-need', need: 'food' } as const;
    await changeServices(db, { ids: IDS.slice(0, 1), change, reason: null }, by, NOW);
    const needs = (await findStoredService(db, IDS[0] ?? ''))?.record.needs;
    expect(needs?.find(({ slug }) => slug === 'food')).toEqual({ slug: 'food', suggested: false });
  });

  test('passes over what is so already, and refuses when nothing is left', async () => {
    const { db, by } = await place();
    const hide = { ids: IDS, change: { kind: 'hide' }, reason: 'Closed' } as const;
    expect(valueOf(await changeServices(db, hide, by, NOW)).changed).toBe(2);
    expect(await changeServices(db, hide, by, NOW)).toEqual({ ok: false, error: 'nothing-to-change' });
  });

  test('shows nothing of somebody who asked not to be listed', async () => {
    const { db, by } = await place();
    const asked = { name: 'Kettle and Co', postcode: null, charityNumber: null, website: null, source: null };
    valueOf(await addToDoNotList(db, { ...asked, reason: null, actor: by, at: NOW }));
    const show = { ids: IDS, change: { kind: 'show' }, reason: null } as const;
    expect(await changeServices(db, show, by, NOW)).toEqual({ ok: false, error: 'nothing-to-change' });
  });

  test('an organisation that does not exist, and more than a hundred at once, are refused', async () => {
    const { db, by } = await place();
    const move = { kind: 'move', organisationId: '0190a000-0000-7000-8000-000000000001' } as const;
    const tooMany = Array.from({ length: 101 }, (_, index) => `id-${index}`);
    expect(await changeServices(db, { ids: IDS, change: move, reason: null }, by, NOW)).toEqual({
      ok: false,
      error: 'no-organisation',
    });
    expect(
      await changeServices(db, { ids: tooMany, change: { kind: 'hide' }, reason: 'x' }, by, NOW),
    ).toEqual({ ok: false, error: 'too-many' });
  });

  test('is done to all or none: without its audit event nothing changes', async () => {
    const { db, by } = await place();
    const before = await everything(db);
    await db.schema.alterTable('audit_event').renameTo('audit_event_away').execute();
    const hide = { ids: IDS, change: { kind: 'hide' }, reason: 'Closed' } as const;
    await expect(changeServices(db, hide, by, NOW)).rejects.toThrow('audit_event');
    expect(await everything(db)).toEqual(before);
  });
});

describe('taking back', () => {
  const hide = { ids: IDS, change: { kind: 'hide' }, reason: 'Closed' } as const;

  test('is for 30 days, and then refused', async () => {
    const { db, by } = await place();
    const { undoId } = valueOf(await changeServices(db, hide, by, NOW));
    const days = (count: number): Date => after(count * 24 * 60);
    expect(await takeBack(db, undoId, by, days(30))).toEqual({ ok: false, error: 'too-late' });
    expect((await listUndo(db, days(30), { page: 1, perPage: 10 })).total).toBe(0);
    expect((await takeBack(db, undoId, by, days(29))).ok).toBe(true);
  });

  test('is done once: the second is told so', async () => {
    const { db, by } = await place();
    const { undoId } = valueOf(await changeServices(db, hide, by, NOW));
    expect((await takeBack(db, undoId, by, after(1))).ok).toBe(true);
    expect(await takeBack(db, undoId, by, after(2))).toEqual({ ok: false, error: 'undone-already' });
    expect(await takeBack(db, 'nothing', by, after(2))).toEqual({ ok: false, error: 'unknown' });
  });

  test('is refused, whole, when one of them was changed meanwhile', async () => {
    const { db, by } = await place();
    const change = { kind: 'checked', day: '2026-11-21', by: 'Marlbridge Directory' } as const;
    const { undoId } = valueOf(await changeServices(db, { ids: IDS, change, reason: null }, by, NOW));
    await db.transaction().execute(async (trx) => {
      const stored = await findStoredService(trx, IDS[1] ?? '');
      if (stored === undefined) throw new Error('no service');
      const record = { ...stored.record, assuredOn: '2026-11-22', assuredBy: 'Kettle and Co' };
      await publishRevision(
        trx,
        stored,
        record,
        { author: by.id, authorKind: 'partner', by, reason: null },
        after(60),
      );
    });
    const before = await everything(db);
    expect(await takeBack(db, undoId, by, after(120))).toEqual({ ok: false, error: 'changed-since' });
    expect(await everything(db)).toEqual(before);
    const { entries } = await listUndo(db, after(120), { page: 1, perPage: 10 });
    expect(entries).toMatchObject([{ undone_at: null }]);
  });

  test('keeps what was changed meanwhile in other fields', async () => {
    const { db, by } = await place();
    const change = { kind: 'interval', months: 12 } as const;
    const { undoId } = valueOf(await changeServices(db, { ids: IDS, change, reason: null }, by, NOW));
    await db.transaction().execute(async (trx) => {
      const stored = await findStoredService(trx, IDS[0] ?? '');
      if (stored === undefined) throw new Error('no service');
      const record = { ...stored.record, summary: 'New words' };
      await publishRevision(
        trx,
        stored,
        record,
        { author: by.id, authorKind: 'partner', by, reason: null },
        after(60),
      );
    });
    expect((await takeBack(db, undoId, by, after(120))).ok).toBe(true);
    expect((await findStoredService(db, IDS[0] ?? ''))?.record).toMatchObject({
      summary: 'New words',
      reviewMonths: 6,
    });
  });

  test('puts a wish not to be listed back as it was', async () => {
    const { db, by } = await place();
    const before = await everything(db);
    const asked = { name: 'Kettle and Co', postcode: null, charityNumber: null, website: null, source: null };
    valueOf(await addToDoNotList(db, { ...asked, reason: null, actor: by, at: NOW }));
    expect(await everything(db)).not.toEqual(before);
    const { entries } = await listUndo(db, NOW, { page: 1, perPage: 10 });
    expect((await takeBack(db, entries[0]?.id ?? '', by, after(5))).ok).toBe(true);
    expect(await everything(db)).toEqual(before);
  });
});
