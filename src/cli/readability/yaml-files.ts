import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type Scalar } from 'yaml';
import { EASY_READ, STANDARD } from '#src/features/readability/rules.ts';
import { toPassage, type IdeaPassage, type Passage, type Text } from './passage.ts';

/** The nodes of a YAML file with their lines. */
interface YamlFile {
  root: unknown;
  passage: (scalar: Scalar<string>) => Passage;
}

function readYaml(source: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  return {
    root: document.contents,
    passage: (scalar) => {
      const line = lines.linePos(scalar.range?.[0] ?? 0).line;
      // The words of a block begin on the line after its sign.
      const isBlock = scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED';
      return toPassage([{ text: scalar.value, line: isBlock ? line + 1 : line }]);
    },
  };
}

const isText = (node: unknown): node is Scalar<string> => isScalar(node) && typeof node.value === 'string';
const at = (node: unknown, key: string): unknown => (isMap(node) ? node.get(key, true) : undefined);
const items = (node: unknown): readonly Node[] => (isSeq<Node>(node) ? node.items : []);

/** The texts under these keys, wherever they stand in the node; of a list each item. */
function textsUnder(node: unknown, keys: readonly string[]): Scalar<string>[] {
  if (isSeq(node)) return node.items.flatMap((item) => textsUnder(item, keys));
  if (!isMap<Scalar, Node>(node)) return [];
  return node.items.flatMap(({ key, value }) => {
    if (!keys.includes(String(key.value))) return textsUnder(value, keys);
    return isSeq(value) ? value.items.filter(isText) : isText(value) ? [value] : [];
  });
}

/** A file of the needs tree: each need is a text. */
export function readNeeds(file: string, source: string): Text[] {
  const { root, passage } = readYaml(source);
  const own = ['name', 'description'].map((key) => at(root, key)).filter(isText);
  const texts = [
    [...own, ...items(at(root, 'first_steps')).filter(isText)],
    ...items(at(root, 'needs')).map((need) => textsUnder(need, ['name', 'description', 'first_steps'])),
  ];
  return texts.map((scalars) => ({
    file,
    level: STANDARD,
    isGraded: true,
    passages: scalars.map(passage),
  }));
}

/** Lines of urgent help: what they say, and each with its picture in easy read. All are one text: each is too short. */
export function readUrgentHelp(file: string, source: string): Text[] {
  const { root, passage } = readYaml(source);
  const passages = textsUnder(root, ['title', 'contact', 'how', 'hours']).map(passage);
  const easyRead = items(root).map((row) => ideaOf(row, 'easy', passage));
  return [
    { file, level: STANDARD, isGraded: true, passages },
    {
      file,
      level: EASY_READ,
      isGraded: true,
      passages: easyRead.map(({ words }) => words),
      screens: easyRead.map((idea) => [idea]),
    },
  ];
}

/** The words of an idea and what stands for its picture. */
function ideaOf(node: unknown, key: string, passage: YamlFile['passage']): IdeaPassage {
  const words = at(node, key);
  const picture = at(node, 'picture');
  return {
    words: isText(words) ? passage(words) : toPassage([{ text: '', line: 1 }]),
    pictures: (isText(picture) ? [picture] : items(picture).filter(isText)).map(({ value }) => value),
  };
}

/** The words with which people agree: each wording in its plain and its easy read form. */
export function readConsents(file: string, source: string): Text[] {
  const { root, passage } = readYaml(source);
  const wordings = at(root, 'wordings');
  if (!isMap<Scalar, Node>(wordings)) return [];
  return wordings.items.flatMap(({ value }): Text[] => [
    { file, level: STANDARD, isGraded: true, passages: textsUnder(value, ['title', 'plain']).map(passage) },
    { file, level: EASY_READ, isGraded: true, passages: textsUnder(value, ['easy_read']).map(passage) },
  ]);
}

/** A page in easy read, with its ideas screen by screen. */
export function readEasyReadPage(file: string, source: string): Text[] {
  const { root, passage } = readYaml(source);
  const screens = items(at(root, 'screens')).map((screen) =>
    items(at(screen, 'ideas')).map((idea) => ideaOf(idea, 'words', passage)),
  );
  const passages = textsUnder(root, ['title', 'words', 'text']).map(passage);
  return [{ file, level: EASY_READ, isGraded: true, passages, screens }];
}
