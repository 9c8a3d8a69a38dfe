import { describe, expect, test } from 'vitest';
import {
  changeMadeBy,
  discardDraft,
  saveAnswer,
  startDraft,
} from '#src/features/requests/commands/drafts.ts';
import { findDraftById, findDraftBySecret } from '#src/features/requests/queries/drafts.ts';
import { actorOf, addAccount, valueOf } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { bytesOf } from '../../support/directory.ts';
import { TEST_KEYS } from '../../support/messages/post.ts';
import { anAnswers, PERSONAL_WORDS } from '../../support/requests/answers.ts';
import { addDraft, historyOf, rowOf, sendNew, trailOf, VISITOR } from '../../support/requests/drafts.ts';
import { daysLater, SENT } from '../../support/requests/referrals.ts';

const name = (full: string) => ({ full, called: null });
const words = (text: string) => ({ words: text });

describe('a draft', () => {
  test('begins with what is known already, and only the browser’s secret opens it', async () => {
    const db = await testDatabase();
    const place = { typed: 'MB1 1QG' };
    const { requestId, secret } = await startDraft(
      db,
      TEST_KEYS,
      { madeBy: 'helper', answers: { place } },
      VISITOR,
      SENT,
    );
    expect(await findDraftBySecret(db, TEST_KEYS, secret, SENT)).toMatchObject({
      id: requestId,
      madeBy: 'helper',
      answers: { place },
      version: 1,
      state: 'draft',
      filledInBy: null,
      createdBy: null,
    });
    expect(await findDraftBySecret(db, TEST_KEYS, `${secret.slice(1)}x`, SENT)).toBeUndefined();
    expect(await findDraftBySecret(db, TEST_KEYS, requestId, SENT)).toBeUndefined();
    expect((await findDraftById(db, TEST_KEYS, requestId))?.id).toBe(requestId);
    expect(await historyOf(db, requestId)).toEqual(['start by helper: null to draft']);
    expect(await trailOf(db, requestId)).toEqual(['request.start by visitor']);
  });

  test('of a navigator says from the start who fills it in', async () => {
    const db = await testDatabase();
    const navigator = await addAccount(db, { roles: ['navigator'] });
    const { requestId } = await addDraft(db, { madeBy: 'navigator', actor: actorOf(navigator) });
    expect(await findDraftById(db, TEST_KEYS, requestId)).toMatchObject({
      filledInBy: navigator,
      createdBy: navigator,
    });
    expect(await historyOf(db, requestId)).toEqual([`start by ${navigator}: null to draft`]);
  });

  test('is over 30 days after the last answer, which every answer puts off', async () => {
    const db = await testDatabase();
    const { requestId, secret } = await addDraft(db);
    const find = (days: number) => findDraftBySecret(db, TEST_KEYS, secret, daysLater(days));
    expect(await find(29)).toBeDefined();
    expect(await find(30)).toBeUndefined();
    const answer = { requestId, part: 'story' as const, value: words('Later'), version: 1 };
    valueOf(await saveAnswer(db, TEST_KEYS, answer, VISITOR, daysLater(29)));
    expect(await find(58)).toBeDefined();
    expect(
      await saveAnswer(db, TEST_KEYS, { ...answer, value: words('Too late') }, VISITOR, daysLater(60)),
    ).toEqual({
      ok: false,
      error: 'unknown',
    });
  });
});

