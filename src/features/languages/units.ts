import type { DefaultTreeAdapterTypes } from 'parse5';
import { MARKER } from './rules.ts';

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;

/** Elements that are part of a sentence. All others part one sentence from the next. */
const INLINE: ReadonlySet<string> = new Set(
  (
    'a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q s samp small span strong sub sup svg time u ' +
    'var wbr'
  ).split(' '),
);
/** What holds no sentences, or holds what somebody typed. */
const SILENT: ReadonlySet<string> = new Set(
  'code iframe kbd math noscript object pre samp script style svg template textarea'.split(' '),
);
/** Stands for "<" in text that is looked up, so that words cannot be taken for a marker. */
const LESS_THAN = '\ue000';

export const isElement = (node: Node): node is Element => 'tagName' in node;
export const attributeOf = (element: Element, name: string): string | undefined =>
  element.attrs.find((attribute) => attribute.name === name)?.value;
export const isSilent = (element: Element): boolean => SILENT.has(element.tagName);

/** Words that are nobody's to translate: names, what people wrote, what is in a language of its own. */
export const isOwnWords = (element: Element): boolean =>
  attributeOf(element, 'translate') === 'no' || attributeOf(element, 'lang') !== undefined;

const isInline = (node: Node): boolean =>
  !isElement(node) ||
  (INLINE.has(node.tagName) && (isSilent(node) || node.childNodes.every((child) => isInline(child))));

export const hasLetters = (text: string): boolean => /\p{L}/u.test(text);
export const textOf = (node: Node): string => {
  if ('value' in node) return node.value;
  return 'childNodes' in node && !('tagName' in node && isSilent(node))
    ? node.childNodes.map(textOf).join('')
    : '';
};

/**
 * What an element holds, in order: rows of text and inline elements that make one sentence, and elements to look into.
 * A row without a letter of its own is no sentence: its elements are looked into one by one.
 */
export function partsOf(element: Element): (Element | Node[])[] {
  const parts: (Element | Node[])[] = [];
  let row: Node[] = [];
  const end = (): void => {
    const isSentence = row.some((node) => node.nodeName === '#text' && hasLetters(textOf(node)));
    if (isSentence) parts.push(row);
    else parts.push(...row.filter(isElement));
    row = [];
  };
  for (const node of element.childNodes) {
    if (node.nodeName === '#comment') continue;
    if (isInline(node)) row.push(node);
    else {
      end();
      if (isElement(node)) parts.push(node);
    }
  }
  end();
  return parts;
}

export interface Sentence {
  /** Its words with single spaces; elements are markers in the order of the page: "Can't find it? <1>Talk to us</1>". */
  text: string;
  elements: readonly Element[];
}

/** The sentence that a row makes, as it is looked up. */
export function toSentence(row: readonly Node[]): Sentence {
  const elements: Element[] = [];
  const write = (node: Node): string => {
    if ('value' in node) return node.value.replaceAll('<', LESS_THAN);
    if (!isElement(node)) return '';
    const number = elements.push(node);
    return isClosed(node) ? `<${number}/>` : `<${number}>${node.childNodes.map(write).join('')}</${number}>`;
  };
  return { text: tidy(row.map(write).join('')), elements };
}

/** Elements whose inside is not the sentence's. */
export const isClosed = (element: Element): boolean =>
  isSilent(element) || isOwnWords(element) || ['br', 'img', 'wbr'].includes(element.tagName);

/** Single spaces, and none just inside an element: "<1> 999 </1>" is " <1>999</1> ". */
const tidy = (text: string): string => {
  let before = '';
  let tidied = text;
  while (tidied !== before) {
    before = tidied;
    tidied = tidied.replace(/(<\d+>)\s+/g, ' $1').replace(/\s+(<\/\d+>)/g, '$1 ');
  }
  return tidied.replace(/\s+/g, ' ').trim();
};

/** The pieces of a found sentence in turn: words, and what stands for an element. */
export function piecesOf(text: string): ({ words: string } | { marker: string; number: number })[] {
  const markers = [...text.matchAll(MARKER)].map(([marker]) => marker);
  return text.split(MARKER).flatMap((words, at) => {
    const marker = markers[at];
    const plain = { words: words.replaceAll(LESS_THAN, '<') };
    return marker === undefined ? [plain] : [plain, { marker, number: Number(marker.replace(/\D/g, '')) }];
  });
}

/** A text outside of elements, as it is looked up and as it is shown again. */
export const toLookUp = (text: string): string => text.replaceAll('<', LESS_THAN).replace(/\s+/g, ' ').trim();
export const toShow = (text: string): string => text.replaceAll(LESS_THAN, '<');

/** Attributes that people read or hear; those that begin with "data-words-" are a script's sentences. */
const SPOKEN = /^(?:title|aria-label|aria-description|alt|placeholder|data-words-.+)$/;
const BUTTONS = ['submit', 'button', 'reset'];

/** The names of an element's attributes that hold sentences. */
export function spokenOf(element: Element): string[] {
  const names = element.attrs.map(({ name }) => name).filter((name) => SPOKEN.test(name));
  const { tagName } = element;
  if (tagName === 'input' && BUTTONS.includes(attributeOf(element, 'type') ?? '')) names.push('value');
  if (tagName === 'meta' && attributeOf(element, 'name') === 'description') names.push('content');
  return names;
}
