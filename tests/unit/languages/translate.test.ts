import fc from 'fast-check';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, test } from 'vitest';
import type { Language } from '#src/features/languages/rules.ts';
import { listSentences, translatePage } from '#src/features/languages/translate.ts';

const language = (sentences: Readonly<Record<string, string>>, dir: Language['dir'] = 'ltr'): Language => ({
  code: dir === 'ltr' ? 'cy' : 'ar',
  name: 'Test',
  dir,
  sentences: new Map(Object.entries(sentences)),
});
const WELSH = language({
  Send: 'Anfon',
  Free: 'Am ddim',
  Today: 'Heddiw',
  Carers: 'Gofalwyr',
  'Autistic people': 'Pobl awtistig',
  Women: 'Menywod',
  midday: 'hanner dydd',
  'Error:': 'Gwall:',
  'Can’t find it? <1>Talk to us</1>': 'Methu dod o hyd iddo? <1>Siaradwch â ni</1>',
  'First <1>one</1>, then <2>two</2>': '<2>Dau</2> ar ôl <1>un</1>',
  'Call <1/> now': 'Ffoniwch <1/> nawr',
  '{n} services': '{n} o wasanaethau',
  'Services for “{words}”': 'Gwasanaethau ar gyfer “{words}”',
  '{time} to {time2}': '{time} i {time2}',
  '{day} to {day2}': '{day} i d{day2|lower}',
  'Every {days}': 'Bob {days|lower}',
  'Checked on {date}': 'Gwiriwyd ar {date|lower}',
  'For: {list}': 'Ar gyfer: {list}',
});
const body = (html: string): string =>
  `<!doctype html><html lang="en-GB"><head></head><body>${html}</body></html>`;
const inside = (html: string, wanted = WELSH): string =>
  /<body>(.*)<\/body>/s.exec(translatePage(body(html), wanted))?.[1] ?? '';

describe('a sentence that the language has', () => {
  test.each([
    ['<p>Send</p>', '<p>Anfon</p>'],
    ['<p>\n  Send\n</p>', '<p>\n  Anfon\n</p>'],
    ['<button type="submit" class="x">Send</button>', '<button type="submit" class="x">Anfon</button>'],
    ['<option value="Send">Send</option>', '<option value="Send">Anfon</option>'],
    [
      '<p>Can’t find it?\n <a href="/a?b=1&amp;c=2" class=plain>Talk to us</a></p>',
      '<p>Methu dod o hyd iddo? <a href="/a?b=1&amp;c=2" class=plain>Siaradwch â ni</a></p>',
    ],
    ['<p>First <b id="a">one</b>, then <i>two</i></p>', '<p><i>Dau</i> ar ôl <b id="a">un</b></p>'],
    ['<div>Send<p>Free</p></div>', '<div>Anfon<p>Am ddim</p></div>'],
    ['<p><a>Send</a> <a>Free</a></p>', '<p><a>Anfon</a> <a>Am ddim</a></p>'],
    ['<input type="submit" value="Send">', '<input type="submit" value="Anfon">'],
    ['<img alt="Send">', '<img alt="Anfon">'],
    ['<nav aria-label="Send"></nav>', '<nav aria-label="Anfon"></nav>'],
    ['<form data-words-save="Send"></form>', '<form data-words-save="Anfon"></form>'],
  ])('%s', (html, expected) => {
    expect(inside(html)).toBe(expected);
  });

  test.each([
    ['1,204 services', '1,204 o wasanaethau'],
    ['Monday to Friday', 'Dydd Llun i ddydd Gwener'],
    ['Every Monday, Wednesday and Friday', 'Bob dydd Llun, dydd Mercher a dydd Gwener'],
    ['Every Tuesday, 2pm to 4:30pm', 'Bob dydd Mawrth, 2pm i 4:30pm'],
    ['Free · Today, 10am to midday', 'Am ddim · Heddiw, 10am i hanner dydd'],
    ['For: women and carers', 'Ar gyfer: menywod a gofalwyr'],
    ['Checked on 24 November 2026', 'Gwiriwyd ar 24 Tachwedd 2026'],
    ['Checked on Tuesday 29 February', 'Gwiriwyd ar dydd Mawrth 29 Chwefror'],
    ['For: carers, women and autistic people', 'Ar gyfer: gofalwyr, menywod a phobl awtistig'],
  ])('with what changes in it: %s', (english, welsh) => {
    expect(inside(`<p>${english}</p>`)).toBe(`<p>${welsh}</p>`);
  });

  test('in a title, with the name of the website left as it is', () => {
    const page = translatePage(
      '<html lang="en-GB"><head><title>Error: Send – Front Door</title></head></html>',
      WELSH,
    );
    expect(page).toContain('<html lang="cy" dir="ltr"><head><title>Gwall: Anfon – Front Door</title>');
  });

  test('cannot bring markup with what somebody typed', () => {
    expect(inside('<p>Services for “&lt;b&gt;&lt;1&gt;{n}&amp;amp;”</p>')).toBe(
      '<p>Gwasanaethau ar gyfer “&lt;b&gt;&lt;1&gt;{n}&amp;amp;”</p>',
    );
  });
});

