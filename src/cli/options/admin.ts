import { parseArgs } from 'node:util';
import { z } from 'zod';

/** What is to be done about whom. */
export type AdminRequest =
  | { verb: 'list' }
  | { verb: 'create'; email: string; name: string | null }
  | { verb: 'stop'; email: string; reason: string | null }
  | { verb: 'sign-out' | 'reset-second-step' | 'code'; email: string };

/** The command line is wrong; the message is the one sentence to print. */
export class WrongAdminOption extends Error {}

const USAGE = {
  list: 'npm run admin -- list',
  create: 'npm run admin -- create EMAIL [--name NAME]',
  'sign-out': 'npm run admin -- sign-out EMAIL',
  'reset-second-step': 'npm run admin -- reset-second-step EMAIL',
  stop: 'npm run admin -- stop EMAIL [--reason TEXT]',
  code: 'npm run admin -- code EMAIL',
} as const;
type Verb = keyof typeof USAGE;
const VERBS = Object.keys(USAGE) as readonly Verb[];

/** Reads the command line. Throws WrongAdminOption with one sentence. */
export function readAdminRequest(args: readonly string[]): AdminRequest {
  const { values, positionals } = parse(args);
  const [given, email, ...more] = positionals;
  const verb = VERBS.find((each) => each === given);
  if (verb === undefined)
    throw new WrongAdminOption(`Say what to do, one of ${VERBS.join(', ')}: ${USAGE.create}.`);
  for (const [option, owner] of [
    ['name', 'create'],
    ['reason', 'stop'],
  ] as const)
    if (values[option] !== undefined && verb !== owner)
      throw new WrongAdminOption(`--${option} belongs to ${owner}: ${USAGE[owner]}.`);
  const extra = verb === 'list' ? email : more[0];
  if (extra !== undefined)
    throw new WrongAdminOption(
      `"${extra}" is one word too many: put a name of several words in quotation marks.`,
    );
  if (verb === 'list') return { verb };
  if (email === undefined || email.trim() === '')
    throw new WrongAdminOption(`Give the email address of the person: ${USAGE[verb]}.`);
  if (!z.email().max(254).safeParse(email.trim()).success)
    throw new WrongAdminOption(`"${email}" is not an email address: ${USAGE[verb]}.`);
  const who = email.trim();
  if (verb === 'create') return { verb, email: who, name: readText(values.name, 'name', 100) };
  if (verb === 'stop') return { verb, email: who, reason: readText(values.reason, 'reason', 500) };
  return { verb, email: who };
}

function readText(given: string | undefined, option: string, most: number): string | null {
  const text = given?.trim() ?? '';
  if (given !== undefined && (text === '' || text.length > most))
    throw new WrongAdminOption(`--${option} is a text of 1 to ${most} characters.`);
  return text === '' ? null : text;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { name: { type: 'string' }, reason: { type: 'string' } },
    });
  } catch (error) {
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new WrongAdminOption(`${sentence.replace(/\. To specify.*$/, '')} (${USAGE.create})`);
  }
}
