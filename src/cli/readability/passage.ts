import type { Level } from '#src/features/readability/rules.ts';

/** A piece of text and the line of the file on which it begins. */
export interface Piece {
  text: string;
  line: number;
}

/** Text that is read in one go: a paragraph, an item of a list, a sentence of a form. */
export interface Passage {
  text: string;
  /** The line of the file on which the character at this place of the text stands. */
  lineAt: (offset: number) => number;
}

/** An idea of easy read as a file has it: its words and what stands for its picture. */
export interface IdeaPassage {
  words: Passage;
  pictures: readonly string[];
}

/** Passages that belong together: a page, a message in one of its forms, the sentences of a form. */
export interface Text {
  file: string;
  level: Level;
  passages: readonly Passage[];
  /** True where the passages are one text, which has a grade as a whole. */
  isGraded: boolean;
  /** True for pages of staff alone, who know the words of the trade. */
  isForStaff?: boolean;
  /** Of easy read: the ideas screen by screen, which are among the passages too. */
  screens?: readonly (readonly IdeaPassage[])[];
}

/** Pieces that stand next to each other in a file as one passage; line breaks in a piece count. */
export function toPassage(pieces: readonly Piece[]): Passage {
  return {
    text: pieces.map(({ text }) => text).join(''),
    lineAt: (offset) => {
      let start = 0;
      let line = pieces[0]?.line ?? 1;
      for (const piece of pieces) {
        if (start > offset) break;
        line = piece.line + linesBefore(piece.text, offset - start);
        start += piece.text.length;
      }
      return line;
    },
  };
}

/** How many line breaks stand before this place of a text. */
export const linesBefore = (text: string, offset: number): number =>
  text.slice(0, offset).split('\n').length - 1;
