import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { z } from 'zod';
import { readYaml } from '#src/lib/yaml.ts';

const FrontMatter = z.strictObject({
  title: z.string(),
  description: z.string().max(160),
  reviewed_on: z.iso.date(),
  review_on: z.iso.date(),
});

/** A page of words: about us, privacy, accessibility. */
export interface Guide {
  slug: string;
  title: string;
  description: string;
  html: string;
  reviewedOn: string;
  reviewOn: string;
}

/** What the words may mention of the place; null leaves out the paragraph or list item that would say it. */
export type PlaceFacts = Record<
  'name' | 'place' | 'phone' | 'phoneHours' | 'email' | 'siteUrl',
  string | null
>;

/** Reads every Markdown file of `content/legal`. Throws one sentence naming the file and what is wrong in it. */
export function readGuides(contentFolder: string, facts: PlaceFacts): ReadonlyMap<string, Guide> {
  const folder = join(contentFolder, 'legal');
  const guides = new Map<string, Guide>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.md'))) {
    const slug = file.replace(/\.md$/, '');
    guides.set(slug, toGuide(slug, readFileSync(join(folder, file), 'utf8'), facts));
  }
  return guides;
}

/** One page from its Markdown. HTML in the words is shown as text, never run. */
export function toGuide(slug: string, source: string, facts: PlaceFacts): Guide {
  const [, front, words] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source.replace(/\r\n/g, '\n')) ?? [];
  if (front === undefined || words === undefined)
    throw new Error(`content/legal/${slug}.md: begins with no front matter.`);
  const meta = FrontMatter.safeParse(parseFront(front, slug));
  if (!meta.success) {
    const issue = meta.error.issues[0];
    throw new Error(`content/legal/${slug}.md: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const fill = (text: string): string | null => fillFacts(text, facts, slug);
  return {
    slug,
    title: fill(meta.data.title) ?? meta.data.title,
    description: fill(meta.data.description) ?? '',
    html: toHtml(words, fill),
    reviewedOn: meta.data.reviewed_on,
    reviewOn: meta.data.review_on,
  };
}

function parseFront(front: string, slug: string): unknown {
  try {
    return readYaml(front);
  } catch (error) {
    throw new Error(`content/legal/${slug}.md: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function fillFacts(text: string, facts: PlaceFacts, slug: string): string | null {
  let isWhole = true;
  const filled = text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    if (!Object.hasOwn(facts, name)) throw new Error(`content/legal/${slug}.md: {{${name}}} is not known.`);
    const fact = facts[name as keyof PlaceFacts];
    if (fact === null) isWhole = false;
    return fact ?? '';
  });
  return isWhole ? filled : null;
}

function toHtml(words: string, fill: (text: string) => string | null): string {
  const blocks = words.split(/\n{2,}/).flatMap((block) => {
    // A paragraph is dropped whole; a list or a table loses only the item, with all its lines.
    const parts = block.split(/\n(?=\s*(?:[-*] |\d+\. |\|))/).flatMap((part) => fill(part) ?? []);
    return parts.length === 0 ? [] : parts.join('\n');
  });
  const markdown = new MarkdownIt({ html: false, linkify: true, typographer: true });
  return named(markdown.render(blocks.join('\n\n')))
    .replace(/<h2>/g, '<h2 class="govuk-heading-m">')
    .replace(/<h3>/g, '<h3 class="govuk-heading-s">')
    .replace(/<ul>/g, '<ul class="govuk-list govuk-list--bullet">')
    .replace(/<ol>/g, '<ol class="govuk-list govuk-list--number">')
    .replace(/<table>/g, '<table class="govuk-table">')
    .replace(/<\/table>/g, '</table></section>')
    .replace(/<th>/g, '<th class="govuk-table__header" scope="col">')
    .replace(/<td>/g, '<td class="govuk-table__cell">');
}

/** Tables scroll by themselves on a phone, and each such place is named after the heading above it. */
function named(html: string): string {
  let heading = '';
  return html.replace(/<h[23]>(.*?)<\/h[23]>|<table>/g, (found, words: string | undefined) => {
    if (words === undefined)
      return `<section class="fd-scroll" aria-label="Table${heading}" tabindex="0">${found}`;
    heading = `: ${words.replace(/<[^>]*>/g, '').replaceAll('"', '&quot;')}`;
    return found;
  });
}
