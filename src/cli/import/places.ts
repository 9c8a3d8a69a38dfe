import type { Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { saveSource, type SourceTerms } from '#src/features/imports/commands/sources.ts';
import { readValues, type PlaceReadCounts } from '#src/features/imports/places/read.ts';
import {
  codePointOpen,
  onspd,
  openNames,
  outcodes,
  type NamedPlace,
} from '#src/features/imports/places/rows.ts';
import { replaceGazetteer } from '#src/features/places/commands/gazetteer.ts';
import { replacePostcodes, type PostcodeCounts } from '#src/features/places/commands/postcodes.ts';
import { placeKey } from '#src/features/places/rules.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';
import { countOf, slugify } from '#src/lib/text.ts';
import { DryRun } from './dry-run.ts';
import type { PlaceFormat } from './options.ts';

export interface PlacesImport {
  file: string;
  format: PlaceFormat;
  terms: SourceTerms;
  dryRun: boolean;
  at: Date;
  onProgress?: (rows: number) => void;
}

/** Imports postcodes or places; those the same source gave before are replaced. Returns the summary to print. */
export async function importPlaces(
  db: Db,
  options: PlacesImport,
): Promise<{ summary: string; read: PlaceReadCounts }> {
  const read: PlaceReadCounts = { rows: 0, problems: [], failed: 0 };
  const isPostcodes = options.format === 'code-point-open' || options.format === 'onspd';
  try {
    const summary = isPostcodes
      ? await importPostcodes(db, options, read)
      : await importNames(db, options, read);
    return { summary: summarise(summary, read), read };
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
    return { summary: summarise(error.message, read), read };
  }
}

const summarise = (result: string, read: PlaceReadCounts): string =>
  `${countOf(read.rows, 'row')} read, ${read.failed} left out because something is wrong.\n${result}`;

async function importPostcodes(db: Db, options: PlacesImport, read: PlaceReadCounts): Promise<string> {
  const reader = options.format === 'onspd' ? onspd : codePointOpen;
  const describe = (counts: PostcodeCounts): string =>
    `Postcodes: ${counts.created} new, ${counts.updated} changed, ${counts.unchanged} unchanged, ${counts.gone} gone.`;
  const counts = await replacePostcodes(
    db,
    options.terms.name,
    withProgress(readValues(options.file, reader, read), options, read),
    async (trx, found) => {
      const source = await saveSource(trx, options.terms, options.at);
      if (found.created + found.updated + found.gone > 0) {
        await recordEvent(trx, {
          at: options.at,
          actor: 'import',
          action: 'postcodes.import',
          entity: 'source',
          entityId: source.id,
          after: found,
        });
        await bumpDirectoryVersion(trx, options.at);
      }
      if (options.dryRun) throw new DryRun(describe(found));
    },
  );
  return describe(counts);
}

async function importNames(db: Db, options: PlacesImport, read: PlaceReadCounts): Promise<string> {
  const reader = options.format === 'outcodes' ? outcodes : openNames;
  const places = new Map<string, NamedPlace>();
  for await (const batch of withProgress(readValues(options.file, reader, read), options, read)) {
    for (const place of batch.flat()) places.set(place.id, place);
  }
  const { name: source } = options.terms;
  const rows = [...places.values()].map((place) => ({
    id: `${slugify(source)}:${place.id}`,
    name: place.name,
    search_key: placeKey(place.name),
    kind: place.kind,
    area_name: place.areaName,
    latitude: place.latitude,
    longitude: place.longitude,
    source,
  }));
  return db.transaction().execute(async (trx) => {
    const saved = await saveSource(trx, options.terms, options.at);
    const isChanged = await replaceGazetteer(trx, source, rows, []);
    if (isChanged) {
      await recordEvent(trx, {
        at: options.at,
        actor: 'import',
        action: 'places.import',
        entity: 'source',
        entityId: saved.id,
        after: { places: rows.length },
      });
      await bumpDirectoryVersion(trx, options.at);
    }
    const summary = `Places: ${rows.length}, ${isChanged ? 'in place of what was known before' : 'as they were'}.`;
    if (options.dryRun) throw new DryRun(summary);
    return summary;
  });
}

async function* withProgress<Value>(
  values: AsyncIterable<Value>,
  options: PlacesImport,
  read: PlaceReadCounts,
): AsyncGenerator<Value> {
  for await (const value of values) {
    options.onProgress?.(read.rows);
    yield value;
  }
}
