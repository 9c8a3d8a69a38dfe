import type { Db } from '#db/connection.ts';

const OWN_TABLES = [
  'request_lookup',
  'request_event',
  'request_note',
  'request_handover',
  'contact_attempt',
  'consent',
  'referral',
] as const;

/** Every sealed value about a request, and how many rows each table holds of it. */
export async function valuesAbout(
  db: Db,
  id: string,
): Promise<{ sealed: string[]; proofs: number } & Record<string, unknown>> {
  const referrals = (await db.selectFrom('referral').select('id').where('request_id', '=', id).execute()).map(
    (row) => row.id,
  );
  const rows: Record<string, object[]> = {
    request: await db.selectFrom('request').selectAll().where('id', '=', id).execute(),
    message: await db
      .selectFrom('message')
      .selectAll()
      .where('about_id', 'in', [id, ...referrals])
      .execute(),
    referral_event: await db
      .selectFrom('referral_event')
      .selectAll()
      .where('referral_id', 'in', referrals)
      .execute(),
    referral_link: await db
      .selectFrom('referral_link')
      .selectAll()
      .where('referral_id', 'in', referrals)
      .execute(),
  };
  for (const table of OWN_TABLES)
    rows[table] = await db.selectFrom(table).selectAll().where('request_id', '=', id).execute();
  const subjects = [id, ...referrals];
  const codes = await db.selectFrom('proof_code').selectAll().where('subject_id', 'in', subjects).execute();
  const sessions = await db
    .selectFrom('proof_session')
    .selectAll()
    .where('subject_id', 'in', subjects)
    .execute();
  const sealed = Object.values(rows)
    .flat()
    .flatMap((row) =>
      Object.entries(row).flatMap(([name, value]) =>
        name.endsWith('_sealed') && typeof value === 'string' && value !== '' ? [value] : [],
      ),
    );
  const counts = Object.fromEntries(Object.entries(rows).map(([table, found]) => [table, found.length]));
  return { ...counts, sealed, proofs: codes.length + sessions.length };
}
