import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { openedFromAudit } from '#src/features/audit/rules.ts';
import { changeSettings, type SettingChanges } from '#src/features/settings/commands.ts';
import { readSettings, readSettingsState } from '#src/features/settings/queries.ts';
import { DEFAULT_VALUES } from '#src/features/settings/values.ts';
import type { Keys } from '#src/lib/security/keys.ts';
import { testDatabase } from '../../../support/database.ts';

const AT = new Date('2026-11-21T10:00:00.000Z');
const BY = { id: 'an-administrator', sessionId: 'a-session', addressHash: 'abc' };
const KEYS: Keys = {
  seal: (text, context) => Buffer.from(JSON.stringify([text, context])).toString('base64url'),
  unseal(sealed, context) {
    const [text, bound] = JSON.parse(Buffer.from(sealed, 'base64url').toString()) as [string, string];
    if (bound !== context) throw new Error('moved');
    return text;
  },
  hash: (text) => text,
};
const FRESH = {
  idleMinutes: 0,
  partnersNeedSecondStep: 0,
  messageDays: 0,
  feedbackDays: 0,
  requestEmail: 0,
  closedRequestDays: 0,
  withdrawnRequestDays: 0,
  erasedRequestDays: 0,
  replyTo: 0,
  taskEmail: 0,
};

const change = (db: Db, values: SettingChanges['values'], versions: SettingChanges['versions'] = FRESH) =>
  changeSettings(db, KEYS, { values, versions }, BY, AT);

const events = (db: Db) =>
  db
    .selectFrom('audit_event')
    .select(['action', 'entity_id', 'before', 'after', 'actor', 'session_id'])
    .orderBy('sequence')
    .execute();

describe('reading settings', () => {
  test('what nobody changed is at its default', async () => {
    expect(await readSettings(await testDatabase())).toEqual(DEFAULT_VALUES);
  });

  test('a stored value that is not allowed any more counts as not set', async () => {
    const db = await testDatabase();
    const row = { version: 1, updated_at: AT.toISOString(), updated_by: 'x' };
    await db
      .insertInto('setting')
      .values([
        { name: 'idleMinutes', value: '600', ...row },
        { name: 'gone', value: '1', ...row },
        { name: 'messageDays', value: '30', ...row },
      ])
      .execute();
    expect(await readSettings(db)).toEqual({ ...DEFAULT_VALUES, messageDays: 30 });
  });
});

describe('changing settings', () => {
  test('writes what differs, each with an event that holds before and after', async () => {
    const db = await testDatabase();
    const result = await change(db, { idleMinutes: 20, partnersNeedSecondStep: true, messageDays: 90 });
    expect(result).toEqual({ ok: true, value: ['idleMinutes', 'partnersNeedSecondStep'] });
    expect(await readSettings(db)).toEqual({
      ...DEFAULT_VALUES,
      idleMinutes: 20,
      partnersNeedSecondStep: true,
    });
    const by = { action: 'setting.change', actor: BY.id, session_id: BY.sessionId };
    expect(await events(db)).toEqual([
      { ...by, entity_id: 'idleMinutes', before: '30', after: '20' },
      { ...by, entity_id: 'partnersNeedSecondStep', before: 'false', after: 'true' },
    ]);
  });

  test('an email address is sealed in the audit trail, and can be opened there', async () => {
    const db = await testDatabase();
    await change(db, { replyTo: 'answers@directory.example.org' });
    const [event] = await events(db);
    expect(event?.after).not.toContain('answers@');
    expect(openedFromAudit(KEYS.unseal, JSON.parse(event?.after ?? '') as string, 'setting', 'replyTo')).toBe(
      'answers@directory.example.org',
    );
    expect(event?.before).toBe('null');
  });

  test('raises the version and says who and when', async () => {
    const db = await testDatabase();
    await change(db, { idleMinutes: 20 });
    await change(db, { idleMinutes: 25 }, { ...FRESH, idleMinutes: 1 });
    const { versions, states } = await readSettingsState(db);
    expect(versions).toEqual({ ...FRESH, idleMinutes: 2 });
    expect(states.idleMinutes).toEqual({ version: 2, changedAt: AT, changedBy: null });
  });

  test('a stale change is refused, and nothing of the same form is written', async () => {
    const db = await testDatabase();
    await change(db, { idleMinutes: 45 });
    expect(await change(db, { messageDays: 30, idleMinutes: 20 })).toEqual({ ok: false, error: 'stale' });
    expect(await readSettings(db)).toEqual({ ...DEFAULT_VALUES, idleMinutes: 45 });
    expect(await events(db)).toHaveLength(1);
  });

  test('somebody else’s change of another setting, or to the same value, is in nobody’s way', async () => {
    const db = await testDatabase();
    await change(db, { idleMinutes: 45 });
    expect(await change(db, { idleMinutes: 45, messageDays: 30 })).toEqual({
      ok: true,
      value: ['messageDays'],
    });
  });

  test('a value beyond its limits is refused whoever asks', async () => {
    const db = await testDatabase();
    expect(await change(db, { idleMinutes: 600 })).toEqual({ ok: false, error: 'not-allowed' });
    expect(await events(db)).toEqual([]);
  });

  test('when the audit trail cannot be written, nothing is changed', async () => {
    const db = await testDatabase();
    await db.schema.alterTable('audit_event').renameTo('audit_event_away').execute();
    await expect(change(db, { idleMinutes: 20 })).rejects.toThrow();
    expect(await readSettings(db)).toEqual(DEFAULT_VALUES);
  });
});
