import { parseArgs } from 'node:util';
import { dateOf } from '#src/features/records/forms.ts';
import type { Sought } from '#src/features/records/queries/find.ts';
import {
  ERASURE_REASON_NAMES,
  ERASURE_REASONS,
  VIEW_REASON_NAMES,
  VIEW_REASONS,
  type ErasureReason,
  type ViewReason,
} from '#src/features/records/rules.ts';

export type RecordsOptions =
  | { command: 'find'; sought: Sought }
  | { command: 'export'; reference: string; to: string; format: 'html' | 'json'; reason: ViewReason }
  | { command: 'erase'; reference: string; reason: ErasureReason; words: string }
  | { command: 'hold' | 'release'; reference: string; words: string };

/** The command line is wrong; the message is the one sentence to print. */
export class WrongRecordsOption extends Error {}

const USAGE =
  'npm run records -- find [--name NAME] [--born YYYY-MM-DD] [--postcode PC] [--phone N] [--email E] [--nhs N] [--reference R], export REFERENCE --to FILE --reason CODE, erase REFERENCE --reason CODE --why WORDS, hold REFERENCE --why WORDS, or release REFERENCE --why WORDS';
const ALLOWED = {
  find: ['name', 'born', 'postcode', 'phone', 'email', 'nhs', 'reference'],
  export: ['to', 'reason'],
  erase: ['reason', 'why'],
  hold: ['why'],
  release: ['why'],
} as const;
type Command = keyof typeof ALLOWED;
type Values = Readonly<Record<string, string | undefined>>;

/** Reads the command line. Throws WrongRecordsOption. */
export function readRecordsOptions(args: readonly string[]): RecordsOptions {
  const { values, positionals } = parse(args);
  const [typed, reference, ...more] = positionals;
  const command = (Object.keys(ALLOWED) as Command[]).find((name) => name === typed);
  if (command === undefined)
    throw new WrongRecordsOption(
      typed === undefined ? `Say what to do: ${USAGE}.` : `There is no "${typed}" here: ${USAGE}.`,
    );
  const foreign = Object.keys(values).find((name) => !(ALLOWED[command] as readonly string[]).includes(name));
  if (foreign !== undefined)
    throw new WrongRecordsOption(`--${foreign} does not go with ${command}: ${USAGE}.`);
  const blank = Object.entries(values).find(([, value]) => value?.trim() === '');
  if (blank !== undefined) throw new WrongRecordsOption(`--${blank[0]} cannot be empty.`);
  if (more.length > 0 || (command === 'find' && reference !== undefined))
    throw new WrongRecordsOption(`"${more[0] ?? reference}" is one word too many: ${USAGE}.`);
  if (command === 'find') return { command, sought: soughtOf(values) };
  if (reference === undefined) throw new WrongRecordsOption(`Name the reference: ${USAGE}.`);
  if (command === 'export') {
    const { to } = values;
    if (to === undefined || !/\.(html|json)$/.test(to))
      throw new WrongRecordsOption('Give --to and the file to write, ending in .html or .json.');
    const format = to.endsWith('.json') ? 'json' : 'html';
    return { command, reference, to, format, reason: codeOf(values, VIEW_REASON_NAMES, VIEW_REASONS) };
  }
  const { why: words } = values;
  if (words === undefined) throw new WrongRecordsOption(`Give --why and the reason in words: ${USAGE}.`);
  return command === 'erase'
    ? { command, reference, words, reason: codeOf(values, ERASURE_REASON_NAMES, ERASURE_REASONS) }
    : { command, reference, words };
}

function codeOf<Code extends string>(
  { reason }: Values,
  names: readonly Code[],
  words: Readonly<Record<Code, string>>,
): Code {
  const found = names.find((name) => name === reason);
  if (found !== undefined) return found;
  const choices = names.map((name) => `${name} (${words[name]})`).join(', ');
  throw new WrongRecordsOption(`Give --reason and one of: ${choices}.`);
}

function soughtOf({ name, born, postcode, phone, email, nhs, reference }: Values): Sought {
  const dateOfBirth = born === undefined ? undefined : dateOf(born);
  if (dateOfBirth === null)
    throw new WrongRecordsOption(`--born cannot be "${born}": give a date as YYYY-MM-DD.`);
  const others = [reference, phone, email, nhs];
  if ([...others, name].every((given) => given === undefined))
    throw new WrongRecordsOption(`Say whose record: ${USAGE}.`);
  if (name !== undefined && [...others, born, postcode].every((given) => given === undefined))
    throw new WrongRecordsOption('Give --born or --postcode with --name: several people can have it.');
  return { name, dateOfBirth, postcode, phone, email, nhsNumber: nhs, reference };
}

function parse(args: readonly string[]) {
  const names = [...new Set(Object.values(ALLOWED).flat())];
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    return { values: values as Values, positionals };
  } catch (error) {
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new WrongRecordsOption(`${sentence.replace(/\. To specify.*$/, '')} (${USAGE})`);
  }
}
