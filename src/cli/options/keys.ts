import { parseArgs } from 'node:util';

export type KeysOptions =
  | { command: 'status' }
  | { command: 'rotate'; forget: boolean; into: string | null }
  | { command: 'reseal' }
  | { command: 'forget' }
  | { command: 'make'; file: string };

/** The command line is wrong; the message is the one sentence to print. */
export class WrongKeysOption extends Error {}

const USAGE =
  'npm run keys -- status, rotate [--forget | --into FILE], reseal, forget, or make FILE for the first keys of a new place';
const COMMANDS = ['status', 'rotate', 'reseal', 'forget', 'make'] as const;

/** Reads the command line. Throws WrongKeysOption. */
export function readKeysOptions(args: readonly string[]): KeysOptions {
  const { values, positionals } = parse(args);
  const [typed, file, ...more] = positionals;
  const command = COMMANDS.find((name) => name === typed);
  if (command === undefined)
    throw new WrongKeysOption(
      typed === undefined ? `Say what to do: ${USAGE}.` : `There is no "${typed}" here: ${USAGE}.`,
    );
  const foreign = command === 'rotate' ? undefined : Object.keys(values)[0];
  if (foreign !== undefined) throw new WrongKeysOption(`--${foreign} goes with rotate only: ${USAGE}.`);
  if (command === 'make') {
    if (file === undefined || file === '' || more.length > 0)
      throw new WrongKeysOption(`Name the one file to write: ${USAGE}.`);
    return { command, file };
  }
  if (file !== undefined) throw new WrongKeysOption(`Say one thing only; "${file}" is a second one.`);
  if (command !== 'rotate') return { command };
  const { forget = false, into = null } = values;
  if (into === '') throw new WrongKeysOption(`Name the file to write: ${USAGE}.`);
  if (forget && into !== null) throw new WrongKeysOption('Choose one of --forget and --into.');
  return { command, forget, into };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { forget: { type: 'boolean' }, into: { type: 'string' } },
    });
  } catch (error) {
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new WrongKeysOption(`${sentence.replace(/\. To specify.*$/, '')} (${USAGE})`);
  }
}
