import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentOf } from '#src/features/messages/compose.ts';
import { readTemplates, toTemplate } from '#src/features/messages/content.ts';
import { fillingOf, MESSAGE_NAMES } from '#src/features/messages/wording/templates.ts';
import type { MessageKind } from '#src/features/messages/types.ts';
import { TEST_POST } from '../../support/messages/post.ts';
import { ROOT } from '../../support/server.ts';

const templates = readTemplates(join(ROOT, 'content'));
/** The letters of a text message that do not make it cost twice as much (3GPP 23.038), accented ones left out. */
const PLAIN_TEXT_LETTERS = /^[\w @£$¥!"#%&'()*+,./:;<=>?\n-]*$/;

function written(name: (typeof MESSAGE_NAMES)[number], kind: MessageKind, form: 'plain' | 'easy-read') {
  const template = templates.get(name);
  if (template === undefined) throw new Error(`no ${name}`);
  const { values, optional, links } = fillingOf(name);
  const own = Object.fromEntries(
    Object.entries(links).map(([key, link]) => [key, link.replace(/^https:\/\/[^/]+/, TEST_POST.site.url)]),
  );
  return contentOf(TEST_POST, template, { kind, form, values: { ...values, ...optional }, links: own });
}

describe.each(MESSAGE_NAMES)('the message %s', (name) => {
  test('says who it is from, what happened and whom to ring, in both forms, with its links', () => {
    for (const form of ['plain', 'easy-read'] as const) {
      const { subject, text, html } = written(name, 'email', form);
      expect(subject).toMatch(/^Front Door: /);
      expect(text).toContain('0808 157 0150');
      expect(text).toMatch(/This email (was sent by|is from) Front Door/);
      expect(text).not.toMatch(/\(\(|undefined|null/);
      const links = [...(html ?? '').matchAll(/<a href="([^"]+)">\1<\/a>/g)].map(([, href]) => href);
      const others = links.filter((href) => href !== TEST_POST.site.url);
      expect(others).toHaveLength(Object.keys(fillingOf(name).links).length);
    }
  });

  test('in plain words says why it was sent and what to do if that was wrong', () => {
    const { text } = written(name, 'email', 'plain');
    expect(text).toMatch(/You get this email\b.*\bbecause|You get this email because/);
    expect(text).toMatch(/If (it was not you|you do not|you did not|you think)/);
  });

  test('in easy read has sentences of at most 15 words', () => {
    const { text } = written(name, 'email', 'easy-read');
    const sentences = text
      .replace(/https?:\S+/g, '')
      .split(/[.?!:]\s|\n\n/)
      .map((sentence) => sentence.split(/\s+/).filter((word) => /\w/.test(word)));
    expect(sentences.filter((words) => words.length > 15).map((words) => words.join(' '))).toEqual([]);
  });

  test('as a text message takes two parts at most, in letters that cost nothing extra', () => {
    const { text, html } = written(name, 'text', 'plain');
    expect(text.length).toBeLessThanOrEqual(306);
    expect(text).toMatch(PLAIN_TEXT_LETTERS);
    expect(text).toContain('Front Door');
    expect(html).toBeNull();
  });
});

describe('a file of messages', () => {
  const source = readFileSync(join(ROOT, 'content/messages/sign-in-link.md'), 'utf8');
  const refusal = (changed: string, name = 'sign-in-link'): string => {
    try {
      toTemplate(name, changed);
      return 'accepted';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };

  test('is read with its forms, and gets another version with each change', () => {
    const template = toTemplate('sign-in-link', source);
    expect(template.placeholders).toEqual(
      new Set(['site', 'site_url', 'link', 'minutes', 'phone', 'phone_hours']),
    );
    expect(toTemplate('sign-in-link', `${source}\nMore.\n`).version).not.toBe(template.version);
    expect(toTemplate('sign-in-link', source.replaceAll('\n', '\r\n')).version).toBe(template.version);
  });

  test.each([
    ['with nobody to send it', source, 'sing-in-link', 'no message of this website has this name'],
    ['without easy read', source.replace('# Easy read', ''), undefined, 'it needs front matter'],
    ['without a text message', source.replace(/text: \|\n( {2}.*\n)+/, ''), undefined, 'text: '],
    [
      'with something personal in the subject',
      source.replace('((site)): your', '((minutes)): your'),
      undefined,
      'may not stand in the subject',
    ],
    [
      'with a placeholder that nothing fills',
      source.replace('((minutes))', '((name))'),
      undefined,
      'nothing fills ((name))',
    ],
    [
      'with a line that begins with what was typed',
      source.replace('The link works for ((minutes))', '((minutes))'),
      undefined,
      'a line may not begin with ((minutes))',
    ],
    ['with a heading of its own', source.replace('You can use it once.', '## Once'), undefined, 'markup'],
    ['with bold words', source.replace('button', '**button**'), undefined, 'markup'],
    ['with a link of its own', source.replace('button', 'https://example.org/'), undefined, 'markup'],
  ])('%s is refused, with its name and why', (_, changed, name, why) => {
    expect(changed !== source || name !== undefined).toBe(true);
    expect(refusal(changed, name)).toContain(why);
    expect(refusal(changed, name)).toContain(`content/messages/${name ?? 'sign-in-link'}.md: `);
  });
});
