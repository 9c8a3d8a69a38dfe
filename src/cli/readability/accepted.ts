import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Found } from './look.ts';
import { readYaml } from '#src/lib/yaml.ts';

const words = z.string().trim().min(1);
const place = { file: words, rule: words, reason: words };
const AcceptedFile = z.array(
  z.union([
    z.strictObject({ ...place, sentence: words }), // how the sentence begins
    z.strictObject({ ...place, found: words }), // a word that may stand anywhere in the file
  ]),
);

/** Something that stays as it is although a rule says otherwise, and why. */
export type Accepted = z.infer<typeof AcceptedFile>[number];

/** Reads the list of sentences that stay; throws when it is no such list. */
export const readAccepted = (file: URL): Accepted[] =>
  AcceptedFile.parse(readYaml(readFileSync(file, 'utf8')) ?? []);

const covers = (accepted: Accepted, found: Found): boolean =>
  accepted.file === found.file &&
  accepted.rule === found.rule &&
  ('found' in accepted ? accepted.found === found.found : found.sentence.startsWith(accepted.sentence));

/** What is left to mend, and which exceptions nothing needs any more. */
export function partAccepted(
  found: readonly Found[],
  accepted: readonly Accepted[],
): { left: Found[]; unneeded: Accepted[] } {
  return {
    left: found.filter((one) => !accepted.some((exception) => covers(exception, one))),
    unneeded: accepted.filter((exception) => !found.some((one) => covers(exception, one))),
  };
}
