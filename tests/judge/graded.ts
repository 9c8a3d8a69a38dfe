import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Grade, Grades } from './measures.ts';

const slugs = z.array(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));

const Query = z
  .strictObject({
    q: z.string().min(1),
    hard: z.boolean().default(false),
    exactly: slugs.min(1),
    helps: slugs.default([]),
    a_little: slugs.default([]),
  })
  .refine(({ exactly, helps, a_little }) => {
    const all = [...exactly, ...helps, ...a_little];
    return new Set(all).size === all.length;
  }, 'a service has one grade');

/** A grade that was changed after the first measurement, from and to 0 (no use) to 3, and why it had been wrong. */
const Correction = z.strictObject({
  q: z.string(),
  service: z.string(),
  from: z.number().int().min(0).max(3),
  to: z.number().int().min(0).max(3),
  why: z.string().min(10),
});

const ThemeFile = z.strictObject({
  theme: z.string(),
  queries: z.array(Query).min(1),
  corrections: z.array(Correction),
});

/** What somebody types, and what each service of the example place would be to them. */
export interface GradedQuery {
  theme: string;
  words: string;
  isHard: boolean;
  grades: Grades;
}

const FOLDER = join(import.meta.dirname, 'queries');

/** Reads the judged set, theme by theme; throws, naming the file, when one is not in its shape. */
export function readGradedQueries(folder = FOLDER): GradedQuery[] {
  return readThemes(folder).flatMap(({ theme, queries }) =>
    queries.map(({ q, hard, exactly, helps, a_little }) => ({
      theme,
      words: q,
      isHard: hard,
      grades: new Map([...graded(exactly, 3), ...graded(helps, 2), ...graded(a_little, 1)]),
    })),
  );
}

/** The corrections written down at the end of the files. */
export const readCorrections = (folder = FOLDER): z.infer<typeof Correction>[] =>
  readThemes(folder).flatMap(({ corrections }) => corrections);

const graded = (services: readonly string[], grade: Grade) =>
  services.map((slug): [string, Grade] => [slug, grade]);

const readThemes = (folder: string) =>
  readdirSync(folder)
    .toSorted()
    .map((name) => {
      const result = ThemeFile.safeParse(parse(readFileSync(join(folder, name), 'utf8')));
      if (result.success) return result.data;
      throw new Error(`${name}: ${z.prettifyError(result.error)}`);
    });
