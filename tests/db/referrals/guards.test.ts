import { describe, expect, test } from 'vitest';
import { changeServices } from '#src/features/desk/commands/change-services.ts';
import { addToDoNotList } from '#src/features/imports/do-not-list/commands.ts';
import { readDoNotList } from '#src/features/imports/do-not-list/queries.ts';
import { hideMeant } from '#src/features/imports/do-not-list/visibility.ts';
import { recordCall } from '#src/features/reviews/commands/call.ts';
import { changeService } from '#src/features/revisions/commands/change.ts';
import { decideProposal } from '#src/features/revisions/commands/decide.ts';
import { proposeContent } from '#src/features/revisions/commands/submit.ts';
import { endedOn } from '#src/features/services/editing/ending.ts';
import { findStoredService } from '#src/features/services/queries/records/read.ts';
import { climbLadder } from '#src/jobs/partners/review-reminders.ts';
import { actorOf } from '../../support/accounts/accounts.ts';
import { serviceRecord, writeDirectory } from '../../support/directory.ts';
import { TEST_POST } from '../../support/messages/post.ts';
import {
  CHAIRS,
  LUNCH,
  putInState,
  refer,
  referralWorld,
  SENT,
  type World,
} from '../../support/requests/referrals.ts';

const EDITOR = actorOf('editor-1');
const DESK = { actor: EDITOR, kind: 'desk' } as const;
const TODAY = '2026-11-23';

const stored = async ({ db }: World, id = LUNCH) => {
  const service = await findStoredService(db, id);
  if (service === undefined) throw new Error('The service is gone');
  return service;
};
const isShown = async (world: World, id = LUNCH): Promise<boolean> => {
  const { visibility, record } = await stored(world, id);
  return visibility === 'public' && record.status === 'active' && record.validTo === null;
};
const tasks = async ({ db }: World) =>
  (await db.selectFrom('task').select('kind').execute()).map(({ kind }) => kind);

const hide = (world: World, ids = [LUNCH]) =>
  changeServices(world.db, { ids, change: { kind: 'hide' }, reason: null }, EDITOR, SENT);
const end = (world: World) =>
  changeService(
    world.db,
    { serviceId: LUNCH, change: (record) => endedOn(record, '2026-11-22', TODAY), reason: null },
    DESK,
    SENT,
  );
const doNotList = (world: World, name: string) =>
  addToDoNotList(world.db, {
    name,
    postcode: null,
    charityNumber: null,
    website: null,
    source: null,
    reason: null,
    actor: EDITOR,
    at: SENT,
  });

const REMOVALS: readonly [string, (world: World) => Promise<{ ok: boolean; error?: string }>][] = [
  ['the desk hides it', (world) => hide(world)],
  ['the desk hides it with others', (world) => hide(world, [CHAIRS, LUNCH])],
  ['its organisation says that it has ended', end],
  ['it asked not to be listed', (world) => doNotList(world, 'lunch')],
  ['its organisation asked not to be listed', (world) => doNotList(world, 'Kettle and Co')],
  [
    'they said on the phone that it has ended',
    async (world) => {
      await world.db
        .updateTable('service')
        .set({ review_due_on: '2026-08-01' })
        .where('id', '=', LUNCH)
        .execute();
      return recordCall(
        world.db,
        { serviceId: LUNCH, outcome: 'closed', dueOn: '2026-08-01' },
        { actor: EDITOR, kind: 'desk' },
        SENT,
      );
    },
  ],
  [
    'the desk accepts that it has ended',
    async (world) => {
      const service = await stored(world);
      const ended = { ...service.record, status: 'defunct' as const };
      const author = { actor: actorOf('partner-1'), kind: 'partner' as const };
      await world.db
        .transaction()
        .execute((trx) => proposeContent(trx, service, ended, { author, reason: null }, SENT));
      const { id } = await world.db.selectFrom('revision').select('id').executeTakeFirstOrThrow();
      const decision = {
        revisionId: id,
        accepted: 'all' as const,
        reason: null,
        serviceVersion: service.version,
      };
      return decideProposal(world.db, TEST_POST, decision, DESK, SENT);
    },
  ],
];

