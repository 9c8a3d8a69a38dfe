import { parseArgs } from 'node:util';
import { LEVELS, type Level, type SubjectKind } from '#src/features/duplicates/types.ts';

export interface DuplicateCommand {
  kind: SubjectKind;
  level: Level;
  limit: number; // pairs on the screen
  csv: string | null;
  acrossSources: boolean;
}

/** The command line is wrong; the message is the one sentence to print. */
export class WrongDuplicateOption extends Error {}

const USAGE =
  'npm run duplicates -- [--level same|likely|possible] [--limit N] [--csv FILE] [--across-sources] [--organisations]';

/** Reads the command line. Throws WrongDuplicateOption with one sentence. */
export function readDuplicateOptions(args: readonly string[]): DuplicateCommand {
  const values = parse(args);
  const level = LEVELS.find((name) => name === values.level);
  if (level === undefined)
    throw new WrongDuplicateOption(`"${values.level}" is not a level: it can be ${LEVELS.join(', ')}.`);
  if (!/^\d{1,6}$/.test(values.limit))
    throw new WrongDuplicateOption(`--limit is a whole number, not "${values.limit}".`);
  if (values.csv?.trim() === '') throw new WrongDuplicateOption('--csv is the name of a file to write.');
  return {
    kind: values.organisations ? 'organisation' : 'service',
    level,
    limit: Number(values.limit),
    csv: values.csv ?? null,
    acrossSources: values['across-sources'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        level: { type: 'string', default: 'likely' },
        limit: { type: 'string', default: '20' },
        csv: { type: 'string' },
        'across-sources': { type: 'boolean', default: false },
        organisations: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    const [sentence = 'The options cannot be read.'] = (
      error instanceof Error ? error.message : String(error)
    ).split('\n');
    throw new WrongDuplicateOption(`${sentence.replace(/\. .*$/, '')} (${USAGE})`);
  }
}
