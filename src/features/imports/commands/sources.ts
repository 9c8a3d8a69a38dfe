import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#db/schema.ts';
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

/** Records or renews a source and its terms; its id is the same on every run. */
export async function saveSource(
  trx: Transaction<Database>,
  terms: SourceTerms,
  at: Date,
): Promise<ImportContext['source']> {
  const id = sourcedId('source', '', terms.name);
  const known = {
    licence: terms.licence,
    attribution: terms.attribution,
    url: terms.url,
    format: terms.format,
    ...(terms.republish === undefined ? {} : { republish: terms.republish ? (1 as const) : (0 as const) }),
    ...(terms.refreshDays === undefined ? {} : { refresh_days: terms.refreshDays }),
    ...(terms.mapping === undefined ? {} : { mapping: terms.mapping }),
  };
  await trx
    .insertInto('source')
    .values({ id, name: terms.name, ...known, last_imported_at: null, created_at: at.toISOString() })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(known))
    .execute();
  return { id, name: terms.name };
}

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
