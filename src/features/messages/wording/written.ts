import { html, markup, type Html } from '#src/lib/html.ts';
import { escapedForNotify } from './stranger.ts';
import type { Block, Piece } from './words.ts';

const line = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');

/** Blocks as plain text: paragraphs on a line each, parted by blank lines. */
export const asPlainText = (blocks: readonly Block[]): string =>
  blocks
    .map(({ isList, lines }) =>
      isList ? lines.map((item) => `- ${line(item)}`).join('\n') : lines.map(line).join(' '),
    )
    .join('\n\n');

/** Blocks as a text message: a sentence on a line. */
export const asTextMessage = (blocks: readonly Block[]): string =>
  blocks.flatMap(({ lines }) => lines.map(line)).join('\n');

const forNotify = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ kind, text }) => (kind === 'fact' || kind === 'value' ? escapedForNotify(text) : text))
    .join('');

/** Blocks in the Markdown that GOV.UK Notify reads: it makes links of bare addresses, and only ours are bare. */
export const asNotifyMarkdown = (blocks: readonly Block[]): string =>
  blocks
    .map(({ isList, lines }) =>
      isList ? lines.map((item) => `* ${forNotify(item)}`).join('\n') : lines.map(forNotify).join(' '),
    )
    .join('\n\n');

const pieceHtml = ({ kind, text }: Piece): Html =>
  kind === 'link' ? html`<a href="${text}">${text}</a>` : html`${text}`;

/** The sentences of a paragraph, with a space between. */
const sentences = (lines: Block['lines']): Html[] =>
  lines.flatMap((pieces, index) => [...(index === 0 ? [] : [html``]), ...pieces.map(pieceHtml)]);

const blockHtml = ({ isList, lines }: Block): Html =>
  isList
    ? html`<ul>
        ${lines.map((item) => html`<li>${item.map(pieceHtml)}</li>`)}
      </ul>`
    : html`<p>${sentences(lines)}</p>`;

/** Mail programs drop what they do not know; nothing is fetched, so that reading it tells nobody. */
const STYLE = `body{margin:0;background:#fff;color:#1d2326;font:19px/1.5 Arial,Helvetica,sans-serif}
main{max-width:36em;margin:0 auto;padding:24px 16px}
.site{font-weight:bold;font-size:22px;color:#0f5257;margin:0 0 24px}
.easy-read{font-size:23px;line-height:1.6}
p,ul{margin:0 0 20px}li{margin-bottom:8px}a{color:#0f5257;overflow-wrap:anywhere}
@media (prefers-color-scheme:dark){body{background:#14191b;color:#f2f2f0}a,.site{color:#8fd3d6}}`;

/** An email as a web page: headed by the website's name, without pictures, scripts or anything from elsewhere. */
export function asEmailHtml(
  blocks: readonly Block[],
  { site, subject, isEasyRead }: { site: string; subject: string; isEasyRead: boolean },
): string {
  const style = `<style>${STYLE}</style>`;
  const head = markup(html`<title>${subject}</title>`);
  const body = markup(
    html`<body class="${isEasyRead ? 'easy-read' : 'plain'}">
      <main>
        <p class="site">${site}</p>
        ${blocks.map(blockHtml)}
      </main>
    </body>`,
  );
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">${head}${style}</head>${body}</html>\n`;
}
