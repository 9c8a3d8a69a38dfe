import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { contentOf } from '#src/features/messages/compose.ts';
import { escapedForNotify, harmless } from '#src/features/messages/wording/stranger.ts';
import { SITE, TEST_POST } from '../../support/messages/post.ts';

/** Reads Markdown as widely as mail programs and GOV.UK Notify together do: bare addresses are links too. */
const greedy = new MarkdownIt({ html: true, linkify: true });
greedy.linkify.set({ fuzzyEmail: true, fuzzyLink: true, fuzzyIP: true });

const HOSTILE = [
  'example.com',
  'www.evil.example/pay',
  'https://evil.example/a?b=c',
  'HTTP://EVIL.EXAMPLE',
  '//evil.com',
  'mailto:a@evil.com',
  'a@evil.com',
  'evil。com',
  'evil.\u200bcom',
  '[click](https://evil.com)',
  '![x](https://evil.com/x.png)',
  '<https://evil.com>',
  '<a href="https://evil.com">x</a>',
  '<script>alert(1)</script>',
  '# You have won',
  'x\n\n# You have won',
  '> quoted',
  '- a\n- b',
  '* a',
  '1. a',
  '^ inset',
  'a\n===',
  '---',
  '**bold**',
  '`code`',
  '((link))',
  '((site_url))',
  'a|b',
  '\u202egro.elpmaxe//:sptth',
  '10.0.0.1/x',
  'ftp://evil.com',
  'javascript:alert(1)',
  'tel:+44123',
];
const anything = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 5 })), { maxLength: 5 })
    .map((parts) => parts.join('')),
);

const template = TEST_POST.templates.get('invitation');
function invitation(inviter: string) {
  if (template === undefined) throw new Error('no invitation');
  return contentOf(TEST_POST, template, {
    kind: 'email',
    values: { days: '7', inviter },
    links: { link: `${SITE}/invitations/q3Jk0v9XyTz1LmN8bWc2Rg` },
  });
}
const shape = (html: string): string[] => html.match(/<\/?\w+/g) ?? [];
const linksIn = (html: string): string[] =>
  [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
const OWN_LINKS = [`${SITE}/invitations/q3Jk0v9XyTz1LmN8bWc2Rg`, SITE];

describe('what a stranger typed', () => {
  test('adds no element and no link to the HTML of an email', () => {
    const usual = shape(invitation('Priya Shah').html ?? '');
    fc.assert(
      fc.property(anything, (inviter) => {
        const html = invitation(inviter).html ?? '';
        expect(shape(html)).toEqual(usual);
        expect(linksIn(html)).toEqual(OWN_LINKS);
      }),
    );
  });

  test('adds no heading, list, picture or link to the Markdown for GOV.UK Notify', () => {
    const usual = shape(greedy.render(invitation('Priya Shah').markdown ?? ''));
    fc.assert(
      fc.property(anything, (inviter) => {
        const html = greedy.render(invitation(inviter).markdown ?? '');
        expect(shape(html)).toEqual(usual);
        expect(linksIn(html)).toEqual(OWN_LINKS);
      }),
    );
  });

  test('is no link in plain text either, for whatever program looks for some', () => {
    fc.assert(
      fc.property(anything, (inviter) => {
        const found = greedy.linkify.match(invitation(inviter).text) ?? [];
        expect(found.map(({ url }) => url)).toEqual(OWN_LINKS);
      }),
    );
  });

  test('stays on its line and within 200 characters', () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.string({ maxLength: 500 })), (value) => {
        const line = harmless(value);
        expect(line).not.toMatch(/[\n\r\u2028\u202e]/);
        expect([...line].length).toBeLessThanOrEqual(200);
      }),
    );
  });

  test.each([
    ['Anne-Marie O’Neill', 'Anne-Marie O’Neill'],
    ['St. Ann’s', 'St. Ann’s'],
    ['محمد', 'محمد'],
    ['  Two   words ', 'Two words'],
    ['Ask at 10:30', 'Ask at 10:30'],
    ['example.com', 'example. com'],
    ['a@b.example', 'a @ b. example'],
  ])('%j is shown as %j', (typed, shown) => {
    expect(harmless(typed)).toBe(shown);
  });

  test('is escaped for GOV.UK Notify so that it reads the same', () => {
    expect(escapedForNotify('Anne-Marie (Mo)')).toBe('Anne\\-Marie \\(Mo\\)');
  });
});
