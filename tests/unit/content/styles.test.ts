import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'sass';
import { expect, test } from 'vitest';
import { ROOT } from '../../support/server.ts';
import { filesUnder } from '../../support/source-code.ts';

/** Names that scripts look for, and that never had styles. */
const WITHOUT_STYLES = /^govuk-(frontend|frontend-supported|js-.*)$/;
/** In a class, or as the part of one that code puts together; not a property such as --govuk-brand-colour. */
const CLASS = /(?<![\w/-])govuk-[a-z!][\w!-]*/g;

const css = compile(join(ROOT, 'src/styles/main.scss'), { loadPaths: [join(ROOT, 'node_modules')] }).css;
/** A block may have none of its own and still have parts that have. */
const hasStyles = (name: string): boolean =>
  new RegExp(`\\.${name.replace('!', '\\\\!')}(?:__|--|(?![\\w-]))`).test(css);

test('every class of the design system that a page names has its styles, since only what is used is built in', () => {
  const named = filesUnder('src').flatMap((path) =>
    [...readFileSync(join(ROOT, path), 'utf8').matchAll(CLASS)].map(([name]) => ({ name, path })),
  );
  expect(named.length).toBeGreaterThan(100);
  const missing = named.filter(({ name }) => !WITHOUT_STYLES.test(name) && !hasStyles(name));
  expect(missing).toEqual([]);
});

test('a class that nobody wrote is found to have no styles', () => {
  expect(hasStyles('govuk-!-margin-bottom-0')).toBe(true);
  expect(hasStyles('govuk-!-margin-bottom-99')).toBe(false);
  expect(hasStyles('govuk-heading')).toBe(false);
});
