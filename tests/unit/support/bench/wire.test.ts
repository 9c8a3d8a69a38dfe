import { createServer, type Server } from 'node:http';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetchCompressed, partsOfScript, partsOfStyle, weighPage } from '../../../bench/wire.ts';

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<link rel="stylesheet" href="/style.css"><link rel="icon" href="/icon.svg"><link rel="canonical" href="/elsewhere">
<script type="module" src="/page.js"></script></head>
<body><img src="/icon.svg" alt=""><img src="data:image/png;base64,AAAA" alt=""><a href="/other">Other</a></body></html>`;
const FILES: Readonly<Record<string, [type: string, body: string]>> = {
  '/': ['text/html', PAGE],
  '/style.css': ['text/css', '@font-face{src:url("/letters.woff2")}b{background:url(/paper.svg)}'],
  '/page.js': ['text/javascript', 'import{a}from"./part.js";import "./page.js";a(()=>import("./later.js"))'],
  '/part.js': ['text/javascript', 'export const a = (later) => later;'],
  '/later.js': ['text/javascript', 'x'.repeat(5000)],
  '/letters.woff2': ['font/woff2', 'f'.repeat(700)],
  '/paper.svg': ['image/svg+xml', '<svg/>'],
  '/icon.svg': ['image/svg+xml', '<svg></svg>'],
};
const bytesOf = (path: string): number => brotliCompressSync(FILES[path]?.[1] ?? '').length;

let server: Server;
let site = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    const [type, body] = FILES[request.url ?? ''] ?? ['', ''];
    if (type === '') return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': type, 'content-encoding': 'br' }).end(brotliCompressSync(body));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  site = `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterAll(() => void server.close());

describe('the weight of a first visit', () => {
  test('is everything a browser fetches by itself, once, as it came compressed, and nothing else', async () => {
    expect(await weighPage(`${site}/`)).toEqual({
      html: bytesOf('/'),
      style: bytesOf('/style.css'),
      script: bytesOf('/page.js') + bytesOf('/part.js'),
      font: bytesOf('/letters.woff2'),
      other: bytesOf('/icon.svg') + bytesOf('/paper.svg'),
    });
  });

  test('cannot be told of a page that is not there', async () => {
    await expect(fetchCompressed(`${site}/nowhere`)).rejects.toThrow('/nowhere answered 404');
  });
});

test('a script needs what it imports, in each way of writing it, and not what it asks for later', () => {
  const code = `import a from './a.js';import{b}from"./b.js";import "./c.js";export*from'./d.js';import("./e.js")`;
  expect(partsOfScript(code)).toEqual(['./a.js', './b.js', './c.js', './d.js']);
});

test('a style sheet needs its pictures and fonts, and what it carries itself is not fetched', () => {
  const css = `a{b:url(x.svg)}c{d:url( "y.woff2" )}e{f:url('data:image/svg+xml,z')}g{h:url(#i)}`;
  expect(partsOfStyle(css)).toEqual(['x.svg', 'y.woff2']);
});
