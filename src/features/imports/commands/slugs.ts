import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { slugify } from '#src/lib/text.ts';

/** A record that needs a web address: its name or wish, and what tells it from others of that name (a town). */
export interface SlugWish {
  name: string;
  hint: string | null;
}

/**
 * Web addresses for new records that nobody has or had: "warm-welcome", then "warm-welcome-tarnbury", then
 * "warm-welcome-2" and so on. A former address (`service_slug`) is taken too, since it redirects for ever.
 */
export async function chooseSlugs(
  trx: Transaction<Database>,
  table: 'service' | 'organisation',
  wishes: readonly SlugWish[],
): Promise<string[]> {
  const taken = await findTaken(trx, table, new Set(wishes.map((wish) => slugify(wish.name))));
  return wishes.map((wish) => {
    const slug = firstFree(wish, taken);
    taken.add(slug);
    return slug;
  });
}

function firstFree(wish: SlugWish, taken: ReadonlySet<string>): string {
  const base = slugify(wish.name);
  if (!taken.has(base)) return base;
  const hinted = wish.hint === null ? base : slugify(`${wish.name} ${wish.hint}`);
  if (!taken.has(hinted)) return hinted;
  for (let number = 2; ; number += 1) {
    const numbered = `${hinted.slice(0, 74)}-${number}`;
    if (!taken.has(numbered)) return numbered;
  }
}

/** Every slug in use that begins like one of the wished ones. */
async function findTaken(
  trx: Transaction<Database>,
  table: 'service' | 'organisation',
  bases: ReadonlySet<string>,
): Promise<Set<string>> {
  const taken = new Set<string>();
  for (const base of bases) {
    const start = base.slice(0, 74);
    const end = `${start}~`; // after every character a slug can have
    const rows = await trx
      .selectFrom(table)
      .select('slug')
      .where('slug', '>=', start)
      .where('slug', '<', end)
      .execute();
    for (const row of rows) taken.add(row.slug);
    if (table === 'organisation') continue;
    const former = await trx
      .selectFrom('service_slug')
      .select('slug')
      .where('slug', '>=', start)
      .where('slug', '<', end)
      .execute();
    for (const row of former) taken.add(row.slug);
  }
  return taken;
}
