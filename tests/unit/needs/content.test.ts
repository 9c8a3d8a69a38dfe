import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readNeeds } from '#src/features/needs/content.ts';
import { matcherOf } from '#src/features/needs/rules.ts';
import { matchPhrases } from '#src/features/needs/phrases.ts';
import { wordsOf } from '#src/lib/stem.ts';
import { openVocabulary, packVocabulary } from '#src/search/text/vocabulary.ts';

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-needs-'));
  mkdirSync(join(folder, 'needs'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'needs', name), text);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
const top = (slug: string, rest = ''): string =>
  `slug: ${slug}\nname: Name of ${slug}\ndescription: About ${slug}\npicture: 1F4AC\n${rest}`;
const child = (slug: string, rest = ''): string =>
  `needs:\n  - { slug: ${slug}, name: N, description: D, picture: 1F4AC${rest} }\n`;

describe('reading the needs', () => {
  test('children know their parent, and take its urgent lines and its sensitivity', () => {
    const { bySlug, top: tops } = readNeeds(
      folderWith({ 'a.yaml': top('abuse', `urgent: [police]\nsensitive: true\n${child('stalking')}`) }),
    );
    expect(tops.map((need) => need.slug)).toEqual(['abuse']);
    expect(bySlug.get('abuse')?.children).toEqual(['stalking']);
    expect(bySlug.get('stalking')).toMatchObject({ parent: 'abuse', urgent: ['police'], sensitive: true });
  });

  test('an order in the file goes before the order of the file names', () => {
    const tree = readNeeds(folderWith({ 'a.yaml': top('a'), 'b.yaml': top('b', 'order: 1\n') }));
    expect(tree.top.map((need) => need.slug)).toEqual(['b', 'a']);
  });

  test.each([
    ['a misspelt key', { 'a.yaml': top('a', 'wrods: [x]\n') }, /a\.yaml.*wrods/],
    ['a missing name', { 'a.yaml': 'slug: a\ndescription: D\n' }, /a\.yaml.*name/],
    ['a wrong child, with its path', { 'a.yaml': top('a', child('B b')) }, /a\.yaml.*needs\.0\.slug/],
    ['text that is not YAML', { 'a.yaml': 'slug: [' }, /a\.yaml cannot be read/],
    [
      'a slug used twice',
      { 'a.yaml': top('a'), 'b.yaml': top('b', child('a')) },
      /b\.yaml.*"a" exists twice/,
    ],
    ['a related need that does not exist', { 'a.yaml': top('a', 'related: [b]\n') }, /"a" is related to "b"/],
  ])('%s is refused, and the file named', (_, files, message) => {
    expect(() => readNeeds(folderWith(files))).toThrow(message);
  });

  test('no files are an empty tree', () => {
    expect(readNeeds(folderWith({})).top).toEqual([]);
  });
});

describe("the project's own needs", () => {
  const tree = readNeeds('content');

  test('every urgent line exists', () => {
    const keys = new Set(
      [...readFileSync('content/urgent-help.yaml', 'utf8').matchAll(/^\s*-?\s*key:\s*(\S+)/gm)].map(
        (match) => match[1],
      ),
    );
    const lost = [...tree.bySlug.values()].flatMap((need) =>
      need.urgent.filter((key) => !keys.has(key)).map((key) => `${need.slug}: ${key}`),
    );
    expect(keys.size).toBeGreaterThan(0);
    expect([...new Set(lost)]).toEqual([]);
  });
});

describe('slips of the pen', () => {
  const words = matcherOf(readNeeds('content')).vocabulary;
  const counts = new Map([...words].map((word) => [word, 1]));
  const vocabulary = openVocabulary(
    packVocabulary({ counts, ordinary: words, ordinaryPlaceNames: new Set() }),
  );

  // Listed among the words, a slip would be known, never be put right, and so never find a listing's own text.
  test.each([
    ['councelling', 'counselling'],
    ['berevement', 'bereavement'],
    ['anxiaty', 'anxiety'],
    ['deppression', 'depression'],
    ['alchohol', 'alcohol'],
    ['gambeling', 'gambling'],
    ['insomia', 'insomnia'],
    ['loneley', 'lonely'],
    ['lonelyness', 'loneliness'],
    ['befreinding', 'befriending'],
    ['excercise', 'exercise'],
    ['exersize', 'exercise'],
    ['disabilty', 'disability'],
    ['diabeties', 'diabetes'],
    ['demensia', 'dementia'],
    ['altzheimers', 'alzheimers'],
    ['autisum', 'autism'],
    ['docters', 'doctors'],
    ['menapause', 'menopause'],
    ['behavour', 'behaviour'],
    ['volenteer', 'volunteer'],
    ['harrassment', 'harassment'],
    ['benifits', 'benefits'],
    ['imigration', 'immigration'],
    ['accomodation', 'accommodation'],
  ])('%s is not among the words, so that it is read as %s', (slip, word) => {
    expect([vocabulary.knows(slip), vocabulary.correctionOf(slip)]).toEqual([false, word]);
  });
});

describe('everyday words that must find their need', () => {
  const tree = readNeeds('content');
  const needsOf = (words: string): string[] =>
    matchPhrases(matcherOf(tree), wordsOf(words)).flatMap(({ slugs }) => [...slugs]);

  test.each([
    ['baby clothes', ['baby-things']],
    ['gardening', ['gardening-and-odd-jobs', 'nature-and-gardening']],
    ['hate my life', ['low-mood', 'mental-health-crisis']],
    ['I am tired of caring', ['support-for-carers', 'a-break-from-caring']],
    ['caring for mum', ['support-for-carers']],
    ['help with shopping', ['cleaning-and-shopping']],
    ['worried about an elderly neighbour', ['worried-about-an-adult']],
    ['someone to cook', ['meals-delivered']],
    ['a hot dinner', ['meals-delivered']],
    ['hot meals delivered', ['meals-delivered']],
    ['abused by my son', ['domestic-abuse']],
    ['learn to use a tablet', ['getting-online']],
    ['nurse', ['seeing-a-doctor']],
    ['dressings changed', ['long-term-conditions', 'seeing-a-doctor']],
    ['hoarding', ['hoarding']],
    ['SP referral', ['meeting-people', 'loneliness']],
    ['new friends', ['loneliness']],
    ['not right in himself', ['mental-wellbeing']],
    ['on the sick', ['benefits']],
    ['the change', ['menopause']],
    ['trouble with my waterworks', ['bladder-and-bowel']],
    ['daddy hurts mummy', ['domestic-abuse']],
    ['nobody plays with me', ['school-worries']],
    ['want speak english better', ['english-classes']],
    ['bringing up my grandkids', ['kinship-and-fostering']],
    ['cant do the stairs', ['equipment-and-adaptations']],
    ['no food for my baby', ['food-banks']],
    ['IAPT', ['low-mood', 'anxiety-and-stress']],
    ['DToC', ['leaving-hospital']],
    ['T2DM', ['diabetes']],
    ['a change of address', []],
    ['the book is at home', []],
  ])('%s', (words, slugs) => {
    expect(needsOf(words).sort()).toEqual([...slugs].sort());
  });
});
