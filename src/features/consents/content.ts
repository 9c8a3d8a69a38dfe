import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isDay } from '#src/lib/dates.ts';
import type { ConsentWords, WordingSet } from './wording.ts';
import { readYaml } from '#src/lib/yaml.ts';

const words = z.string().trim().min(1);
const PLACEHOLDER = /\(\(([^)]*)\)\)/g;
const KNOWN = ['recipient', 'facts'];

const Wording = z
  .strictObject({ title: words, plain: words, easy_read: words })
  .superRefine(({ title, plain, easy_read }, context) => {
    for (const [form, text] of Object.entries({ title, plain, easy_read })) {
      for (const [, name = ''] of text.matchAll(PLACEHOLDER))
        if (!KNOWN.includes(name))
          context.addIssue({ code: 'custom', path: [form], message: `nothing fills ((${name}))` });
    }
  });
/** Whoever gets something is named, and so is what they get. */
const sharing = Wording.superRefine((wording, context) => {
  for (const form of ['plain', 'easy_read'] as const)
    for (const name of KNOWN)
      if (!wording[form].includes(`((${name}))`))
        context.addIssue({ code: 'custom', path: [form], message: `((${name})) must stand in it` });
});

const File = z.strictObject({
  id: z.string().regex(/^sharing-\d+$/),
  from: z.string().refine(isDay, 'a day such as 2026-11-21'),
  wordings: z.strictObject({ navigator: sharing, service: sharing, gp: sharing, feedback: Wording }),
});

/**
 * Reads every version of the words with which agreement is asked for, `content/consents/sharing-N.yaml`; the highest is
 * shown. Throws one sentence naming the file and what is wrong in it.
 */
export function readConsentWords(contentFolder: string): ConsentWords {
  const folder = join(contentFolder, 'consents');
  const sets = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => toSet(file, readFileSync(join(folder, file), 'utf8')))
    .toSorted((a, b) => versionOf(a) - versionOf(b));
  const current = sets.at(-1);
  if (current === undefined) throw new Error('content/consents: there is no file with words.');
  return { current, byId: new Map(sets.map((set) => [set.id, set])) };
}

const versionOf = ({ id }: WordingSet): number => Number(id.replace('sharing-', ''));

/** One version from its file. */
export function toSet(file: string, source: string): WordingSet {
  const refuse = (why: string): Error => new Error(`content/consents/${file}: ${why}`);
  const read = File.safeParse(readYaml(source));
  if (!read.success) {
    const issue = read.error.issues[0];
    throw refuse(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const { id, from, wordings } = read.data;
  if (file !== `${id}.yaml`) throw refuse(`its id is ${id}: the file must be called ${id}.yaml.`);
  const toWording = ({ title, plain, easy_read }: z.infer<typeof Wording>) => ({
    title,
    plain,
    easyRead: easy_read,
  });
  return {
    id,
    from,
    wordings: {
      navigator: toWording(wordings.navigator),
      service: toWording(wordings.service),
      gp: toWording(wordings.gp),
      feedback: toWording(wordings.feedback),
    },
  };
}
