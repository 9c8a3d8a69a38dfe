import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { ROOT } from '../server.ts';

/** The official documents lie beside the project on the machines of its developers, under their own licence. */
export const STANDARD = join(ROOT, '../shared/standards/open-referral-uk');
export const hasStandard = existsSync(STANDARD);
if (!hasStandard)
  console.log('Skipped: no ../shared/standards beside the project, so nothing is held against the schemas.');

const LIVE = 'https://openreferraluk.org/specifications/3.0/schema/';

/** What the standard describes: single things, and pages of a list. */
export type Kind =
  | 'service'
  | 'service_at_location'
  | 'organization'
  | 'location'
  | 'taxonomy'
  | 'taxonomy_term'
  | 'api_details'
  | `${'service' | 'service_at_location' | 'organization' | 'taxonomy' | 'taxonomy_term'}_list`;

export const readJson = (...path: string[]): unknown =>
  JSON.parse(readFileSync(join(STANDARD, ...path), 'utf8'));

// Off: the schemas carry words of data packages beside those of JSON Schema.
const newAjv = (): Ajv2020 => formats.default(new Ajv2020({ strict: false, allErrors: true }));

function schemasIn(folder: string): [file: string, schema: AnySchemaObject][] {
  return readdirSync(join(STANDARD, folder))
    .filter((file) => file.endsWith('.json') && !/_package|_definitions|open_?api/.test(file))
    .map((file) => [file, readJson(folder, file) as AnySchemaObject]);
}

/** The schemas that the official validator downloads: those of lists describe a whole page. */
function liveSchemas(): (kind: Kind) => ValidateFunction | undefined {
  const ajv = newAjv();
  for (const [file, schema] of schemasIn('specification-3.0/schema')) ajv.addSchema(schema, LIVE + file);
  return (kind) => ajv.getSchema(`${LIVE}${kind}.json`);
}

/** The schemas of the UK profile: with references inside it, and compiled, each thing whole in one document. */
function profileSchemas(): (kind: Kind) => ValidateFunction[] {
  const ajv = newAjv();
  for (const [file, schema] of schemasIn('uk-profile/schema')) ajv.addSchema(schema, file);
  const compiled = newAjv();
  for (const [file, schema] of schemasIn('uk-profile/schema/compiled')) compiled.addSchema(schema, file);
  return (kind) => [ajv, compiled].flatMap((one) => one.getSchema(`${kind}.json`) ?? []);
}

let known: { live: ReturnType<typeof liveSchemas>; profile: ReturnType<typeof profileSchemas> } | undefined;

function errorsOf(validate: ValidateFunction, value: unknown, where: string): string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    (error) => `${where}${error.instancePath} ${error.message ?? 'is wrong'}`,
  );
}

/**
 * What the official schemas, the live ones and those of the UK profile, have against a thing or a page, each as a
 * sentence that begins with the place. Throws when a schema is missing, for then nothing would have been checked.
 */
export function schemaFaults(kind: Kind, value: unknown): string[] {
  known ??= { live: liveSchemas(), profile: profileSchemas() };
  const live = known.live(kind);
  if (live === undefined && kind !== 'taxonomy_list') throw new Error(`No live schema for ${kind}`);
  const faults = live === undefined ? [] : errorsOf(live, value, 'live ');
  const thing = kind.replace(/_list$/, '') as Kind;
  const profile = known.profile(thing);
  if (profile.length === 0 && kind !== 'api_details') throw new Error(`No schema of the profile for ${kind}`);
  const things = thing === kind ? [value] : contentsOf(value);
  return [
    ...faults,
    ...profile.flatMap((validate) =>
      things.flatMap((item, index) =>
        errorsOf(validate, item, thing === kind ? 'profile ' : `profile /contents/${index}`),
      ),
    ),
  ];
}

const contentsOf = (page: unknown): unknown[] =>
  typeof page === 'object' && page !== null && 'contents' in page && Array.isArray(page.contents)
    ? page.contents
    : [];
