import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readGuides, toGuide, type PlaceFacts } from '#src/features/guides/content.ts';
import { isDay } from '#src/lib/dates.ts';
import { ROOT } from '../../support/server.ts';

const ALL: PlaceFacts = {
  name: 'Front Door',
  place: 'Marlbridge',
  phone: '0808 157 0150',
  phoneHours: 'Monday to Friday',
  email: 'hello@frontdoor.example.org',
  siteUrl: 'https://frontdoor.example.org',
};
const NO_PHONE: PlaceFacts = { ...ALL, phone: null, phoneHours: null };

const page = (words: string, front = ''): string =>
  `---\ntitle: About {{name}}\ndescription: Who runs {{name}}\nreviewed_on: 2026-11-21\nreview_on: 2027-05-21\n${front}---\n${words}`;
const html = (words: string, facts = ALL): string => toGuide('about', page(words), facts).html;

describe('a page of words', () => {
  test('has its title, description and dates, with the place\u2019s own name in them', () => {
    expect(toGuide('about', page('Hello'), ALL)).toEqual({
      slug: 'about',
      title: 'About Front Door',
      description: 'Who runs Front Door',
      html: '<p>Hello</p>\n',
      reviewedOn: '2026-11-21',
      reviewOn: '2027-05-21',
    });
  });

  test('may be written on Windows', () => {
    expect(toGuide('about', page('One\n\nTwo').replaceAll('\n', '\r\n'), ALL).html).toBe(
      '<p>One</p>\n<p>Two</p>\n',
    );
  });

  test('its Markdown wears the classes of the design', () => {
    const made = html('## A\n\n### B\n\n- one\n\n1. two\n\n| H |\n| - |\n| d |');
    expect(made).toContain('<h2 class="govuk-heading-m">A</h2>');
    expect(made).toContain('<h3 class="govuk-heading-s">B</h3>');
    expect(made).toContain('<ul class="govuk-list govuk-list--bullet">');
    expect(made).toContain('<ol class="govuk-list govuk-list--number">');
    expect(made).toMatch(
      /<section class="fd-scroll" aria-label="Table: B" tabindex="0"><table class="govuk-table">[\s\S]*<\/table><\/section>/,
    );
    expect(made).toContain('<th class="govuk-table__header" scope="col">H</th>');
    expect(made).toContain('<td class="govuk-table__cell">d</td>');
  });

  test('HTML in it is shown as text and never run', () => {
    const made = html(
      'Hi <script>alert(1)</script> <b onclick="x">there</b>\n\n<iframe src="x"></iframe>\n\n[a](javascript:alert(1))',
    );
    expect(made).not.toMatch(/<(script|b|iframe|a)\b/);
    expect(made).toContain('&lt;script&gt;');
  });

  test('HTML in a fact of the place is shown as text too', () => {
    expect(html('We serve {{place}}.', { ...ALL, place: '<img src=x onerror=alert(1)>' })).not.toContain(
      '<img',
    );
  });
});

describe('a fact that the place has not set', () => {
  test('takes its whole paragraph with it and no other', () => {
    expect(html('Before.\n\nRing us on {{phone}},\nor write to {{email}}.\n\nAfter.', NO_PHONE)).toBe(
      '<p>Before.</p>\n<p>After.</p>\n',
    );
  });

  test('takes only its own item out of a list', () => {
    const made = html('- Phone {{phone}}\n- Email {{email}}\n- Visit us', NO_PHONE);
    expect(made.match(/<li>/g)).toHaveLength(2);
    expect(made).not.toContain('Phone');
    expect(made).toContain('hello@frontdoor.example.org');
  });

  test('takes all lines of an item that has several, wherever the fact stands', () => {
    const made = html('- Email {{email}}\n- Ring us\n  on {{phone}}\n  at any time\n- Visit us', NO_PHONE);
    expect(made.match(/<li>/g)).toHaveLength(2);
    expect(made).not.toMatch(/Ring us|at any time/);
  });

  test('leaves the words before a list that follows at once', () => {
    const made = html('You can:\n- ring {{phone}}\n- write to {{email}}', NO_PHONE);
    expect(made).toContain('You can:');
    expect(made).toContain('write to');
    expect(made).not.toContain('ring');
  });

  test('takes only its own row out of a table', () => {
    const made = html('| How | Where |\n| - | - |\n| Phone | {{phone}} |\n| Email | {{email}} |', NO_PHONE);
    expect(made).toContain('hello@frontdoor.example.org');
    expect(made).not.toContain('Phone');
  });

  test('takes a paragraph that only begins in bold like any other', () => {
    expect(html('**Phone:** {{phone}}\n*Hours:* {{phoneHours}}', NO_PHONE)).toBe('');
  });

  test('leaves no list at all when no item is left', () => {
    expect(html('Before.\n\n- {{phone}}\n- {{phoneHours}}', NO_PHONE)).toBe('<p>Before.</p>\n');
  });

  test('never shows braces, an empty item or the word null', () => {
    const facts: PlaceFacts = { ...ALL, phone: null, phoneHours: null, email: null, siteUrl: null };
    for (const guide of readGuides(join(ROOT, 'content'), facts).values()) {
      expect(guide.html, guide.slug).not.toMatch(/\{\{|\}\}|<li>\s*<\/li>|<p>\s*<\/p>|\bnull\b/);
    }
  });
});

