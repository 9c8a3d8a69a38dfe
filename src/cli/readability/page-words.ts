import astro from 'eslint-plugin-astro';
import { linesBefore, toPassage, type Passage, type Piece } from './passage.ts';
import { isAttributeOfWords, isSentence, PLACEHOLDER } from './sentence.ts';

/** A node of the tree that the Astro compiler makes: ESTree with JSX, positions in characters of the file. */
interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

interface AstroParser {
  parseTemplate: (source: string) => { result: { ast: { frontmatter: Node | null; body: Node[] } } };
}

/** The parser that eslint-plugin-astro lints pages with; it brings the compiler of Astro. */
const parser = astro.configs.base
  .map(({ languageOptions }) => languageOptions?.parser)
  .find(Boolean) as unknown as AstroParser;

/** Elements that stand in the middle of a sentence. */
const INLINE = new Set([
  'a',
  'abbr',
  'b',
  'bdi',
  'code',
  'em',
  'i',
  'kbd',
  'small',
  'span',
  'strong',
  'time',
]);
const NOT_READ = new Set(['script', 'style', 'svg', 'template']);

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
const nodesIn = (value: unknown): Node[] => (Array.isArray(value) ? value : [value]).filter(isNode);
const childrenOf = (node: Node): Node[] => Object.values(node).flatMap(nodesIn);
const nameOf = (node: Node): string => {
  const name = isNode(node.openingElement) ? node.openingElement.name : node.name;
  return isNode(name) ? String(name.name ?? '') : '';
};

/** The script at the top of a page, each line where it is in the file, and the words of its template. */
export function readPage(source: string): { script: string; passages: Passage[] } {
  const { frontmatter, body } = parser.parseTemplate(source).result.ast;
  const script =
    frontmatter === null ? '' : source.slice(frontmatter.start, frontmatter.end).replace(/---/g, '');
  const lineOf = (node: Node): number => linesBefore(source, node.start) + 1;
  const passages: Passage[] = [];

  const add = (pieces: readonly Piece[]): void => {
    const passage = toPassage(pieces.map(({ text, line }) => ({ text: text.replace(/\s/g, ' '), line })));
    if (/\p{L}/u.test(passage.text.replaceAll(PLACEHOLDER, ''))) passages.push(passage);
  };

  /** What a node says in the middle of a sentence; what stands for itself is looked at as a passage of its own. */
  const inSentence = (node: Node): Piece[] => {
    const line = lineOf(node);
    if (node.type === 'JSXText') return linesOfText(String(node.value), line);
    if (node.type === 'Literal') return typeof node.value === 'string' ? [{ text: node.value, line }] : [];
    if (node.type === 'JSXElement' && INLINE.has(nameOf(node))) {
      attributes(node);
      return nodesIn(node.children).flatMap(inSentence);
    }
    if (node.type === 'JSXElement' && nameOf(node) === 'br') return [{ text: '. ', line }];
    if (node.type === 'JSXFragment') return nodesIn(node.children).flatMap(inSentence);
    if (node.type === 'JSXExpressionContainer') return nodesIn(node.expression).flatMap(inSentence);
    if (node.type === 'TemplateLiteral') return template(node, line);
    if (node.type === 'LogicalExpression') return nodesIn(node.right).flatMap(inSentence);
    if (node.type === 'ConditionalExpression') return longest(node).flatMap(inSentence);
    if (node.type === 'JSXEmptyExpression' || node.type.endsWith('Comment')) return [];
    walk(node);
    return node.type === 'JSXElement' ? [{ text: '\n', line }] : [{ text: PLACEHOLDER, line }];
  };

  /** The longer of two things that may be said; the other is looked at by itself. */
  const longest = (node: Node): Node[] => {
    const [first, second] = [node.consequent, node.alternate].flatMap(nodesIn);
    if (first === undefined || second === undefined) return [];
    const [longer, other] =
      first.end - first.start >= second.end - second.start ? [first, second] : [second, first];
    walk(other);
    return [longer];
  };

  const template = (node: Node, line: number): Piece[] => {
    const texts = nodesIn(node.quasis).map(({ value }) => (value as { cooked?: string }).cooked ?? '');
    return [{ text: texts.join(PLACEHOLDER), line }];
  };

  const attributes = (element: Node): void => {
    const opening = isNode(element.openingElement) ? element.openingElement : element;
    for (const attribute of nodesIn(opening.attributes))
      if (isAttributeOfWords(nameOf(attribute))) nodesIn(attribute.value).forEach(walk);
  };

  const walk = (node: Node): void => {
    if (node.type === 'JSXElement') {
      if (NOT_READ.has(nameOf(node))) return;
      attributes(node);
      block(nodesIn(node.children));
    } else if (node.type === 'JSXFragment') block(nodesIn(node.children));
    else if (node.type === 'Literal' || node.type === 'TemplateLiteral') {
      const text = inSentence(node);
      if (isSentence(text.map((piece) => piece.text).join(''))) add(text);
    } else if (node.type === 'BinaryExpression' || node.type.startsWith('TS')) return;
    else if (node.type === 'Property') nodesIn(node.value).forEach(walk);
    else childrenOf(node).forEach(walk);
  };

  /** Children of an element: what stands together is a passage, elements that are none of a sentence part it. */
  const block = (children: readonly Node[]): void => {
    let open: Piece[] = [];
    const close = (): void => {
      add(open);
      open = [];
    };
    for (const child of children) {
      const isBlock = child.type === 'JSXElement' && !INLINE.has(nameOf(child)) && nameOf(child) !== 'br';
      if (isBlock) {
        close();
        walk(child);
      } else open.push(...inSentence(child));
    }
    close();
  };

  block(body);
  return { script, passages };
}

/** Line by line, so that each word keeps its line when the breaks are made spaces. */
const linesOfText = (text: string, first: number): Piece[] =>
  text
    .split('\n')
    .map((line, index) => ({ text: index === 0 ? line : ` ${line.trimStart()}`, line: first + index }));
