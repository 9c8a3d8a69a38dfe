import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../support/server.ts';
import {
  DEFAULT_EXPORT,
  filesUnder,
  importsOf,
  isOnlyReExports,
  targetOf,
  type SourceFile,
} from '../support/code/source-code.ts';

/** Holds the code to "Who may import whom" and the sizes of architecture.md. */
const MOST_LINES = 300;
const MOST_SIBLINGS = 15;

const ROLES = ['rules', 'forms', 'queries', 'commands', 'present'];

/** The room a file lives in, by the names of architecture.md; null where no rule applies. */
function roomOf(path: string): string | null {
  const parts = path.split('/');
  if (parts[0] === 'db') return path === 'db/vocabulary.ts' ? 'vocabulary' : 'db';
  if (parts[0] !== 'src') return null;
  if (path === 'src/middleware.ts' || path === 'src/env.d.ts') return 'middleware';
  if (parts[1] !== 'features') return parts[1] ?? null;
  if (path.endsWith('.astro')) return 'feature component';
  // A capability may have a folder of its own: commands/close.ts is a command.
  const role = (parts[3] ?? '').replace(/\.ts$/, '');
  if (ROLES.includes(role)) return `features ${role}`;
  // Readers of content/ and db/: what they give is made once, at the start.
  if (['content', 'calendar'].includes(role)) return 'features content';
  // Importers read files and write rows, each in its own way; a feature's other files are rules under a name.
  return parts[2] === 'imports' ? 'features imports' : 'features rules';
}

const DATA = ['db', 'lib', 'vocabulary'];
const PURE = ['lib', 'vocabulary'];
/**
 * Room by room what it may import; `own:` means of the same feature. Beyond this a feature may take the types of its
 * own files, and anything the types of a table's row or of the configuration: a shape is not a dependency.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  pages: [
    'pages',
    'layouts',
    'components',
    'features *',
    'feature component',
    'search',
    'server',
    'styles',
    ...PURE,
  ],
  layouts: ['layouts', 'components', 'styles', ...PURE],
  components: ['components', 'styles', ...PURE],
  'feature component': ['components', 'feature component', 'own:features *', 'features present', ...PURE],
  'features commands': ['own:features *', 'features queries', 'features rules', 'features commands', ...DATA],
  'features queries': ['own:features *', 'features queries', 'features rules', ...DATA],
  'features rules': ['features rules', ...PURE],
  'features forms': ['features rules', 'own:features forms', ...PURE],
  'features present': ['features rules', 'features present', ...PURE],
  'features content': ['own:features *', 'features rules', ...DATA],
  'features imports': ['features *', ...DATA],
  // Its answers hold sentences, for the page and for programs alike.
  search: ['search', 'features queries', 'features rules', 'features present', 'features content', ...DATA],
  jobs: ['jobs', 'features *', 'search', 'server', ...DATA],
  cli: ['cli', 'jobs', 'features *', 'search', 'server', ...DATA],
  server: [
    'server',
    'features queries',
    'features rules',
    'features content',
    'features commands:accounts', // sessions are kept where requests arrive
    'features commands:proofs', // and those of links
    'features commands:messages', // and messages sent, by one server at a time
    'features commands:jobs',
    'features commands:pictures', // made anew where they arrive
    'features commands:requests', // drafts are kept for the browser that holds their secret
    'search',
    ...DATA,
  ],
  middleware: ['server', ...PURE],
  lib: PURE,
  styles: ['styles'],
  db: ['db', 'vocabulary'],
  vocabulary: [],
};

const featureOf = (path: string): string => path.split('/')[2] ?? '';

function mayImport(from: string, to: string): boolean {
  const room = roomOf(from);
  const target = roomOf(to);
  if (room === null || target === null) return true;
  return (MAY_IMPORT[room] ?? []).some((rule) => {
    const own = rule.startsWith('own:');
    const wanted = own ? rule.slice(4) : rule;
    if (own && featureOf(from) !== featureOf(to)) return false;
    if (wanted === `${target}:${featureOf(to)}`) return true;
    return wanted === target || (wanted === 'features *' && target.startsWith('features '));
  });
}

const KYSELY_ROOMS = ['db', 'features queries', 'features commands', 'search', 'jobs', 'cli', 'server'];
const ASTRO_ROOMS = ['pages', 'layouts', 'components', 'feature component', 'middleware'];

function faultsOf(file: SourceFile): string[] {
  const room = roomOf(file.path) ?? '';
  return importsOf(file).flatMap(({ specifier, typeOnly }) => {
    const target = targetOf(file.path, specifier);
    if (target !== null) {
      return [
        ...(mayImport(file.path, target) || (typeOnly && isShape(file.path, target))
          ? []
          : [`may not import ${target}`]),
        ...(/\.\w+$/.test(target) ? [] : [`imports ${specifier} without its ending`]),
        ...(specifier.startsWith('../..') ? [`reaches ${specifier}: write it with # instead`] : []),
      ];
    }
    const isRowType = typeOnly && room.startsWith('features ');
    if (/^kysely(\/|$)/.test(specifier) && !isRowType && !KYSELY_ROOMS.includes(room))
      return [`may not import ${specifier}`];
    // The one command that starts Astro itself.
    if (file.path === 'src/cli/dev.ts' && specifier === 'astro') return [];
    if (/^astro(:|\/|$)/.test(specifier) && !ASTRO_ROOMS.includes(room))
      return [`may not import ${specifier}`];
    return [];
  });
}

/** Files whose types may be taken from anywhere inside src, and a feature's own. */
const isShape = (from: string, to: string): boolean =>
  (from.startsWith('src/features/') && to.startsWith(`src/features/${featureOf(from)}/`)) ||
  (['src/server/app.ts', 'src/server/config/config.ts', 'db/schema.ts'].includes(to) &&
    !from.startsWith('src/lib/'));

