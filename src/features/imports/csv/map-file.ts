import type { NeedTree } from '#src/features/needs/content.ts';
import { quote, type Problem } from '../problem.ts';
import { ImportRefused } from '../refusal.ts';
import { cleanCells } from './cells.ts';
import { mapRow, type Draft } from './map-row.ts';
import type { Mapping } from './mapping.ts';
import { columnsOf } from './columns.ts';
import { readCsv } from './read-rows.ts';

/** A file's rows after mapping, each by itself. */
export interface MappedFile {
  drafts: Draft[];
  problems: Problem[];
  total: number;
  skipped: number;
  failed: number;
  unusable: Set<string>; // keys of rows left out because something is wrong
  complete: boolean; // the key of every row is known
}

/** Reads and maps a whole file. Refuses a file without a column that the mapping names, and needs that do not exist. */
export function mapFile(data: Uint8Array, mapping: Mapping, needs: NeedTree): MappedFile {
  const file = readCsv(data);
  const missing = [...columnsOf(mapping)].filter((column) => !file.columns.includes(column));
  if (missing.length > 0) {
    throw new ImportRefused(
      `The file has no column ${missing.map(quote).join(', ')}; its columns are ${file.columns.map(quote).join(', ')}.`,
    );
  }
  const unknown = mapping.needs.fixed.find((need) => !needs.bySlug.has(need.value));
  if (unknown !== undefined)
    throw new ImportRefused(`The mapping names the need "${unknown.value}", which does not exist.`);
  const mapped: MappedFile = {
    drafts: [],
    problems: [...file.problems],
    total: file.total,
    skipped: 0,
    failed: file.problems.length,
    unusable: new Set(),
    complete: file.problems.length === 0,
  };
  const rowOf = new Map<string, number>();
  for (const row of file.rows) {
    const result = mapRow(mapping, needs, cleanCells(row, mapping, mapped.problems), mapped.problems);
    const key = result.kind === 'draft' ? result.draft.service.key : result.key;
    const first = rowOf.get(key);
    if (result.kind === 'skipped') mapped.skipped += 1;
    else if (result.kind === 'failed') {
      mapped.failed += 1;
      mapped.unusable.add(key);
    } else if (first !== undefined) {
      mapped.failed += 1;
      const reason = `its id ${quote(key)} was already in row ${first}`;
      mapped.problems.push({ row: row.number, column: mapping.id.join(', '), reason, leftOut: true });
    } else {
      rowOf.set(key, row.number);
      mapped.drafts.push(result.draft);
    }
  }
  return mapped;
}
