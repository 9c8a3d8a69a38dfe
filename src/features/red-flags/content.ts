import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { plainWords, type RedFlags } from './rules.ts';
import { readYaml } from '#src/lib/yaml.ts';

const File = z
  .array(
    z.strictObject({
      show: z.array(z.string().regex(/^[a-z0-9-]+$/)).min(1),
      phrases: z
        .array(
          z
            .string()
            .max(80)
            .refine((phrase) => plainWords(phrase) !== '', 'has no word in it'),
        )
        .min(1),
    }),
  )
  .min(1);

/**
 * Reads `content/red-flags.yaml`. Throws one sentence naming what is wrong and where: a row of urgent help that does not
 * exist, or a phrase that is there twice.
 */
export function readRedFlags(contentFolder: string): RedFlags {
  const file = join(contentFolder, 'red-flags.yaml');
  const parsed = File.safeParse(readFile(file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const rows = z
    .array(z.object({ key: z.string() }))
    .parse(readFile(join(contentFolder, 'urgent-help.yaml')));
  const keys = new Set(rows.map(({ key }) => key));
  const seen = new Set<string>();
  const groups = parsed.data.map(({ show, phrases }) => {
    const missing = show.find((key) => !keys.has(key));
    if (missing !== undefined) throw new Error(`${file}: no row "${missing}" in urgent-help.yaml`);
    return {
      show,
      phrases: phrases.map((phrase) => {
        const plain = plainWords(phrase);
        if (seen.has(plain)) throw new Error(`${file}: "${phrase}" is there twice`);
        seen.add(plain);
        return plain;
      }),
    };
  });
  return { groups };
}

function readFile(file: string): unknown {
  try {
    return readYaml(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
