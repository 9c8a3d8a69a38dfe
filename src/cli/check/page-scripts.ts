import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import ts from 'typescript';

/*
 * Looks for promises that nobody waits for in the scripts of pages and components, as a step of the check: only types
 * show them. The Astro parser can have types too, but goes through the whole project again for each page; here the
 * scripts are copied out as functions, line for line, and looked at in one project.
 */

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const COPIES = join(ROOT, '.astro', 'page-scripts');

/** The script between the fences of an .astro file as a module, each line where it was; null: it does nothing. */
export function scriptOf(text: string): string | null {
  const script = /^---\n([\s\S]*?)\n---/.exec(text)?.[1];
  if (script === undefined) return null;
  const source = ts.createSourceFile('page.ts', script, ts.ScriptTarget.Latest);
  const first = source.statements.find((statement) => !ts.isImportDeclaration(statement));
  if (first === undefined) return null;
  const at = first.getStart(source);
  const body = script.slice(at).replace(/^export (?=const|interface|type|async|function)/gm, '       ');
  return `\n${script.slice(0, at)}export async function page(Astro: import('astro').AstroGlobal) { ${body}\n}\n`;
}

/** Copies the scripts out, with a project file for them; answers how many there were. */
function copyScripts(): number {
  rmSync(COPIES, { recursive: true, force: true });
  let count = 0;
  for (const name of readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.astro')) continue;
    const script = scriptOf(readFileSync(join(ROOT, 'src', name), 'utf8'));
    if (script === null) continue;
    const copy = join(COPIES, `${name}.ts`);
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, script);
    count += 1;
  }
  const project = {
    extends: '../../tsconfig.json',
    include: ['**/*.ts', '../../src/**/*.d.ts', '../types.d.ts'],
  };
  writeFileSync(join(COPIES, 'tsconfig.json'), JSON.stringify(project));
  return count;
}

if (import.meta.main) {
  const count = copyScripts();
  const eslint = new ESLint({
    cwd: COPIES,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.ts'],
        languageOptions: {
          parser: tseslint.parser,
          parserOptions: { project: join(COPIES, 'tsconfig.json'), tsconfigRootDir: COPIES },
        },
        plugins: { '@typescript-eslint': tseslint.plugin },
        rules: { '@typescript-eslint/no-floating-promises': 'error' },
        linterOptions: { reportUnusedDisableDirectives: 'off' },
      },
    ] as ESLint.Options['overrideConfig'],
  });
  const found = (await eslint.lintFiles(['**/*.ts'])).flatMap(({ filePath, messages }) =>
    messages.map(
      ({ line, message }) => `${filePath.replace(COPIES, 'src').replace(/\.ts$/, '')}:${line}: ${message}`,
    ),
  );
  if (count === 0) found.push('No page was found.');
  if (found.length > 0) {
    console.log(found.join('\n'));
    process.exitCode = 1;
  }
}
