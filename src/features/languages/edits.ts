import type { Language } from './rules.ts';
import { isClosed, isElement, type Element, type Node } from './units.ts';

/** A piece of the page's text, and what stands there instead. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** The page with its edits; one that lies within another, or says the same again, is left out. */
export const apply = (html: string, edits: readonly Edit[]): string => {
  let text = '';
  let from = 0;
  const said = new Set<string>();
  for (const edit of [...edits].sort((first, second) => first.start - second.start)) {
    if (edit.start < from || said.has(`${edit.start} ${edit.end} ${edit.text}`)) continue;
    said.add(`${edit.start} ${edit.end} ${edit.text}`);
    text += html.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return text + html.slice(from);
};

/** `lang` and `dir` of the whole page. */
export function sayLanguage(html: string, root: Element, { code, dir }: Language): Edit[] {
  const place = root.sourceCodeLocation?.startTag;
  if (!place) return [];
  const tag = html.slice(place.startOffset, place.endOffset).replace(/ (?:lang|dir)="[^"]*"/g, '');
  return [
    {
      start: place.startOffset,
      end: place.endOffset,
      text: tag.replace(/^<html/i, `<html lang="${code}" dir="${dir}"`),
    },
  ];
}

/** Where a row stands in the page, without the space around its words; null when it is not written in one piece. */
export function placeOf(html: string, row: readonly Node[]): { start: number; end: number } | null {
  let start = -1;
  let end = -1;
  for (const node of row) {
    const place = node.sourceCodeLocation;
    if (!place || (end !== -1 && place.startOffset < end)) return null;
    if (isElement(node) && !isWritten(node)) return null;
    if (start === -1) start = place.startOffset;
    end = place.endOffset;
  }
  const text = html.slice(start, end);
  return start === -1
    ? null
    : {
        start: start + (text.length - text.trimStart().length),
        end: end - (text.length - text.trimEnd().length),
      };
}

/** Whether an element and all in it have their end where it was written. */
const isWritten = (element: Element): boolean =>
  isClosed(element)
    ? element.sourceCodeLocation != null
    : element.sourceCodeLocation?.endTag !== undefined &&
      element.childNodes.every((node) => !isElement(node) || isWritten(node));
