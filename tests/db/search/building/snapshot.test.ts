import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { readNeeds } from '#src/features/needs/content.ts';
import { readPublicCalendar } from '#src/features/schedules/calendar.ts';
import { buildHere, buildOrRecall } from '#src/search/building/builders.ts';
import { markOf, readSnapshot, writeSnapshot } from '#src/search/building/snapshot.ts';
import { ROOT } from '../../../support/server.ts';
import { testDatabase } from '../../../support/database.ts';
import { bumpVersion, putService } from '../directory-rows.ts';

const CONTENT = { needs: readNeeds(`${ROOT}/content`), calendar: readPublicCalendar(ROOT) };
const DAY = '2026-11-18';
const KEY = { version: 3, changedAt: '2026-11-01T00:00:00.000Z', day: DAY, made: 'here' };

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'front-door-snapshot-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function fileOf(db: Db): Promise<string> {
  const { rows } = await sql<{ file: string }>`select file from pragma_database_list`.execute(db);
  return rows[0]?.file ?? '';
}

async function built() {
  const db = await testDatabase();
  await putService(db, 'a', { summary: 'Something about a' });
  return { db, built: await buildHere(db)(DAY, CONTENT) };
}

describe('an index kept for the next start', () => {
  test('is read back as it was, under its own key and no other', async () => {
    const file = join(folder(), 'index.bin');
    const { built: index } = await built();
    writeSnapshot(file, KEY, index);
    expect(readSnapshot(file, KEY)).toEqual(index);
    for (const other of [{ version: 4 }, { changedAt: '' }, { day: '2026-11-19' }, { made: 'elsewhere' }])
      expect(readSnapshot(file, { ...KEY, ...other })).toBeNull();
  });

  test('is for its owner only, and leaves nothing else behind', async () => {
    const place = folder();
    writeSnapshot(join(place, 'index.bin'), KEY, (await built()).built);
    expect(readdirSync(place)).toEqual(['index.bin']);
    expect(statSync(join(place, 'index.bin')).mode & 0o077).toBe(0);
  });

  test('that is missing, cut short or something else is as none', async () => {
    const file = join(folder(), 'index.bin');
    expect(readSnapshot(file, KEY)).toBeNull();
    writeSnapshot(file, KEY, (await built()).built);
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, whole.length / 2));
    expect(readSnapshot(file, KEY)).toBeNull();
    writeFileSync(file, 'not an index');
    expect(readSnapshot(file, KEY)).toBeNull();
  });

  test('that cannot be written fails nobody', async () => {
    const index = (await built()).built;
    expect(() => writeSnapshot(join(folder(), 'no', 'such', 'folder'), KEY, index)).not.toThrow();
  });

  test('has a mark that changes with the needs', () => {
    const [first] = CONTENT.needs.top;
    const fewer = { ...CONTENT, needs: { ...CONTENT.needs, top: first === undefined ? [] : [first] } };
    expect(markOf(CONTENT)).toBe(markOf(CONTENT));
    expect(markOf(fewer)).not.toBe(markOf(CONTENT));
  });
});

describe('starting', () => {
  test('takes the kept index while the version is the same, and builds when it has risen', async () => {
    const { db } = await built();
    const snapshot = join(folder(), 'index.bin');
    const build = buildOrRecall(db, await fileOf(db), snapshot);
    const first = await build(DAY, CONTENT);
    await putService(db, 'b');
    expect((await build(DAY, CONTENT)).packed, 'nobody has said that anything changed').toEqual(first.packed);
    await bumpVersion(db);
    expect((await build(DAY, CONTENT)).packed.size).toBe(2);
    await db.destroy();
  });
});
