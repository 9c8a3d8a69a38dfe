import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Db } from '#db/connection.ts';
import { importCsv } from '#src/cli/import/csv.ts';
import { describeProblem, type ImportCounts } from '#src/features/imports/problem.ts';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
export const NOW = new Date('2026-11-21T10:00:00Z');

export const MAPPING = `
id: [id]
organisation: { name: "{org}", sector: voluntary }
service:
  name: "{name}"
  description: "{about?}"
  email: "{email?}"
  phone: "{phone?}"
  delivery: [venue]
  joining: [drop_in]
  cost: free
needs: { fixed: [warm-places] }
place: { name: "{venue?}", one_line: "{address?}", postcode: "{postcode?}", latitude: "{lat?}", longitude: "{lng?}" }
hours: { osm: "{hours?}" }
`;
export const HEADER = 'id,org,name,about,email,phone,venue,address,postcode,lat,lng,hours';

/** A folder of the running test's own. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-import-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface SmallImport {
  counts: ImportCounts;
  problems: string[];
}

/** Imports rows (or a whole file's bytes) through the small mapping above. */
export async function importRows(
  db: Db,
  rows: string[] | Uint8Array,
  more: { at?: Date; dryRun?: boolean; source?: string; mapping?: string } = {},
): Promise<SmallImport> {
  const folder = testFolder();
  const file = join(folder, 'rows.csv');
  const mapping = join(folder, 'mapping.yaml');
  writeFileSync(file, rows instanceof Uint8Array ? rows : [HEADER, ...rows].join('\n'));
  writeFileSync(mapping, more.mapping ?? MAPPING);
  const { counts, problems } = await importCsv(db, {
    root: ROOT,
    file,
    mapping,
    source: more.source ?? 'Test source',
    licence: 'Open Government Licence v3.0',
    attribution: null,
    url: null,
    dryRun: more.dryRun ?? false,
    at: more.at ?? NOW,
  });
  return { counts, problems: problems.map(describeProblem) };
}

/** A row of the small file, by column. */
export const row = (
  cells: Partial<
    Record<
      | 'id'
      | 'org'
      | 'name'
      | 'about'
      | 'email'
      | 'phone'
      | 'venue'
      | 'address'
      | 'postcode'
      | 'lat'
      | 'lng'
      | 'hours',
      string
    >
  >,
): string =>
  HEADER.split(',')
    .map(
      (column) => `"${((cells as Record<string, string | undefined>)[column] ?? '').replaceAll('"', '""')}"`,
    )
    .join(',');

export const tea = (id: string, more: Parameters<typeof row>[0] = {}): string =>
  row({
    id,
    org: 'Marl Friends',
    name: `Tea ${id}`,
    address: `${id} High Street, Marlbridge`,
    postcode: 'MB1 1QG',
    hours: 'Tu 14:00-16:00',
    ...more,
  });

/** Everything a second run could change, as text. */
export async function dump(db: Db): Promise<string> {
  const tables = [
    'organisation',
    'service',
    'service_need',
    'service_delivery',
    'service_joining',
    'service_audience',
    'location',
    'address',
    'service_at_location',
    'schedule',
    'closure',
    'service_area',
    'contact',
    'phone',
    'cost_option',
    'language',
    'accessibility',
    'place',
    'postcode',
    'directory_version',
    'audit_event',
  ] as const;
  const parts: string[] = [];
  for (const table of tables) {
    const rows = await db
      .selectFrom(table as 'closure')
      .selectAll()
      .execute();
    parts.push(`${table} ${JSON.stringify(rows.map((item) => JSON.stringify(item)).sort())}`);
  }
  return parts.join('\n');
}
