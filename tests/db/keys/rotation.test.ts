import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase, type Db } from '#db/connection.ts';
import { recordEvent } from '#src/features/audit/commands.ts';
import { verifyTrail } from '#src/features/audit/queries/verify.ts';
import { sealedForAudit } from '#src/features/audit/rules.ts';
import type { KeyFile } from '#src/server/keys/key-file.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { forgetKeys, idleKeys, listKeys, resealEverything, rotateKeys } from '#src/cli/keys/rotation.ts';
import { SEALED_COLUMNS } from '#src/server/keys/sealed-columns.ts';
import { resealAll } from '#src/server/keys/sealed-rows.ts';
import type { Result } from '#src/lib/result.ts';
import { runCommand, startCommand } from '../jobs/processes.ts';
import { tamper } from '../audit/trail.ts';
import { AT, dataPlace } from '../database/backup-place.ts';

interface Place {
  db: Db;
  folder: string;
  place: { dataFolder: string };
  file: () => KeyFile;
}

/** A data folder with a feedback, an account's second step and a seal of the audit trail, all sealed with one key. */
async function setUp(): Promise<Place> {
  const { data, file } = await dataPlace();
  const db = openDatabase(file);
  onTestFinished(() => db.destroy());
  return {
    db,
    folder: data,
    place: { dataFolder: data },
    file: () => JSON.parse(readFileSync(join(data, 'keys.json'), 'utf8')) as KeyFile,
  };
}

function valueOf<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

const addFeedback = (db: Db, id: string, sealed: string) =>
  db
    .insertInto('feedback')
    .values({
      id,
      created_at: AT.toISOString(),
      topic: 'other',
      sealed_content: sealed,
      idempotency_key: id,
    })
    .execute();

async function feedbackOf(db: Db, id: string): Promise<string> {
  const row = await db
    .selectFrom('feedback')
    .select('sealed_content')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.sealed_content;
}

