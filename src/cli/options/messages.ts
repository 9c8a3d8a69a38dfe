import { parseArgs } from 'node:util';

export type MessagesOptions = { verb: 'list' } | { verb: 'bounced' } | { verb: 'show' | 'retry'; id: string };

/** The command line is wrong; the message is the one sentence to print. */
export class WrongMessagesOption extends Error {}

const USAGE = 'npm run messages -- list, show ID, retry ID, or bounced < MAIL';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads the command line. Throws WrongMessagesOption. */
export function readMessagesOptions(args: readonly string[]): MessagesOptions {
  const [verb = 'list', id, ...more] = positionalsOf(args);
  if (verb === 'list' || verb === 'bounced') {
    if (id !== undefined) throw new WrongMessagesOption(`"${verb}" takes nothing after it: ${USAGE}.`);
    return { verb };
  }
  if (verb !== 'show' && verb !== 'retry') throw new WrongMessagesOption(`There is no "${verb}": ${USAGE}.`);
  if (id === undefined || more.length > 0) throw new WrongMessagesOption(`Give one message: ${USAGE}.`);
  if (!UUID.test(id)) throw new WrongMessagesOption(`"${id}" is not the id of a message: "list" shows them.`);
  return { verb, id };
}

function positionalsOf(args: readonly string[]): string[] {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: {} }).positionals;
  } catch (error) {
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new WrongMessagesOption(`${sentence.replace(/\. To specify.*$/, '')} (${USAGE})`);
  }
}
