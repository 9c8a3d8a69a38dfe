import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import type { Actor } from '#src/features/audit/rules.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';
import { ok, refused, type Result } from '#src/lib/result.ts';
import { phraseKey } from '../edits.ts';
import { faultOfPhrase, type WordKnowledge } from '../new-words.ts';

export interface WordsOfNeed {
  needSlug: string;
  phrases: readonly string[];
}

/**
 * Gives a need more everyday words, or puts back those that were taken away; search understands them at once. Refuses all
 * of them when one has a fault (see `faultOfPhrase`), and a word that somebody has given to another need meanwhile.
 */
export async function addWords(
  db: Db,
  { needSlug, phrases }: WordsOfNeed,
  known: WordKnowledge,
  by: Actor,
  at: Date,
): Promise<Result<'added', 'unknown' | 'faulty' | 'given-away'>> {
  if (!known.needs.bySlug.has(needSlug)) return refused('unknown');
  if (phrases.some((phrase) => faultOfPhrase(known, needSlug, phrase) !== null)) return refused('faulty');
  return db.transaction().execute(async (trx) => {
    const rows = await readRows(trx);
    const keys = new Set(phrases.map(phraseKey));
    const isGivenAway = rows.some(
      ({ need_slug, phrase, change }) =>
        change === 'added' && need_slug !== needSlug && keys.has(phraseKey(phrase)),
    );
    if (isGivenAway) return refused('given-away');
    for (const phrase of phrases) await setChange(trx, rows, { needSlug, phrase, change: 'added' }, by, at);
    await recordWords(trx, needSlug, { added: phrases }, by, at);
    return ok('added');
  });
}

/**
 * Takes an everyday word of a need away; search no longer understands it, and it can be put back at any time. Refuses a
 * word that the need does not have.
 */
export async function removeWord(
  db: Db,
  { needSlug, phrase }: { needSlug: string; phrase: string },
  known: Pick<WordKnowledge, 'needs'>,
  by: Actor,
  at: Date,
): Promise<Result<'removed', 'unknown'>> {
  const words = known.needs.bySlug.get(needSlug)?.words ?? [];
  const written = words.find((word) => phraseKey(word) === phraseKey(phrase));
  if (written === undefined) return refused('unknown');
  await db.transaction().execute(async (trx) => {
    const rows = await readRows(trx);
    await setChange(trx, rows, { needSlug, phrase: written, change: 'removed' }, by, at);
    await recordWords(trx, needSlug, { removed: [written] }, by, at);
  });
  return ok('removed');
}

type Row = { id: string; need_slug: string; phrase: string; change: 'added' | 'removed' };

const readRows = (trx: Transaction<Database>): Promise<Row[]> =>
  trx.selectFrom('need_phrase').select(['id', 'need_slug', 'phrase', 'change']).execute();

async function setChange(
  trx: Transaction<Database>,
  rows: readonly Row[],
  { needSlug, phrase, change }: { needSlug: string; phrase: string; change: Row['change'] },
  by: Actor,
  at: Date,
): Promise<void> {
  const before = rows.find(
    (row) => row.need_slug === needSlug && phraseKey(row.phrase) === phraseKey(phrase),
  );
  const changed = { change, changed_at: at.toISOString(), changed_by: by.id };
  if (before === undefined)
    await trx
      .insertInto('need_phrase')
      .values({ id: uuidv7(), need_slug: needSlug, phrase, ...changed })
      .execute();
  else await trx.updateTable('need_phrase').set(changed).where('id', '=', before.id).execute();
}

async function recordWords(
  trx: Transaction<Database>,
  needSlug: string,
  after: { added?: readonly string[]; removed?: readonly string[] },
  by: Actor,
  at: Date,
): Promise<void> {
  await recordEvent(trx, { at, actor: by, action: 'need.words', entity: 'need', entityId: needSlug, after });
  await bumpDirectoryVersion(trx, at);
}
