import { parseArgs } from 'node:util';

/** Formats of services; the others are of places. */
export const SERVICE_FORMATS = ['csv', 'open-referral', 'hsds-csv'] as const;
export const FORMATS = [...SERVICE_FORMATS, 'code-point-open', 'onspd', 'os-open-names', 'outcodes'] as const;
export type ServiceFormat = (typeof SERVICE_FORMATS)[number];
export type PlaceFormat = Exclude<(typeof FORMATS)[number], ServiceFormat>;
export type Format = (typeof FORMATS)[number];

export const isServiceFormat = (format: Format): format is ServiceFormat =>
  SERVICE_FORMATS.some((name) => name === format);

export interface ImportOptions {
  file: string; // or a folder, or a web address
  isWeb: boolean;
  format: Format;
  mapping: string | null;
  source: string;
  licence: string;
  attribution: string | null;
  url: string | null;
  republish: boolean | null; // null: as it was
  everyDays: number | null; // null: as it was
  acceptLoss: boolean;
  dryRun: boolean;
  report: string | null;
}

/** The command line is wrong; the message is the one sentence to print. */
export class WrongOption extends Error {}

/** The official data sets are all under the one licence, with the words that their publishers ask for. */
const OPEN_GOVERNMENT_LICENCE = 'Open Government Licence v3.0';
const OFFICIAL: Record<PlaceFormat, { source: string; attribution: string }> = {
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

const USAGE =
  'npm run import -- FILE|FOLDER|ADDRESS --format open-referral --source NAME --licence TEXT, or FILE --format csv --mapping MAPPING.yaml --source NAME --licence TEXT';
const MOST_DAYS = 366;

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
  const official = isServiceFormat(format) ? null : OFFICIAL[format];
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
  if (official !== null) refuseForPlaces(values);
  const isWeb = /^[a-z][a-z0-9+.-]*:\/\//i.test(file);
  if (isWeb && (official !== null || format === 'hsds-csv')) {
    throw new WrongOption(`${format} is read from files: download ${file} first.`);
  }
  if (isWeb && values.url !== undefined && values.url !== file) {
    throw new WrongOption('--url is for files: what is fetched from an address is stored with that address.');
  }
  return {
    file,
    isWeb,
    format,
    mapping: values.mapping ?? null,
    source,
    licence,
    attribution: values.attribution ?? official?.attribution ?? null,
    url: isWeb ? file : (values.url ?? null),
    republish: values.republish ?? null,
    everyDays: readEvery(values.every, isWeb),
    acceptLoss: values['accept-loss'] ?? false,
    dryRun: values['dry-run'] ?? false,
    report: values.report ?? null,
  };
}

function readEvery(text: string | undefined, isWeb: boolean): number | null {
  if (text === undefined) return null;
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > MOST_DAYS) {
    throw new WrongOption(`--every cannot be "${text}": give a number of days from 1 to ${MOST_DAYS}.`);
  }
  if (!isWeb) throw new WrongOption('--every needs a web address to read again, not a file.');
  return days;
}

function refuseForPlaces(values: ReturnType<typeof parse>['values']): void {
  const given = (['republish', 'every', 'accept-loss'] as const).find((name) => values[name] !== undefined);
  if (given !== undefined) throw new WrongOption(`--${given} is for services, not for places.`);
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
      allowNegative: true,
      options: {
        format: { type: 'string' },
        mapping: { type: 'string' },
        source: { type: 'string' },
        licence: { type: 'string' },
        attribution: { type: 'string' },
        url: { type: 'string' },
        republish: { type: 'boolean' }, // as --no-republish
        every: { type: 'string' },
        'accept-loss': { type: 'boolean' },
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
