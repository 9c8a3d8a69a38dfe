import { describe, expect, test } from 'vitest';
import { readTexts } from '#src/cli/readability/files.ts';

/** What a file says, passage by passage, with the line on which each begins. */
const said = (file: string, source: string): string[] =>
  readTexts(file, source).flatMap(({ passages }) =>
    passages.map(({ text, lineAt }) => `${lineAt(0)}: ${text.replace(/\s+/g, ' ').trim()}`),
  );

describe('the words of a page', () => {
  const page = (template: string, script = ''): string[] =>
    said('src/pages/thing.astro', `---\n${script}\n---\n${template}`).map((line) =>
      line.replace(/^\d+: /, ''),
    );

  test('stand with their lines, each paragraph by itself, links within it', () => {
    expect(
      said(
        'src/pages/thing.astro',
        [
          '---',
          "const title = 'What we do';",
          '---',
          '<main>',
          '  <h1>',
          '    {title}',
          '  </h1>',
          '  <p>',
          '    Ring us,',
          '    or <a href="/x">write to us</a>.',
          '  </p>',
          '</main>',
        ].join('\n'),
      ),
    ).toEqual(['2: What we do', '9: Ring us, or write to us.']);
  });

  test('have a space where Astro has one', () => {
    expect(page('<p>\n  You can{\' \'}\n  <a href="/">look</a> here.\n</p>')).toEqual(['You can look here.']);
  });

  test('are those of labels and hints too, not those of addresses, names and classes', () => {
    expect(
      page(
        '<TextField name="full name" label="Your full name" hint="As on letters to you" class="govuk-label big one" href="/a b c" />',
      ),
    ).toEqual(['Your full name', 'As on letters to you']);
  });

  test('may depend on something: both ways of saying it are read', () => {
    expect(page("<p>{isOpen ? 'We are open today.' : 'We are closed.'}</p>")).toEqual(
      expect.arrayContaining(['We are open today.', 'We are closed.']),
    );
    expect(page('<p>Hello{isKnown && <b> and welcome back</b>}.</p>')).toEqual(['Hello and welcome back.']);
  });

  test('are counted with what is known only later', () => {
    expect(page('<p>Ring {phone} now.</p>')).toEqual(['Ring ((x)) now.']);
    expect(page('<p>{`Ring ${phone} now.`}</p>')).toEqual(['Ring ((x)) now.']);
  });

  test('are not those of scripts and styles', () => {
    expect(page('<p>Tea.</p><script>const a = "Some words of code";</script>')).toEqual(['Tea.']);
  });

  test('are found inside lists made by the script', () => {
    expect(page('<ul>{rows.map((row) => <li>Open {row.name} now</li>)}</ul>')).toEqual(['Open ((x)) now']);
  });

  test('have a grade together; labels and headings have none', () => {
    const texts = readTexts('src/pages/thing.astro', '---\n---\n<h1>Title of it</h1><p>One.</p><p>Two.</p>');
    expect(
      texts.filter(({ isGraded }) => isGraded).flatMap(({ passages }) => passages.map(({ text }) => text)),
    ).toEqual(['One.', 'Two.']);
  });
});

describe('the sentences of code', () => {
  const code = (source: string): string[] => said('src/features/thing/forms.ts', source);

  test('are its strings, with their lines', () => {
    expect(
      code(
        "const a = 1;\nexport const ERRORS = { name: 'Enter your name',\n  other: `Keep it to ${MOST} letters` };",
      ),
    ).toEqual(['2: Enter your name', '3: Keep it to ((x)) letters']);
  });

  test('are one word too, where it is a label', () => {
    expect(code("const a = { yes: 'Yes', key: 'some-key', id: 'getHelp' };")).toEqual(['1: Yes']);
  });

  test.each([
    ['an exception', "throw new Error('The file is not there');"],
    ['a refusal that is thrown', "throw refusal('The file is not there');"],
    ['a query', 'const rows = sql`select a from b where c`;'],
    ['a class name', "const a = 'govuk-button govuk-button--warning extra';"],
    ['an address', "const a = '/services/a b c d';"],
    ['a pattern', "const a = '(?:one|two) three four';"],
    ['a log line', "console.log('The server has started');"],
    ['an import', "import { a } from 'some module here';"],
    ['a type', "type A = 'one of two' | 'two of two';"],
  ])('are not those of %s', (_what, source) => {
    expect(code(source)).toEqual([]);
  });

  test('of commands and queries are for nobody', () => {
    expect(said('src/features/thing/commands.ts', "const a = 'Enter your name';")).toEqual([]);
    expect(said('src/features/thing/queries/all.ts', "const a = 'Enter your name';")).toEqual([]);
    expect(said('src/cli/thing.ts', "const a = 'Enter your name';")).toEqual([]);
  });
});

