import { escapeUTF8 } from 'entities';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;

/** A link with this attribute leads where it says: to the page's other form, or to another language. */
const STAYS = 'data-other-form';
const ADDRESSES = ['href', 'action', 'formaction'];
const ELEMENTS = ['a', 'form', 'button', 'input', 'area'];

/** The page with each address that its links and forms lead to changed; all else stays as it was written. */
export function withAddresses(html: string, change: (address: string) => string): string {
  const edits: { start: number; end: number; text: string }[] = [];
  const look = (node: Node): void => {
    if ('attrs' in node && ELEMENTS.includes(node.tagName) && !node.attrs.some(({ name }) => name === STAYS))
      for (const { name, value } of node.attrs) {
        const place = node.sourceCodeLocation?.attrs?.[name];
        const changed = ADDRESSES.includes(name) ? change(value) : value;
        if (place === undefined || changed === value) continue;
        edits.push({
          start: place.startOffset,
          end: place.endOffset,
          text: `${name}="${escapeUTF8(changed)}"`,
        });
      }
    if ('childNodes' in node) node.childNodes.forEach(look);
  };
  look(parse(html, { sourceCodeLocationInfo: true }));
  return edits
    .sort((first, second) => second.start - first.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), html);
}
