import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTexts } from '#src/cli/readability/files.ts';
import { hardWordsFound, lookAt, noteOn } from '#src/cli/readability/look.ts';
import type { PlainWords } from '#src/features/readability/rules.ts';

const PLAIN: PlainWords = {
  words: [{ avoid: ['link worker', 'link workers'], say: 'a worker' }],
  known: ['NHS'],
  names: [],
  easyRead: { words: [{ avoid: ['contact'], say: 'phone' }], known: ['NHS'], hard: ['referral'] },
};
const RULES = { plain: PLAIN, pictures: new Set(['phone', 'help']) };

const found = (file: string, source: string): string[] =>
  readTexts(file, source)
    .flatMap((text) => [...lookAt(text, RULES), ...hardWordsFound(text, PLAIN)])
    .map(({ line, rule, found: words }) => `${line}: ${rule}: ${words}`);

/** A page in easy read of one screen: a picture and words for each idea. */
const easyRead = (...ideas: readonly (readonly [picture: string, words: string])[]): string[] =>
  found(
    'content/easy-read/thing.yaml',
    `title: A thing\nscreens:\n  - ideas:\n${ideas.map(([picture, words]) => `      - picture: ${picture}\n        words: '${words}'\n`).join('')}`,
  );

describe('a page in easy read', () => {
  test('is right with one picture for each idea, and hard words explained', () => {
    expect(
      easyRead(
        ['phone', 'You can ring us.'],
        ['help', 'Ask for a **link worker**. A link worker is a person who helps.'],
      ),
    ).toEqual([]);
  });

  test('has a picture that there is, exactly one, for each idea', () => {
    expect(easyRead(['horse', 'You can ring us.'])).toEqual(['5: picture: picture'.replace('5', '5')]);
    expect(easyRead(["''", 'You can ring us.'])).toEqual(['5: picture: picture']);
    expect(easyRead(['[phone, help]', 'You can ring us.'])).toEqual(['5: picture: picture']);
    expect(
      found('content/easy-read/a.yaml', 'title: A\nscreens:\n  - ideas:\n      - words: Ring us.\n'),
    ).toEqual(['4: picture: picture']);
  });

  test('has at most fifteen ideas a screen, named at the first too many', () => {
    const ideas = (count: number): [string, string][] =>
      Array.from({ length: count }, () => ['phone', 'Ring us.']);
    expect(easyRead(...ideas(15))).toEqual([]);
    expect(easyRead(...ideas(16))).toEqual(['35: ideas: ideas']);
  });

  test('says one thing with each picture', () => {
    expect(easyRead(['phone', 'Ring us. We help. It is free.'])).toEqual([]);
    expect(easyRead(['phone', 'Ring us. We help. It is free. You can write too.'])).toEqual([
      '5: ideas: ideas',
    ]);
  });

  test('explains a bold word in the sentence after it', () => {
    expect(easyRead(['help', 'Ask for a **link worker**.'], ['phone', 'It is free.'])).toEqual([
      '5: hard-word: hard-word',
    ]);
    expect(easyRead(['help', 'Ask for a **link worker**.'], ['phone', 'A link worker is a person.'])).toEqual(
      [],
    );
  });

  test('has hard words in bold', () => {
    expect(easyRead(['help', 'We make a referral.'])).toEqual(['5: hard-word: referral']);
    expect(easyRead(['help', 'We make a **referral**. A referral is asking somebody to help you.'])).toEqual(
      [],
    );
  });

  test('avoids words that it does not explain', () => {
    expect(easyRead(['help', 'Ask for a link worker.'])).toEqual(['5: jargon: link worker']);
    expect(easyRead(['help', 'Contact us.'])).toEqual(['5: jargon: Contact']);
  });

  test('is easy as a whole', () => {
    const hard = Array.from({ length: 8 }, (): [string, string] => [
      'help',
      'Organisations occasionally communicate information.',
    ]);
    expect(easyRead(...hard).map((line) => line.replace(/[\d.]+$/, 'N'))).toEqual(['1: grade: grade N']);
  });
});

describe('what is found', () => {
  test('names the line of the sentence, not of the paragraph', () => {
    const long = `Tea ${'tea '.repeat(20).trim()}.`;
    expect(found('content/legal/a.md', `---\ntitle: "A"\n---\n\nShort one.\nAnother.\n${long}\n`)).toEqual([
      '7: long-sentence: 21 words',
    ]);
    expect(found('src/pages/a.astro', `---\n---\n<p>\n  Short one.\n  ${long}\n</p>`)).toEqual([
      '5: long-sentence: 21 words',
    ]);
  });

  test('is not a short form that the page explains elsewhere', () => {
    expect(
      found('content/legal/a.md', '---\ntitle: "A"\n---\n\nThe big office (MDU) helps.\n\nAsk the MDU.\n'),
    ).toEqual([]);
    expect(found('content/legal/a.md', '---\ntitle: "A"\n---\n\nAsk the MDU.\n')).toEqual([
      '5: short-form: MDU',
    ]);
  });

  test('is only a very long sentence where staff alone read', () => {
    const sentence = (words: number): string => `const a = '${'tea '.repeat(words - 1)}MDU.';`;
    expect(found('src/pages/admin/a.ts', sentence(25))).toEqual([]);
    expect(found('src/pages/admin/a.ts', sentence(26))).toEqual(['1: long-sentence: 26 words']);
    expect(found('src/pages/a.ts', sentence(20))).toEqual(['1: short-form: MDU']);
  });

  test('never throws on any words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (words) => {
        const passage = { text: words, lineAt: () => 1 };
        const level = { mostWords: 15, mostGrade: 3, isEasyRead: true };
        const idea = { words: passage, pictures: ['phone'] };
        const text = { file: 'a', level, passages: [passage], isGraded: true, screens: [[idea]] };
        const all = [...lookAt(text, RULES), ...hardWordsFound(text, PLAIN), ...noteOn(text)];
        expect(all.every(({ file, line }) => file === 'a' && line === 1)).toBe(true);
      }),
    );
  });
});

describe('a note', () => {
  test('asks who does it, and is no finding', () => {
    const source = "const a = 'Your name was changed yesterday.';";
    expect(readTexts('src/pages/a.ts', source).flatMap(noteOn)).toMatchObject([
      { line: 1, rule: 'passive', found: 'was changed' },
    ]);
    expect(found('src/pages/a.ts', source)).toEqual([]);
    expect(readTexts('src/pages/admin/a.ts', source).flatMap(noteOn)).toEqual([]);
  });
});
