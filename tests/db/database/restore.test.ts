import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { faultsOfFile } from '#db/backup.ts';
import { openDatabase } from '#db/connection.ts';
import { SEALED_COLUMNS } from '#src/server/keys/sealed-columns.ts';
import { restoreBackup } from '#src/cli/backup/read.ts';
import { makeBackup } from '#src/cli/backup/write.ts';
import { verifyTrail } from '#src/features/audit/queries/verify.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { AT, backedUpPlace, dataPlace, LATER, sentenceOf, type Place } from './backup-place.ts';

describe('a restored backup', () => {
  test('is a data folder that passes every check and opens what was sealed', async () => {
    const { request, restore } = await dataPlace();
    const { auditHead } = await makeBackup(request);
    const restored = await restoreBackup(restore);
    expect(restored).toMatchObject({ sessionsEnded: 1, messagesWaiting: 0 });
    expect(readdirSync(restore.into).sort()).toEqual(['front-door.sqlite', 'keys.json']);
    const file = join(restore.into, 'front-door.sqlite');
    expect(faultsOfFile(file)).toEqual([]);
    const db = openDatabase(file);
    onTestFinished(() => db.destroy());
    const keys = openKeyRing(restore.into);
    const row = await db.selectFrom('feedback').select('sealed_content').executeTakeFirstOrThrow();
    expect(keys.unseal(row.sealed_content, 'feedback:f1')).toBe('{"words":"hello"}');
    expect(await verifyTrail(db, keys, {})).toMatchObject({ isWhole: true, events: 2 });
    const last = await db.selectFrom('audit_event').selectAll().where('sequence', '=', 2).executeTakeFirst();
    expect(last).toMatchObject({ action: 'backup.restore', entity_id: restored.manifest.id });
    expect(JSON.parse(last?.after ?? '')).toMatchObject({ auditHead, sessionsEnded: 1 });
  });

  test('knows nobody as signed in, and no link that was on its way', async () => {
    const { request, restore, file } = await dataPlace();
    const before = openDatabase(file);
    const { id } = await before.selectFrom('account').select('id').executeTakeFirstOrThrow();
    const token = { account_id: id, created_at: AT.toISOString(), expires_at: LATER.toISOString() };
    await before
      .insertInto('auth_token')
      .values([
        { ...token, token_hash: 'a', kind: 'reset' },
        { ...token, token_hash: 'b', kind: 'invitation' },
      ])
      .execute();
    await before
      .insertInto('known_device')
      .values({
        token_hash: 'd',
        account_id: id,
        created_at: AT.toISOString(),
        last_used_at: AT.toISOString(),
      })
      .execute();
    await before.destroy();
    await makeBackup(request);
    await restoreBackup(restore);
    const db = openDatabase(join(restore.into, 'front-door.sqlite'));
    onTestFinished(() => db.destroy());
    expect(await db.selectFrom('session').select(['ended_at', 'ended_by']).execute()).toEqual([
      { ended_at: LATER.toISOString(), ended_by: 'command-line' },
    ]);
    const open = db.selectFrom('auth_token').select('kind').where('used_at', 'is', null);
    expect(await open.execute()).toEqual([{ kind: 'invitation' }]);
    expect(await db.selectFrom('known_device').selectAll().execute()).toEqual([]);
  });

  test('is made in a folder that is there and empty, as a disk of its own is', async () => {
    const { restore } = await backedUpPlace();
    mkdirSync(join(restore.into, 'lost+found'), { recursive: true });
    await restoreBackup(restore);
    expect(readdirSync(restore.into).sort()).toEqual(['front-door.sqlite', 'keys.json', 'lost+found']);
  });
});

