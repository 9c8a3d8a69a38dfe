import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readEasyRead, toEasyRead } from '#src/features/easy-read/content.ts';
import { readNeeds } from '#src/features/needs/content.ts';
import { easyReadOf, standardOf } from '#src/server/http/reading/other-forms.ts';
import { ROOT } from '../../support/server.ts';

const place = {
  name: 'Front Door',
  place: 'Marlbridge',
  phone: '01632 960 100',
  phoneHours: 'Monday to Friday',
  email: null,
};
const pictures = new Set(['home', 'phone']);

const read = (source: string, facts = place) => toEasyRead('page.yaml', source, { place: facts, pictures });
/** A page with these lines as its ideas. */
const withIdeas = (ideas: string, head = ''): string =>
  `title: A page\npicture: home\ngroup: start\norder: 1\n${head}screens:\n  - ideas:\n${ideas}\n`;
const IDEA = '      - { picture: home, words: You can say no. }';

describe('a page of words', () => {
  test('is read with its screens, ideas and hard words', () => {
    const page = read(
      withIdeas(`${IDEA}\n      - { picture: phone, words: "Ask a **carer**. A carer helps." }`),
    );
    expect(page).toMatchObject({ slug: 'page', title: 'A page', need: null, exit: false, action: null });
    expect(page.screens).toEqual([
      {
        title: null,
        ideas: [
          { picture: 'home', words: 'You can say no.' },
          { picture: 'phone', words: 'Ask a **carer**. A carer helps.' },
        ],
      },
    ]);
    expect(page.words).toEqual([{ word: 'carer', means: 'A carer helps.' }]);
  });

  test.each([
    [
      'a picture that there is not',
      '      - { picture: horse, words: You can say no. }',
      /"horse" is no pic/,
    ],
    ['no picture', '      - { words: You can say no. }', /screens\.0\.ideas\.0\.picture/],
    ['two pictures', '      - { picture: home, second: phone, words: You can say no. }', /second/],
    ['a list of pictures', '      - { picture: [home, phone], words: You can say no. }', /ideas\.0\.picture/],
    ['no words', '      - { picture: home, words: "" }', /ideas\.0\.words/],
    [
      'a hard word that the next sentence does not explain',
      '      - { picture: home, words: "Ask a **carer**. You can say no." }',
      /screen 1: the next sentence does not explain "carer"/,
    ],
    [
      'a name that nothing fills',
      '      - { picture: home, words: "We are {{weather}}." }',
      /\{\{weather\}\}/,
    ],
  ])('an idea with %s is refused', (_, ideas, why) => {
    expect(() => read(withIdeas(ideas))).toThrow(why);
    expect(() => read(withIdeas(ideas))).toThrow('content/easy-read/page.yaml: ');
  });

  test('more than 15 ideas on a screen are refused, with the number of the screen', () => {
    const screen = (count: number): string => `  - ideas:\n${`${IDEA}\n`.repeat(count)}`;
    const source = (count: number): string => `${withIdeas(IDEA)}${screen(count)}`;
    expect(read(source(15)).screens).toHaveLength(2);
    expect(() => read(source(16))).toThrow('content/easy-read/page.yaml: screen 2: it has 16 ideas');
  });

  test('a page about a need must lead to its services, and no other page can', () => {
    const action = 'action: { to: results, text: Find help }\n';
    expect(read(withIdeas(IDEA, `need: food\n${action}`)).action).toEqual({
      to: 'results',
      text: 'Find help',
    });
    expect(() => read(withIdeas(IDEA, 'need: food\n'))).toThrow(/action/);
    expect(() => read(withIdeas(IDEA, action))).toThrow(/action/);
  });

  test('the name of another page is refused', () => {
    expect(() => toEasyRead('results.yaml', withIdeas(IDEA), { place, pictures })).toThrow(
      'content/easy-read/results.yaml: this address belongs to another page.',
    );
  });

  test('what is not YAML is refused with the name of the file', () => {
    expect(() => read('title: [')).toThrow('content/easy-read/page.yaml: ');
  });
});

