import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BRAILLE_COLUMNS, brailleLines, brailleText, inPlainSigns } from '#src/features/formats/braille.ts';
import { part, sectionsOf, withAddress, withHelp, type Sheet } from '#src/features/formats/sheet.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.oneof(
        fc.string({ maxLength: 12 }),
        fc.constantFrom('0808 157 0150', 'https://example.org/a-b', '•', '–'),
      ),
      {
        maxLength: 60,
      },
    )
    .map((words) => words.join(' ')),
);
const aSheet: fc.Arbitrary<Sheet> = fc.record({
  title: anyText,
  intro: fc.array(anyText, { maxLength: 3 }),
  sections: fc.array(
    fc.record({
      heading: anyText,
      parts: fc.array(
        fc.record({ label: fc.option(anyText), lines: fc.array(anyText, { minLength: 1, maxLength: 4 }) }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    { maxLength: 3 },
  ),
});
/** Letters and digits, in order: what a reader would miss. */
const said = (text: string): string => inPlainSigns(text).replace(/[^\p{L}\p{N}]/gu, '');
const wordsOf = (sheet: Sheet): string =>
  said(
    [
      sheet.title,
      ...sheet.intro,
      ...sheet.sections.flatMap(({ heading, parts }) => [
        heading,
        ...parts.flatMap(({ label, lines }) => [label ?? '', ...lines]),
      ]),
    ].join('\n'),
  );

describe('text for braille', () => {
  test('has no line of more than 40 characters, unless it is one word or one number', () => {
    fc.assert(
      fc.property(aSheet, (sheet) => {
        for (const line of brailleText(sheet).split('\n'))
          if (line.length > BRAILLE_COLUMNS)
            expect(line.replace(/[\d()+-][ -](?=[\d()+])/g, '')).not.toMatch(/\s/);
      }),
    );
  });

  test('loses no letter and no digit, and keeps their order', () => {
    fc.assert(
      fc.property(aSheet, (sheet) => {
        expect(said(brailleText(sheet))).toBe(wordsOf(sheet));
      }),
    );
  });

  test('has no bullets, boxes, arrows, print quotation marks, tabs or anything invisible', () => {
    fc.assert(
      fc.property(aSheet, (sheet) => {
        expect(brailleText(sheet)).not.toMatch(
          /[\t\r\0\u00a0\u00ad\u00b7\u2010-\u201f\u2022\u2026\u2190-\u21ff\u2500-\u27bf\u200b-\u200f\ufeff]/u,
        );
      }),
    );
  });

  test('no line begins or ends with a space', () => {
    fc.assert(
      fc.property(aSheet, (sheet) => {
        expect(brailleText(sheet)).not.toMatch(/^ | $/m);
      }),
    );
  });
});

describe('a line', () => {
  test('never ends within a phone number, wherever it stands', () => {
    for (let before = 0; before < 45; before += 1) {
      const lines = brailleLines(`${'x '.repeat(before)}0808 157 0150 or +44 (0)7700 900982 then`);
      expect(lines.filter((line) => line.includes('0808 157 0150'))).toHaveLength(1);
      expect(lines.filter((line) => line.includes('+44 (0)7700 900982'))).toHaveLength(1);
    }
  });

  test('is given to each web and email address alone, without the full stop of its sentence', () => {
    expect(brailleLines('See https://example.org/x_(y), (www.example.org). Or ask ada@example.org.')).toEqual(
      ['See', 'https://example.org/x_(y)', 'www.example.org', 'Or ask', 'ada@example.org'],
    );
  });

  test('has signs that braille knows', () => {
    expect(brailleLines('• “Tea” – it’s £3… 10–12\n- cake')).toEqual(['"Tea" - it\'s £3... 10-12', 'cake']);
  });

  test('is not hyphenated: a long word stands alone and whole', () => {
    const long = 'x'.repeat(60);
    expect(brailleLines(`a ${long} b`)).toEqual(['a', long, 'b']);
  });
});

test('two blank lines stand before a heading and one after it, one between paragraphs', () => {
  const sheet: Sheet = {
    title: 'Tea and Talk',
    intro: ['Kettle and Co.'],
    sections: sectionsOf([
      ['How to join', [part(null, 'Just come.'), part('Phone', '01632 960001'), part('Email', null)]],
      ['What it costs', [part(null, null, '')]],
    ]),
  };
  expect(brailleText(sheet)).toBe(
    'Tea and Talk\n\nKettle and Co.\n\n\nHow to join\n\nJust come.\n\nPhone:\n01632 960001\n',
  );
});

test('at the end stand the address of the page, urgent help and whom to talk to, as far as there is anybody', () => {
  const sheet = withAddress({ title: 'Tea', intro: [], sections: [] }, 'https://example.org/services/tea');
  const text = brailleText(withHelp(sheet, { phone: '0808 157 0150', phoneHours: 'Monday to Friday' }));
  expect(text).toContain('\n\nhttps://example.org/services/tea\n\n\nUrgent help\n\nIn danger? Call 999.\n');
  expect(text.endsWith('\n\nTo talk to us:\n0808 157 0150\nMonday to Friday\n')).toBe(true);
  expect(brailleText(withHelp(sheet, { phone: null, phoneHours: 'Monday' }))).not.toContain('talk to us');
});
