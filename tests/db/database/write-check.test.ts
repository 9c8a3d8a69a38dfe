import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { canWrite } from '#db/write-check.ts';

function databaseFile(): { file: string; sqlite: SQLite.Database } {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-write-'));
  const file = join(folder, 'front-door.sqlite');
  const sqlite = new SQLite(file);
  sqlite.pragma('journal_mode = wal');
  sqlite.exec('create table word (text text)');
  onTestFinished(() => {
    sqlite.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { file, sqlite };
}

describe('a database can be written to', () => {
  test('when nobody writes, and nothing is written to find out', () => {
    const { file, sqlite } = databaseFile();
    const stamp = sqlite.pragma('data_version', { simple: true });
    expect(canWrite(file)).toBe(true);
    expect(sqlite.pragma('data_version', { simple: true })).toBe(stamp);
  });

  test('while somebody else writes: it is found out at once, and their work is not disturbed', () => {
    const { file, sqlite } = databaseFile();
    sqlite.exec("begin immediate; insert into word values ('mine')");
    expect(canWrite(file)).toBe(true);
    sqlite.exec('commit');
    expect(sqlite.prepare('select text from word').pluck().all()).toEqual(['mine']);
  });
});

describe('a database cannot be written to', () => {
  test('when its file is gone, and none is made in its place', () => {
    const { file } = databaseFile();
    expect(canWrite(`${file}.gone`)).toBe(false);
    expect(canWrite(`${file}.gone`)).toBe(false);
  });

  test('when its file is no database', () => {
    const { file } = databaseFile();
    writeFileSync(`${file}.txt`, 'A shopping list. '.repeat(500));
    expect(canWrite(`${file}.txt`)).toBe(false);
  });

  // The superuser may write anywhere.
  test.skipIf(process.getuid?.() === 0)('when it may only be read', () => {
    const { file } = databaseFile();
    chmodSync(file, 0o400);
    expect(canWrite(file)).toBe(false);
  });
});