describe('a rotation', () => {
  test('seals every value anew with a new key, and each opens as it did', async () => {
    const { db, place, file } = await setUp();
    const before = file();
    const rotation = valueOf(await rotateKeys(db, place, AT));
    expect(rotation).toMatchObject({ isNew: true, isTrailWhole: true, resealed: 3, unopened: [] });
    const after = file();
    expect(after.current).toBe(rotation.current);
    expect(after).toMatchObject({ lookup: before.lookup, keys: before.keys });
    expect(Object.keys(after.keys)).toHaveLength(2);
    expect(await feedbackOf(db, 'f1')).toMatch(new RegExp(`^${after.current}\\.`));
    expect(openKeyRing(place).unseal(await feedbackOf(db, 'f1'), 'feedback:f1')).toBe('{"words":"hello"}');
    expect(await verifyTrail(db, openKeyRing(place))).toMatchObject({ isWhole: true });
    const facts = await listKeys(db, place);
    expect(facts.map(({ isCurrent, rows }) => [isCurrent, rows])).toEqual([
      [true, 3],
      [false, 0],
    ]);
    expect(idleKeys(facts)).toEqual([before.current]);
  });

  test('is written into the audit trail, without the keys', async () => {
    const { db, place, file } = await setUp();
    valueOf(await rotateKeys(db, place, AT));
    const event = await db
      .selectFrom('audit_event')
      .selectAll()
      .orderBy('sequence', 'desc')
      .executeTakeFirstOrThrow();
    expect(event).toMatchObject({ action: 'keys.rotate', entity_id: file().current });
    for (const key of Object.values(file().keys)) expect(JSON.stringify(event)).not.toContain(key);
  });

  test('that was stopped in the middle is ended by the next one, with the same key', async () => {
    const { db, place, file } = await setUp();
    for (const id of ['f2', 'f3', 'f4'])
      await addFeedback(db, id, openKeyRing(place).seal(`words ${id}`, `feedback:${id}`));
    const stopAfter = (n: number) => {
      if (n >= 2) throw new Error('stopped');
    };
    await expect(rotateKeys(db, place, AT, stopAfter)).rejects.toThrow('stopped');
    const half = file().current;
    const ended = valueOf(await rotateKeys(db, place, AT));
    expect(ended).toMatchObject({ isNew: false, current: half });
    expect(ended.resealed).toBeGreaterThan(0);
    expect(idleKeys(await listKeys(db, place))).toHaveLength(1);
    const next = valueOf(await rotateKeys(db, place, AT));
    expect(next.isNew).toBe(true);
    expect(next.current).not.toBe(half);
  });

  test('goes through many rows a few at a time, and leaves none out', async () => {
    const { db, place } = await setUp();
    const keys = openKeyRing(place);
    for (let n = 10; n < 35; n += 1) await addFeedback(db, `g${n}`, keys.seal(`${n}`, `feedback:g${n}`));
    valueOf(await rotateKeys(db, place, AT));
    const current = openKeyRing(place);
    const old = await listKeys(db, place);
    expect(idleKeys(old)).toHaveLength(1);
    // The other way round in small batches: whatever is not sealed with the key that is asked for is sealed anew.
    const { resealed } = await resealAll(db, current, 'nothing.', { batch: 4 });
    expect(resealed).toBe(28);
    for (let n = 10; n < 35; n += 1)
      expect(current.unseal(await feedbackOf(db, `g${n}`), `feedback:g${n}`)).toBe(`${n}`);
  });

  test('does not overwrite what somebody changed after it was read', async () => {
    const { db, place } = await setUp();
    const ring = openKeyRing(place);
    const changed = ring.seal('changed meanwhile', 'feedback:f1');
    const meanwhile = {
      ...ring,
      unseal: (sealed: string, context: string): string => {
        const text = ring.unseal(sealed, context);
        void sql`update feedback set sealed_content = ${changed} where id = 'f1'`.execute(db);
        return text;
      },
    };
    const columns = SEALED_COLUMNS.filter(({ table }) => table === 'feedback');
    const { resealed } = await resealAll(db, meanwhile, 'nothing.', { columns });
    expect(resealed).toBe(0);
    expect(await feedbackOf(db, 'f1')).toBe(changed);
  });

  test('leaves what does not open as it is, names where, and does not try for ever', async () => {
    const { db, place } = await setUp();
    const damaged = openKeyRing(place).seal('of another row', 'feedback:other');
    await addFeedback(db, 'f2', damaged);
    const first = valueOf(await rotateKeys(db, place, AT));
    expect(first).toMatchObject({ resealed: 3, unopened: ['feedback.sealed_content'] });
    expect(await feedbackOf(db, 'f2')).toBe(damaged);
    expect(idleKeys(await listKeys(db, place))).toEqual([]);
    expect(valueOf(await rotateKeys(db, place, AT)).isNew).toBe(true);
  });

  test('does not renew the seals of an audit trail that was altered', async () => {
    const { db, place, file } = await setUp();
    const { current: old } = file();
    await tamper(db, "update audit_event set reason = 'forged'");
    expect(valueOf(await rotateKeys(db, place, AT)).isTrailWhole).toBe(false);
    const seal = await db.selectFrom('audit_seal').select('sealed').executeTakeFirstOrThrow();
    expect(seal.sealed.startsWith(`${old}.`)).toBe(true);
  });

  test('of keys that the environment holds is refused, and what they sealed can be sealed anew', async () => {
    const { db, place, file } = await setUp();
    const given = { ...place, keys: JSON.stringify(file()) };
    expect(await rotateKeys(db, given, AT)).toEqual({ ok: false, error: 'no-file' });
    expect(await forgetKeys(db, given, AT)).toEqual({ ok: false, error: 'no-file' });
    const fresh = 'abcd1234';
    const next = { ...file(), current: fresh };
    next.keys = { ...next.keys, [fresh]: Buffer.alloc(32, 9).toString('base64') };
    const renewed = await resealEverything(db, { ...place, keys: JSON.stringify(next) });
    expect(renewed).toMatchObject({ current: fresh, resealed: 3 });
    expect(await feedbackOf(db, 'f1')).toMatch(/^abcd1234\./);
  });
});

