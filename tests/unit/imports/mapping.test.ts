import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { columnsOf } from '#src/features/imports/csv/columns.ts';
import { readMapping } from '#src/features/imports/csv/mapping.ts';
import { readNeeds } from '#src/features/needs/content.ts';
import { mapping } from './small-file.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const FOLDER = join(ROOT, 'content/mappings');
const shipped = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));

describe('the shipped mappings', () => {
  test.each(shipped)('%s can be read, names needs that exist, and is in the README', (name) => {
    const read = readMapping(readFileSync(join(FOLDER, name), 'utf8'), name);
    const needs = readNeeds(join(ROOT, 'content'));
    expect(read.needs.fixed.filter((fixed) => !needs.bySlug.has(fixed.value))).toEqual([]);
    expect(readFileSync(join(FOLDER, 'README.md'), 'utf8')).toContain(name);
  });
});

describe('a mapping that is wrong', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['misspelt key', { service: { naem: '{name}' } }, 'service: Unrecognized key: "naem"'],
    ['value outside a closed list', { organisation: { sector: 'charity' } }, 'organisation.sector'],
    ['a pattern that is none', { clean: { name: [{ find: '(', replace: '' }] } }, 'clean.name'],
    ['a condition on nothing', { skip: [{ when: { is: ['x'] }, reason: 'y' }] }, 'skip.0.when'],
    ['a condition that asks nothing', { skip: [{ when: { column: 'a' }, reason: 'y' }] }, 'skip.0.when'],
    ['no id', { id: [] }, 'id: '],
  ])('is refused with its path: %s', (_, more, path) => {
    expect(() => readMapping(mapping(more), 'my.yaml')).toThrow(`my.yaml: ${path}`);
  });

  test('is refused with its name when it is not YAML', () => {
    expect(() => readMapping('a: [', 'my.yaml')).toThrow('my.yaml is not YAML');
  });
});

test('the columns of a mapping are those of its texts, conditions, cleaning and id', () => {
  const read = readMapping(
    mapping({
      id: ['a'],
      clean: { b: [{ values: { x: 'y' } }] },
      skip: [{ when: { column: 'c', filled: true }, reason: 'no {such}' }],
      service: { summary: [{ text: '{d} in {e?}', when: { text: '{f}', matches: 'x{2}' } }] },
    }),
    'my.yaml',
  );
  expect([...columnsOf(read)].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'name', 'org', 'such']);
});
