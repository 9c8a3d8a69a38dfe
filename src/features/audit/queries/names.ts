import type { Db } from '#db/connection.ts';
import type { TrailEvent } from '../queries.ts';

const NAMED = ['account', 'organisation', 'service', 'source'] as const;

/** The names that the things of these events have today, by table and id: "account:ID". */
export async function findNames(
  db: Db,
  events: readonly Pick<TrailEvent, 'entity' | 'entity_id'>[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const table of NAMED) {
    const ids = [
      ...new Set(events.filter(({ entity }) => entity === table).map(({ entity_id }) => entity_id)),
    ];
    if (ids.length === 0) continue;
    const rows = await db.selectFrom(table).select(['id', 'name']).where('id', 'in', ids).execute();
    for (const { id, name } of rows) names.set(`${table}:${id}`, name);
  }
  return names;
}

/** Somebody whose events can be looked for. */
export interface Doer {
  id: string;
  name: string;
  email: string;
}

const MOST_DOERS = 20;

/** The accounts with this email address, or else those whose name has these words in it. */
export async function findDoers(db: Db, typed: string): Promise<Doer[]> {
  const accounts = db.selectFrom('account').select(['id', 'name', 'email']);
  const key = typed.trim().toLowerCase();
  const exact = await accounts.where('email_key', '=', key).execute();
  if (exact.length > 0) return exact;
  const all = await accounts.orderBy('name').orderBy('email').execute();
  return all.filter(({ name }) => name.toLowerCase().includes(key)).slice(0, MOST_DOERS);
}

/** An account by its id. */
export async function findDoer(db: Db, id: string): Promise<Doer | undefined> {
  return db.selectFrom('account').select(['id', 'name', 'email']).where('id', '=', id).executeTakeFirst();
}
