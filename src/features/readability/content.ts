import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PlainWords } from './rules.ts';
import { readYaml } from '#src/lib/yaml.ts';

const text = z.string().trim().min(1);
const avoided = z.array(
  z.strictObject({
    avoid: z.union([text.transform((word) => [word]), z.array(text).min(1)]),
    say: text,
  }),
);
const PlainWordsFile = z
  .strictObject({
    words: avoided,
    known: z.array(text),
    names: z.array(text),
    easy_read: z.strictObject({ words: avoided, known: z.array(text), hard: z.array(text) }),
  })
  .transform(({ easy_read, ...rest }): PlainWords => ({ ...rest, easyRead: easy_read }));

/** Reads the words to avoid from `plain-words.yaml` of the content folder; throws with the path of what is wrong in it. */
export function readPlainWords(contentFolder: string): PlainWords {
  const file = join(contentFolder, 'plain-words.yaml');
  const checked = PlainWordsFile.safeParse(readYaml(readFileSync(file, 'utf8')));
  if (checked.success) return checked.data;
  const issues = checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`${file} is not a list of plain words: ${issues.join('; ')}`);
}
