import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { copyDatabase } from '#db/backup.ts';
import { openDatabase } from '#db/connection.ts';
import { makeBackup } from '#src/cli/backup/write.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { AT, dataPlace, modeOf, sentenceOf } from './backup-place.ts';

const bytesUnder = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');

describe('a backup', () => {
  test('is a new folder with the database and what it holds, readable by its owner only, the keys apart', async () => {
    const { request, restore, data } = await dataPlace();
    const manifest = await makeBackup(request);
    expect(readdirSync(request.to).sort()).toEqual(['front-door.sqlite', 'manifest.json']);
    expect(readdirSync(restore.keysFrom)).toEqual(['keys.json']);
    expect(JSON.parse(readFileSync(join(request.to, 'manifest.json'), 'utf8'))).toEqual(manifest);
    expect(manifest).toMatchObject({
      format: 1,
      madeAt: AT.toISOString(),
      migrations: expect.arrayContaining(['0004-accounts']) as unknown,
      counts: { feedback: 1, account: 1, audit_event: 1 },
      auditHead: expect.stringMatching(/^1:[0-9a-f]{64}$/) as unknown,
      files: [],
    });
    const { keys } = JSON.parse(readFileSync(join(data, 'keys.json'), 'utf8')) as {
      keys: Record<string, string>;
    };
    expect(Object.keys(manifest.keys.prints)).toEqual(Object.keys(keys));
    for (const key of Object.values(keys)) expect(bytesUnder(request.to)).not.toContain(key);
    for (const folder of [request.to, restore.keysFrom]) {
      expect(modeOf(folder)).toBe(0o700);
      for (const name of readdirSync(folder)) expect(modeOf(join(folder, name))).toBe(0o600);
    }
  });

  test('is noted in the audit trail of the directory that was copied', async () => {
    const { request, file } = await dataPlace();
    const { id } = await makeBackup(request);
    const db = openDatabase(file);
    const events = await db.selectFrom('audit_event').select(['action', 'actor', 'entity_id']).execute();
    await db.destroy();
    expect(events.at(-1)).toEqual({ action: 'backup.make', actor: 'command-line', entity_id: id });
  });

  test('without a folder for the keys takes none along', async () => {
    const { request, root } = await dataPlace();
    await makeBackup({ ...request, keysTo: null });
    expect(existsSync(join(root, 'keys'))).toBe(false);
  });

  test('ends while somebody writes all the time, and is of the moment in which it began', async () => {
    const { root } = await dataPlace();
    const file = join(root, 'busy.sqlite');
    const writer = new SQLite(file);
    writer.pragma('journal_mode = wal');
    writer.exec('create table word (text text)');
    const write = writer.prepare('insert into word values (?)');
    writer.transaction(() => {
      for (let i = 0; i < 9_000; i += 1) write.run('x'.repeat(1_000));
    })();
    let steps = 0;
    await copyDatabase(file, join(root, 'copy.sqlite'), () => {
      steps += 1;
      write.run('written meanwhile');
    });
    writer.close();
    const copy = new SQLite(join(root, 'copy.sqlite'), { readonly: true });
    const words = copy
      .prepare("select count(*) as n, sum(text = 'written meanwhile') as late from word")
      .get();
    copy.close();
    expect(steps).toBeGreaterThan(2);
    expect(words).toEqual({ n: 9_000, late: 0 });
  });

  test.each([
    [
      'a place that exists',
      { to: '.' },
      /^BackupRefused: .* exists already: give each backup a name of its own\.$/,
    ],
    [
      'a place without a parent',
      { to: 'no/where' },
      /^BackupRefused: There is no folder .*no to write into\.$/,
    ],
    ['a place within the data', { to: 'data/monday' }, /lies within the data folder: put backups elsewhere/],
    ['keys within the backup', { keysTo: 'monday/keys' }, /The keys must not lie with the backup/],
    ['keys in the very backup', { keysTo: 'monday' }, /The keys must not lie with the backup/],
    ['a backup within the keys', { to: 'keys/monday', keysTo: 'keys' }, /The keys must not lie with/],
  ])('refuses %s with a sentence and leaves nothing', async (_name, places, sentence) => {
    const { request, root } = await dataPlace();
    mkdirSync(join(root, 'keys'));
    const resolved = Object.fromEntries(Object.entries(places).map(([key, path]) => [key, join(root, path)]));
    expect(await sentenceOf(makeBackup({ ...request, ...resolved }))).toMatch(sentence);
    expect(readdirSync(root).sort()).toEqual(['data', 'keys']);
  });

  test('never touches other keys, and takes newer ones that include the old', async () => {
    const { request, root, data } = await dataPlace();
    const kept = join(root, 'keys', 'keys.json');
    await makeBackup(request);
    const ring = JSON.parse(readFileSync(join(data, 'keys.json'), 'utf8')) as {
      keys: Record<string, string>;
    };
    const rotated = JSON.stringify({
      ...ring,
      current: 'abcd1234',
      keys: { ...ring.keys, abcd1234: Buffer.alloc(32, 7).toString('base64') },
    });
    writeFileSync(join(data, 'keys.json'), rotated);
    await makeBackup({ ...request, to: join(root, 'tuesday') });
    expect(readFileSync(kept, 'utf8')).toBe(rotated);

    rmSync(join(root, 'keys'), { recursive: true });
    mkdirSync(join(root, 'keys'));
    openKeyRing(join(root, 'keys'));
    const others = readFileSync(kept, 'utf8');
    expect(await sentenceOf(makeBackup({ ...request, to: join(root, 'friday') }))).toMatch(
      /holds other keys/,
    );
    expect(readFileSync(kept, 'utf8')).toBe(others);
    expect(existsSync(join(root, 'friday'))).toBe(false);
  });

  test('of a damaged database is refused', async () => {
    const { request, file, root } = await dataPlace();
    const sqlite = new SQLite(file);
    sqlite.pragma('foreign_keys = off');
    sqlite.exec("insert into account_role select 'r', 'nobody', 'editor', null, '', ''");
    sqlite.close();
    expect(await sentenceOf(makeBackup(request))).toContain(
      'The database is damaged, so no backup was made of it',
    );
    expect(readdirSync(root)).not.toContain('monday');
  });
});
