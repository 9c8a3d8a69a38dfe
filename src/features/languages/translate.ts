import { escapeUTF8 } from 'entities';
import { parse } from 'parse5';
import { openCatalogue, type Catalogue } from './catalogue.ts';
import { apply, placeOf, sayLanguage, type Edit } from './edits.ts';
import type { Language } from './rules.ts';
import {
  attributeOf,
  hasLetters,
  isClosed,
  isElement,
  isOwnWords,
  isSilent,
  partsOf,
  piecesOf,
  spokenOf,
  textOf,
  toLookUp,
  toSentence,
  toShow,
  type Element,
  type Node,
  type Sentence,
} from './units.ts';

const ENGLISH = 'en-GB';
/** Where a text that has no sentence stands: in words of its own, or said by an attribute. */
export interface Missing {
  text: string;
  attribute: string | null;
}

const opened = new WeakMap<Language, Catalogue>();

function catalogueOf(language: Language): Catalogue {
  const known = opened.get(language) ?? openCatalogue(language);
  opened.set(language, known);
  return known;
}

/**
 * The page in a language: each sentence that the language has, with its links and the like as they were. What it has
 * none for stays in English and says so with `lang`; words that are marked `translate="no"` or have a `lang` of their
 * own are left alone. All else stays byte for byte.
 */
export function translatePage(html: string, language: Language): string {
  return apply(html, lookOver(html, language, catalogueOf(language)).edits);
}

/** The texts of a page that a language has no sentence for, and the sentences that were used. */
export function listSentences(html: string, language: Language): { missing: Missing[]; used: Set<string> } {
  const used = new Set<string>();
  const { missing } = lookOver(
    html,
    language,
    openCatalogue(language, (english) => used.add(english)),
  );
  return { missing, used };
}

function lookOver(
  html: string,
  language: Language,
  { find }: Catalogue,
): { edits: Edit[]; missing: Missing[] } {
  const edits: Edit[] = [];
  const missing: Missing[] = [];
  const isEnglishSaid = language.dir === 'rtl' ? ` lang="${ENGLISH}" dir="ltr"` : ` lang="${ENGLISH}"`;

  const findAttribute = (text: string): string | null => {
    const found = find(toLookUp(text));
    return found === null ? null : toShow(found);
  };

  /** Its spoken attributes in the language; an element that has no other words says that these are English. */
  const attributeEdits = (element: Element): Edit[] =>
    spokenOf(element).flatMap((name) => {
      const text = attributeOf(element, name) ?? '';
      const place = element.sourceCodeLocation?.attrs?.[name];
      if (!hasLetters(text) || place === undefined) return [];
      const found = findAttribute(text);
      if (found === null) missing.push({ text, attribute: name });
      if (found !== null)
        return [{ start: place.startOffset, end: place.endOffset, text: `${name}="${escapeUTF8(found)}"` }];
      return hasLetters(textOf(element)) ? [] : sayEnglish(element);
    });

  const sayEnglish = (element: Element): Edit[] => {
    const at = element.sourceCodeLocation?.startTag?.startOffset ?? element.sourceCodeLocation?.startOffset;
    if (at === undefined || attributeOf(element, 'lang') !== undefined) return [];
    const after = at + 1 + element.tagName.length;
    return [{ start: after, end: after, text: isEnglishSaid }];
  };

  /** Words that stay as they are: the directory's own are English unless they say otherwise. */
  const leave = (element: Element): void => {
    if (!isSilent(element) && hasLetters(textOf(element))) edits.push(...sayEnglish(element));
  };

  /** An element of a found sentence: its tags as they were written, but for what its attributes say. */
  const tagsOf = (element: Element): { open: string; close: string; whole: string } => {
    const place = element.sourceCodeLocation;
    if (!place) return { open: '', close: '', whole: '' };
    const start = place.startTag ?? place;
    const own = isOwnWords(element)
      ? hasLetters(textOf(element))
        ? sayEnglish(element)
        : []
      : attributeEdits(element);
    const moved = own.map((edit) => ({
      ...edit,
      start: edit.start - start.startOffset,
      end: edit.end - start.startOffset,
    }));
    const open = apply(html.slice(start.startOffset, start.endOffset), moved);
    const { endTag } = place;
    return {
      open,
      close: endTag ? html.slice(endTag.startOffset, endTag.endOffset) : '',
      whole: open + html.slice(start.endOffset, place.endOffset),
    };
  };

  const written = (found: string, { elements }: Sentence): string =>
    piecesOf(found)
      .map((piece) => {
        if ('words' in piece) return escapeUTF8(piece.words);
        const element = elements[piece.number - 1];
        if (element === undefined) return '';
        const tags = tagsOf(element);
        if (isClosed(element)) return tags.whole;
        return piece.marker.startsWith('</') ? tags.close : tags.open;
      })
      .join('');

  const translateRow = (parent: Element, row: readonly Node[]): void => {
    const place = placeOf(html, row);
    if (place === null) return;
    const sentence = toSentence(row);
    const found = find(sentence.text);
    if (found !== null) {
      edits.push({ ...place, text: written(found, sentence) });
      return;
    }
    missing.push({ text: sentence.text, attribute: null });
    const isAll = parent.childNodes.every((node) => row.includes(node) || textOf(node).trim() === '');
    const isOwn = parent.tagName !== 'body' && (isAll || ['option', 'title'].includes(parent.tagName));
    if (isOwn) edits.push(...sayEnglish(parent));
    else {
      edits.push({ start: place.start, end: place.start, text: `<span${isEnglishSaid}>` });
      edits.push({ start: place.end, end: place.end, text: '</span>' });
    }
  };

  /** "Error: Name of the page – Name of the website": the website's name is a name. */
  const translateTitle = (title: Element): void => {
    const [node] = title.childNodes;
    const place = node && placeOf(html, [node]);
    if (node === undefined || !place) return;
    const [, error = '', words = '', site = ''] =
      /^(Error: )?(.*?)( – [^–]*)?$/s.exec(textOf(node).trim()) ?? [];
    const found = findAttribute(words);
    const said = error === '' ? '' : `${findAttribute('Error:') ?? 'Error:'} `;
    if (found === null && hasLetters(words)) {
      missing.push({ text: toLookUp(words), attribute: 'title of the page' });
      edits.push(...sayEnglish(title));
    }
    edits.push({ ...place, text: escapeUTF8(`${said}${found ?? words}${site}`) });
  };

  const look = (element: Element): void => {
    if (isSilent(element)) {
      if (element.tagName === 'textarea') edits.push(...attributeEdits(element));
      return;
    }
    if (isOwnWords(element) && element.tagName !== 'html') return leave(element);
    if (element.tagName === 'title') return translateTitle(element);
    edits.push(...attributeEdits(element));
    for (const part of partsOf(element)) {
      if (Array.isArray(part)) translateRow(element, part);
      else look(part);
    }
  };

  for (const node of parse(html, { sourceCodeLocationInfo: true }).childNodes)
    if (isElement(node)) {
      edits.push(...sayLanguage(html, node, language));
      look(node);
    }
  return { edits, missing };
}
