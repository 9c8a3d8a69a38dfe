import MarkdownIt, { type Token } from 'markdown-it';
import { EASY_READ, STANDARD } from '#src/features/readability/rules.ts';
import { linesBefore, toPassage, type Passage, type Piece, type Text } from './passage.ts';
import { readYaml } from '#src/lib/yaml.ts';

const FRONT = /^---\n([\s\S]*?)\n---\n/;

/** A page of words: its title and description, then headings, paragraphs and items of lists. */
export function readGuide(file: string, source: string): Text[] {
  const front = FRONT.exec(source);
  const passages = passagesOf(source, front?.[0] ?? '');
  return [
    { file, level: STANDARD, isGraded: false, passages: frontPassages(front, ['title', 'description']) },
    { file, level: STANDARD, isGraded: true, passages },
  ];
}

function passagesOf(source: string, front: string): Passage[] {
  const skipped = linesBefore(front, front.length);
  const tokens = new MarkdownIt({ html: false }).parse(source.slice(front.length), {});
  return tokens
    .filter(({ type }) => type === 'inline')
    .map((token) => toPassage(piecesOf(token, (token.map?.[0] ?? 0) + 1 + skipped)));
}

/** The words of a block as people see them: no stars, no addresses of links. */
function piecesOf(block: Token, first: number): Piece[] {
  let line = first;
  return (block.children ?? []).map(({ type, content }) => {
    if (type === 'softbreak' || type === 'hardbreak') line += 1;
    return { text: type === 'softbreak' ? ' ' : type === 'hardbreak' ? '\n' : content, line };
  });
}

const frontPassages = (front: RegExpExecArray | null, keys: readonly string[]): Passage[] => {
  const meta: unknown = readYaml(front?.[1] ?? '');
  if (typeof meta !== 'object' || meta === null) return [];
  return keys.flatMap((key) => {
    const words = Object.entries(meta).find(([name]) => name === key)?.[1];
    const before = front?.[0].split('\n').findIndex((line) => line.startsWith(`${key}:`)) ?? 0;
    return typeof words === 'string' ? [toPassage([{ text: words, line: before + 1 }])] : [];
  });
};

/** A message: the text message, the plain form and the easy read form. */
export function readMessage(file: string, source: string): Text[] {
  const [, front = '', plain = '', easyRead = ''] =
    /^(---\n[\s\S]*?\n---\n)\s*# Plain\n([\s\S]*?)\n# Easy read\n([\s\S]*)$/.exec(source) ?? [];
  const form = (words: string): Passage => ({
    text: words.replace(/^- /gm, ''),
    lineAt: (offset) => {
      const before = words.replace(/^- /gm, '');
      return linesBefore(source, source.indexOf(words)) + linesBefore(before, offset) + 1;
    },
  });
  return [
    {
      file,
      level: STANDARD,
      isGraded: false,
      passages: frontPassages(FRONT.exec(front), ['subject', 'text']),
    },
    { file, level: STANDARD, isGraded: true, passages: [form(plain)] },
    { file, level: EASY_READ, isGraded: true, passages: [form(easyRead)] },
  ];
}
