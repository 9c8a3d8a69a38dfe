import type { Insertable, Transaction } from 'kysely';
import type { Database, PlaceTable, PostcodeTable } from '#db/schema.ts';

type PlaceRow = Insertable<PlaceTable>;
type PostcodeRow = Insertable<PostcodeTable>;

const ROWS_PER_STATEMENT = 1000;

/**
 * Makes the gazetteer's rows of one source equal to those given and says whether anything changed. A postcode that
 * another source has too now belongs to this one. For hundreds of thousands of postcodes see `replacePostcodes`.
 */
export async function replaceGazetteer(
  trx: Transaction<Database>,
  source: string,
  places: readonly PlaceRow[],
  postcodes: readonly PostcodeRow[],
): Promise<boolean> {
  const knownPlaces = await trx.selectFrom('place').selectAll().where('source', '=', source).execute();
  const knownPostcodes = await trx.selectFrom('postcode').selectAll().where('source', '=', source).execute();
  const isSame =
    sameRows(knownPlaces, places, (row) => row.id) &&
    sameRows(knownPostcodes, postcodes, (row) => row.postcode);
  if (isSame) return false;
  await trx.deleteFrom('place').where('source', '=', source).execute();
  await trx.deleteFrom('postcode').where('source', '=', source).execute();
  for (let start = 0; start < places.length; start += ROWS_PER_STATEMENT) {
    await trx
      .insertInto('place')
      .values(places.slice(start, start + ROWS_PER_STATEMENT))
      .execute();
  }
  for (let start = 0; start < postcodes.length; start += ROWS_PER_STATEMENT) {
    await trx
      .insertInto('postcode')
      .values(postcodes.slice(start, start + ROWS_PER_STATEMENT))
      .onConflict((conflict) =>
        conflict.column('postcode').doUpdateSet((row) => ({
          latitude: row.ref('excluded.latitude'),
          longitude: row.ref('excluded.longitude'),
          source: row.ref('excluded.source'),
        })),
      )
      .execute();
  }
  return true;
}

function sameRows<Row extends object>(
  known: readonly Row[],
  wanted: readonly Row[],
  key: (row: Row) => string,
): boolean {
  if (known.length !== wanted.length) return false;
  const byKey = new Map(known.map((row) => [key(row), row]));
  return wanted.every((row) => {
    const other: Row | undefined = byKey.get(key(row));
    return (
      other !== undefined &&
      (Object.keys(row) as (keyof Row)[]).every((column) => row[column] === other[column])
    );
  });
}
