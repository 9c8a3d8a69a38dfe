import ts from 'typescript';
import { toPassage, type Passage } from './passage.ts';
import { isSentence, PLACEHOLDER } from './sentence.ts';

/** Calls whose words are for whoever looks after the website, or for a program. */
const NOT_FOR_READERS =
  /^(?:console\.|process\.|ts\.|[\s\S]*\.(?:prepare|exec|log|test|match|includes|startsWith|endsWith|split|set|append|get|has|createHash))/;

/** The sentences in the strings of a TypeScript file: not those of exceptions, of queries, or of the code itself. */
export function readCode(source: string, file: string): Passage[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const lineOf = (node: ts.Node): number => tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
  const passages: Passage[] = [];
  const visit = (node: ts.Node): void => {
    if (isForNobody(node, tree)) return;
    const text = wordsIn(node);
    if (text === null) return ts.forEachChild(node, visit);
    if (isSentence(text)) passages.push(toPassage([{ text, line: lineOf(node) }]));
    if (ts.isTemplateExpression(node)) node.templateSpans.forEach(({ expression }) => visit(expression));
  };
  visit(tree);
  return passages;
}

/** What a string says; null for what is no string. */
function wordsIn(node: ts.Node): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(PLACEHOLDER);
  return null;
}

function isForNobody(node: ts.Node, tree: ts.SourceFile): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isThrowStatement(node)) return true;
  if (ts.isNewExpression(node)) return /Error$|RegExp$/.test(node.expression.getText(tree));
  if (ts.isTaggedTemplateExpression(node)) return node.tag.getText(tree).startsWith('sql');
  if (ts.isCallExpression(node)) return NOT_FOR_READERS.test(node.expression.getText(tree));
  return false;
}
