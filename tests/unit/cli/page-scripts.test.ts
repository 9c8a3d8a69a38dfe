import { expect, test } from 'vitest';
import { scriptOf } from '#src/cli/check/page-scripts.ts';

test('the script of a page is copied line for line, its imports before the function', () => {
  const page = [
    '---',
    "import { a } from './a.ts';",
    '',
    'export interface Props { b: string }',
    'const c = await a();',
    '---',
    '<p>{c}</p>',
  ];
  const lines = scriptOf(page.join('\n'))?.split('\n') ?? [];
  expect(lines[1]).toBe(page[1]);
  expect(lines[3]).toMatch(/^export async function page\(.*\) \{ +interface Props/);
  expect(lines[4]).toBe(page[4]);
  expect(lines).not.toContain('<p>{c}</p>');
});

test('a page without a script, or with imports and remarks only, has nothing to look at', () => {
  expect(scriptOf('<p>Hello</p>')).toBeNull();
  expect(scriptOf("---\n// A remark.\nimport { a } from './a.ts';\n---\n<p />")).toBeNull();
});
