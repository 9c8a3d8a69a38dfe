import type { Selectable, Transaction } from 'kysely';
import type { AccountRoleTable, Database } from '#db/schema.ts';

/** What belongs to an organisation and moves with it, and by what each row is known. */
const MOVING = [
  ['service', 'id'],
  ['program', 'id'],
  ['account_role', 'id'],
  ['claim', 'id'],
  ['evidence', 'id'],
  ['picture', 'id'],
  ['revision', 'id'],
  ['review_link', 'token_hash'],
  ['referral', 'id'],
] as const;

/** What moved: by table, what its rows are known by. */
export type Moved = Record<string, string[]>;

/** Takes away the roles at one organisation that the same people have at the other, and returns them. */
export const dropDoubleRoles = (
  trx: Transaction<Database>,
  keptId: string,
  goneId: string,
): Promise<Selectable<AccountRoleTable>[]> =>
  trx
    .deleteFrom('account_role')
    .where('organisation_id', '=', goneId)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('account_role as held')
          .select('held.id')
          .where('held.organisation_id', '=', keptId)
          .whereRef('held.account_id', '=', 'account_role.account_id')
          .whereRef('held.role', '=', 'account_role.role'),
      ),
    )
    .returningAll()
    .execute();

/** Gives all that is one organisation's to another, and says which rows that were. */
export async function moveRows(
  trx: Transaction<Database>,
  fromId: string,
  toId: string,
  at: Date,
): Promise<Moved> {
  const moved: Moved = {};
  for (const [table, key] of MOVING) {
    // The tables share the column; Kysely cannot follow a table that is a variable.
    const rows: object[] = await trx
      .updateTable(table as 'claim')
      .set({ organisation_id: toId })
      .where('organisation_id', '=', fromId)
      .returning(key as 'id')
      .execute();
    moved[table] = rows.map((row) => String((row as Record<string, unknown>)[key]));
  }
  await touchServices(trx, moved.service ?? [], at);
  return moved;
}

async function touchServices(trx: Transaction<Database>, ids: readonly string[], at: Date): Promise<void> {
  for (let start = 0; start < ids.length; start += 500)
    await trx
      .updateTable('service')
      .set((row) => ({ version: row('version', '+', 1), updated_at: at.toISOString() }))
      .where('id', 'in', ids.slice(start, start + 500))
      .execute();
}

/** Gives rows back, but for those that have moved elsewhere or gone meanwhile. */
export async function moveBack(
  trx: Transaction<Database>,
  moved: Moved,
  { fromId, toId }: { fromId: string; toId: string },
  at: Date,
): Promise<void> {
  for (const [table, key] of MOVING) {
    const ids = moved[table] ?? [];
    for (let start = 0; start < ids.length; start += 500)
      await trx
        .updateTable(table as 'claim')
        .set({ organisation_id: toId })
        .where(key as 'id', 'in', ids.slice(start, start + 500))
        .where('organisation_id', '=', fromId)
        .execute();
  }
  await touchServices(trx, moved.service ?? [], at);
}
