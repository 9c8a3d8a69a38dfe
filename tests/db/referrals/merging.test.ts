import { describe, expect, test } from 'vitest';
import { mergeOrganisations } from '#src/features/duplicates/commands/merge-organisations.ts';
import { mergeServices } from '#src/features/duplicates/commands/merge-services.ts';
import { withdrawReferrals } from '#src/features/referrals/commands/withdraw.ts';
import { findReferralPlace } from '#src/features/referrals/queries/lists.ts';
import { countOpenReferrals } from '#src/features/referrals/queries/counts.ts';
import { findStoredService } from '#src/features/services/queries/records/read.ts';
import { takeBack } from '#src/features/undo/commands/take-back.ts';
import { actorOf } from '../../support/accounts/accounts.ts';
import { TEST_POST } from '../../support/messages/post.ts';
import {
  CHAIRS,
  CLUB,
  daysLater,
  LUNCH,
  PERSON,
  putInState,
  refer,
  referralWorld,
  SENT,
  stateOf,
  type World,
} from '../../support/requests/referrals.ts';

const EDITOR = actorOf('editor-1');
const stored = async ({ db }: World, id = LUNCH) => {
  const service = await findStoredService(db, id);
  if (service === undefined) throw new Error('The service is gone');
  return service;
};
const isShown = async (world: World, id = LUNCH): Promise<boolean> => {
  const { visibility, record } = await stored(world, id);
  return visibility === 'public' && record.status === 'active' && record.validTo === null;
};

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

describe('putting two services together', () => {
  const merge = async (world: World, keptId: string, goneId: string) => {
    const [kept, gone] = [await stored(world, keptId), await stored(world, goneId)];
    const versions = { kept: kept.version, gone: gone.version };
    return mergeServices(world.db, { keptId, goneId, record: kept.record, versions }, EDITOR, SENT);
  };

  test('takes the open referrals along, and taking it back gives them back', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    const merged = await merge(world, CHAIRS, LUNCH);
    if (!merged.ok) throw new Error(merged.error);
    expect(await countOpenReferrals(world.db, CHAIRS)).toBe(1);
    expect(await stateOf(world.db, id)).toBe('sent');
    expect((await takeBack(world.db, merged.value.undoId, EDITOR, daysLater(1))).ok).toBe(true);
    expect(await countOpenReferrals(world.db, LUNCH)).toBe(1);
  });

  test('leaves what is over where it was', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    await putInState(world.db, id, 'completed');
    expect((await merge(world, CHAIRS, LUNCH)).ok).toBe(true);
    const row = await world.db.selectFrom('referral').select('service_id').executeTakeFirstOrThrow();
    expect(row.service_id).toBe(LUNCH);
  });

  test('is refused when somebody was referred to both', async () => {
    const world = await referralWorld();
    await refer(world, [LUNCH, CHAIRS]);
    expect(await merge(world, CHAIRS, LUNCH)).toEqual({ ok: false, error: 'open-referrals' });
    expect(await isShown(world)).toBe(true);
  });

  test('is refused when the other one is of an organisation that nobody agreed to', async () => {
    const world = await referralWorld();
    await refer(world);
    const organisation_id = await addAnother(world);
    await world.db.updateTable('service').set({ organisation_id }).where('id', '=', CHAIRS).execute();
    expect(await merge(world, CHAIRS, LUNCH)).toEqual({ ok: false, error: 'open-referrals' });
    expect((await merge(world, LUNCH, CHAIRS)).ok).toBe(true);
  });

  test('what was agreed for the one that went is taken back for the one that stays', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    expect((await merge(world, CHAIRS, LUNCH)).ok).toBe(true);
    const count = await world.db
      .transaction()
      .execute((trx) =>
        withdrawReferrals(
          trx,
          TEST_POST,
          { requestId: world.request.id, serviceId: LUNCH, by: 'person', words: 'They changed their mind' },
          PERSON,
          SENT,
        ),
      );
    expect(count).toBe(1);
    expect(await stateOf(world.db, id)).toBe('withdrawn');
  });

  test('of two organisations the referrals go with everything else, and come back with it', async () => {
    const world = await referralWorld();
    const [id = ''] = await refer(world);
    const keptId = await addAnother(world);
    const owner = async () => (await findReferralPlace(world.db, id))?.organisationId;
    const merged = await mergeOrganisations(world.db, { keptId, goneId: CLUB }, EDITOR, SENT);
    if (!merged.ok) throw new Error(merged.error);
    expect(await owner()).toBe(keptId);
    expect((await takeBack(world.db, merged.value.undoId, EDITOR, daysLater(1))).ok).toBe(true);
    expect(await owner()).toBe(CLUB);
  });
});
