import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  fillingOf,
  isMessageName,
  MESSAGE_NAMES,
  SITE_FACTS,
  type MessageName,
} from './wording/templates.ts';
import type { MessageTemplate } from './types.ts';
import { placeholdersIn } from './wording/words.ts';
import { readYaml } from '#src/lib/yaml.ts';

const words = z.string().trim().min(1);
const FrontMatter = z.strictObject({ purpose: words, subject: words.max(80), text: words });

/**
 * Reads every message of `content/messages`. Throws one sentence naming the file and what is wrong in it: a missing
 * form, a placeholder that nothing fills, something personal in the subject, markup that not every mail program shows.
 */
export function readTemplates(contentFolder: string): ReadonlyMap<string, MessageTemplate> {
  const folder = join(contentFolder, 'messages');
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .map((file) => file.replace(/\.md$/, ''));
  const missing = MESSAGE_NAMES.find((name) => !names.includes(name));
  if (missing !== undefined) throw new Error(`content/messages/${missing}.md: there is no such file.`);
  return new Map(
    names.map((name) => [name, toTemplate(name, readFileSync(join(folder, `${name}.md`), 'utf8'))]),
  );
}

/** One message from its file. */
export function toTemplate(name: string, source: string): MessageTemplate {
  const refuse = (why: string): Error => new Error(`content/messages/${name}.md: ${why}`);
  if (!isMessageName(name)) throw refuse('no message of this website has this name.');
  const text = source.replace(/\r\n/g, '\n');
  const [, front, plain, easyRead] =
    /^---\n([\s\S]*?)\n---\s*\n# Plain\n([\s\S]*?)\n# Easy read\n([\s\S]*)$/.exec(text) ?? [];
  if (front === undefined || plain === undefined || easyRead === undefined)
    throw refuse('it needs front matter, then "# Plain", then "# Easy read".');
  const meta = FrontMatter.safeParse(readYaml(front));
  if (!meta.success) {
    const issue = meta.error.issues[0];
    throw refuse(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const forms = { ...meta.data, plain: plain.trim(), easyRead: easyRead.trim() };
  const fault = placeholderFault(name, forms) ?? markupFault(`${forms.plain}\n${forms.easyRead}`);
  if (fault !== null) throw refuse(fault);
  return {
    name,
    version: createHash('sha256').update(text).digest('hex').slice(0, 16),
    ...forms,
    placeholders: new Set(placeholdersIn([forms.plain, forms.easyRead, forms.text].join('\n'))),
  };
}

type Forms = Pick<MessageTemplate, 'subject' | 'plain' | 'easyRead' | 'text'>;

function placeholderFault(name: MessageName, forms: Forms): string | null {
  const { values, optional = {}, links } = fillingOf(name);
  const personal = placeholdersIn(forms.subject).find((each) => each !== 'site');
  if (personal !== undefined) return `((${personal})) may not stand in the subject.`;
  const typed = [...Object.keys(values), ...Object.keys(optional)];
  const known: readonly string[] = [...SITE_FACTS, ...typed, ...Object.keys(links)];
  const lines = [forms.plain, forms.easyRead, forms.text].flatMap((form) => form.split('\n'));
  for (const line of lines) {
    const unknown = placeholdersIn(line).find((each) => !known.includes(each));
    if (unknown !== undefined) return `nothing fills ((${unknown})).`;
    // At the beginning of a line what somebody typed could be taken for a heading or a list.
    const [, first] = /^(?:- )?\(\(([a-z_]+)\)\)/.exec(line.trim()) ?? [];
    if (first !== undefined && typed.includes(first)) return `a line may not begin with ((${first})).`;
  }
  return null;
}

/** Paragraphs, lists of "- " and links on their own are all there is: everything else is shown differently here and there. */
function markupFault(words: string): string | null {
  const marked = words
    .split('\n')
    .map((line) => line.trim())
    .find((line) => /^(#|>|\*|\+|\^|={2}|-{2}|\d+[.)])/.test(line) || /[*`<>[\]|\\]|_{2}|https?:/.test(line));
  return marked === undefined ? null : `"${marked}" has markup that messages do not use.`;
}
