import { harmless } from './stranger.ts';

/** A piece of a sentence. `fact`: of this website. `value`: may have been typed by a stranger, made harmless. */
export interface Piece {
  kind: 'words' | 'fact' | 'value' | 'link';
  text: string;
}

/** A paragraph, whose sentences are its lines, or a list, whose items are. */
export interface Block {
  isList: boolean;
  lines: readonly (readonly Piece[])[];
}

/** What fills the placeholders. Null: not set, and the line that mentions it is left out. */
export interface Fillings {
  facts: Readonly<Record<string, string | null>>;
  values: Readonly<Record<string, string | null>>;
  links: Readonly<Record<string, string>>;
}

const PLACEHOLDER = /\(\(([a-z_]+)\)\)/g;

/** The names of the placeholders in a text. */
export const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);

/** Blocks of a template with their placeholders filled. Throws when one has nothing that fills it. */
export function fill(words: string, fillings: Fillings): Block[] {
  return words
    .trim()
    .split(/\n\s*\n/)
    .flatMap((part) => {
      const isList = part.startsWith('- ');
      const lines = part
        .split('\n')
        .map((line) => (isList ? line.replace(/^- /, '') : line).trim())
        .flatMap((line) => {
          const pieces = fillLine(line, fillings);
          return pieces === null ? [] : [pieces];
        });
      return lines.length === 0 ? [] : [{ isList, lines }];
    });
}

function fillLine(line: string, fillings: Fillings): Piece[] | null {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of line.matchAll(PLACEHOLDER)) {
    const piece = pieceFor(match[1] ?? '', fillings);
    if (piece === null) return null;
    if (match.index > end) pieces.push({ kind: 'words', text: line.slice(end, match.index) });
    pieces.push(piece);
    end = match.index + match[0].length;
  }
  if (end < line.length) pieces.push({ kind: 'words', text: line.slice(end) });
  return pieces;
}

function pieceFor(name: string, { facts, values, links }: Fillings): Piece | null {
  const find = <T>(from: Readonly<Record<string, T>>): T | undefined =>
    Object.hasOwn(from, name) ? from[name] : undefined;
  const link = find(links);
  if (link !== undefined) return { kind: 'link', text: link };
  const fact = find(facts);
  if (fact !== undefined) return fact === null ? null : { kind: 'fact', text: fact };
  const value = find(values);
  if (value === undefined) throw new Error(`Nothing fills ((${name}))`);
  return value === null ? null : { kind: 'value', text: harmless(value) };
}