type Spoil = (place: Place) => void | Promise<void>;
const inManifest =
  (change: (manifest: Record<string, unknown>) => void): Spoil =>
  ({ request }) => {
    const file = join(request.to, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    change(manifest);
    writeFileSync(file, JSON.stringify(manifest));
  };
/** Changes the database of a backup and has the manifest agree with it. */
const inDatabase =
  (statement: string): Spoil =>
  async (place) => {
    const file = join(place.request.to, 'front-door.sqlite');
    const sqlite = new SQLite(file);
    sqlite.pragma('foreign_keys = off');
    sqlite.exec(statement);
    sqlite.close();
    const bytes = readFileSync(file);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await inManifest((manifest) => {
      manifest.database = { path: 'front-door.sqlite', bytes: bytes.length, sha256 };
    })(place);
  };
const inBytes: Spoil = ({ request }) => {
  const file = join(request.to, 'front-door.sqlite');
  const bytes = readFileSync(file);
  bytes[5_000] = (bytes[5_000] ?? 0) ^ 1;
  writeFileSync(file, bytes);
};

describe('what is not whole is never restored:', () => {
  const spoilt: [string, Spoil, RegExp][] = [
    ['no manifest', ({ request }) => rmSync(join(request.to, 'manifest.json')), /is no whole backup/],
    [
      'half a manifest',
      ({ request }) => writeFileSync(join(request.to, 'manifest.json'), '{'),
      /manifest\.json is damaged/,
    ],
    ['a newer format', inManifest((m) => (m.format = 2)), /made by a newer version of Front Door/],
    ['one bit of the database', inBytes, /is damaged \(its bytes are not those that were written\)/],
    [
      'a database cut short',
      ({ request }) => writeFileSync(join(request.to, 'front-door.sqlite'), ''),
      /is damaged \(it is longer or shorter than it was\)/,
    ],
    [
      'a row that names none',
      inDatabase("insert into account_role select 'r', 'nobody', 'editor', null, '', ''"),
      /names a missing one of account/,
    ],
    [
      'a newer migration',
      inDatabase("insert into kysely_migration values ('9999-moon', '2030')"),
      /it has "9999-moon"/,
    ],
    [
      'an altered event',
      inDatabase("drop trigger audit_event_never_changes; update audit_event set actor = 'nobody'"),
      /audit trail of the backup is not whole/,
    ],
    [
      'a trail cut off',
      inDatabase(
        "update audit_head set sequence = 0, hash = substr('" +
          '0'.repeat(64) +
          "', 1); drop trigger audit_event_never_goes; delete from audit_event",
      ),
      /audit trail of the backup is not whole/,
    ],
    [
      'another end of the trail',
      inManifest((m) => (m.auditHead = `1:${'a'.repeat(64)}`)),
      /is not the one that was noted/,
    ],
    [
      'a sealed value that was altered',
      inDatabase(
        "update feedback set sealed_content = substr(sealed_content, 1, 20) || 'AAAA' || substr(sealed_content, 25)",
      ),
      /sealed in feedback\.sealed_content does not open/,
    ],
    [
      'other keys',
      ({ root }) => {
        rmSync(join(root, 'keys'), { recursive: true });
        mkdirSync(join(root, 'keys'));
        openKeyRing(join(root, 'keys'));
      },
      /are not those of this backup/,
    ],
    ['no keys', ({ root }) => rmSync(join(root, 'keys', 'keys.json')), /There are no whole keys in/],
    [
      'a place that is not empty',
      ({ restore }) => {
        mkdirSync(restore.into);
        writeFileSync(join(restore.into, 'x'), '');
      },
      /is not empty, and nothing is ever overwritten/,
    ],
    [
      'a place that is a file',
      ({ restore }) => writeFileSync(restore.into, ''),
      /is a file: give an empty folder/,
    ],
  ];
  test.each(spoilt)('%s', async (_name, spoil, sentence) => {
    const place = await backedUpPlace();
    await spoil(place);
    const { into } = place.restore;
    const before = existsSync(into) && statSync(into).isDirectory() ? readdirSync(into) : existsSync(into);
    const said = await sentenceOf(restoreBackup(place.restore));
    expect(said).toMatch(sentence);
    expect(said).toMatch(/^BackupRefused: [^\n]+\.$/);
    const after = existsSync(into) && statSync(into).isDirectory() ? readdirSync(into) : existsSync(into);
    expect(after).toEqual(before);
  });

  test('every sealed column is looked at, but those that are emptied or no key of ours opens', async () => {
    const { file } = await dataPlace();
    const db = openDatabase(file);
    const { rows } = await sql<{ name: string }>`
      select m.name || '.' || c.name as name from sqlite_schema m, pragma_table_info(m.name) c
      where m.type = 'table' and c.name like '%sealed%' order by 1`.execute(db);
    await db.destroy();
    const emptied = ['kept_form.sealed_values', 'sign_in_link_request.email_sealed'];
    const byTheirLink = ['shortlist_share.sealed_content'];
    const looked = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`);
    expect([...looked, ...emptied, ...byTheirLink].sort()).toEqual(rows.map(({ name }) => name));
  });
});