describe('an answer', () => {
  test('is kept beside the others, which stay as they are', async () => {
    const db = await testDatabase();
    const { requestId } = await addDraft(db, { answers: { name: name('Ada Example') } });
    const saved = await saveAnswer(
      db,
      TEST_KEYS,
      { requestId, part: 'story', value: words('I would like to sing'), version: 1 },
      VISITOR,
      SENT,
    );
    expect(valueOf(saved)).toEqual({ version: 2 });
    expect((await findDraftById(db, TEST_KEYS, requestId))?.answers).toEqual({
      name: name('Ada Example'),
      story: words('I would like to sing'),
    });
    expect(await trailOf(db, requestId)).toEqual(['request.start by visitor', 'request.save by visitor']);
  });

  test('that is taken back is gone', async () => {
    const db = await testDatabase();
    const { requestId } = await addDraft(db, { answers: anAnswers() });
    const saved = await saveAnswer(
      db,
      TEST_KEYS,
      { requestId, part: 'address', value: undefined, version: 1 },
      VISITOR,
      SENT,
    );
    expect(saved.ok).toBe(true);
    expect((await findDraftById(db, TEST_KEYS, requestId))?.answers).toEqual(
      anAnswers({ address: undefined }),
    );
  });

  test('that is sent twice is kept once, from a stale page too', async () => {
    const db = await testDatabase();
    const { requestId } = await addDraft(db, { answers: {} });
    const answer = { requestId, part: 'name' as const, value: name('Ada Example'), version: 1 };
    const both = await Promise.all([1, 2].map(() => saveAnswer(db, TEST_KEYS, answer, VISITOR, SENT)));
    expect(both.map(valueOf)).toEqual([{ version: 2 }, { version: 2 }]);
    expect(await trailOf(db, requestId)).toHaveLength(2);
  });

  test('of a stale page is refused when that answer was changed elsewhere, and kept when only others were', async () => {
    const db = await testDatabase();
    const { requestId } = await addDraft(db, { answers: {} });
    const save = (part: 'name' | 'story', text: string, version: number) =>
      part === 'name'
        ? saveAnswer(db, TEST_KEYS, { requestId, part, value: name(text), version }, VISITOR, SENT)
        : saveAnswer(db, TEST_KEYS, { requestId, part, value: words(text), version }, VISITOR, SENT);
    expect((await save('name', 'Ada Example', 1)).ok).toBe(true);
    expect(await save('story', 'In the other tab', 1)).toEqual({ ok: true, value: { version: 3 } });
    expect(await save('name', 'Ada Other', 1)).toEqual({ ok: false, error: 'changed-elsewhere' });
    expect(await save('name', 'Ada Other', 3)).toEqual({ ok: true, value: { version: 4 } });
    expect((await findDraftById(db, TEST_KEYS, requestId))?.answers).toEqual({
      name: name('Ada Other'),
      story: words('In the other tab'),
    });
  });

  test('can come with who fills it in, and that can change alone', async () => {
    const db = await testDatabase();
    const { requestId } = await addDraft(db, { answers: {} });
    const answer = {
      requestId,
      part: 'name' as const,
      value: name('Ada Example'),
      madeBy: 'helper' as const,
      version: 1,
    };
    valueOf(await saveAnswer(db, TEST_KEYS, answer, VISITOR, SENT));
    expect((await findDraftById(db, TEST_KEYS, requestId))?.madeBy).toBe('helper');
    expect(valueOf(await changeMadeBy(db, { requestId, madeBy: 'self' }, VISITOR, SENT))).toEqual({
      version: 3,
    });
    expect(valueOf(await changeMadeBy(db, { requestId, madeBy: 'self' }, VISITOR, SENT))).toEqual({
      version: 3,
    });
    expect((await findDraftById(db, TEST_KEYS, requestId))?.madeBy).toBe('self');
  });

  test('comes too late once it was sent, and nowhere for what there is not', async () => {
    const db = await testDatabase();
    const { requestId } = await sendNew(db);
    const answer = { requestId, part: 'name' as const, value: name('Eve Example'), version: 9 };
    expect(await saveAnswer(db, TEST_KEYS, answer, VISITOR, SENT)).toEqual({
      ok: false,
      error: 'sent-already',
    });
    expect(await saveAnswer(db, TEST_KEYS, { ...answer, requestId: 'none' }, VISITOR, SENT)).toEqual({
      ok: false,
      error: 'unknown',
    });
    expect(await changeMadeBy(db, { requestId, madeBy: 'helper' }, VISITOR, SENT)).toEqual({
      ok: false,
      error: 'sent-already',
    });
  });
});

describe('a draft that is thrown away', () => {
  test('leaves nothing but that it was', async () => {
    const db = await testDatabase();
    const { requestId, secret } = await addDraft(db);
    await discardDraft(db, requestId, VISITOR, SENT);
    await discardDraft(db, requestId, VISITOR, SENT);
    expect(await findDraftBySecret(db, TEST_KEYS, secret, SENT)).toBeUndefined();
    expect(await db.selectFrom('request_event').selectAll().execute()).toEqual([]);
    expect(await trailOf(db, requestId)).toEqual(['request.start by visitor', 'request.discard by visitor']);
  });

  test('is a draft only: what was sent stays', async () => {
    const db = await testDatabase();
    const { requestId } = await sendNew(db);
    await discardDraft(db, requestId, VISITOR, SENT);
    expect((await rowOf(db, requestId)).state).toBe('sent');
  });
});

test('nothing that somebody wrote can be read in the file, its log, or the trail', async () => {
  const db = await testDatabase();
  const { requestId } = await addDraft(db);
  const value = { words: 'Nobody may read of the blue bicycle' };
  valueOf(await saveAnswer(db, TEST_KEYS, { requestId, part: 'story', value, version: 1 }, VISITOR, SENT));
  const bytes = await bytesOf(db);
  for (const text of [...PERSONAL_WORDS, 'blue bicycle']) expect(bytes).not.toContain(text);
  expect(bytes).toContain('request.save');
});
