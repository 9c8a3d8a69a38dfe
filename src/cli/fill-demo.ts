import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Db } from '#db/connection.ts';
import { DemoFile, DemoGazetteer, type DemoOrganisation } from '#db/demo/format.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { writeOrganisations } from '#src/features/imports/commands/organisations.ts';
import { markMissing } from '#src/features/imports/commands/runs/missing.ts';
import { writeServices } from '#src/features/imports/commands/services.ts';
import { saveSource, type Change } from '#src/features/imports/commands/sources.ts';
import {
  mergeOrganisations,
  readDemoGazetteer,
  readPostcodeEntry,
  toOrganisationRecord,
  toServiceRecord,
  type DemoContext,
} from '#src/features/imports/demo.ts';
import type { OrganisationRecord, ServiceRecord } from '#src/features/services/record.ts';
import { replaceGazetteer } from '#src/features/places/commands/gazetteer.ts';
import { placeKey } from '#src/features/places/rules.ts';
import { bumpDirectoryVersion } from '#src/features/services/commands/directory-version.ts';
import { londonNow } from '#src/lib/dates.ts';
import { slugify } from '#src/lib/text.ts';
import { readYaml } from '#src/lib/yaml.ts';

const SOURCE = {
  name: 'Example data',
  licence: 'Invented for Front Door: no real person, place or organisation. MIT, as the rest of the project.',
  attribution: null,
  url: null,
  format: 'demo',
};

export interface DemoCounts {
  organisations: number;
  services: number;
  created: number;
  updated: number;
  unchanged: number;
}

/**
 * Fills the database with the fictional place of `db/demo`, its dates counted from `now`. All or nothing: one
 * transaction; a file that is not right throws, naming file and path. Doing it again on the same day changes nothing.
 */
export async function fillDemo(db: Db, root: string, now: Date): Promise<DemoCounts> {
  const { day: today } = londonNow(now);
  const folder = join(root, 'db/demo');
  const gazetteer = readFile(folder, 'gazetteer.yaml', DemoGazetteer);
  const { organisations, services } = readRecords(folder, readDemoGazetteer(gazetteer, today));
  return db.transaction().execute(async (trx) => {
    const source = await saveSource(trx, SOURCE, now);
    const context = { source, at: now, actor: 'command-line' };
    const hasNewPlaces = await replaceGazetteer(
      trx,
      SOURCE.name,
      toPlaces(gazetteer),
      toPostcodes(gazetteer),
    );
    const organisationChanges = await writeOrganisations(trx, context, organisations);
    const changes = await writeServices(trx, context, services);
    const gone = await markMissing(trx, context, {
      services: new Set(services.map((record) => record.key)),
      organisations: new Set(organisations.map((record) => record.key)),
    });
    const count = (change: Change): number => changes.filter((item) => item === change).length;
    const counts = {
      organisations: organisations.length,
      services: services.length,
      created: count('created'),
      updated: count('updated'),
      unchanged: count('unchanged'),
    };
    const isChanged =
      [...organisationChanges, ...changes].some((change) => change !== 'unchanged') || gone > 0;
    if (isChanged || hasNewPlaces) {
      await recordEvent(trx, {
        at: now,
        actor: 'command-line',
        action: 'demo.fill',
        entity: 'source',
        entityId: source.id,
        after: counts,
      });
      await bumpDirectoryVersion(trx, now);
    }
    return counts;
  });
}

/** Reads a file of the demo place. Throws one error that names the file and the path of everything wrong in it. */
function readFile<Schema extends z.ZodType>(folder: string, name: string, schema: Schema): z.infer<Schema> {
  const parsed: unknown = parseYaml(folder, name);
  const result = schema.safeParse(parsed);
  if (result.success) return result.data;
  const lines = result.error.issues.map(
    (issue) => `db/demo/${name}: ${issue.path.join('.')}: ${issue.message}`,
  );
  throw new Error(lines.join('\n'));
}

function parseYaml(folder: string, name: string): unknown {
  try {
    return readYaml(readFileSync(join(folder, name), 'utf8'));
  } catch (error) {
    throw new Error(`db/demo/${name}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function readRecords(folder: string, context: DemoContext) {
  const organisations = new Map<string, OrganisationRecord>();
  const services = new Map<string, ServiceRecord>();
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'gazetteer.yaml');
  for (const name of names.toSorted()) {
    readFile(folder, name, DemoFile).organisations.forEach((demo, index) => {
      const path = `db/demo/${name}: organisations.${index}`;
      const record = toOrganisationRecord(demo, context);
      const first = organisations.get(demo.key);
      if (first !== undefined && (first.name !== record.name || first.sector !== record.sector)) {
        throw new Error(`${path}: another file says ${demo.key} is ${first.name} (${first.sector})`);
      }
      organisations.set(demo.key, first === undefined ? record : mergeOrganisations(first, record));
      addServices(services, demo, path, context);
    });
  }
  return { organisations: [...organisations.values()], services: [...services.values()] };
}

function addServices(
  services: Map<string, ServiceRecord>,
  organisation: DemoOrganisation,
  organisationPath: string,
  context: DemoContext,
): void {
  organisation.services.forEach((demo, index) => {
    const path = `${organisationPath}.services.${index}`;
    if (services.has(demo.key)) throw new Error(`${path}.key: ${demo.key} is used twice`);
    try {
      services.set(demo.key, toServiceRecord(demo, organisation.key, context));
    } catch (error) {
      throw new Error(`${path}.${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  });
}

const toPlaces = (gazetteer: DemoGazetteer) =>
  gazetteer.places.map((place) => ({
    id: `demo:${slugify(place.name)}`,
    name: place.name,
    search_key: placeKey(place.name),
    kind: place.kind,
    area_name: gazetteer.county,
    latitude: place.latitude,
    longitude: place.longitude,
    source: SOURCE.name,
  }));

const toPostcodes = (gazetteer: DemoGazetteer) =>
  gazetteer.places
    .flatMap((place) => place.postcodes)
    .map(readPostcodeEntry)
    .map((entry) => ({ ...entry, outcode: entry.postcode.split(' ')[0] ?? '', source: SOURCE.name }));
