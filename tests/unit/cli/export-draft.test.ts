import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CannotWrite, writeWhole, type Target } from '#src/cli/export/draft.ts';
import { WrongOption } from '#src/cli/import/options.ts';

function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-draft-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const file = (path: string, force = false): Target => ({ path, isFolder: false, force });
const folderTarget = (path: string, force = false): Target => ({ path, isFolder: true, force });
const writing = (text: string) => (draft: string) => writeFile(draft, text);
const tables = (text: string) => async (draft: string) => {
  await mkdir(draft);
  await writeFile(join(draft, 'services.csv'), text);
};

describe('what is written', () => {
  test('has its name only when it is whole', async () => {
    const folder = testFolder();
    const path = join(folder, 'feed.json');
    await writeWhole(file(path), async (draft) => {
      await writeFile(draft, 'half');
      expect(existsSync(path)).toBe(false);
      await writeFile(draft, 'whole');
    });
    expect(readFileSync(path, 'utf8')).toBe('whole');
    expect(readdirSync(folder)).toEqual(['feed.json']);
  });

  test('is gone when it goes wrong in the middle, and what was there before is as it was', async () => {
    const folder = testFolder();
    const path = join(folder, 'feed.json');
    writeFileSync(path, 'before');
    const wrong = writeWhole(file(path, true), async (draft) => {
      await writeFile(draft, 'half');
      throw new Error('halfway');
    });
    await expect(wrong).rejects.toThrow('halfway');
    expect(readdirSync(folder)).toEqual(['feed.json']);
    expect(readFileSync(path, 'utf8')).toBe('before');
  });

  test('never replaces anything unless it was asked to', async () => {
    const folder = testFolder();
    const path = join(folder, 'feed.json');
    writeFileSync(path, 'before');
    await expect(writeWhole(file(path), writing('after'))).rejects.toThrow(
      new WrongOption(`${path} exists already: choose another name, or replace it with --force.`),
    );
    expect(readFileSync(path, 'utf8')).toBe('before');
    await writeWhole(file(path, true), writing('after'));
    expect(readFileSync(path, 'utf8')).toBe('after');
  });

  test('replaces a folder only if it is an earlier export, and then all of it', async () => {
    const folder = testFolder();
    const path = join(folder, 'tables');
    await writeWhole(folderTarget(path), tables('1'));
    writeFileSync(join(path, 'phones.csv'), 'old');
    await expect(writeWhole(folderTarget(path), tables('2'))).rejects.toThrow('--force');
    await writeWhole(folderTarget(path, true), tables('2'));
    expect(readdirSync(path)).toEqual(['services.csv']);
    expect(readdirSync(folder)).toEqual(['tables']);
    writeFileSync(join(path, 'letter.docx'), 'mine');
    await expect(writeWhole(folderTarget(path, true), tables('3'))).rejects.toThrow(
      `${path} holds more than an earlier export, so it is not replaced: choose another name.`,
    );
    expect(readFileSync(join(path, 'letter.docx'), 'utf8')).toBe('mine');
  });

  test('is never a file in place of a folder, or the other way round', async () => {
    const folder = testFolder();
    const path = join(folder, 'x');
    mkdirSync(path);
    await expect(writeWhole(file(path, true), writing('x'))).rejects.toThrow(`${path} is a folder already`);
    writeFileSync(join(folder, 'y'), '');
    await expect(writeWhole(folderTarget(join(folder, 'y'), true), tables('x'))).rejects.toThrow(
      'is a file already',
    );
  });

  test('needs a folder to stand in', async () => {
    const folder = join(testFolder(), 'nowhere');
    await expect(writeWhole(file(join(folder, 'feed.json')), writing('x'))).rejects.toThrow(
      new WrongOption(`There is no folder ${folder} to write into.`),
    );
  });

  test('stops with a sentence when the disk is full', async () => {
    const folder = testFolder();
    const path = join(folder, 'feed.json');
    const full = writeWhole(file(path), async (draft) => {
      await writeFile(draft, 'half');
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    });
    await expect(full).rejects.toThrow(
      new CannotWrite(`${path} could not be written: the disk is full. Nothing was left there.`),
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});