describe('the names and numbers of the place', () => {
  const phone = '      - { picture: phone, words: "Our number is {{phone}}." }';

  test('are filled in', () => {
    expect(read(withIdeas(phone)).screens[0]?.ideas[0]?.words).toBe('Our number is 01632 960 100.');
  });

  test('leave out the idea that needs one which is not set, and a screen without ideas', () => {
    const email = '      - { picture: home, words: "Our email is {{email}}." }';
    expect(read(withIdeas(`${email}\n${IDEA}`)).screens[0]?.ideas).toHaveLength(1);
    expect(read(`${withIdeas(IDEA)}  - ideas:\n${email}\n`).screens).toHaveLength(1);
  });

  test('may be long: the words of the page are counted as they were written', () => {
    const name = 'The Very Long Name of a Council and All of Its Many Friends in the Whole Region';
    const words = withIdeas('      - { picture: home, words: "This is {{name}}." }');
    expect(read(words, { ...place, name }).screens[0]?.ideas[0]?.words).toBe(`This is ${name}.`);
  });
});

describe('a folder of pages', () => {
  const folderWith = (pages: Record<string, string>): string => {
    const root = mkdtempSync(join(tmpdir(), 'front-door-easy-read-'));
    onTestFinished(() => rmSync(root, { recursive: true }));
    mkdirSync(join(root, 'easy-read'));
    mkdirSync(join(root, 'pictures'));
    cpSync(join(ROOT, 'content/pictures/pictures.yaml'), join(root, 'pictures/pictures.yaml'));
    for (const [name, source] of Object.entries(pages))
      writeFileSync(join(root, 'easy-read', `${name}.yaml`), source);
    return root;
  };

  test('is read in the order that the pages give', () => {
    const second = withIdeas(IDEA).replace('order: 1', 'order: 2');
    expect([...readEasyRead(folderWith({ a: second, b: withIdeas(IDEA) }), place).keys()]).toEqual([
      'b',
      'a',
    ]);
  });

  test('is refused when a page leads to one that there is not', () => {
    const source = withIdeas(IDEA, 'see: [elsewhere]\n');
    expect(() => readEasyRead(folderWith({ a: source }), place)).toThrow(
      'content/easy-read/a.yaml: see: there is no page "elsewhere".',
    );
  });

  test('is refused when two pages explain a word differently', () => {
    const page = (means: string): string =>
      withIdeas(`      - { picture: home, words: "Ask a **carer**. ${means}" }`);
    const folder = folderWith({ a: page('A carer helps you.'), b: page('A carer is a friend.') });
    expect(() => readEasyRead(folder, place)).toThrow('two pages explain "carer" in different words');
  });
});

describe('the pages as they are', () => {
  const pages = readEasyRead(join(ROOT, 'content'), { ...place, email: 'hello@example.org' });
  const all = [...pages.values()];

  test('there are at least 24, and each need of the first level has one', () => {
    expect(pages.size).toBeGreaterThanOrEqual(24);
    const top = readNeeds(join(ROOT, 'content')).top.map(({ slug }) => slug);
    expect(top).toHaveLength(12);
    expect(top.filter((slug) => !all.some(({ need }) => need === slug))).toEqual([]);
  });

  test('each is short: at most 1,000 words in all of its screens', () => {
    for (const { slug, screens } of all) {
      const words = screens.flatMap(({ ideas }) => ideas.map((idea) => idea.words)).join(' ');
      expect(words.split(/\s+/).length, slug).toBeLessThan(1_000);
    }
  });

  test('no screen shows a picture twice, so that each tells its idea', () => {
    const twice = all.flatMap(({ slug, screens }) =>
      screens.flatMap(({ ideas }, screen) => {
        const keys = ideas.map(({ picture }) => picture);
        return keys
          .filter((key, index) => keys.indexOf(key) !== index)
          .map((key) => `${slug}, screen ${screen + 1}: ${key}`);
      }),
    );
    expect(twice).toEqual([]);
  });

  test('a need and its page lead to each other', () => {
    const needs = all.filter(({ need }) => need !== null);
    expect(needs.length).toBeGreaterThanOrEqual(14);
    for (const { slug, need } of needs) {
      expect(easyReadOf(`/needs/${need}`)).toBe(`/easy-read/${slug}`);
      expect(standardOf(`/easy-read/${slug}`)).toBe(`/needs/${need}`);
      expect(standardOf(`/easy-read/${slug}/2`)).toBe(`/needs/${need}`);
    }
  });
});
