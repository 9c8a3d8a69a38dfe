import { describe, expect, test } from 'vitest';
import { openApiDocument } from '#src/features/open-referral/openapi/document.ts';
import { ENDPOINTS } from '#src/features/open-referral/params/endpoints.ts';
import { PARAMETER_NAMES } from '#src/features/open-referral/params/table.ts';

interface Operation {
  operationId: string;
  summary: string;
  parameters: { $ref?: string; name?: string; in?: string; required?: boolean }[];
  responses: Record<string, { description: string; content?: Record<string, unknown> }>;
}
interface Document {
  openapi: string;
  info: Record<string, unknown>;
  servers: { url: string }[];
  paths: Record<string, { get: Operation }>;
  components: {
    schemas: Record<string, unknown>;
    parameters: Record<string, { name: string; description: string; schema: unknown }>;
  };
}

const publisher = {
  name: 'Marl Directory',
  siteUrl: 'https://marl.example.org',
  email: 'data@marl.example.org',
  licence: { name: 'Open Government Licence v3.0', url: 'https://example.org/ogl' },
};
const document = openApiDocument(publisher) as unknown as Document;

/** Every value under a key, however deep. */
function valuesOf(key: string, within: unknown): unknown[] {
  if (typeof within !== 'object' || within === null) return [];
  return Object.entries(within).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...valuesOf(key, value),
  ]);
}
const resolve = (pointer: string): unknown =>
  pointer
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], document);

describe('the description of the feed for machines', () => {
  test('says whose it is, on what terms and where', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(document.info).toMatchObject({
      version: 'HSDS-UK-3.0',
      contact: { name: 'Marl Directory', url: 'https://marl.example.org', email: 'data@marl.example.org' },
      license: { name: 'Open Government Licence v3.0', url: 'https://example.org/ogl' },
    });
    expect(document.servers).toEqual([{ url: 'https://marl.example.org/api/open-referral/v3' }]);
  });

  test('leaves out what is not known', () => {
    const bare = openApiDocument({
      ...publisher,
      email: null,
      licence: { name: 'Ours', url: null },
    }) as unknown as Document;
    expect(bare.info).toMatchObject({ contact: { name: 'Marl Directory' }, license: { name: 'Ours' } });
    expect(JSON.stringify(bare)).not.toContain('null');
  });

  test('leads everywhere it points to, and points to every part it has', () => {
    const pointers = new Set(valuesOf('$ref', document) as string[]);
    for (const pointer of pointers) expect([pointer, typeof resolve(pointer)]).toEqual([pointer, 'object']);
    for (const [kind, parts] of Object.entries(document.components))
      for (const name of Object.keys(parts)) expect([...pointers]).toContain(`#/components/${kind}/${name}`);
  });

  test('has every address once, each operation under a name of its own', () => {
    expect(Object.keys(document.paths).sort()).toEqual(
      Object.values(ENDPOINTS)
        .map(({ path }) => path)
        .sort(),
    );
    const operations = Object.values(document.paths).map(({ get }) => get.operationId);
    expect(new Set(operations).size).toBe(operations.length);
  });

  test('declares the id of every address that has one, as a required part of the path', () => {
    for (const [path, { get }] of Object.entries(document.paths)) {
      const inPath = get.parameters.filter((parameter) => parameter.in === 'path');
      expect([path, inPath.map(({ name, required }) => [name, required])]).toEqual([
        path,
        path.includes('{id}') ? [['id', true]] : [],
      ]);
      expect([path, '404' in get.responses]).toEqual([path, path.includes('{id}')]);
      expect(get.responses['400']).toBeDefined();
    }
  });

  test('has a sentence and a schema for every parameter', () => {
    expect(Object.keys(document.components.parameters)).toEqual(PARAMETER_NAMES);
    for (const { description, schema } of Object.values(document.components.parameters)) {
      expect(description).toMatch(/^\S.*\.$/);
      expect(schema).toHaveProperty('type');
    }
  });

  test('says of lists that they come as pages and as lines', () => {
    const { content = {} } = document.paths['/services']?.get.responses['200'] ?? {};
    expect(Object.keys(content)).toEqual(['application/json', 'application/x-ndjson']);
    expect(Object.keys(document.paths['/services/{id}']?.get.responses['200']?.content ?? {})).toEqual([
      'application/json',
    ]);
  });
});
