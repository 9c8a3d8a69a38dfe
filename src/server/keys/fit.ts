import { sql } from 'kysely';
import type { Db } from '#db/connection.ts';
import { CannotStart } from '../config/cannot-start.ts';
import { keyFileOf, readKeys, type KeyPlace } from './key-place.ts';
import { SEALED_COLUMNS } from './sealed-columns.ts';

/**
 * Refuses (CannotStart) keys that are those of another place: not one of the keys that sealed what the database holds is
 * among them, and what they would seal from now on nobody could join with it. Gives the ids of single keys that are
 * missing: what they sealed cannot be read, and everything else can.
 */
export async function checkKeysFit(db: Db, place: KeyPlace): Promise<string[]> {
  const held = readKeys(place).keys;
  const used = await sampleKeys(db);
  const missing = used.filter((id) => !Object.hasOwn(held, id));
  if (used.length > 0 && missing.length === used.length)
    throw new CannotStart(
      `The keys in ${keyFileOf(place) ?? 'FRONT_DOOR_KEYS'} are not those of this database, which holds values sealed with ${missing.join(', ')}: give its own keys.`,
    );
  return missing;
}

/** The keys of one value in each sealed column: a look at all of them would take too long at every start. */
async function sampleKeys(db: Db): Promise<string[]> {
  const found = new Set<string>();
  for (const { table, column } of SEALED_COLUMNS) {
    const { rows } = await sql<{ key: string }>`
      select substr(${sql.ref(column)}, 1, 8) as key from ${sql.table(table)}
      where ${sql.ref(column)} like '________.%' limit 1`.execute(db);
    for (const { key } of rows) found.add(key);
  }
  return [...found];
}
