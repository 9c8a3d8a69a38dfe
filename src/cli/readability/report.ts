import { join } from 'node:path';
import { readPictureKeys } from '#src/features/easy-read/content.ts';
import { readPlainWords } from '#src/features/readability/content.ts';
import { partAccepted, type Accepted } from './accepted.ts';
import { readAllTexts } from './files.ts';
import { hardWordsFound, lookAt, noteOn, type Found } from './look.ts';

export interface Report {
  /** What is to be mended, a line each: `file:line: rule: the sentence: what to do`. */
  lines: string[];
  /** What may be better, in the same form; empty unless asked for. */
  notes: string[];
}

/** The list of what is accepted, as reports name it. */
const ACCEPTED_FILE = 'src/cli/readability/accepted.yaml';

const toLine = ({ file, line, rule, sentence, advice }: Omit<Found, 'found'>): string =>
  `${file}:${line}: ${rule}: ${sentence.replace(/\s+/g, ' ').trim()}: ${advice}`;

/** Holds all words of a tree like this one to the rules, but for what is accepted. */
export function reportOn(root: string, accepted: readonly Accepted[], { notes = false } = {}): Report {
  const content = join(root, 'content');
  const rules = { plain: readPlainWords(content), pictures: readPictureKeys(content) };
  const { texts, unread } = readAllTexts(root);
  const found = texts.flatMap((text) => [...lookAt(text, rules), ...hardWordsFound(text, rules.plain)]);
  const { left, unneeded } = partAccepted(found, accepted);
  return {
    lines: [
      ...unread.map(
        ({ file, line, why }) =>
          `${file}:${line}: unread: ${why}: Mend the file, so that its words can be looked at.`,
      ),
      ...left.map(toLine),
      ...unneeded.map((one) => {
        const meant = 'found' in one ? one.found : one.sentence;
        return `${ACCEPTED_FILE}:1: unneeded: ${one.file}, ${one.rule}, ${meant}: Nothing needs this any more. Take it out.`;
      }),
    ],
    notes: notes ? texts.flatMap(noteOn).map(toLine) : [],
  };
}