/** Another organisation, as the club is. */
async function addAnother(world: World): Promise<string> {
  const { id } = await world.db
    .insertInto('organisation')
    .columns(['id', 'slug', 'name', 'description', 'sector', 'created_at', 'updated_at'])
    .expression((eb) =>
      eb
        .selectFrom('organisation')
        .select((row) => [
          row.val('other').as('id'),
          row.val('other').as('slug'),
          row.val('Other').as('name'),
          'description',
          'sector',
          'created_at',
          'updated_at',
        ]),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

describe('a service with open referrals stays when', () => {
  test.each(REMOVALS)('%s', async (_words, remove) => {
    const world = await referralWorld();
    await refer(world);
    expect(await remove(world)).toMatchObject({ ok: false, error: 'open-referrals' });
    expect([await isShown(world), await isShown(world, CHAIRS)]).toEqual([true, true]);
  });

  test.each(REMOVALS)('and goes once they are over: %s', async (_words, remove) => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    await putInState(world.db, id, 'completed');
    expect(await remove(world)).toMatchObject({ ok: true });
    expect(await isShown(world)).toBe(false);
  });

  test('an import says that it has ended: it is left, and somebody is told to ring', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    const ended = serviceRecord('lunch', { status: 'defunct', name: 'Lunch for all' });
    await writeDirectory(world.db, [ended]);
    expect(await isShown(world)).toBe(true);
    expect(await tasks(world)).toEqual(['referrals-open']);
    await putInState(world.db, id, 'completed');
    await writeDirectory(world.db, [ended]);
    expect(await isShown(world)).toBe(false);
  });

  test('an import changes something else: that is taken', async () => {
    const world = await referralWorld();
    await refer(world);
    await writeDirectory(world.db, [serviceRecord('lunch', { name: 'Lunch for all' })]);
    expect((await stored(world)).record.name).toBe('Lunch for all');
    expect(await tasks(world)).toEqual([]);
  });

  test('an import meets an entry of the list made meanwhile: the service and its organisation are left', async () => {
    const world = await referralWorld();
    const entry = await doNotList(world, 'Kettle and Co');
    if (!entry.ok) throw new Error(entry.error);
    await world.db.updateTable('service').set({ visibility: 'public' }).execute();
    await world.db.updateTable('organisation').set({ visibility: 'public' }).execute();
    await refer(world);
    const hidden = await world.db.transaction().execute(async (trx) => {
      const [meant] = await readDoNotList(trx);
      return meant === undefined ? null : hideMeant(trx, meant, { at: SENT, actor: 'import' });
    });
    expect(hidden).toEqual({ organisations: 0, services: 1 });
    expect([await isShown(world), await isShown(world, CHAIRS)]).toEqual([true, false]);
    expect(await tasks(world)).toEqual(['referrals-open']);
  });

  test('nobody confirmed it for ninety days: it is left, and somebody is told to ring', async () => {
    const world = await referralWorld();
    await world.db.updateTable('service').set({ review_due_on: '2026-06-30' }).execute();
    const run = (day: string) => {
      const when = new Date(`${day}T09:00:00Z`);
      return climbLadder(world.db, TEST_POST, {
        at: when,
        now: () => when,
        signal: new AbortController().signal,
      });
    };
    const [id = ''] = await refer(world);
    await run('2026-07-14');
    await run('2026-07-15'); // one mail a day: the other address has its turn
    await run('2026-09-28');
    const shown = async () => [await isShown(world), await isShown(world, CHAIRS)];
    expect(await shown()).toEqual([true, false]);
    expect(await tasks(world)).toContain('referrals-open');
    await putInState(world.db, id, 'declined');
    await run('2026-09-29');
    expect(await shown()).toEqual([false, false]);
  });

  test('it is to end later: that day may come when the referrals are over', async () => {
    const world = await referralWorld();
    await refer(world);
    const change = {
      serviceId: LUNCH,
      change: (record: never) => endedOn(record, '2027-03-31', TODAY),
      reason: null,
    };
    expect((await changeService(world.db, change as never, DESK, SENT)).ok).toBe(true);
  });

  test('it is to go to another organisation, which nobody agreed to', async () => {
    const world = await referralWorld();
    await refer(world);
    const otherId = await addAnother(world);
    const change = { kind: 'move' as const, organisationId: otherId };
    expect(await changeServices(world.db, { ids: [LUNCH], change, reason: null }, EDITOR, SENT)).toEqual({
      ok: false,
      error: 'open-referrals',
    });
  });
});

describe('a draft of the desk that ends a service', () => {
  test('waits as a proposal while referrals are open', async () => {
    const world = await referralWorld();
    await refer(world);
    const { submitContent } = await import('#src/features/revisions/commands/submit.ts');
    const service = await stored(world);
    const record = { ...service.record, status: 'defunct' as const, summary: 'Lunch and talk' };
    const sent = await world.db
      .transaction()
      .execute((trx) =>
        submitContent(trx, service, { record, author: DESK, reason: null, always: false }, SENT),
      );
    expect(sent).toMatchObject({ published: ['summary'], proposed: ['status'] });
    expect(await isShown(world)).toBe(true);
  });
});
