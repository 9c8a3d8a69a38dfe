import { decodeHTML } from 'entities';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { html, markup } from '#src/lib/html.ts';

const NASTY = `</p><script>alert(1)</script> & "it's"`;

describe('a piece of HTML', () => {
  test('says what was given as text, whatever it holds', () => {
    expect(markup(html`<p>${NASTY}</p>`)).toBe(
      '<p>&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;it&apos;s&quot;</p>',
    );
  });

  test('holds other pieces as they are, one or many', () => {
    const items = ['a', '<b>'].map((text) => html`<li>${text}</li>`);
    expect(markup(html`<b>${items}</b>`)).toBe('<b><li>a</li><li>&lt;b&gt;</li></b>');
    expect(markup(...items)).toBe('<li>a</li><li>&lt;b&gt;</li>');
  });

  test('leaves out what is nothing, and keeps nought and an empty text', () => {
    expect(markup(html`<p>${null}${undefined}${false}${''}${0}</p>`)).toBe('<p>0</p>');
  });

  test('lays out no more than one space where the code has a new line, and never touches a value', () => {
    const list = html`<ul>
      ${['two  spaces', 'a line\n'].map((text) => html`<li>${text}</li>`)}
    </ul>`;
    expect(markup(list)).toBe('<ul> <li>two  spaces</li><li>a line\n</li> </ul>');
  });

  test('is the same each time one template is used with other values', () => {
    const row = (text: string) => markup(html`<i title="${text}">${text}</i>`);
    expect([row('a'), row('b'), row('a')]).toEqual([
      '<i title="a">a</i>',
      '<i title="b">b</i>',
      '<i title="a">a</i>',
    ]);
  });

  test('cannot be made from data, even data in its shape', () => {
    const parsed = JSON.parse('{"html":"<b>","Symbol(html)":"<b>"}') as never;
    expect(() => html`<p>${parsed}</p>`).toThrow();
  });

  test('reads back as the very text that was put in, and no text of it can end an element or an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const piece = markup(html`${text}`);
        expect(piece).not.toMatch(/[<>"']/);
        expect(decodeHTML(piece)).toBe(text);
      }),
    );
  });
});
