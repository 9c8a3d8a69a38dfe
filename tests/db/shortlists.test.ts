import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { shareShortlist, withdrawShare, type SharedContent } from '#src/features/shortlists/commands.ts';
import { findShare } from '#src/features/shortlists/queries.ts';
import type { OwnShare } from '#src/features/shortlists/rules.ts';
import { addDays } from '#src/lib/dates.ts';
import { hashSecret, newSecret } from '#src/lib/security/seal.ts';
import { testDatabase } from '../support/database.ts';
import { bytesOf } from '../support/directory.ts';

const AT = new Date('2026-11-21T10:00:00.000Z');
const LATER = new Date('2026-11-22T11:00:00.000Z');
const TODAY = '2026-11-21';
const [TEA, CHAIR] = [
  '0190a000-0000-7000-8000-000000000001',
  '0190a000-0000-7000-8000-000000000002',
] as const;
const CONTENT: SharedContent = {
  serviceIds: [CHAIR, TEA],
  notes: { [TEA]: 'Mum likes Tuesdays', [CHAIR]: 'Nan’s knees 🦵' },
};

const newLink = (): OwnShare => ({ token: newSecret(), owner: newSecret() });

async function share(db: Db, content = CONTENT): Promise<OwnShare & { expiresOn: string }> {
  const link = newLink();
  const result = await shareShortlist(db, content, link, AT);
  if (!result.ok) throw new Error(result.error);
  return { ...link, ...result.value };
}
const events = (db: Db) => db.selectFrom('audit_event').selectAll().orderBy('id').execute();

/** Makes every audit event of this file fail, as a full disk would. */
const breakAudit = (db: Db): Promise<unknown> =>
  db.schema.alterTable('audit_event').renameTo('audit_event_away').execute();

describe('sharing a shortlist', () => {
  test('the link opens what was shared: services in order, and the notes', async () => {
    const db = await testDatabase();
    const { token } = await share(db);
    expect(await findShare(db, token, TODAY)).toEqual({
      kind: 'open',
      content: CONTENT,
      expiresOn: '2027-02-19',
    });
  });

  test('the same form sent twice makes one link and one event', async () => {
    const db = await testDatabase();
    const link = newLink();
    await shareShortlist(db, CONTENT, link, AT);
    await shareShortlist(db, { serviceIds: [TEA], notes: {} }, link, LATER);
    expect(await findShare(db, link.token, TODAY)).toMatchObject({ kind: 'open', content: CONTENT });
    expect(await events(db)).toHaveLength(1);
  });

  test('a link that has run out is emptied when the next one is made', async () => {
    const db = await testDatabase();
    const old = await share(db);
    await shareShortlist(db, CONTENT, newLink(), new Date(`${addDays(old.expiresOn, 1)}T12:00:00Z`));
    const row = await db
      .selectFrom('shortlist_share')
      .select('sealed_content')
      .where('token_hash', '=', hashSecret(old.token))
      .executeTakeFirstOrThrow();
    expect(row.sealed_content).toBe('');
  });

  test('an empty list is refused and nothing is stored', async () => {
    const db = await testDatabase();
    expect(await shareShortlist(db, { serviceIds: [], notes: {} }, newLink(), AT)).toEqual({
      ok: false,
      error: 'nothing-saved',
    });
    expect(await db.selectFrom('shortlist_share').selectAll().execute()).toEqual([]);
    expect(await events(db)).toEqual([]);
  });

  test('two links of the same list are different, and withdrawing one leaves the other', async () => {
    const db = await testDatabase();
    const [one, two] = [await share(db), await share(db)];
    expect(one.token).not.toBe(two.token);
    await withdrawShare(db, one, LATER);
    expect((await findShare(db, two.token, TODAY)).kind).toBe('open');
  });

  test('the day it ends is counted in London, not in UTC', async () => {
    const db = await testDatabase();
    const result = await shareShortlist(db, CONTENT, newLink(), new Date('2026-06-30T23:30:00.000Z'));
    expect(result.ok && result.value.expiresOn).toBe(addDays('2026-07-01', 90));
  });

  test('is one audit event, which says nothing of what was shared', async () => {
    const db = await testDatabase();
    const { token } = await share(db);
    expect(await events(db)).toMatchObject([
      {
        actor: 'visitor',
        action: 'shortlist.share',
        entity: 'shortlist_share',
        entity_id: hashSecret(token),
        happened_at: AT.toISOString(),
        before: null,
        after: null,
      },
    ]);
  });

  test('without its audit event nothing is shared', async () => {
    const db = await testDatabase();
    await breakAudit(db);
    await expect(shareShortlist(db, CONTENT, newLink(), AT)).rejects.toThrow('audit_event');
    expect(await db.selectFrom('shortlist_share').selectAll().execute()).toEqual([]);
  });
});