describe('who reads a file', () => {
  test.each([
    ['src/pages/get-help/thing.ts', 20, false],
    ['src/pages/partner/thing.ts', 20, false],
    ['src/pages/admin/thing.ts', 25, true],
    ['src/features/requests/present/workspace/thing.ts', 25, true],
    ['src/pages/easy-read/thing.ts', 15, false],
    ['src/features/requests/easy-read/thing.ts', 15, false],
    ['src/features/services/editing/words/easy-read/thing.ts', 20, false],
  ])('%s may have sentences of %i words', (file, mostWords, isForStaff) => {
    expect(readTexts(file, "const a = 'Enter your name';")).toMatchObject([
      { level: { mostWords }, isForStaff },
    ]);
  });
});

describe('content', () => {
  test('of needs is a text for each need, without the words people type', () => {
    const source =
      'slug: food\nname: Food\nwords:\n  - hungry mouths\nneeds:\n  - slug: a\n    name: Meals\n    description: Hot food.\n    first_steps:\n      - Ask first.\n';
    const texts = readTexts('content/needs/food.yaml', source);
    expect(texts.map(({ passages }) => passages.map(({ text, lineAt }) => `${lineAt(0)}: ${text}`))).toEqual([
      ['2: Food'],
      ['7: Meals', '8: Hot food.', '10: Ask first.'],
    ]);
  });

  test('of messages has three forms: a text message, a plain and an easy read one', () => {
    const source =
      '---\npurpose: For staff.\nsubject: "A message"\ntext: |\n  Ring us.\n---\n\n# Plain\n\nHello,\n\nThis is plain.\n\n# Easy read\n\nThis is easy.\n';
    const texts = readTexts('content/messages/thing.md', source);
    expect(texts.map(({ level, isGraded }) => [level.mostWords, isGraded])).toEqual([
      [20, false],
      [20, true],
      [15, true],
    ]);
    expect(
      texts.flatMap(({ passages }) => passages.map(({ text, lineAt }) => lineAt(text.search(/\S/)))),
    ).toEqual([3, 4, 10, 16]);
    expect(texts[1]?.passages[0]?.lineAt(texts[1].passages[0].text.indexOf('This'))).toBe(12);
  });

  test('of guides is read without its marks, and a paragraph keeps its lines', () => {
    const source =
      '---\ntitle: "A page"\ndescription: "What it is."\n---\n\n## First\n\nSome **bold** words\nand a [link](https://example.org).\n\n- an item\n';
    expect(said('content/legal/thing.md', source)).toEqual([
      '2: A page',
      '3: What it is.',
      '6: First',
      '8: Some bold words and a link.',
      '11: an item',
    ]);
    const paragraph = readTexts('content/legal/thing.md', source)[1]?.passages[1];
    expect(paragraph?.lineAt(paragraph.text.indexOf('and'))).toBe(9);
  });

  test('of consents and of urgent help has both forms', () => {
    const consents =
      'id: a\nwordings:\n  gp:\n    title: Can we?\n    plain: |\n      We tell them.\n    easy_read: |\n      They know.\n';
    expect(said('content/consents/a.yaml', consents)).toEqual([
      '4: Can we?',
      '6: We tell them.',
      '8: They know.',
    ]);
    const urgent =
      "- key: a\n  title: Danger\n  how: Call 999.\n  easy: You are in danger.\n  picture: phone\n  review_on: '2027-01-01'\n";
    const [standard, easy] = readTexts('content/urgent-help.yaml', urgent);
    expect(standard?.passages.map(({ text }) => text)).toEqual(['Danger', 'Call 999.']);
    expect(
      easy?.screens?.map((screen) => screen.map(({ words, pictures }) => [words.text, pictures])),
    ).toEqual([[['You are in danger.', ['phone']]]]);
  });

  test('of easy read has ideas, screen by screen', () => {
    const source =
      'title: Help\npicture: help\nscreens:\n  - ideas:\n      - picture: phone\n        words: Ring us.\n      - words: Ask us.\n';
    const [text] = readTexts('content/easy-read/help.yaml', source);
    expect(
      text?.screens?.map((screen) =>
        screen.map(({ words, pictures }) => [words.lineAt(0), words.text, pictures]),
      ),
    ).toEqual([
      [
        [6, 'Ring us.', ['phone']],
        [7, 'Ask us.', []],
      ],
    ]);
  });

  test('that nobody reads is left out: decisions, the readme of messages', () => {
    expect(readTexts('content/messages/README.md', 'Some words.')).toEqual([]);
    expect(readTexts('content/decisions/0001-a.md', 'Some words.')).toEqual([]);
  });
});
