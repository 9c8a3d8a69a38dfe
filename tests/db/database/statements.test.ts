import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { rememberStatements } from '#db/statements.ts';
import { testFolder } from '../imports/small-import.ts';

const open = (file: string) => {
  const sqlite = new SQLite(file);
  sqlite.pragma('journal_mode = WAL');
  return sqlite;
};

function fruit(most?: number) {
  const file = join(testFolder(), 'fruit.sqlite');
  const sqlite = open(file);
  sqlite.exec("create table fruit (name text); insert into fruit values ('apple'), ('pear')");
  return { file, sqlite, database: rememberStatements(sqlite, most) };
}

test('a query asked again is the one prepared before, a write is not', () => {
  const { database } = fruit();
  const query = 'select name from fruit where name = ?';
  expect(database.prepare(query)).toBe(database.prepare(query));
  const write = 'insert into fruit values (?)';
  expect(database.prepare(write)).not.toBe(database.prepare(write));
});

test('a query answers right after another process has changed the tables', () => {
  const { file, database } = fruit();
  const query = 'select * from fruit where name = ?';
  expect(database.prepare(query).all(['pear'])).toEqual([{ name: 'pear' }]);
  const other = open(file);
  other.exec("alter table fruit add column colour text default 'green'");
  other.close();
  expect(database.prepare(query).all(['pear'])).toEqual([{ name: 'pear', colour: 'green' }]);
});

test('the same query can be asked while its rows are being read one by one', () => {
  const { database } = fruit();
  const query = 'select name from fruit order by name';
  const [first] = database.prepare(query).iterate([]);
  expect(first).toEqual({ name: 'apple' });
  const names: unknown[] = [];
  for (const row of database.prepare(query).iterate([])) {
    expect(database.prepare(query).all([])).toHaveLength(2);
    names.push(row);
  }
  expect(names).toHaveLength(2);
});

test('the query asked longest ago is forgotten first, and very long ones at once', () => {
  const { database } = fruit(2);
  const [a, b, c] = ['select 1', 'select 2', 'select 3'];
  const first = database.prepare(a);
  const second = database.prepare(b);
  expect(database.prepare(a)).toBe(first);
  database.prepare(c);
  expect(database.prepare(a)).toBe(first);
  expect(database.prepare(b)).not.toBe(second);
  const long = `select '${'x'.repeat(10_000)}'`;
  expect(database.prepare(long)).not.toBe(database.prepare(long));
});
