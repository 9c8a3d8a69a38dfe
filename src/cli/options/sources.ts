import { parseArgs } from 'node:util';
import { REFRESH_DAYS } from '#src/features/imports/sources/rules.ts';

/** What is to be done to which source. */
export type SourcesRequest =
  | { verb: 'list' }
  | { verb: 'show'; name: string }
  | { verb: 'every'; name: string; days: number | null }
  | { verb: 'release'; name: string; acceptLoss: boolean }
  | { verb: 'refresh'; name: string }
  | { verb: 'republish'; name: string; isRepublished: boolean };

/** The command line is wrong; the message is the one sentence to print. */
export class WrongSourcesOption extends Error {}

const VERBS = ['show', 'every', 'release', 'refresh', 'republish'] as const;
const USAGE: Readonly<Record<(typeof VERBS)[number], string>> = {
  show: 'npm run sources -- show NAME',
  every: 'npm run sources -- every NAME DAYS, or off instead of DAYS',
  release: 'npm run sources -- release NAME [--accept-loss]',
  refresh: 'npm run sources -- refresh NAME',
  republish: 'npm run sources -- republish NAME on, or off',
};

/** Reads the command line. Throws WrongSourcesOption with one sentence. */
export function readSourcesRequest(args: readonly string[]): SourcesRequest {
  const { values, positionals } = parse(args);
  const [given, name, setting, ...more] = positionals;
  if (given === undefined && values['accept-loss'] !== true) return { verb: 'list' };
  const verb = VERBS.find((each) => each === given);
  if (verb === undefined)
    throw new WrongSourcesOption(`Say what to do, one of ${VERBS.join(', ')}: npm run sources -- show NAME.`);
  const takesSetting = verb === 'every' || verb === 'republish';
  if (name === undefined || name.trim() === '')
    throw new WrongSourcesOption(`Name the source: ${USAGE[verb]}.`);
  const extra = takesSetting ? more[0] : setting;
  if (extra !== undefined)
    throw new WrongSourcesOption(
      `"${extra}" is one word too many: put a name of several words in quotation marks.`,
    );
  if (values['accept-loss'] === true && verb !== 'release')
    throw new WrongSourcesOption(`--accept-loss belongs to release: ${USAGE.release}.`);
  switch (verb) {
    case 'every':
      return { verb, name, days: readDays(setting) };
    case 'republish':
      return { verb, name, isRepublished: readOnOff(setting) };
    case 'release':
      return { verb, name, acceptLoss: values['accept-loss'] ?? false };
    case 'show':
    case 'refresh':
      return { verb, name };
  }
}

function readDays(text: string | undefined): number | null {
  if (text === 'off') return null;
  const days = /^\d{1,3}$/.test(text ?? '') ? Number(text) : NaN;
  if (days >= REFRESH_DAYS.least && days <= REFRESH_DAYS.most) return days;
  const range = `a whole number from ${REFRESH_DAYS.least} to ${REFRESH_DAYS.most}, or off`;
  throw new WrongSourcesOption(`Say after how many days it is read again, ${range}: ${USAGE.every}.`);
}

function readOnOff(text: string | undefined): boolean {
  if (text !== 'on' && text !== 'off') throw new WrongSourcesOption(`Say on or off: ${USAGE.republish}.`);
  return text === 'on';
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'accept-loss': { type: 'boolean' } },
    });
  } catch (error) {
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new WrongSourcesOption(
      `${sentence.replace(/\. To specify.*$/, '')} (npm run sources, or npm run sources -- show NAME)`,
    );
  }
}
