import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Language, Languages } from './rules.ts';

const FileForm = z.strictObject({
  name: z.string().min(1),
  dir: z.enum(['ltr', 'rtl']).default('ltr'),
  sentences: z.record(z.string().min(1), z.string().min(1)),
});

/** Reads the sentences of each language from `languages` in the content folder, by its code: "cy.yaml".
 * Throws for a file that is not right. */
export function readLanguages(contentFolder: string): Languages {
  const folder = join(contentFolder, 'languages');
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return new Map(
    files.sort().map((file): [string, Language] => {
      const code = file.replace('.yaml', '');
      const { sentences, ...rest } = FileForm.parse(parse(readFileSync(join(folder, file), 'utf8')));
      return [code, { code, ...rest, sentences: new Map(Object.entries(sentences)) }];
    }),
  );
}
