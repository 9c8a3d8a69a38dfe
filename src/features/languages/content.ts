import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '#src/lib/yaml.ts';
import { faultOf, type Language, type Languages } from './rules.ts';

const Sentences = z.record(z.string().min(1), z.string().min(1));
const FileForm = z.strictObject({
  name: z.string().min(1),
  dir: z.enum(['ltr', 'rtl']).default('ltr'),
  sentences: Sentences,
});

/**
 * Reads the sentences of each language from `languages` in the content folder, by its code: "cy.yaml", and by area the
 * files of the folder "cy". Throws for a file that is not right, and for a sentence that is there twice.
 */
export function readLanguages(contentFolder: string): Languages {
  const folder = join(contentFolder, 'languages');
  return new Map(
    listLanguageCodes(contentFolder).map((code): [string, Language] => {
      const { sentences, ...rest } = FileForm.parse(readFile(join(folder, `${code}.yaml`)));
      const areas = areasOf(join(folder, code)).map((area) => Sentences.parse(readFile(area)));
      return [code, { code, ...rest, sentences: joined(code, [sentences, ...areas]) }];
    }),
  );
}

/** The codes of the languages that there are sentences in. */
export const listLanguageCodes = (contentFolder: string): string[] =>
  namesIn(join(contentFolder, 'languages')).map((name) => name.replace('.yaml', ''));

const readFile = (file: string): unknown => readYaml(readFileSync(file, 'utf8'));

const areasOf = (folder: string): string[] => namesIn(folder).map((name) => join(folder, name));

const namesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.yaml'))
        .sort()
    : [];

function joined(code: string, areas: readonly Readonly<Record<string, string>>[]): Map<string, string> {
  const all = new Map<string, string>();
  for (const [english, translation] of areas.flatMap((area) => Object.entries(area))) {
    const fault = all.has(english) ? 'is there twice' : faultOf(english, translation);
    if (fault !== null) throw new Error(`Language ${code}: "${english}" ${fault}.`);
    all.set(english, translation);
  }
  return all;
}
