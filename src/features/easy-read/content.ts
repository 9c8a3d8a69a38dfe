import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { faultsOfScreen, listWordsWithTwoMeanings, readHardWords } from './rules.ts';
import {
  ACTIONS,
  GROUPS,
  type EasyReadContent,
  type EasyReadPages,
  type EasyReadScreen,
  type PlaceWords,
} from './types.ts';
import { readYaml } from '#src/lib/yaml.ts';

const words = z.string().trim().min(1);
const slug = z.string().regex(/^[a-z0-9-]+$/);
const File = z.strictObject({
  title: words.max(60),
  picture: words,
  group: z.enum(GROUPS),
  order: z.int().positive(),
  need: slug.optional(),
  exit: z.boolean().default(false),
  screens: z
    .array(
      z.strictObject({
        title: words.max(60).optional(),
        // One picture, one text: a second picture is a key that is not known.
        ideas: z.array(z.strictObject({ picture: words, words })),
      }),
    )
    .min(1),
  action: z.strictObject({ to: z.enum(ACTIONS), text: words }).optional(),
  see: z.array(slug).default([]),
});
const PictureKeys = z.object({ pictures: z.record(z.string(), z.string()) });
/** Addresses under /easy-read that are pages of their own. */
const TAKEN = ['find', 'results', 'services', 'urgent-help', 'hard-words', 'get-help', 'track'];

/**
 * Reads every page of `easy-read` in the content folder by its slug, the name of its file, in reading order. Throws one
 * sentence naming the file and what is wrong in it, by the rules of easy read too (domain.md 4.1).
 */
export function readEasyRead(contentFolder: string, place: PlaceWords): EasyReadPages {
  const pictures = readPictureKeys(contentFolder);
  const folder = join(contentFolder, 'easy-read');
  const pages = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => toEasyRead(name, readFileSync(join(folder, name), 'utf8'), { place, pictures }))
    .sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || a.order - b.order);
  const bySlug = new Map(pages.map((page) => [page.slug, page]));
  for (const page of pages)
    for (const other of page.see)
      if (!bySlug.has(other)) throw refusal(page.slug, `see: there is no page "${other}".`);
  const [unclear] = listWordsWithTwoMeanings(bySlug);
  if (unclear !== undefined)
    throw new Error(`content/easy-read: two pages explain "${unclear}" in different words.`);
  return bySlug;
}

const refusal = (slug: string, why: string): Error => new Error(`content/easy-read/${slug}.yaml: ${why}`);

/** The words that pictures are called by. */
export function readPictureKeys(contentFolder: string): ReadonlySet<string> {
  const source = readFileSync(join(contentFolder, 'pictures', 'pictures.yaml'), 'utf8');
  return new Set(Object.keys(PictureKeys.parse(readYaml(source)).pictures));
}

/** One page from its file. */
export function toEasyRead(
  name: string,
  source: string,
  { place, pictures }: { place: PlaceWords; pictures: ReadonlySet<string> },
): EasyReadContent {
  const page = name.replace(/\.yaml$/, '');
  if (TAKEN.includes(page)) throw refusal(page, 'this address belongs to another page.');
  const read = File.safeParse(parseYaml(page, source));
  if (!read.success) {
    const issue = read.error.issues[0];
    throw refusal(page, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const { title, need, screens, action, ...rest } = read.data;
  if ((need === undefined) === (action?.to === 'results'))
    throw refusal(page, 'action: a page about a need leads to its "results", and no other page does.');
  if (!pictures.has(rest.picture)) throw refusal(page, `picture: "${rest.picture}" is no picture.`);
  // Checked as written: what a place is called must not stop it from starting.
  screens.forEach(({ title: heading = null, ideas }, index) => {
    const [fault] = faultsOfScreen({ title: heading, ideas }, pictures);
    if (fault !== undefined) throw refusal(page, `screen ${index + 1}: ${fault}.`);
  });
  const filled = screens
    .map((screen): EasyReadScreen => ({
      title: screen.title ?? null,
      ideas: screen.ideas.flatMap((idea) => {
        const said = fill(idea.words, place, page);
        return said === null ? [] : [{ ...idea, words: said }];
      }),
    }))
    .filter(({ ideas }) => ideas.length > 0);
  return {
    ...rest,
    slug: page,
    title: fill(title, place, page) ?? title,
    need: need ?? null,
    action: action ?? null,
    screens: filled,
    words: filled.flatMap(({ ideas }) =>
      readHardWords(ideas).flatMap(({ word, means }) => (means === null ? [] : [{ word, means }])),
    ),
  };
}

function parseYaml(page: string, source: string): unknown {
  try {
    return readYaml(source);
  } catch (error) {
    throw refusal(page, error instanceof Error ? error.message : String(error));
  }
}

/** The words with what the place is called; null when they mention what is not set. */
function fill(text: string, place: PlaceWords, page: string): string | null {
  let isWhole = true;
  const filled = text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    if (!Object.hasOwn(place, name)) throw refusal(page, `{{${name}}} is not known.`);
    const word = place[name as keyof PlaceWords];
    if (word === null) isWhole = false;
    return word ?? '';
  });
  return isWhole ? filled : null;
}