const sources: SourceFile[] = [...filesUnder('src'), ...filesUnder('db')].map((path) => ({
  path,
  text: readFileSync(join(ROOT, path), 'utf8'),
}));

describe('the rooms of the house', () => {
  test('no file imports what its room may not', () => {
    expect(sources.flatMap((file) => faultsOf(file).map((fault) => `${file.path} ${fault}`))).toEqual([]);
  });

  test('every file that is imported exists, so that no rule is passed over', () => {
    const missing = sources.flatMap((file) =>
      importsOf(file).flatMap(({ specifier }) => {
        const target = targetOf(file.path, specifier);
        return target === null || existsSync(join(ROOT, target)) ? [] : [`${file.path}: ${specifier}`];
      }),
    );
    expect(missing).toEqual([]);
  });

  test('there is no default export: a thing has one name everywhere', () => {
    expect(
      sources
        .filter(({ text, path }) => !path.endsWith('.astro') && DEFAULT_EXPORT.test(text))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  test('there is no barrel, and no file named for being helpful', () => {
    const names = sources
      .map(({ path }) => path)
      .filter((path) => /\/(utils?|helpers?|misc|common)\.ts$/.test(path));
    const barrels = sources
      .filter(({ text, path }) => path.endsWith('.ts') && isOnlyReExports(text))
      .map(({ path }) => path);
    expect([...names, ...barrels]).toEqual([]);
  });
});

describe('sizes', () => {
  test(`no file has more than ${MOST_LINES} lines`, () => {
    const tests = filesUnder('tests').map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
    // A migration is one list of tables and frozen; splitting it would hide its order.
    const measured = [...sources, ...tests].filter(({ path }) => !/^db\/(demo|migrations)\//.test(path));
    const long = measured
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > MOST_LINES);
    const schema = long.findIndex(({ path }) => path === 'db/schema.ts');
    if (schema >= 0) long.splice(schema, 1); // the list of all tables, read as one
    expect(long).toEqual([]);
  });

  test(`no folder has more than ${MOST_SIBLINGS} things in it`, () => {
    const folders = new Set([...sources.map(({ path }) => path), ...filesUnder('tests')].flatMap(ancestors));
    folders.delete('src/pages'); // the website's addresses decide what stands there
    folders.delete('src/cli'); // and here the commands that people type
    for (const folder of ['src/features', 'tests/unit', 'tests/db', 'tests/pages']) folders.delete(folder); // a room for each thing of the product
    const full = [...folders]
      .map((folder) => ({ folder, things: thingsIn(folder) }))
      .filter(({ things }) => things > MOST_SIBLINGS);
    expect(full).toEqual([]);
  });
});

/** The folders a file lies in, its own last. */
const ancestors = (path: string): string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, index, parts) => parts.slice(0, index + 1).join('/'));

const thingsIn = (folder: string): number =>
  readdirSync(join(ROOT, folder)).filter((name) => !name.startsWith('.')).length;

describe('the rules themselves', () => {
  const faults = (path: string, text: string): string[] => faultsOf({ path, text });

  test.each([
    [
      'src/components/Card.astro',
      "---\nimport { findService } from '#src/features/services/queries.ts';\n---\n<p/>",
      'features/services/queries.ts',
    ],
    [
      'src/pages/search.astro',
      "---\nimport { openDatabase } from '#db/connection.ts';\n---\n<p/>",
      'db/connection.ts',
    ],
    ['src/pages/search.astro', "---\nimport { sql } from 'kysely';\n---\n<p/>", 'kysely'],
    [
      'src/components/Map.astro',
      "<p/><script>import { find } from '#src/search/query.ts';</script>",
      'search/query.ts',
    ],
    ['src/features/services/rules.ts', "import { findService } from './queries.ts';", 'queries.ts'],
    ['src/features/services/rules.ts', "import { sql } from 'kysely';", 'kysely'],
    ['src/features/services/forms.ts', "import type { Db } from '#db/connection.ts';", 'db/connection.ts'],
    [
      'src/features/services/phrases.ts',
      "import { readNeeds } from '#src/features/needs/content.ts';",
      'needs/content.ts',
    ],
    ['src/features/services/present.ts', "import { findService } from './queries.ts';", 'queries.ts'],
    ['src/lib/paths.ts', "import type { ServiceTable } from '#db/schema.ts';", 'db/schema.ts'],
    [
      'src/features/services/queries.ts',
      "import { saveService } from '#src/features/imports/commands.ts';",
      'imports/commands.ts',
    ],
    ['src/lib/paths.ts', "export { x } from '#src/features/services/rules.ts';", 'services/rules.ts'],
    [
      'src/search/query.ts',
      "const x = await import('#src/server/config/config.ts');",
      'server/config/config.ts',
    ],
    ['src/server/start.ts', "import { fillDemo } from '#src/cli/fill-demo.ts';", 'cli/fill-demo.ts'],
    [
      'src/features/services/queries.ts',
      "import { defineMiddleware } from 'astro:middleware';",
      'astro:middleware',
    ],
    ['db/connection.ts', "import { fold } from '#src/lib/text.ts';", 'lib/text.ts'],
    ['src/lib/paths.ts', "import { fold } from './text';", 'without its ending'],
    [
      'src/features/services/commands/close.ts',
      "import { ok } from '../../../lib/result.ts';",
      'with # instead',
    ],
  ])('%s with %s is caught', (path, text, fault) => {
    expect(faults(path, text).join('\n')).toContain(fault);
  });

  test.each([
    [
      'src/pages/search.astro',
      "---\nimport { findService } from '#src/features/services/queries.ts';\n---\n<p/>",
    ],
    [
      'src/features/services/commands/close.ts',
      "import { mayClose } from '../rules.ts';\nimport { sql } from 'kysely';",
    ],
    ['src/features/services/rules.ts', "import { SECTORS } from '#db/vocabulary.ts';"],
    [
      'src/components/Card.astro',
      "---\nimport type { Config } from '#src/server/config/config.ts';\n---\n<p/>",
    ],
    ['src/features/services/present.ts', "import type { ServiceDetail } from './queries.ts';"],
    [
      'src/cli/serve.ts',
      "import { fillDemo } from './fill-demo.ts';\nimport { startServer } from '#src/server/start.ts';",
    ],
  ])('%s with %s is allowed', (path, text) => {
    expect(faults(path, text)).toEqual([]);
  });

  test('a list of re-exports is known for a barrel, and default exports are seen', () => {
    expect(isOnlyReExports("export * from './a.ts';\nexport { b } from './b.ts';")).toBe(true);
    expect(isOnlyReExports("export * from './a.ts';\nexport const b = 1;")).toBe(false);
    expect(DEFAULT_EXPORT.test('export default function () {}')).toBe(true);
    expect(DEFAULT_EXPORT.test('const x = 1;\nexport { x as default };')).toBe(true);
  });
});
