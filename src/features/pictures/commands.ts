import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from '#db/connection.ts';
import { ok, type Result } from '#src/lib/result.ts';
import { encodePicture } from './encode.ts';
import type { PictureRefusal } from './rules.ts';

/**
 * Keeps a picture for an organisation and gives its id; the same picture sent twice is kept once. It is seen by the
 * public only once a service that names it is published.
 */
export async function keepPicture(
  db: Db,
  organisationId: string,
  bytes: Uint8Array,
  at: Date,
): Promise<Result<string, PictureRefusal>> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const known = await findBySum(db, organisationId, sha256);
  if (known !== undefined) return ok(known);
  const encoded = await encodePicture(bytes);
  if (!encoded.ok) return encoded;
  const { width, height, files } = encoded.value;
  return db.transaction().execute(async (trx) => {
    const other = await findBySum(trx, organisationId, sha256);
    if (other !== undefined) return ok(other);
    const id = uuidv7();
    await trx
      .insertInto('picture')
      .values({ id, organisation_id: organisationId, sha256, width, height, added_at: at.toISOString() })
      .execute();
    await trx
      .insertInto('picture_file')
      .values(files.map((file) => ({ picture_id: id, ...file })))
      .execute();
    return ok(id);
  });
}

const findBySum = async (db: Db, organisationId: string, sha256: string): Promise<string | undefined> =>
  (
    await db
      .selectFrom('picture')
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('sha256', '=', sha256)
      .executeTakeFirst()
  )?.id;

/** Removes pictures that were added before this moment and that no service and no revision names. Says how many. */
export async function removeUnusedPictures(db: Db, addedBefore: Date): Promise<number> {
  const result = await sql`
    delete from picture where added_at < ${addedBefore.toISOString()}
      and id not in (select picture_id from service where picture_id is not null)
      and id not in (select coalesce(content ->> '$.picture.id', '') from revision)
      and id not in (select coalesce(base_content ->> '$.picture.id', '') from revision)`.execute(db);
  return Number(result.numAffectedRows ?? 0n);
}
