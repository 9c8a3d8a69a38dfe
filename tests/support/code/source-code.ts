import { readdirSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../server.ts';

const CODE = /\.(ts|astro|mjs)$/;

export interface SourceFile {
  path: string; // from the project's folder, with forward slashes
  text: string;
}

/** The code files under a folder, at any depth, by their path from the project's folder. */
export function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && CODE.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** Astro keeps its TypeScript between two lines of dashes and in <script> elements. */
function scriptsOf({ path, text }: SourceFile): string {
  if (!path.endsWith('.astro')) return text;
  const [, frontmatter = ''] = /^---\n([\s\S]*?)\n---/.exec(text) ?? [];
  const scripts = [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, code = '']) => code);
  return [frontmatter, ...scripts].join('\n');
}

export interface Import {
  specifier: string;
  typeOnly: boolean; // `import type`: gone when it runs
}

/** Everything a file imports or re-exports, dynamic imports included. */
export function importsOf(file: SourceFile): Import[] {
  const source = ts.createSourceFile(file.path, scriptsOf(file), ts.ScriptTarget.Latest, false);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier !== undefined
    ) {
      const clause = ts.isImportDeclaration(node) ? node.importClause : undefined;
      const typeOnly = ts.isExportDeclaration(node)
        ? node.isTypeOnly
        : clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
      found.push({ specifier: (node.moduleSpecifier as ts.StringLiteral).text, typeOnly });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument !== undefined && ts.isStringLiteral(argument))
        found.push({ specifier: argument.text, typeOnly: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The file an import leads to, from the project's folder; null for packages. */
export function targetOf(from: string, specifier: string): string | null {
  const bare = specifier.split('?')[0] ?? '';
  if (bare.startsWith('#')) return bare.slice(1);
  return bare.startsWith('.') ? posix.join(dirname(from), bare) : null;
}

/** True for a barrel: a file that only passes on what other files export. */
export function isOnlyReExports(text: string): boolean {
  const { statements } = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest);
  return (
    statements.length > 0 &&
    statements.every((node) => ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined)
  );
}

/** Matches a default export, in either way of writing it. */
export const DEFAULT_EXPORT = /^\s*export default\b|^\s*export\s*\{[^}]*\bas default\b/m;
