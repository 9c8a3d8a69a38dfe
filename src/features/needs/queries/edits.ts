import type { Db } from '#db/connection.ts';
import { readNeeds, type NeedTree } from '../content.ts';
import { withNeedEdits, type NeedEdits } from '../edits.ts';

/** What editors changed of the needs and their everyday words, oldest first. */
export async function readNeedEdits(db: Db): Promise<NeedEdits> {
  const phrases = await db
    .selectFrom('need_phrase')
    .select(['need_slug as needSlug', 'phrase', 'change'])
    .orderBy('id')
    .execute();
  const texts = await db
    .selectFrom('need_text')
    .select(['need_slug as needSlug', 'name', 'description'])
    .orderBy('need_slug')
    .execute();
  return { phrases, texts };
}

/** The needs tree of the content folder as editors changed it, for commands and jobs that need it once. */
export async function readNeedsAsEdited(db: Db, contentFolder: string): Promise<NeedTree> {
  return withNeedEdits(readNeeds(contentFolder), await readNeedEdits(db));
}