describe('forgetting keys', () => {
  test('drops those that seal nothing any more, never the current one', async () => {
    const { db, place, file } = await setUp();
    const { current: old } = file();
    expect(valueOf(await forgetKeys(db, place, AT))).toEqual([]);
    valueOf(await rotateKeys(db, place, AT));
    expect(valueOf(await forgetKeys(db, place, AT))).toEqual([old]);
    expect(Object.keys(file().keys)).toEqual([file().current]);
    expect(openKeyRing(place).unseal(await feedbackOf(db, 'f1'), 'feedback:f1')).toContain('hello');
    expect(valueOf(await forgetKeys(db, place, AT))).toEqual([]);
  });

  test('keeps a key for one value that a rotation cannot reach: in the audit trail, or kept for an hour', async () => {
    for (const kept of ['audit', 'form'] as const) {
      const { db, place, file } = await setUp();
      const { current: old } = file();
      const keys = openKeyRing(place);
      if (kept === 'audit')
        await db.transaction().execute((trx) =>
          recordEvent(trx, {
            at: AT,
            actor: 'job',
            action: 'tea.make',
            entity: 'tea',
            entityId: '1',
            after: { whose: sealedForAudit((text, context) => keys.seal(text, context), 'Ada', 'tea', '1') },
          }),
        );
      else
        await db
          .insertInto('sign_in_link_request')
          .values({
            id: 'l1',
            email_sealed: keys.seal('ada@example.org', 'sign-in-link-request:l1'),
            purpose: 'sign-in',
            requested_at: AT.toISOString(),
          })
          .execute();
      valueOf(await rotateKeys(db, place, AT));
      expect(valueOf(await forgetKeys(db, place, AT))).toEqual([]);
      expect(Object.keys(file().keys)).toContain(old);
    }
  });
});

describe('a program that runs', () => {
  test('opens what was sealed with a key that was made after it started', async () => {
    const { db, place } = await setUp();
    const running = openKeyRing(place);
    valueOf(await rotateKeys(db, place, AT));
    expect(running.unseal(await feedbackOf(db, 'f1'), 'feedback:f1')).toContain('hello');
    // Having met the new key it seals with it too, and goes on when the file is damaged for a moment.
    const { current } = JSON.parse(readFileSync(join(place.dataFolder, 'keys.json'), 'utf8')) as KeyFile;
    expect(running.seal('x', 'a').startsWith(`${current}.`)).toBe(true);
    writeFileSync(join(place.dataFolder, 'keys.json'), 'half a file');
    expect(() => running.unseal('zzzzzzzz.AAAA', 'a')).toThrow('holds no key zzzzzzzz');
    expect(running.seal('x', 'a').startsWith(`${current}.`)).toBe(true);
  });
});

describe('npm run keys', () => {
  test('says what each key seals, rotates, and can be killed and begun again', async () => {
    const { db, folder, place, file } = await setUp();
    const { current: old } = file();
    const keys = openKeyRing(place);
    await db.transaction().execute(async (trx) => {
      for (let n = 0; n < 3000; n += 1)
        await trx
          .insertInto('feedback')
          .values({
            id: `many${n}`,
            created_at: AT.toISOString(),
            topic: 'other',
            sealed_content: keys.seal(`words ${n}`, `feedback:many${n}`),
            idempotency_key: `many${n}`,
          })
          .execute();
    });
    const status = await runCommand('keys', ['status'], folder);
    expect(status).toMatchObject({ code: 0, err: '' });
    expect(status.out).toContain(`${old}  seals now; sealed with it: 3,003 values`);
    const first = startCommand('keys', ['rotate'], folder);
    await new Promise<void>((done) => first.process.stdout?.once('data', () => done()));
    first.process.kill('SIGKILL');
    await first.ended;
    const half = file().current;
    expect(half).not.toBe(old);
    const again = await runCommand('keys', ['rotate'], folder);
    expect(again).toMatchObject({ code: 0, err: '' });
    const use = await listKeys(db, place);
    expect(idleKeys(use)).toContain(old);
    const rows = await db.selectFrom('feedback').select(['id', 'sealed_content']).execute();
    const ring = openKeyRing(place);
    for (const row of rows) expect(ring.unseal(row.sealed_content, `feedback:${row.id}`)).toBeTruthy();
    expect(readdirSync(folder).filter((name) => name.startsWith('keys.json'))).toEqual(['keys.json']);
    expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600);
  });
});
