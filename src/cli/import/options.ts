import { parseArgs } from 'node:util';

export const FORMATS = ['csv', 'code-point-open', 'onspd', 'os-open-names', 'outcodes'] as const;
export type Format = (typeof FORMATS)[number];

export interface ImportOptions {
  file: string;
  format: Format;
  mapping: string | null;
  source: string;
  licence: string;
  attribution: string | null;
  url: string | null;
  dryRun: boolean;
  report: string | null;
}

/** The command line is wrong; the message is the one sentence to print. */
export class WrongOption extends Error {}

/** The official data sets are all under the one licence, with the words that their publishers ask for. */
const OPEN_GOVERNMENT_LICENCE = 'Open Government Licence v3.0';
const OFFICIAL: Record<Exclude<Format, 'csv'>, { source: string; attribution: string }> = {
  'code-point-open': {
    source: 'Code-Point Open',
    attribution:
      'Contains OS data \u00a9 Crown copyright and database right. Contains Royal Mail data \u00a9 Royal Mail copyright and database right. Contains National Statistics data \u00a9 Crown copyright and database right.',
  },
  onspd: {
    source: 'ONS Postcode Directory',
    attribution:
      'Contains OS data \u00a9 Crown copyright and database right. Contains Royal Mail data \u00a9 Royal Mail copyright and database right. Source: Office for National Statistics licensed under the Open Government Licence v.3.0.',
  },
  'os-open-names': {
    source: 'OS Open Names',
    attribution: 'Contains OS data \u00a9 Crown copyright and database right.',
  },
  outcodes: {
    source: 'Outcodes',
    attribution:
      'Contains OS data \u00a9 Crown copyright and database right. Contains Royal Mail data \u00a9 Royal Mail copyright and database right.',
  },
};

const USAGE = 'npm run import -- FILE --format csv --mapping MAPPING.yaml --source NAME --licence TEXT';

/** Reads the command line. Throws WrongOption with one sentence. */
export function readOptions(args: readonly string[]): ImportOptions {
  const { values, positionals } = parse(args);
  const [file, ...more] = positionals;
  if (file === undefined) throw new WrongOption(`Name the file to import: ${USAGE}.`);
  if (more.length > 0) throw new WrongOption(`Name one file only; "${more[0]}" is a second one.`);
  const format = FORMATS.find((name) => name === values.format);
  if (format === undefined) {
    const given = values.format === undefined ? '--format is missing' : `"${values.format}" is not a format`;
    throw new WrongOption(`${given}: it can be ${FORMATS.join(', ')}.`);
  }
  const official = format === 'csv' ? null : OFFICIAL[format];
  const source = required(
    values.source ?? official?.source,
    '--source is missing: say where the records come from.',
  );
  const licence = required(
    values.licence ?? (official === null ? undefined : OPEN_GOVERNMENT_LICENCE),
    '--licence is missing: nothing is imported without the terms it may be used on.',
  );
  if (format === 'csv' && values.mapping === undefined) {
    throw new WrongOption(
      '--mapping is missing: a CSV file needs a mapping, see content/mappings/README.md.',
    );
  }
  return {
    file,
    format,
    mapping: values.mapping ?? null,
    source,
    licence,
    attribution: values.attribution ?? official?.attribution ?? null,
    url: values.url ?? null,
    dryRun: values['dry-run'] ?? false,
    report: values.report ?? null,
  };
}

function required(value: string | undefined, sentence: string): string {
  if (value === undefined || value.trim() === '') throw new WrongOption(sentence);
  return value.trim();
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        mapping: { type: 'string' },
        source: { type: 'string' },
        licence: { type: 'string' },
        attribution: { type: 'string' },
        url: { type: 'string' },
        'dry-run': { type: 'boolean' },
        report: { type: 'string' },
      },
    });
  } catch (error) {
    const [sentence = 'The options cannot be read.'] = (
      error instanceof Error ? error.message : String(error)
    ).split('\n');
    throw new WrongOption(`${sentence.replace(/\. To specify.*$/, '')} (${USAGE})`);
  }
}
