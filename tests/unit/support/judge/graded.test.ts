import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { readCorrections, readGradedQueries } from '../../../judge/graded.ts';

let folder: string;
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

beforeEach(() => {
  const made = mkdtempSync(join(tmpdir(), 'front-door-graded-'));
  folder = made;
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
});

describe('reading the judged set', () => {
  test('each way of helping becomes a grade, and what is left out is empty', () => {
    write(
      'food.yaml',
      `theme: Food
queries:
  - q: nowt in the cupboard
    hard: true
    exactly: [larder]
    helps: [soup, pantry]
    a_little: [allotment]
  - { q: bread, exactly: [bakery] }
corrections: []`,
    );
    expect(readGradedQueries(folder)).toEqual([
      {
        theme: 'Food',
        words: 'nowt in the cupboard',
        isHard: true,
        grades: new Map([
          ['larder', 3],
          ['soup', 2],
          ['pantry', 2],
          ['allotment', 1],
        ]),
      },
      { theme: 'Food', words: 'bread', isHard: false, grades: new Map([['bakery', 3]]) },
    ]);
  });

  test('files are read in the order of their names', () => {
    write('b.yaml', 'theme: Second\nqueries: [{ q: b, exactly: [b] }]\ncorrections: []');
    write('a.yaml', 'theme: First\nqueries: [{ q: a, exactly: [a] }]\ncorrections: []');
    expect(readGradedQueries(folder).map(({ theme }) => theme)).toEqual(['First', 'Second']);
  });

  test.each([
    ['a service with two grades', 'exactly: [a], helps: [a]', 'a service has one grade'],
    ['a query nothing answers exactly', 'helps: [a]', 'exactly'],
    ['a misspelt way of helping', 'exactly: [a], help: [b]', 'help'],
    ['a name in place of a slug', 'exactly: ["Food bank"]', 'exactly'],
  ])('%s is refused, and the file is named', (_, fields, fault) => {
    write('food.yaml', `theme: Food\nqueries: [{ q: bread, ${fields} }]\ncorrections: []`);
    expect(() => readGradedQueries(folder)).toThrow(/food\.yaml/);
    expect(() => readGradedQueries(folder)).toThrow(fault);
  });

  test('a correction must say why', () => {
    const file = (why: string): string =>
      `theme: Food\nqueries: [{ q: bread, exactly: [a] }]\ncorrections: [{ q: bread, service: a, from: 2, to: 3, why: "${why}" }]`;
    write('food.yaml', file(''));
    expect(() => readCorrections(folder)).toThrow('why');
    write('food.yaml', file('They bake it.'));
    expect(readCorrections(folder)).toEqual([
      { q: 'bread', service: 'a', from: 2, to: 3, why: 'They bake it.' },
    ]);
  });
});

describe('the judged set itself', () => {
  const queries = readGradedQueries();

  test('has 140 queries or more, no two alike, and one in ten is hard', () => {
    expect(queries.length).toBeGreaterThanOrEqual(140);
    expect(new Set(queries.map(({ words }) => words.toLowerCase())).size).toBe(queries.length);
    const hard = queries.filter(({ isHard }) => isHard).length / queries.length;
    expect(hard).toBeGreaterThan(0.08);
  });

  test('holds the grades that its corrections say', () => {
    const wrong = readCorrections().filter(({ q, service, from, to }) => {
      const query = queries.find(({ words }) => words === q);
      return query === undefined || from === to || (query.grades.get(service) ?? 0) !== to;
    });
    expect(wrong).toEqual([]);
  });
});
