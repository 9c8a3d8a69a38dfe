import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#db/schema.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';
import { sourcedId } from '../identity.ts';

/** Where records come from and on what terms. */
export interface SourceTerms {
  name: string;
  licence: string;
  attribution: string | null;
  url: string | null;
  format: string;
  // Left out: as they were.
  republish?: boolean; // its terms let us pass its records on
  refreshDays?: number | null; // null: read again by hand only
  mapping?: string | null; // for csv: the mapping file's text
}

/** What every write of an import needs to know. */
export interface ImportContext {
  source: { id: string; name: string };
  at: Date;
  actor: string; // "import" or "command-line"
}

export type Change = 'created' | 'updated' | 'unchanged';

/** What visitors read of a source, and what the feed follows: a change of these is a change of the directory. */
const PUBLIC_TERMS = ['licence', 'attribution', 'url', 'republish'] as const;

/**
 * Records or renews a source and its terms; its id is the same on every run. Terms that are as they were are not
 * written again.
 */
export async function saveSource(
  trx: Transaction<Database>,
  terms: SourceTerms,
  at: Date,
): Promise<ImportContext['source']> {
  const { name } = terms;
  const id = sourcedId('source', '', name);
  const wanted = toColumns(terms);
  const before = await trx.selectFrom('source').selectAll().where('id', '=', id).executeTakeFirst();
  if (before === undefined) {
    await trx
      .insertInto('source')
      .values({ id, name, ...wanted, last_imported_at: null, created_at: at.toISOString() })
      .execute();
    return { id, name };
  }
  const differs = (column: keyof typeof wanted): boolean =>
    wanted[column] !== undefined && wanted[column] !== before[column];
  if (!(Object.keys(wanted) as (keyof typeof wanted)[]).some(differs)) return { id, name };
  await trx.updateTable('source').set(wanted).where('id', '=', id).execute();
  const changed = PUBLIC_TERMS.filter(differs);
  if (changed.length === 0) return { id, name };
  const pick = (row: Partial<Record<(typeof PUBLIC_TERMS)[number], unknown>>) =>
    Object.fromEntries(changed.map((column) => [column, row[column]]));
  await recordEvent(trx, {
    at,
    actor: 'import',
    action: 'source.terms',
    entity: 'source',
    entityId: id,
    before: pick(before),
    after: pick(wanted),
  });
  await bumpDirectoryVersion(trx, at);
  return { id, name };
}

const toColumns = ({ licence, attribution, url, format, republish, refreshDays, mapping }: SourceTerms) => ({
  licence,
  attribution,
  url,
  format,
  ...(republish === undefined ? {} : { republish: republish ? (1 as const) : (0 as const) }),
  ...(refreshDays === undefined ? {} : { refresh_days: refreshDays }),
  ...(mapping === undefined ? {} : { mapping }),
});

/** Notes that a run has begun; without `finished_at` it shows later as interrupted. */
export async function startRun(trx: Transaction<Database>, context: ImportContext): Promise<string> {
  const id = uuidv7();
  await trx
    .insertInto('import_run')
    .values({ id, source_id: context.source.id, started_at: context.at.toISOString(), finished_at: null })
    .execute();
  return id;
}

/** What a run did to services, and how many rows it could not use. */
export interface RunCounts {
  created: number;
  updated: number;
  unchanged: number;
  gone: number;
  failed: number;
}
