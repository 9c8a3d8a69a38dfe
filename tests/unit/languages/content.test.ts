import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readLanguages } from '#src/features/languages/content.ts';
import { faultOf } from '#src/features/languages/rules.ts';
import { ROOT } from '../../support/server.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'front-door-languages-'));
  mkdirSync(join(folder, 'languages', 'cy'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, text: string): void => writeFileSync(join(folder, 'languages', name), text);

test('a language is its file and the areas in the folder of its name', () => {
  write('cy.yaml', 'name: Cymraeg\nsentences:\n  Send: Anfon\n');
  write('cy/search.yaml', 'Search: Chwilio\n');
  expect(readLanguages(folder).get('cy')).toEqual({
    code: 'cy',
    name: 'Cymraeg',
    dir: 'ltr',
    sentences: new Map([
      ['Send', 'Anfon'],
      ['Search', 'Chwilio'],
    ]),
  });
});

test('a sentence that is there twice stops the start', () => {
  write('cy.yaml', 'name: Cymraeg\nsentences:\n  Send: Anfon\n');
  write('cy/search.yaml', 'Send: Danfon\n');
  expect(() => readLanguages(folder)).toThrow('"Send" is there twice');
});

describe('a translation', () => {
  test.each([
    ['A <1>b</1>', '<1>B</1> a', null],
    ['A <1/> <2>b</2>', '<2>B</2> <1/> a', null],
    ['{n} of {n2}', '{n2|lower} o {n}', null],
    ['A <1>b</1>', 'B a', 'has not the same elements'],
    ['A <1>b</1>', '<1>B</1> <2>a</2>', 'has not the same elements'],
    ['<1>a</1> <2>b</2>', '<1>A <2>b</1></2>', 'has elements that overlap'],
    ['{n} results', '{m} canlyniad', 'has {m}, which the English has not'],
  ])('of "%s": "%s"', (english, translation, fault) => {
    expect(faultOf(english, translation)).toBe(fault);
  });
});

test('the Welsh that comes with the project is right, and reads from the left', () => {
  const welsh = readLanguages(join(ROOT, 'content')).get('cy');
  expect([welsh?.name, welsh?.dir]).toEqual(['Cymraeg', 'ltr']);
  expect(welsh?.sentences.size).toBeGreaterThan(900);
});
