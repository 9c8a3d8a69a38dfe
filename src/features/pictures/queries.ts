import type { Db } from '#db/connection.ts';

/** How large a picture is, and the widths there are of it, the narrowest first. */
export interface KnownPicture {
  id: string;
  width: number; // pixels of the largest
  height: number;
  widths: readonly number[];
}

/** A picture by its id. */
export const findPicture = async (db: Db, id: string): Promise<KnownPicture | undefined> =>
  (await findPictures(db, [id])).get(id);

/** Pictures by their ids; those that there are. */
export async function findPictures(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KnownPicture>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('picture')
    .innerJoin('picture_file', 'picture_file.picture_id', 'picture.id')
    .select(['picture.id', 'picture.width', 'picture.height', 'picture_file.width as file_width'])
    .where('picture.id', 'in', ids)
    .orderBy('picture_file.width')
    .execute();
  const found = new Map<string, KnownPicture & { widths: number[] }>();
  for (const { id, width, height, file_width: each } of rows) {
    const known = found.get(id);
    if (known === undefined) found.set(id, { id, width, height, widths: [each] });
    else known.widths.push(each);
  }
  return found;
}

/** True when there are pictures that were added before this moment. */
export const hasPicturesFromBefore = async (db: Db, at: Date): Promise<boolean> =>
  (await db
    .selectFrom('picture')
    .select('id')
    .where('added_at', '<', at.toISOString())
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** A picture in one width, as WebP. */
export async function readPictureFile(db: Db, id: string, width: number): Promise<Uint8Array | undefined> {
  const file = await db
    .selectFrom('picture_file')
    .select('bytes')
    .where('picture_id', '=', id)
    .where('width', '=', width)
    .executeTakeFirst();
  return file?.bytes;
}
