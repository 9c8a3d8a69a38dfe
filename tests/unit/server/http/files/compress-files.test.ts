import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { compressFiles } from '#src/server/http/files/compress-files.ts';

test('large text files get two compressed neighbours that unpack to the same; pictures and small files do not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-compress-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const css = '.card { margin: 0 }\n'.repeat(200);
  mkdirSync(join(folder, '_astro'));
  writeFileSync(join(folder, '_astro', 'page.css'), css);
  writeFileSync(join(folder, '_astro', 'font.woff2'), Buffer.alloc(5000));
  writeFileSync(join(folder, 'robots.txt'), 'User-agent: *');

  expect(await compressFiles(pathToFileURL(`${folder}/`))).toBe(1);
  expect(readdirSync(join(folder, '_astro')).sort()).toEqual([
    'font.woff2',
    'page.css',
    'page.css.br',
    'page.css.gz',
  ]);
  expect(brotliDecompressSync(readFileSync(join(folder, '_astro', 'page.css.br'))).toString()).toBe(css);
  expect(gunzipSync(readFileSync(join(folder, '_astro', 'page.css.gz'))).toString()).toBe(css);
  expect(readdirSync(folder)).toEqual(['_astro', 'robots.txt']);
});
