import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'sass';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../support/server.ts';
import { filesUnder } from '../../support/code/source-code.ts';

/** Names that scripts look for, and that never had styles. */
const WITHOUT_STYLES = /^govuk-(frontend|frontend-supported|js-.*|table__(head|body|row))$/;
/** In a class, or as the part of one that code puts together; not a property such as --govuk-brand-colour. */
const CLASS = /(?<![\w/-])govuk-[a-z!][\w!-]*/g;

const compiled = (sheet: string): string =>
  compile(join(ROOT, 'src/styles', sheet), { loadPaths: [join(ROOT, 'node_modules')] }).css;
const publicCss = compiled('main.scss');
const staffCss = `${publicCss}${compiled('staff.scss')}`;
const requestsCss = `${publicCss}${compiled('requests.scss')}`;
const easyReadSheet = compiled('easy-read.scss');

/** What is seen by people signed in, or on their way: StaffPage.astro loads the staff's sheet for them. */
const isStaffs = (path: string): boolean =>
  /^src\/(pages\/(account|admin|sign-|invitations|partner|desk|review|claims|workspace|referrals)|features\/(accounts|audit|messages|tasks|settings|jobs|claims|desk|duplicates|evidence|needs|partners|records|referrals|reports|requests\/(workspace|present\/workspace)|reviews|revisions|services\/editing|undo)|components\/(staff|enhance\/staff)|layouts\/StaffPage)/.test(
    path,
  );

/** What is seen by people who ask for help: these pages load a sheet of their own. */
const isOfRequests = (path: string): boolean =>
  /^src\/(pages\/get-help|components\/BirthDate|features\/(proofs|requests\/(questions|handing|easy-read|present\/sent)))/.test(
    path,
  );
/** TrackPage.astro loads both. */
const isOfTracking = (path: string): boolean =>
  /^src\/(pages\/track|features\/requests\/present\/track|layouts\/TrackPage)/.test(path);

/** EasyReadPage.astro loads a sheet of its own. */
const isOfEasyRead = (path: string): boolean =>
  /^src\/(pages\/easy-read|features\/easy-read|layouts\/EasyReadPage)/.test(path);

const cssOf = (path: string): string => {
  if (isOfEasyRead(path)) return `${publicCss}${easyReadSheet}`;
  if (isOfRequests(path)) return requestsCss;
  if (isOfTracking(path)) return `${staffCss}${requestsCss}`;
  return isStaffs(path) ? staffCss : publicCss;
};

/** A block may have none of its own and still have parts that have. */
const hasStyles = (name: string, css: string): boolean =>
  // "govuk-input--width-" with a number to come.
  (name.endsWith('-') && css.includes(`.${name}`)) ||
  new RegExp(`\\.${name.replace('!', '\\\\!')}(?:__|--|(?![\\w-]))`).test(css);

test('every class of the design system that a page names has its styles, since only what is used is built in', () => {
  const named = filesUnder('src').flatMap((path) =>
    [...readFileSync(join(ROOT, path), 'utf8').matchAll(CLASS)].map(([name]) => ({ name, path })),
  );
  expect(named.length).toBeGreaterThan(100);
  const missing = named.filter(
    ({ name, path }) => !WITHOUT_STYLES.test(name) && !hasStyles(name, cssOf(path)),
  );
  expect(missing).toEqual([]);
});

test('a class that nobody wrote is found to have no styles', () => {
  expect(hasStyles('govuk-!-margin-bottom-0', publicCss)).toBe(true);
  expect(hasStyles('govuk-!-margin-bottom-99', staffCss)).toBe(false);
  expect(hasStyles('govuk-heading', staffCss)).toBe(false);
});

test('what only staff see costs visitors nothing', () => {
  expect(hasStyles('govuk-summary-list', staffCss)).toBe(true);
  // Parts of it may be named where writing runs from right to left; the block itself may not be there.
  expect(publicCss).not.toMatch(/(?<!\S)\.govuk-summary-list \{/);
  expect(staffCss).toMatch(/(?<!\S)\.govuk-summary-list \{/);
  // A second :root after the dark colours of main.scss would undo them.
  expect(compiled('staff.scss')).not.toContain(':root');
  expect(compiled('requests.scss')).not.toContain(':root');
  expect(easyReadSheet).not.toContain(':root');
});

describe('the sheet of easy read', () => {
  /** Selectors with the part of the sheet that they stand in. */
  const selectors = [...easyReadSheet.matchAll(/^\s*([^@{}]+)\{/gm)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim()),
  );

  test('changes nothing on other pages, since one that is made in both forms loads it in either', () => {
    expect(selectors.length).toBeGreaterThan(50);
    const ours = /^(\.fd-(easy|four-ways|idea|big-link|choice|turn|word-list|read-aloud)|::highlight\(fd-)/;
    expect(selectors.filter((name) => !ours.test(name))).toEqual([]);
  });

  test('has no letters smaller than 22 pixels on a screen', () => {
    const [onScreen = ''] = easyReadSheet.split('@media print');
    const sizes = [...onScreen.matchAll(/font-size: (?:clamp\()?([\d.]+)(\w+)/g)];
    expect(sizes.length).toBeGreaterThan(8);
    expect(
      sizes.filter(([, size, unit]) => unit !== 'rem' || Number(size) * 16 < 22).map(([all]) => all),
    ).toEqual([]);
  });
});
