import { sql } from 'kysely';
import type { Db } from '#db/connection.ts';
import { readHead } from '#src/features/audit/chain.ts';
import { verifyTrail } from '#src/features/audit/queries/verify.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { SEALED_COLUMNS } from '#src/server/keys/sealed-columns.ts';
import { BackupRefused } from './refused.ts';

/** Refuses a database whose audit trail is not whole, or does not end where the manifest says. */
export async function checkTrail(db: Db, keys: Keys, auditHead: string | null): Promise<void> {
  if (auditHead === null) return;
  const noted = readHead(auditHead);
  if (noted === null) throw new BackupRefused('The manifest of the backup is damaged: use another backup.');
  const { isWhole, faults } = await verifyTrail(db, keys, { noted });
  if (!isWhole)
    throw new BackupRefused(`The audit trail of the backup is not whole: ${faults[0]?.text ?? ''}`);
}

/** Refuses keys that do not open the first and the last value of each sealed column. */
export async function checkSeals(db: Db, keys: Keys): Promise<void> {
  for (const { table, column, id, context } of SEALED_COLUMNS) {
    for (const order of [sql`asc`, sql`desc`]) {
      const { rows } = await sql<{ id: string; sealed: string }>`
        select ${sql.ref(id)} as id, ${sql.ref(column)} as sealed from ${sql.table(table)}
        where ${sql.ref(column)} is not null order by ${sql.ref(id)} ${order} limit 1`.execute(db);
      const [row] = rows;
      if (row !== undefined) checkOpens(keys, row.sealed, context(String(row.id)), `${table}.${column}`);
    }
  }
}

function checkOpens(keys: Keys, sealed: string, context: string, where: string): void {
  try {
    keys.unseal(sealed, context);
  } catch {
    throw new BackupRefused(
      `What is sealed in ${where} does not open with these keys: it was altered, or another key is missing.`,
    );
  }
}
