import { parseArgs } from 'node:util';

/** What is to be done to the list. */
export type DoNotListTask =
  | { verb: 'list' }
  | {
      verb: 'add';
      name: string;
      postcode: string | null;
      charityNumber: string | null;
      website: string | null;
      reason: string | null;
    }
  | { verb: 'lift'; id: string };

/** The command line is wrong; the message is the one sentence to print. */
export class WrongDoNotListOption extends Error {}

const USAGE = {
  add: 'npm run do-not-list -- add NAME [--postcode P] [--charity N] [--website URL] [--reason TEXT]',
  lift: 'npm run do-not-list -- lift ID',
} as const;

/** Reads the command line. Throws WrongDoNotListOption with one sentence. */
export function readDoNotListTask(args: readonly string[]): DoNotListTask {
  const { values, positionals } = parse(args);
  const [verb, what, ...more] = positionals;
  const hasOptions = Object.keys(values).length > 0;
  if (verb === undefined && !hasOptions) return { verb: 'list' };
  if (verb !== 'add' && verb !== 'lift')
    throw new WrongDoNotListOption(`Say what to do, add or lift: ${USAGE.add}, or ${USAGE.lift}.`);
  if (more.length > 0)
    throw new WrongDoNotListOption(
      `"${more[0]}" is one word too many: put a name of several words in quotation marks.`,
    );
  if (what === undefined || what.trim() === '')
    throw new WrongDoNotListOption(
      verb === 'add' ? `Name who asked not to be listed: ${USAGE.add}.` : `Name the entry: ${USAGE.lift}.`,
    );
  if (verb === 'lift') {
    if (hasOptions) throw new WrongDoNotListOption(`To lift takes no options: ${USAGE.lift}.`);
    return { verb, id: what.trim() };
  }
  const given = (option: 'postcode' | 'charity' | 'website' | 'reason'): string | null =>
    values[option]?.trim() || null;
  return {
    verb,
    name: what,
    postcode: given('postcode'),
    charityNumber: given('charity'),
    website: given('website'),
    reason: given('reason'),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        postcode: { type: 'string' },
        charity: { type: 'string' },
        website: { type: 'string' },
        reason: { type: 'string' },
      },
    });
  } catch (error) {
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new WrongDoNotListOption(`${sentence.replace(/\. To specify.*$/, '')} (${USAGE.add})`);
  }
}
