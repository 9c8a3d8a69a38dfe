import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { Database, PostcodeTable } from '#db/schema.ts';

/** What became of a source's postcodes. */
export interface PostcodeCounts {
  created: number;
  updated: number;
  unchanged: number;
  gone: number;
}

interface Staged extends Database {
  staged_postcode: PostcodeTable;
}

type PostcodeValues = Pick<PostcodeTable, 'postcode' | 'latitude' | 'longitude'>;

const ROWS_PER_STATEMENT = 1000;

/**
 * Makes the postcodes of one source equal to those given: millions of them, in one transaction that is short because
 * everything was put into a temporary table before it. `afterwards` runs in that transaction. A postcode that another
 * source has too now belongs to this one; one that comes twice is taken from its first row.
 */
export async function replacePostcodes(
  db: Db,
  source: string,
  batches: AsyncIterable<readonly PostcodeValues[]>,
  afterwards: (trx: Transaction<Database>, counts: PostcodeCounts) => Promise<void>,
): Promise<PostcodeCounts> {
  return db.connection().execute(async (connection) => {
    const staging = connection.withTables<Pick<Staged, 'staged_postcode'>>();
    await createStaging(staging);
    try {
      await stage(staging, source, batches);
      return await staging.transaction().execute(async (trx) => {
        const counts = await compare(trx, source);
        if (counts.created + counts.updated + counts.gone > 0) await moveIn(trx, source);
        await afterwards(trx as unknown as Transaction<Database>, counts);
        return counts;
      });
    } finally {
      await staging.schema.dropTable('staged_postcode').execute();
    }
  });
}

async function createStaging(staging: Kysely<Staged>): Promise<void> {
  await staging.schema
    .createTable('staged_postcode')
    .temporary()
    .addColumn('postcode', 'text', (column) => column.primaryKey().notNull())
    .addColumn('outcode', 'text', (column) => column.notNull())
    .addColumn('latitude', 'real', (column) => column.notNull())
    .addColumn('longitude', 'real', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .execute();
}

/** One statement is compiled for a thousand rows and used again and again. */
async function stage(
  staging: Kysely<Staged>,
  source: string,
  batches: AsyncIterable<readonly PostcodeValues[]>,
): Promise<void> {
  const insert = (rows: readonly PostcodeTable[]): CompiledQuery =>
    staging
      .insertInto('staged_postcode')
      .values([...rows])
      .onConflict((conflict) => conflict.column('postcode').doNothing())
      .compile();
  const sample = { postcode: '', outcode: '', latitude: 0, longitude: 0, source };
  const full = insert(new Array<PostcodeTable>(ROWS_PER_STATEMENT).fill(sample));
  let waiting: PostcodeTable[] = [];
  for await (const batch of batches) {
    for (const { postcode, latitude, longitude } of batch) {
      waiting.push({ postcode, outcode: postcode.slice(0, -4), latitude, longitude, source });
      if (waiting.length < ROWS_PER_STATEMENT) continue;
      const parameters = waiting.flatMap((row) => [
        row.postcode,
        row.outcode,
        row.latitude,
        row.longitude,
        row.source,
      ]);
      await staging.executeQuery(CompiledQuery.raw(full.sql, parameters));
      waiting = [];
    }
  }
  if (waiting.length > 0) await staging.executeQuery(insert(waiting));
}

async function compare(trx: Transaction<Staged>, source: string): Promise<PostcodeCounts> {
  const staged = await trx
    .selectFrom('staged_postcode as new')
    .leftJoin('postcode as old', 'old.postcode', 'new.postcode')
    .select((eb) => {
      const isSame = eb.and([
        eb('old.latitude', '=', eb.ref('new.latitude')),
        eb('old.longitude', '=', eb.ref('new.longitude')),
        eb('old.source', '=', eb.ref('new.source')),
      ]);
      return [
        eb.fn.countAll<number>().as('total'),
        eb.fn.count<number>('old.postcode').as('known'),
        eb.fn.count<number>(eb.case().when(isSame).then(1).end()).as('unchanged'),
      ];
    })
    .executeTakeFirstOrThrow();
  const gone = await trx
    .selectFrom('postcode')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('source', '=', source)
    .where('postcode', 'not in', (eb) => eb.selectFrom('staged_postcode').select('postcode'))
    .executeTakeFirstOrThrow();
  return {
    created: staged.total - staged.known,
    updated: staged.known - staged.unchanged,
    unchanged: staged.unchanged,
    gone: gone.count,
  };
}

async function moveIn(trx: Transaction<Staged>, source: string): Promise<void> {
  await trx.deleteFrom('postcode').where('source', '=', source).execute();
  await trx
    .insertInto('postcode')
    .columns(['postcode', 'outcode', 'latitude', 'longitude', 'source'])
    .expression((eb) =>
      eb
        .selectFrom('staged_postcode')
        .select(['postcode', 'outcode', 'latitude', 'longitude', 'source'])
        .where('postcode', '!=', '') // SQLite wants a condition between a select and "on conflict"
        .orderBy('postcode'),
    )
    .onConflict((conflict) =>
      conflict.column('postcode').doUpdateSet((row) => ({
        latitude: row.ref('excluded.latitude'),
        longitude: row.ref('excluded.longitude'),
        source: row.ref('excluded.source'),
      })),
    )
    .execute();
}