describe('a shared link', () => {
  test('opens until its last day and not on the day after', async () => {
    const db = await testDatabase();
    const { token, expiresOn } = await share(db);
    expect((await findShare(db, token, expiresOn)).kind).toBe('open');
    expect(await findShare(db, token, addDays(expiresOn, 1))).toEqual({ kind: 'expired' });
  });

  test('nobody made opens nothing', async () => {
    const db = await testDatabase();
    await share(db);
    for (const token of [newSecret(), '', "' or 1=1 --", '../..', 'a'.repeat(10_000)]) {
      expect(await findShare(db, token, TODAY)).toEqual({ kind: 'unknown' });
    }
  });

  test('is not the secret of its owner, nor what is stored of it', async () => {
    const db = await testDatabase();
    const { token, owner } = await share(db);
    expect((await findShare(db, owner, TODAY)).kind).toBe('unknown');
    expect((await findShare(db, hashSecret(token), TODAY)).kind).toBe('unknown');
  });

  test('whose content was moved to the row of another opens nothing', async () => {
    const db = await testDatabase();
    const [one, two] = [await share(db), await share(db, { serviceIds: [TEA], notes: {} })];
    const { sealed_content } = await db
      .selectFrom('shortlist_share')
      .selectAll()
      .where('token_hash', '=', hashSecret(two.token))
      .executeTakeFirstOrThrow();
    await db
      .updateTable('shortlist_share')
      .set({ sealed_content })
      .where('token_hash', '=', hashSecret(one.token))
      .execute();
    expect((await findShare(db, one.token, TODAY)).kind).toBe('unknown');
  });
});

describe('withdrawing a link', () => {
  test('closes it at once and for good, empties it, and is an audit event', async () => {
    const db = await testDatabase();
    const own = await share(db);
    expect(await withdrawShare(db, own, LATER)).toEqual({ ok: true, value: 'withdrawn' });
    expect(await findShare(db, own.token, TODAY)).toEqual({ kind: 'withdrawn' });
    expect(await findShare(db, own.token, addDays(own.expiresOn, 1))).toEqual({ kind: 'withdrawn' });
    expect(
      await db.selectFrom('shortlist_share').select(['sealed_content', 'withdrawn_at']).execute(),
    ).toEqual([{ sealed_content: '', withdrawn_at: LATER.toISOString() }]);
    expect((await events(db)).map((event) => [event.action, event.entity_id])).toEqual([
      ['shortlist.share', hashSecret(own.token)],
      ['shortlist.withdraw', hashSecret(own.token)],
    ]);
  });

  test('is refused to whoever only has the link', async () => {
    const db = await testDatabase();
    const { token } = await share(db);
    for (const owner of [newSecret(), token, '']) {
      expect(await withdrawShare(db, { token, owner }, LATER)).toEqual({ ok: false, error: 'not-yours' });
    }
    expect((await findShare(db, token, TODAY)).kind).toBe('open');
    expect(await events(db)).toHaveLength(1);
  });

  test('is refused to the owner of another link', async () => {
    const db = await testDatabase();
    const [one, two] = [await share(db), await share(db)];
    expect(await withdrawShare(db, { token: one.token, owner: two.owner }, LATER)).toEqual({
      ok: false,
      error: 'not-yours',
    });
    expect((await findShare(db, one.token, TODAY)).kind).toBe('open');
  });

  test('twice, as a double click does, is the same as once', async () => {
    const db = await testDatabase();
    const own = await share(db);
    await withdrawShare(db, own, AT);
    expect(await withdrawShare(db, own, LATER)).toEqual({ ok: true, value: 'withdrawn' });
    const row = await db.selectFrom('shortlist_share').select('withdrawn_at').executeTakeFirstOrThrow();
    expect(row.withdrawn_at).toBe(AT.toISOString());
    expect((await events(db)).filter((event) => event.action === 'shortlist.withdraw')).toHaveLength(1);
  });

  test('without its audit event the link stays open', async () => {
    const db = await testDatabase();
    const own = await share(db);
    await breakAudit(db);
    await expect(withdrawShare(db, own, LATER)).rejects.toThrow('audit_event');
    expect((await findShare(db, own.token, TODAY)).kind).toBe('open');
  });
});

describe('the database file', () => {
  test('never holds the notes, the services, the link or the secret of its owner', async () => {
    const db = await testDatabase();
    const own = await share(db);
    const withdrawn = await share(db, { serviceIds: [TEA], notes: { [TEA]: 'Ask about the ramp' } });
    await withdrawShare(db, withdrawn, LATER);
    const bytes = await bytesOf(db);
    expect(bytes).toContain(hashSecret(own.token)); // the right file was read
    for (const secret of [
      'Mum likes Tuesdays',
      'knees',
      'Ask about the ramp',
      TEA,
      CHAIR,
      own.token,
      own.owner,
      withdrawn.token,
      withdrawn.owner,
    ]) {
      expect(bytes.includes(secret), secret).toBe(false);
    }
  });
});
