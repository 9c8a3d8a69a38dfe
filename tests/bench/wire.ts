import { get, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { attributeOf, checkHtml } from '../support/html.ts';

/** An answer as it came over the wire. */
export interface Fetched {
  headers: IncomingHttpHeaders;
  bytes: Buffer; // as sent, compressed or not
  text: string;
}

/** Fetches as a browser that reads brotli does. Throws when the answer is not 200. */
export function fetchCompressed(url: string): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'br' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode !== 200) return reject(new Error(`${url} answered ${response.statusCode}`));
        const bytes = Buffer.concat(chunks);
        const isBrotli = response.headers['content-encoding'] === 'br';
        const text = (isBrotli ? brotliDecompressSync(bytes) : bytes).toString();
        resolve({ headers: response.headers, bytes, text });
      });
    }).on('error', reject);
  });
}

export type Kind = 'html' | 'style' | 'script' | 'font' | 'other';
/** Bytes over the wire of each kind. */
export type Weight = Readonly<Record<Kind, number>>;

/** What a browser fetches by itself for an HTML page, as addresses written in it. */
export function partsOfPage(html: string): string[] {
  const { document } = checkHtml(html);
  const links = document
    .querySelectorAll('link')
    .filter((link) => /\b(?:stylesheet|icon|modulepreload|preload|manifest)\b/.test(attributeOf(link, 'rel')))
    .map((link) => attributeOf(link, 'href'));
  const sources = document
    .querySelectorAll('script, img')
    .map((element) => attributeOf(element, 'src'))
    .filter((source) => source !== '' && !source.startsWith('data:'));
  return [...links, ...sources];
}

/** What a style sheet asks for: pictures and fonts. */
export const partsOfStyle = (css: string): string[] =>
  [...css.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)/g)]
    .map(([, url = '']) => url)
    .filter((url) => !url.startsWith('data:') && !url.startsWith('#'));

/** The modules a module needs before it runs. Those it may ask for later, with `import()`, are not among them. */
export const partsOfScript = (code: string): string[] =>
  [...code.matchAll(/(?:\bfrom|\bimport)\s*["']([^"']+)["']/g)].map(([, url = '']) => url);

function kindOf(headers: IncomingHttpHeaders, path: string): Kind {
  const type = headers['content-type'] ?? '';
  if (type.startsWith('text/html')) return 'html';
  if (type.startsWith('text/css')) return 'style';
  if (/javascript/.test(type)) return 'script';
  return type.startsWith('font/') || /\.woff2?$/.test(path) ? 'font' : 'other';
}

/** What the first visit to a page weighs: the page, and all it makes a browser fetch from the same website, once each. */
export async function weighPage(url: string): Promise<Weight> {
  const weight = { html: 0, style: 0, script: 0, font: 0, other: 0 };
  const { origin } = new URL(url);
  const waiting = [url];
  const seen = new Set(waiting);
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { headers, bytes, text } = await fetchCompressed(next);
    const kind = kindOf(headers, new URL(next).pathname);
    weight[kind] += bytes.length;
    const parts = { html: partsOfPage, style: partsOfStyle, script: partsOfScript, font: none, other: none };
    for (const part of parts[kind](text)) {
      const { href, origin: from } = new URL(part, next);
      if (from !== origin || seen.has(href)) continue;
      seen.add(href);
      waiting.push(href);
    }
  }
  return weight;
}

const none = (): string[] => [];
