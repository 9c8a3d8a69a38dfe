import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { WrongOption } from '../import/options.ts';

export const EXPORT_FORMATS = ['open-referral', 'csv'] as const;

/** What is written: one JSON document, a service to a line, a folder of tables, or that folder packed. */
export type ExportKind = 'json' | 'ndjson' | 'folder' | 'zip';

export interface ExportOptions {
  kind: ExportKind;
  to: string; // as typed
  source: string | null; // only the services of this one
  siteUrl: string | null; // in place of the configured one, without a slash at the end
  force: boolean; // an earlier export may be replaced
}

const USAGE = 'npm run export -- --format open-referral|csv --to PATH';

/** Reads the command line. Throws WrongOption with one sentence. */
export function readExportOptions(args: readonly string[]): ExportOptions {
  const { values, positionals } = parse(args);
  const [stray] = positionals;
  if (stray !== undefined) throw new WrongOption(`"${stray}" belongs to no option: ${USAGE}.`);
  const format = EXPORT_FORMATS.find((name) => name === values.format);
  if (format === undefined) {
    const given = values.format === undefined ? '--format is missing' : `"${values.format}" is not a format`;
    throw new WrongOption(`${given}: it can be ${EXPORT_FORMATS.join(' or ')}.`);
  }
  const to = values.to?.trim() ?? '';
  if (to === '') throw new WrongOption(`--to is missing: say where to write, as in ${USAGE}.`);
  const source = values.source?.trim() ?? null;
  if (source === '') throw new WrongOption('--source is empty: name one, or leave it out to export all.');
  return {
    kind: kindOf(format, to),
    to,
    source,
    siteUrl: readSiteUrl(values['site-url']),
    force: values.force ?? false,
  };
}

function kindOf(format: (typeof EXPORT_FORMATS)[number], to: string): ExportKind {
  const ending = extname(to).toLowerCase();
  if (format === 'open-referral') {
    if (ending === '.json') return 'json';
    if (ending === '.ndjson') return 'ndjson';
    throw new WrongOption(`--to must end in .json or .ndjson for open-referral; "${to}" does not.`);
  }
  if (ending === '.zip') return 'zip';
  if (['.csv', '.json', '.ndjson', '.txt', '.xlsx'].includes(ending)) {
    throw new WrongOption(
      `csv writes a folder of tables, not one file: name a folder or a .zip, not "${to}".`,
    );
  }
  return 'folder';
}

function readSiteUrl(text: string | undefined): string | null {
  if (text === undefined) return null;
  const url = URL.parse(text.trim());
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
    throw new WrongOption(
      `--site-url must be an address such as https://directory.example.org; "${text}" is none.`,
    );
  return url.href.replace(/\/+$/, '');
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        to: { type: 'string' },
        source: { type: 'string' },
        'site-url': { type: 'string' },
        force: { type: 'boolean' },
      },
    });
  } catch (error) {
    const [sentence = 'The options cannot be read.'] = (
      error instanceof Error ? error.message : String(error)
    ).split('\n');
    throw new WrongOption(`${sentence.replace(/\. To specify.*$/, '')} (${USAGE})`);
  }
}
