import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { londonNow } from '#src/lib/dates.ts';
import { countOf } from '#src/lib/text.ts';
import { AcceptedAdvisories, readAudit } from './advisories.ts';

/** A registry that does not answer is not waited for longer. */
const LONGEST_MS = 60_000;

/** Asks the registry what is known against the packages that are shipped; a step of the check. */
const ACCEPTED = new URL('accepted-advisories.json', import.meta.url);
const accepted = AcceptedAdvisories.parse(JSON.parse(readFileSync(ACCEPTED, 'utf8')));
const asked = spawnSync('npm', ['audit', '--omit=dev', '--audit-level=high', '--json'], {
  encoding: 'utf8',
  timeout: LONGEST_MS,
  shell: process.platform === 'win32',
});
const outcome = readAudit(asked.stdout ?? '', accepted, londonNow(new Date()).day);
switch (outcome.kind) {
  case 'sound':
    if (outcome.accepted > 0)
      console.log(`note: ${countOf(outcome.accepted, 'known advisory', 'known advisories')} accepted`);
    break;
  case 'not-asked':
    console.log(`note: the registry could not be asked (${outcome.reason}), so nothing is known`);
    break;
  case 'findings':
    console.log(outcome.findings.join('\n'));
    console.log(
      'Update these packages, or accept an advisory, with a reason and an end, in accepted-advisories.json.',
    );
    process.exitCode = 1;
    break;
}
