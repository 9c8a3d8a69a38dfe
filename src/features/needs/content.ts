import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '#src/lib/yaml.ts';

/** A node of the needs tree: what a person says is wrong or wanted, and the everyday words for it. */
export interface Need {
  slug: string;
  name: string;
  description: string;
  picture: string;
  words: string[];
  related: string[];
  urgent: string[]; // names of lines in content/urgent-help.yaml
  sensitive: boolean; // pages about it offer "exit this page"
  firstSteps: string[];
  parent: string | null;
  children: string[];
}

/** All needs by slug, and the top ones in the order of their files. */
export interface NeedTree {
  bySlug: ReadonlyMap<string, Need>;
  top: readonly Need[];
}

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');
const text = z.string().trim().min(1);
const words = z.array(z.union([text, z.number().transform(String)]));

const ChildNeed = z.strictObject({
  slug,
  name: text,
  description: text,
  picture: text.default('1F4AC'),
  words: words.default([]),
  related: z.array(slug).default([]),
  urgent: z.array(text).default([]),
  sensitive: z.boolean().optional(),
  first_steps: z.array(text).default([]),
});
const TopNeed = ChildNeed.extend({
  order: z.number().int().optional(),
  needs: z.array(ChildNeed).default([]),
});
type ChildNeed = z.infer<typeof ChildNeed>;
type TopNeed = z.infer<typeof TopNeed>;

const issueLine = (issue: z.core.$ZodIssue): string =>
  `${issue.path.join('.') || '(file)'}: ${issue.message}`;

function readTopNeed(file: string): TopNeed {
  let content: unknown;
  try {
    content = readYaml(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const checked = TopNeed.safeParse(content);
  if (!checked.success)
    throw new Error(`${file} is not a need: ${checked.error.issues.map(issueLine).join('; ')}`);
  return checked.data;
}

/** A child takes the urgent lines and the sensitivity of its parent when it says nothing itself. */
function toNeed(node: ChildNeed, parent: TopNeed | null, children: string[]): Need {
  return {
    slug: node.slug,
    name: node.name,
    description: node.description,
    picture: node.picture,
    words: node.words,
    related: node.related,
    urgent: node.urgent.length > 0 ? node.urgent : (parent?.urgent ?? []),
    sensitive: node.sensitive ?? parent?.sensitive ?? false,
    firstSteps: node.first_steps,
    parent: parent?.slug ?? null,
    children,
  };
}

/** Builds the tree from checked files; throws on a slug used twice or a related need that does not exist. */
function toTree(files: { file: string; need: TopNeed }[]): NeedTree {
  const bySlug = new Map<string, Need>();
  const add = (need: Need, file: string): void => {
    if (bySlug.has(need.slug)) throw new Error(`${file}: the need "${need.slug}" exists twice`);
    bySlug.set(need.slug, need);
  };
  for (const { file, need } of files) {
    add(
      toNeed(
        need,
        null,
        need.needs.map((child) => child.slug),
      ),
      file,
    );
    for (const child of need.needs) add(toNeed(child, need, []), file);
  }
  for (const need of bySlug.values()) {
    const lost = need.related.find((other) => !bySlug.has(other));
    if (lost !== undefined)
      throw new Error(`content/needs: "${need.slug}" is related to "${lost}", which does not exist`);
  }
  return { bySlug, top: [...bySlug.values()].filter((need) => need.parent === null) };
}

/**
 * Reads the needs tree from `needs/*.yaml` of the content folder. Top needs stand by their `order`, then by file
 * name. Throws with the file and the path inside it when something is wrong; a folder without files is an empty tree.
 */
export function readNeeds(contentFolder: string): NeedTree {
  const folder = join(contentFolder, 'needs');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ file: join(folder, name), need: readTopNeed(join(folder, name)) }));
  files.sort((a, b) => (a.need.order ?? files.length) - (b.need.order ?? files.length));
  return toTree(files);
}
