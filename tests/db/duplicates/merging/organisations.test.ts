import { expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import { mergeOrganisations } from '#src/features/duplicates/commands/merge-organisations.ts';
import { findKeptOrganisationSlug } from '#src/features/organisations/queries.ts';
import { takeBack } from '#src/features/undo/commands/take-back.ts';
import { addAccount, valueOf } from '../../../support/accounts/accounts.ts';
import { AT, demoPlace, dumpOf, EDITOR, LATER, someServices } from './place.ts';

/** Two organisations of the example place, with people: one in both, one in the second only. */
async function twoOrganisations(db: Db) {
  const [one, other] = await someServices(db, 2);
  const [keptId, goneId] = [one?.organisationId ?? '', other?.organisationId ?? ''];
  const role = 'organisation_editor' as const;
  const both = await addAccount(db, {
    roles: [
      { role, organisationId: keptId },
      { role, organisationId: goneId },
    ],
  });
  const second = await addAccount(db, { roles: [{ role, organisationId: goneId }] });
  await db
    .insertInto('evidence')
    .values({
      id: uuidv7(),
      organisation_id: goneId,
      kind: 'public_liability',
      offered_at: AT.toISOString(),
      offered_by: second,
    })
    .execute();
  return { keptId, goneId, both, second };
}

const organisationsOf = async (db: Db, accountId: string): Promise<(string | null)[]> =>
  (
    await db
      .selectFrom('account_role')
      .select('organisation_id')
      .where('account_id', '=', accountId)
      .execute()
  ).map((row) => row.organisation_id);

const countServices = async (db: Db, id: string): Promise<number> =>
  (await db.selectFrom('service').select('id').where('organisation_id', '=', id).execute()).length;

test('services, people and papers move to the organisation that stays, and the other address leads to it', async () => {
  const db = await demoPlace();
  const { keptId, goneId, both, second } = await twoOrganisations(db);
  const before = (await countServices(db, keptId)) + (await countServices(db, goneId));
  valueOf(await mergeOrganisations(db, { keptId, goneId }, EDITOR, AT));
  expect(await countServices(db, goneId)).toBe(0);
  expect(await countServices(db, keptId)).toBe(before);
  expect(await organisationsOf(db, both)).toEqual([keptId]);
  expect(await organisationsOf(db, second)).toEqual([keptId]);
  const [paper] = await db.selectFrom('evidence').selectAll().execute();
  expect(paper?.organisation_id).toBe(keptId);
  const slugOf = async (id: string) =>
    (await db.selectFrom('organisation').select('slug').where('id', '=', id).executeTakeFirstOrThrow()).slug;
  expect(await findKeptOrganisationSlug(db, await slugOf(goneId))).toBe(await slugOf(keptId));
  expect(await findKeptOrganisationSlug(db, await slugOf(keptId))).toBeUndefined();
});

test('taking the merge of organisations back gives every row back as it was', async () => {
  const db = await demoPlace();
  const { keptId, goneId } = await twoOrganisations(db);
  await db
    .updateTable('organisation')
    .set({ parent_organisation_id: goneId })
    .where('id', '=', keptId)
    .execute();
  const before = await dumpOf(db);
  const { undoId } = valueOf(await mergeOrganisations(db, { keptId, goneId }, EDITOR, AT));
  expect(await dumpOf(db)).not.toEqual(before);
  expect(await takeBack(db, undoId, EDITOR, LATER)).toMatchObject({ ok: true });
  expect(await dumpOf(db)).toEqual(before);
});

test('an organisation is merged once, never with itself, and never behind a hidden one', async () => {
  const db = await demoPlace();
  const { keptId, goneId } = await twoOrganisations(db);
  const tryMerge = (kept: string, gone: string) =>
    mergeOrganisations(db, { keptId: kept, goneId: gone }, EDITOR, AT);
  expect(await tryMerge(keptId, keptId)).toEqual({ ok: false, error: 'unknown' });
  await db.updateTable('organisation').set({ visibility: 'hidden' }).where('id', '=', keptId).execute();
  expect(await tryMerge(keptId, goneId)).toEqual({ ok: false, error: 'hidden-kept' });
  await db.updateTable('organisation').set({ visibility: 'public' }).where('id', '=', keptId).execute();
  valueOf(await tryMerge(keptId, goneId));
  expect(await tryMerge(goneId, keptId)).toEqual({ ok: false, error: 'merged-already' });
});
