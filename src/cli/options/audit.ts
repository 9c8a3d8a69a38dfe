import { parseArgs } from 'node:util';
import { readHead, type Head } from '#src/features/audit/chain.ts';
import { isDay } from '#src/lib/dates.ts';

export type AuditOptions =
  | { command: 'verify'; noted: Head | null }
  | { command: 'seal' }
  | { command: 'export'; to: string; from: string | null; toDay: string | null; reason: string | null };

/** The command line is wrong; the message is the one sentence to print. */
export class WrongAuditOption extends Error {}

const USAGE =
  'npm run audit -- verify [--head SEQUENCE:HASH], npm run audit -- seal, or npm run audit -- export --to FILE [--from YYYY-MM-DD] [--to-day YYYY-MM-DD] [--reason WHY]';
const ALLOWED: Readonly<Record<AuditOptions['command'], readonly string[]>> = {
  verify: ['head'],
  seal: [],
  export: ['to', 'from', 'to-day', 'reason'],
};

/** Reads the command line. Throws WrongAuditOption. */
export function readAuditOptions(args: readonly string[]): AuditOptions {
  const { values, positionals } = parse(args);
  const [command, ...more] = positionals;
  if (command !== 'verify' && command !== 'seal' && command !== 'export')
    throw new WrongAuditOption(
      command === undefined ? `Say what to do: ${USAGE}.` : `There is no "${command}" here: ${USAGE}.`,
    );
  if (more.length > 0) throw new WrongAuditOption(`Say one thing only; "${more[0]}" is a second one.`);
  const foreign = Object.keys(values).find((name) => !ALLOWED[command].includes(name));
  if (foreign !== undefined)
    throw new WrongAuditOption(`--${foreign} does not go with ${command}: ${USAGE}.`);
  if (command === 'seal') return { command };
  if (command === 'verify') return { command, noted: headOf(values.head) };
  const { to, from = null, 'to-day': toDay = null, reason = null } = values;
  if (to === undefined || to === '') throw new WrongAuditOption(`Name the file to write: ${USAGE}.`);
  for (const [name, day] of [
    ['from', from],
    ['to-day', toDay],
  ] as const)
    if (day !== null && !isDay(day))
      throw new WrongAuditOption(`--${name} cannot be "${day}": give a day that exists, as YYYY-MM-DD.`);
  if (from !== null && toDay !== null && from > toDay)
    throw new WrongAuditOption('--to-day must not be before --from.');
  return { command, to, from, toDay, reason };
}

function headOf(text: string | undefined): Head | null {
  if (text === undefined) return null;
  const head = readHead(text);
  if (head === null)
    throw new WrongAuditOption(
      `--head cannot be "${text}": give it as this command printed it, SEQUENCE:HASH.`,
    );
  return head;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        head: { type: 'string' },
        to: { type: 'string' },
        from: { type: 'string' },
        'to-day': { type: 'string' },
        reason: { type: 'string' },
      },
    });
  } catch (error) {
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new WrongAuditOption(`${sentence.replace(/\. To specify.*$/, '')} (${USAGE})`);
  }
}
