import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase, type Db } from '#db/connection.ts';
import { migrateToLatest } from '#db/migrate.ts';
import * as directory from '#db/migrations/0001-directory.ts';
import * as search from '#db/migrations/0002-search.ts';
import * as sources from '#db/migrations/0003-sources.ts';
import { recordEvent, recordEvents } from '#src/features/audit/commands.ts';
import { verifyTrail } from '#src/features/audit/queries/verify.ts';
import { openedFromAudit, sealedForAudit } from '#src/features/audit/rules.ts';
import { testDatabase } from '../../support/database.ts';
import { event, record, testKeys } from './trail.ts';

/** An empty file's name, in a folder that goes when the test ends. */
function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-audit-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'front-door.sqlite');
}

async function opened(file: string): Promise<Db> {
  const db = openDatabase(file);
  onTestFinished(() => db.destroy());
  return db;
}

interface Recorder {
  hasRecorded: Promise<void>; // its first event is written, perhaps not yet committed
  ended: Promise<{ code: number | null; complaint: string }>;
}

/** See record-in-process.ts. */
function recordElsewhere(file: string, ...args: (string | number)[]): Recorder {
  const program = join(import.meta.dirname, 'record-in-process.ts');
  const child = spawn(process.execPath, [program, file, ...args.map(String)]);
  onTestFinished(() => void child.kill('SIGKILL'));
  let complaint = '';
  child.stderr.on('data', (data: Buffer) => (complaint += data.toString()));
  return {
    hasRecorded: new Promise((resolve) => child.stdout.once('data', () => resolve())),
    ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, complaint }))),
  };
}

const entities = async (db: Db): Promise<Record<string, number>> =>
  Object.fromEntries(
    (
      await db
        .selectFrom('audit_event')
        .select((eb) => ['entity', eb.fn.countAll<number>().as('count')])
        .groupBy('entity')
        .execute()
    ).map(({ entity, count }) => [entity, count]),
  );

describe('recording', () => {
  test('gives one whole chain, whatever is in the events', async () => {
    const db = await testDatabase();
    const keys = testKeys();
    const any = fc.string({ unit: 'binary', maxLength: 6 });
    const events = fc.array(
      fc.record({
        actor: any,
        action: any,
        entity: any,
        entityId: any,
        reason: any,
        before: fc.anything(),
        after: fc.json(),
      }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(events, async (some) => {
        const whole = some.map((each) => event({ ...each, before: withoutBig(each.before) }));
        await db.transaction().execute((trx) => recordEvents(trx, whole));
        expect((await verifyTrail(db, keys)).faults).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('keeps half a character from tearing the chain', async () => {
    const db = await testDatabase();
    await record(db, 1, { reason: 'cut \ud83c', after: { name: 'cut \udf75' }, actor: '\ud83c' });
    expect((await verifyTrail(db, testKeys())).faults).toEqual([]);
  });

  test('leaves nothing behind of a transaction that is undone, and no gap', async () => {
    const db = await testDatabase();
    await record(db, 2);
    const undone = db.transaction().execute(async (trx) => {
      await recordEvent(trx, event());
      throw new Error('A rule said no.');
    });
    await expect(undone).rejects.toThrow('A rule said no.');
    await record(db, 1);
    expect(await verifyTrail(db, testKeys())).toMatchObject({ isWhole: true, events: 3 });
  });

  test('cannot be undone with the database’s own words', async () => {
    const db = await testDatabase();
    await record(db, 2);
    await expect(db.deleteFrom('audit_event').execute()).rejects.toThrow('append-only');
    await expect(db.updateTable('audit_event').set({ actor: 'nobody' }).execute()).rejects.toThrow(
      'append-only',
    );
  });

  test('notes who, in which session and from where', async () => {
    const db = await testDatabase();
    await record(db, 1, { actor: { id: 'ann', sessionId: 's1', addressHash: 'a1' }, reason: 'She asked' });
    const row = await db.selectFrom('audit_event').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ actor: 'ann', session_id: 's1', address_hash: 'a1', reason: 'She asked' });
  });
});

describe('two processes recording at once', () => {
  test('give one chain without a gap', async () => {
    const file = newFile();
    const db = await opened(file);
    await migrateToLatest(db);
    const both = ['one', 'other'].map((name) => recordElsewhere(file, name, 40, 3));
    const ends = await Promise.all(both.map(({ ended }) => ended));
    expect(ends).toEqual([
      { code: 0, complaint: '' },
      { code: 0, complaint: '' },
    ]);
    expect(await entities(db)).toEqual({ one: 120, other: 120 });
    expect(await verifyTrail(db, testKeys())).toMatchObject({ isWhole: true, events: 240 });
  });

  test('wait for an import whose transaction is still open', async () => {
    const file = newFile();
    const db = await opened(file);
    await migrateToLatest(db);
    const importing = recordElsewhere(file, 'import', 1, 2000, 1500);
    await importing.hasRecorded;
    expect(await entities(db)).toEqual({});
    await record(db, 1, { entity: 'click' });
    expect(await importing.ended).toEqual({ code: 0, complaint: '' });
    expect(await entities(db)).toEqual({ import: 2000, click: 1 });
    expect(await verifyTrail(db, testKeys())).toMatchObject({ isWhole: true, events: 2001 });
  });
});

describe('a database from before the chain', () => {
  test('has its events chained in the order in which they happened', async () => {
    const db = await opened(newFile());
    const before = { '0001-directory': directory, '0002-search': search, '0003-sources': sources };
    const { error } = await new Migrator({
      db,
      provider: { getMigrations: async () => before },
    }).migrateToLatest();
    expect(error).toBeUndefined();
    await db.transaction().execute(async (trx) => {
      for (let count = 0; count < 2500; count += 1) {
        const at = new Date(Date.UTC(2026, 0, 1, 0, 0, 5000 - Math.floor(count / 2))).toISOString();
        await sql`insert into audit_event (id, happened_at, actor, action, entity, entity_id, before, after, reason)
          values (${`id-${count}`}, ${at}, 'import', 'tea.make', 'tea', ${count}, null, '{"cups":1}', '“strong”')`.execute(
          trx,
        );
      }
    });
    await migrateToLatest(db);
    expect(await verifyTrail(db, testKeys())).toMatchObject({ isWhole: true, events: 2500 });
    const rows = await db
      .selectFrom('audit_event')
      .select(['id', 'happened_at'])
      .orderBy('sequence')
      .execute();
    const keys = rows.map((row) => `${row.happened_at} ${row.id}`);
    expect(keys).toEqual(keys.toSorted());
    await record(db, 1);
    expect(await verifyTrail(db, testKeys())).toMatchObject({ isWhole: true, events: 2501 });
  });
});

describe('a personal value in the trail', () => {
  test('is sealed for the thing it belongs to, and opens nowhere else', () => {
    const keys = testKeys();
    const sealed = sealedForAudit((text, context) => keys.seal(text, context), 'Ann', 'account', '1');
    const open = (value: string, id: string) =>
      openedFromAudit((text, context) => keys.unseal(text, context), value, 'account', id);
    expect(sealed).not.toContain('Ann');
    expect(open(sealed, '1')).toBe('Ann');
    expect(open('Ann', '1')).toBeNull();
    expect(() => open(sealed, '2')).toThrow('altered, moved');
  });
});

/** JSON knows no big integers. */
const withoutBig = (value: unknown): unknown => {
  try {
    JSON.stringify(value);
    return value;
  } catch {
    return null;
  }
};
