import { HtmlValidate, Rule, StaticConfigLoader, definePlugin, type HtmlElement } from 'html-validate';

let latest: HtmlElement | null = null;

/** Hands the parsed page out of the validator, so that it is parsed once. */
class KeepDocument extends Rule {
  setup(): void {
    this.on('dom:ready', ({ document }) => {
      latest = document.root;
    });
  }
}

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    plugins: [definePlugin({ name: 'keep', rules: { 'keep/document': KeepDocument } })],
    extends: ['html-validate:standard', 'html-validate:document', 'html-validate:a11y'],
    rules: {
      'keep/document': 'error',
      'no-inline-style': 'error',
      'no-implicit-button-type': 'error',
      // "Exit this page" of the GOV.UK Design System is a link that must look and speak like a button.
      // The list of suggestions below a search box holds links, which no native element can.
      'prefer-native-element': ['error', { exclude: ['button', 'listbox'] }],
      // The error summary of the GOV.UK Design System stands above the h1.
      'heading-level': ['error', { minInitialRank: 'h2' }],
      // Files are our own, from the same origin.
      'require-sri': 'off',
      // Old Safari takes the list away from a list without markers unless the role is written.
      'no-redundant-role': 'off',
    },
  }),
);

export interface CheckedHtml {
  document: HtmlElement;
  /** What is wrong with the HTML, each with its line. */
  faults: string[];
}

/** Parses a whole page and says what is not valid or not accessible in its markup. */
export function checkHtml(html: string): CheckedHtml {
  latest = null;
  const report = validator.validateStringSync(html, 'page.html');
  const faults = report.results.flatMap((result) =>
    result.messages.map((message) => `line ${message.line}: ${message.message} (${message.ruleId})`),
  );
  if (latest === null) throw new Error(`Not HTML at all: ${html.slice(0, 200)}`);
  return { document: latest, faults };
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#34': '"',
  '#39': "'",
  '#38': '&',
  nbsp: ' ',
};

/** The text a person sees of an element, with single spaces. */
export const textOf = (element: HtmlElement): string =>
  decode(element.textContent).replace(/\s+/g, ' ').trim();

/** An attribute's value with its character references read; '' when absent. */
export const attributeOf = (element: HtmlElement, name: string): string =>
  decode(element.getAttributeValue(name) ?? '');

const decode = (text: string): string =>
  text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
