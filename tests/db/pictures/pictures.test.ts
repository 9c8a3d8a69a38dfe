import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { keepPicture, removeUnusedPictures } from '#src/features/pictures/commands.ts';
import { findPicture, readPictureFile } from '#src/features/pictures/queries.ts';
import { testDatabase } from '../../support/database.ts';
import { idOf, serviceRecord, writeDirectory } from '../../support/directory.ts';

const ADDED = new Date('2026-10-01T09:00:00.000Z');
const LATER = new Date('2026-11-21T09:00:00.000Z');
const organisation = idOf('organisation', 'club');

const photo = (red: number): Promise<Buffer> =>
  sharp({ create: { width: 700, height: 500, channels: 3, background: { r: red, g: 9, b: 9 } } })
    .jpeg()
    .toBuffer();

async function withPicture(db: Db, red = 200): Promise<string> {
  const kept = await keepPicture(db, organisation, await photo(red), ADDED);
  if (!kept.ok) throw new Error(kept.error);
  return kept.value;
}

async function clubDatabase(): Promise<Db> {
  const db = await testDatabase();
  await writeDirectory(db, [serviceRecord('tea')]);
  return db;
}

test('a picture is kept in its widths, and the same picture sent twice is kept once', async () => {
  const db = await clubDatabase();
  const id = await withPicture(db);
  expect(await withPicture(db)).toBe(id);
  expect(await findPicture(db, id)).toEqual({ id, width: 640, height: 457, widths: [320, 640] });
  expect((await sharp(await readPictureFile(db, id, 320)).metadata()).width).toBe(320);
  expect(await readPictureFile(db, id, 321)).toBeUndefined();
});

test('sent twice at once it is kept once', async () => {
  const db = await clubDatabase();
  const [first, second] = await Promise.all([withPicture(db), withPicture(db)]);
  expect(first).toBe(second);
  expect(await db.selectFrom('picture').select('id').execute()).toEqual([{ id: first }]);
});

test('pictures that no service and no revision names are removed, the others stay', async () => {
  const db = await clubDatabase();
  const [used, drafted, before, unused] = [
    await withPicture(db, 50),
    await withPicture(db, 100),
    await withPicture(db, 150),
    await withPicture(db, 250),
  ];
  await db.updateTable('service').set({ picture_id: used, picture_alt: 'Cards' }).execute();
  await db
    .insertInto('revision')
    .values({
      id: '018f0000-0000-7000-8000-00000000000a',
      service_id: idOf('service', 'tea'),
      organisation_id: organisation,
      state: 'draft',
      content: JSON.stringify({ ...serviceRecord('tea'), picture: { id: drafted, alt: 'Tea' } }),
      base_content: JSON.stringify({ ...serviceRecord('tea'), picture: { id: before, alt: 'Tea' } }),
      author: 'somebody',
      author_kind: 'partner',
      created_at: ADDED.toISOString(),
      updated_at: ADDED.toISOString(),
    })
    .execute();
  expect(await removeUnusedPictures(db, ADDED)).toBe(0);
  expect(await removeUnusedPictures(db, LATER)).toBe(1);
  const left = await db.selectFrom('picture').select('id').execute();
  expect(left.map(({ id }) => id).sort()).toEqual([used, drafted, before].sort());
  expect(await findPicture(db, unused)).toBeUndefined();
  const files = await db.selectFrom('picture_file').select('picture_id').distinct().execute();
  expect(files).toHaveLength(3);
});