describe('a page that is not right', () => {
  test.each([
    ['without front matter', 'Hello', 'content/legal/about.md: begins with no front matter.'],
    ['with half of it', '---\ntitle: A\nHello', 'content/legal/about.md: begins with no front matter.'],
    [
      'with a field that is missing',
      '---\ntitle: A\ndescription: B\nreviewed_on: 2026-11-21\n---\n',
      'content/legal/about.md: review_on: ',
    ],
    ['with a field nobody knows', page('Hello', 'reveiw: 1\n'), 'content/legal/about.md: '],
    [
      'with a date that does not exist',
      page('').replace('2027-05-21', '2027-02-30'),
      'content/legal/about.md: review_on: ',
    ],
    [
      'with a description too long for a search engine',
      page('').replace('Who runs', 'x'.repeat(160)),
      'content/legal/about.md: description: ',
    ],
    ['with broken YAML', '---\ntitle: "A\n---\n', 'content/legal/about.md: '],
    ['with a fact nobody knows', page('Call {{fax}}'), 'content/legal/about.md: {{fax}} is not known.'],
    [
      'with a fact that only looks known',
      page('Call {{toString}}'),
      'content/legal/about.md: {{toString}} is not known.',
    ],
  ])('%s is named with what is wrong', (_what, source, message) => {
    expect(() => toGuide('about', source, ALL)).toThrow(message);
  });

  test('stops the reading of the whole folder, and other files are no pages', () => {
    const folder = mkdtempSync(join(tmpdir(), 'front-door-guides-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'legal'));
    writeFileSync(join(folder, 'legal', 'notes.txt'), 'not a page');
    writeFileSync(join(folder, 'legal', 'about.md'), page('Hello'));
    expect([...readGuides(folder, ALL).keys()]).toEqual(['about']);
    writeFileSync(join(folder, 'legal', 'privacy.md'), 'Hello');
    expect(() => readGuides(folder, ALL)).toThrow('content/legal/privacy.md');
  });
});

describe('the pages as they are', () => {
  const files = readdirSync(join(ROOT, 'content', 'legal')).filter((name) => name.endsWith('.md'));

  test('there is one for each address of the website that shows one', () => {
    expect(files).toEqual(
      expect.arrayContaining(['about.md', 'accessibility.md', 'cookies.md', 'credits.md', 'privacy.md']),
    );
  });

  test.each(files)(
    '%s reads, has words and no first heading of its own, and is reviewed after it was written',
    (file) => {
      const guide = readGuides(join(ROOT, 'content'), ALL).get(file.replace(/\.md$/, ''));
      expect(guide?.html.length).toBeGreaterThan(200);
      expect(guide?.html).not.toMatch(/<h1|<h4|\{\{/);
      expect(guide?.title).not.toContain('{{');
      expect(isDay(guide?.reviewedOn ?? '')).toBe(true);
      expect((guide?.reviewOn ?? '') > (guide?.reviewedOn ?? '')).toBe(true);
    },
  );
});
