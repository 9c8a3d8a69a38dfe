import { describe, expect, test } from 'vitest';
import {
  addNote,
  recordAttempt,
  type NewAttempt,
  type NewNote,
} from '#src/features/requests/commands/contact.ts';
import { listAttempts, listNotes } from '#src/features/requests/queries/history.ts';
import { findRequest } from '#src/features/requests/queries/requests.ts';
import { actorOf, addAccount, valueOf } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { bytesOf } from '../../support/directory.ts';
import { TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import { aHelper } from '../../support/requests/answers.ts';
import { historyOf, trailOf, VISITOR } from '../../support/requests/drafts.ts';
import { daysLater, mails, SENT } from '../../support/requests/referrals.ts';
import { addRequest, type NewRequest } from '../../support/requests/request.ts';

async function mine(changes: NewRequest = {}) {
  const db = await testDatabase();
  const navigator = actorOf(await addAccount(db, { roles: ['navigator'], email: 'nina@example.org' }));
  const { id } = await addRequest(db, TEST_KEYS, { navigatorId: navigator.id, ...changes });
  const attempt = (made: Partial<NewAttempt> = {}, at = SENT) =>
    recordAttempt(
      db,
      TEST_POST,
      { requestId: id, channel: 'phone', outcome: 'no-answer', note: null, key: 'form-1', ...made },
      navigator,
      at,
    );
  const note = (added: Partial<NewNote> = {}, actor = VISITOR) =>
    addNote(
      db,
      TEST_POST,
      {
        requestId: id,
        author: 'person',
        kind: 'addition',
        words: 'My number has changed since',
        key: 'form-2',
        ...added,
      },
      actor,
      SENT,
    );
  return { db, navigator, id, attempt, note };
}

describe('an attempt to reach the person', () => {
  test('is kept with who, how and what came of it, and the person hears that somebody tried', async () => {
    const { db, navigator, id, attempt } = await mine();
    valueOf(await attempt({ note: 'Rang for a long time' }));
    expect(await listAttempts(db, TEST_KEYS, id)).toMatchObject([
      {
        by: navigator.id,
        byName: 'Ada Example',
        channel: 'phone',
        outcome: 'no-answer',
        note: 'Rang for a long time',
      },
    ]);
    expect(await historyOf(db, id)).toEqual([`attempt by ${navigator.id}: with_navigator to with_navigator`]);
    expect(await trailOf(db, id)).toEqual([`request.attempt by ${navigator.id}`]);
    expect((await mails(db)).map(({ template }) => template)).toEqual(['request-attempted']);
    expect(await bytesOf(db)).not.toContain('Rang for');
    expect((await findRequest(db, id))?.contactedAt).toBeNull();
  });

  test('that reached them says when they were first spoken with, and nobody is written to', async () => {
    const { db, id, attempt } = await mine();
    valueOf(await attempt({ outcome: 'spoke' }));
    valueOf(await attempt({ outcome: 'spoke', key: 'form-9' }, daysLater(1)));
    expect((await findRequest(db, id))?.contactedAt).toBe(SENT.toISOString());
    expect(await mails(db)).toEqual([]);
  });

  test('sent twice from one form is one; another form is another', async () => {
    const { db, id, attempt } = await mine();
    const both = await Promise.all([attempt(), attempt()]);
    expect(both.map(valueOf)[0]).toEqual(valueOf(both[1] ?? { ok: false, error: 'none' }));
    valueOf(await attempt({ key: 'form-3' }, daysLater(1)));
    expect(await listAttempts(db, TEST_KEYS, id)).toHaveLength(2);
    expect(await historyOf(db, id)).toHaveLength(2);
    expect((await mails(db)).filter(({ template }) => template === 'request-attempted')).toHaveLength(2);
  });

  test('can come before anybody has taken the request, and not after it is over', async () => {
    expect((await (await mine({ state: 'sent', navigatorId: null })).attempt()).ok).toBe(true);
    expect(await (await mine({ state: 'closed' })).attempt()).toEqual({ ok: false, error: 'closed' });
    expect(await (await mine({ state: 'draft', navigatorId: null })).attempt()).toEqual({
      ok: false,
      error: 'unknown',
    });
    expect(await (await mine()).attempt({ requestId: 'none' })).toEqual({ ok: false, error: 'unknown' });
  });
});

describe('words that are added', () => {
  test('by the person are kept as theirs, and their navigator hears that there are some', async () => {
    const { db, id, note } = await mine();
    valueOf(await note());
    expect(await listNotes(db, TEST_KEYS, id)).toMatchObject([
      {
        author: 'person',
        kind: 'addition',
        words: 'My number has changed since',
        by: 'person',
        referralId: null,
      },
    ]);
    expect(await historyOf(db, id)).toEqual(['addition by person: with_navigator to with_navigator']);
    expect(await trailOf(db, id)).toEqual(['request.note by visitor']);
    const [mail, ...others] = await mails(db);
    expect(mail).toMatchObject({ template: 'request-added', to: 'nina@example.org' });
    expect(mail?.text).not.toContain('My number');
    expect(others).toEqual([]);
    expect(await bytesOf(db)).not.toContain('My number');
  });

  test('by whoever asks for them are kept as that', async () => {
    const { db, id, note } = await mine({ answers: aHelper(), madeBy: 'helper' });
    valueOf(await note({ author: 'helper' }));
    expect(await historyOf(db, id)).toEqual(['addition by helper: with_navigator to with_navigator']);
  });

  test('by a navigator are a note, which nobody is written to about', async () => {
    const { db, navigator, id, note } = await mine();
    valueOf(await note({ author: 'navigator', kind: 'note' }, navigator));
    expect(await historyOf(db, id)).toEqual([`note by ${navigator.id}: with_navigator to with_navigator`]);
    expect(await mails(db)).toEqual([]);
  });

  test('twice from one form are kept once', async () => {
    const { db, id, note } = await mine();
    const [one, other] = await Promise.all([note(), note()]);
    expect(one).toEqual(other);
    expect(await listNotes(db, TEST_KEYS, id)).toHaveLength(1);
    expect(await mails(db)).toHaveLength(1);
  });

  test('to a request that is over, or to none, are refused', async () => {
    expect(await (await mine({ state: 'closed' })).note()).toEqual({ ok: false, error: 'closed' });
    expect(await (await mine({ state: 'draft', navigatorId: null })).note()).toEqual({
      ok: false,
      error: 'unknown',
    });
  });
});
