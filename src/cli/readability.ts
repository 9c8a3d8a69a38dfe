import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readAccepted } from './readability/accepted.ts';
import { reportOn } from './readability/report.ts';

/*
 * npm run readability: what we write, held to the rules of easy read and of plain words. One line for each thing to mend;
 * with --notes also what may be better and fails nothing.
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({ options: { notes: { type: 'boolean', default: false } }, strict: true });
const accepted = readAccepted(new URL('readability/accepted.yaml', import.meta.url));
const { lines, notes } = reportOn(ROOT, accepted, values);

for (const note of notes) console.log(`note: ${note}`);
for (const line of lines) console.log(line);
if (lines.length > 0) {
  console.log(`${lines.length} to mend.`);
  process.exitCode = 1;
}