describe('what stays in English', () => {
  test.each([
    ['<p class="x">Unknown</p>', '<p lang="en-GB" class="x">Unknown</p>'],
    ['<p>Unknown <a href="/">Send</a></p>', '<p lang="en-GB">Unknown <a href="/">Send</a></p>'],
    ['<div>Unknown<p>Send</p></div>', '<div><span lang="en-GB">Unknown</span><p>Anfon</p></div>'],
    ['<img alt="Unknown">', '<img lang="en-GB" alt="Unknown">'],
    ['<p translate="no">Send</p>', '<p lang="en-GB" translate="no">Send</p>'],
    [
      '<p>Call <b translate="no">Send</b> now</p>',
      '<p>Ffoniwch <b lang="en-GB" translate="no">Send</b> nawr</p>',
    ],
  ])('says so: %s', (html, expected) => {
    expect(inside(html)).toBe(expected);
  });

  test.each([
    '<p lang="pl">Send</p>',
    '<script>Send</script>',
    '<code>Send</code>',
    '<textarea>Send</textarea>',
    '<input type="text" value="Send">',
    '<p>12 + 3</p>',
    '<!-- Send --><p></p>',
  ])('or is left as it is: %s', (html) => {
    expect(inside(html)).toBe(html);
  });

  test('reads from the left in a language that reads from the right', () => {
    const arabic = language({ Send: 'أرسل' }, 'rtl');
    const page = translatePage(body('<p>Send</p><p>Unknown</p>'), arabic);
    expect(page).toContain('<html lang="ar" dir="rtl">');
    expect(page).toContain('<p>أرسل</p><p lang="en-GB" dir="ltr">Unknown</p>');
  });

  test('is listed, with what was used beside it', () => {
    const { missing, used } = listSentences(
      body('<p title="Hm">Send</p><p>Unknown</p><p translate="no">Mine</p>'),
      WELSH,
    );
    expect(missing).toEqual([
      { text: 'Hm', attribute: 'title' },
      { text: 'Unknown', attribute: null },
    ]);
    expect([...used]).toEqual(['Send']);
  });
});

/** Any piece of well-formed markup, with words that the language knows among others. */
const word = fc.oneof(
  fc.constantFrom('Send', 'Free', 'Today', '3 services', 'Can’t find it?', 'Talk to us', ' ', ' · ', ', '),
  fc
    .string({ maxLength: 8 })
    .map((text) => text.replace(/[&<>\r\0\f]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'))),
);
const attributes = fc
  .uniqueArray(fc.constantFrom('title', 'class', 'id', 'data-words-a', 'translate'), { maxLength: 3 })
  .map((names) => names.map((name) => ` ${name}="${name === 'translate' ? 'no' : 'Send'}"`).join(''));
const markup = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    word,
    fc
      .tuple(
        fc.constantFrom('div', 'section', 'span', 'b', 'i', 'em'),
        attributes,
        fc.array(tie('node'), { maxLength: 4 }),
      )
      .map(([name, own, children]) => {
        const isInline = ['span', 'b', 'i', 'em'].includes(name);
        // A block in an inline element would be moved by the parser, as no page of ours has it.
        const text = children.join('');
        return isInline
          ? `<${name}${own}>${text.replace(/<\/?(?:div|section)[^>]*>/g, '')}</${name}>`
          : `<${name}${own}>${text}</${name}>`;
      }),
  ),
})).node;

type Node = DefaultTreeAdapterTypes.Node;
/** The elements of a page, each with its attributes, but for what says that it is English. */
function elementsOf(html: string): string[] {
  const found: string[] = [];
  const look = (node: Node): void => {
    if ('tagName' in node && node.tagName !== 'html') {
      const own = node.attrs.filter(({ name }) => name !== 'lang').map(({ name }) => name);
      found.push(`${node.tagName} ${own.join(' ')}`);
    }
    if ('childNodes' in node) node.childNodes.forEach(look);
  };
  look(parse(html));
  return found.sort();
}

describe('a translated page', () => {
  test('has each element of the English one, with its attributes', () => {
    fc.assert(
      fc.property(markup, (html) => {
        const before = elementsOf(body(html));
        const after = elementsOf(translatePage(body(html), WELSH));
        const added =
          after.filter((element) => element === 'span ').length -
          before.filter((element) => element === 'span ').length;
        expect(added).toBeGreaterThanOrEqual(0);
        for (let at = 0; at < added; at += 1) after.splice(after.indexOf('span '), 1);
        expect(after).toEqual(before);
      }),
    );
  });

  test('changes no more when nothing in it is known', () => {
    const nothing = language({});
    fc.assert(
      fc.property(markup, (html) => {
        const once = translatePage(body(html), nothing);
        expect(translatePage(once, nothing)).toBe(once);
        expect(once.replace(/<span lang="en-GB">|<span>|<\/span>| lang="en-GB"/g, '')).toBe(
          body(html)
            .replace('lang="en-GB"', 'lang="cy" dir="ltr"')
            .replace(/<span>|<\/span>/g, ''),
        );
      }),
    );
  });
});
