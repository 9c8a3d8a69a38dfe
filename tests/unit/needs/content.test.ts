import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readNeeds } from '#src/features/needs/content.ts';
import { matcherOf } from '#src/features/needs/rules.ts';
import { matchPhrases } from '#src/features/needs/phrases.ts';
import { wordsOf } from '#src/lib/stem.ts';

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
  const matcher = matcherOf(tree);

  test('there are twelve at the top and at least sixty below', () => {
    expect(tree.top).toHaveLength(12);
    expect(tree.bySlug.size - tree.top.length).toBeGreaterThanOrEqual(60);
  });

  test('no phrase belongs to more than two needs', () => {
    const crowded = [...matcher.byKey.values()].filter(({ slugs }) => slugs.length > 2);
    expect(crowded).toEqual([]);
  });

  test('every need has everyday words', () => {
    const bare = [...tree.bySlug.values()].filter((need) => need.words.length < 5).map((need) => need.slug);
    expect(bare).toEqual([]);
  });

  test("every need's own name and each of its phrases finds it", () => {
    const lost = [...tree.bySlug.values()].flatMap((need) =>
      [need.name, ...need.words]
        .filter(
          (phrase) =>
            !matchPhrases(matcher, wordsOf(phrase)).some((match) => match.slugs.includes(need.slug)),
        )
        .map((phrase) => `${need.slug}: ${phrase}`),
    );
    expect(lost).toEqual([]);
  });

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
