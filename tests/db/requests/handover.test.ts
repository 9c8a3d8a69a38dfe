import { describe, expect, test } from 'vitest';
import { saveAnswer } from '#src/features/requests/commands/drafts.ts';
import { makeHandover, useHandover } from '#src/features/requests/commands/handover.ts';
import { sendRequest } from '#src/features/requests/commands/send.ts';
import { findDraftById, findDraftBySecret, findHandover } from '#src/features/requests/queries/drafts.ts';
import { actorOf, addAccount, valueOf } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import { anAnswers } from '../../support/requests/answers.ts';
import { addDraft, aSending, historyOf, trailOf, VISITOR } from '../../support/requests/drafts.ts';
import { daysLater, SENT } from '../../support/requests/referrals.ts';

const toPerson = (requestId: string) => ({ requestId, direction: 'to-person' as const });
const toNavigator = (requestId: string) => ({ requestId, direction: 'to-navigator' as const });

async function navigatorsDraft() {
  const db = await testDatabase();
  const id = await addAccount(db, { roles: ['navigator'] });
  const navigator = actorOf(id);
  const draft = await addDraft(db, { madeBy: 'navigator', actor: navigator });
  return { db, navigator, draft };
}

describe('a draft that is handed over', () => {
  test('goes from the navigator to the person: their browser opens it, and the maker’s no longer does', async () => {
    const { db, navigator, draft } = await navigatorsDraft();
    const made = valueOf(await makeHandover(db, toPerson(draft.requestId), navigator, SENT));
    expect(made.expiresAt).toBe(daysLater(7).toISOString());
    const used = valueOf(await useHandover(db, TEST_KEYS, made.secret, VISITOR, daysLater(1)));
    expect(used.requestId).toBe(draft.requestId);
    expect(await findDraftBySecret(db, TEST_KEYS, draft.secret, daysLater(1))).toBeUndefined();
    expect(await findDraftBySecret(db, TEST_KEYS, used.secret, daysLater(1))).toMatchObject({
      madeBy: 'self',
      filledInBy: navigator.id,
      answers: anAnswers(),
    });
    expect(await historyOf(db, draft.requestId)).toEqual([
      `start by ${navigator.id}: null to draft`,
      `pass-on by ${navigator.id}: draft to draft`,
      'pick-up by person: draft to draft',
    ]);
    expect(await trailOf(db, draft.requestId)).toEqual([
      `request.start by ${navigator.id}`,
      `request.pass-on by ${navigator.id}`,
      'request.pick-up by visitor',
    ]);
  });

  test('goes back to a navigator, whose name it keeps, and stays the person’s own ask', async () => {
    const { db, navigator } = await navigatorsDraft();
    const { requestId } = await addDraft(db);
    const { secret } = valueOf(await makeHandover(db, toNavigator(requestId), VISITOR, SENT));
    valueOf(await useHandover(db, TEST_KEYS, secret, navigator, SENT));
    expect(await findDraftById(db, TEST_KEYS, requestId)).toMatchObject({
      madeBy: 'self',
      filledInBy: navigator.id,
    });
    const back = valueOf(await makeHandover(db, toPerson(requestId), navigator, SENT));
    valueOf(await useHandover(db, TEST_KEYS, back.secret, VISITOR, SENT));
    expect(await findDraftById(db, TEST_KEYS, requestId)).toMatchObject({
      madeBy: 'self',
      filledInBy: navigator.id,
    });
  });

  test('has a page of the maker’s that is stale afterwards', async () => {
    const { db, navigator, draft } = await navigatorsDraft();
    const { secret } = valueOf(await makeHandover(db, toPerson(draft.requestId), navigator, SENT));
    valueOf(await useHandover(db, TEST_KEYS, secret, VISITOR, SENT));
    const sent = await sendRequest(db, TEST_POST, aSending(draft.requestId), navigator, SENT);
    expect(sent).toEqual({ ok: false, error: 'changed-elsewhere' });
  });
});

describe('the link', () => {
  test('can be looked at as often as one likes, and says who made it', async () => {
    const { db, navigator, draft } = await navigatorsDraft();
    const { secret } = valueOf(await makeHandover(db, toPerson(draft.requestId), navigator, SENT));
    for (const days of [0, 6])
      expect(await findHandover(db, secret, daysLater(days))).toMatchObject({
        requestId: draft.requestId,
        direction: 'to-person',
        madeByName: 'Ada Example',
        state: 'open',
      });
    expect((await findHandover(db, secret, daysLater(7)))?.state).toBe('expired');
    expect(await findHandover(db, 'no such secret', SENT)).toBeUndefined();
  });

  test('works once: of two who press at the same moment one gets the draft', async () => {
    const { db, navigator, draft } = await navigatorsDraft();
    const { secret } = valueOf(await makeHandover(db, toPerson(draft.requestId), navigator, SENT));
    const both = await Promise.all([1, 2].map(() => useHandover(db, TEST_KEYS, secret, VISITOR, SENT)));
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(await useHandover(db, TEST_KEYS, secret, VISITOR, SENT)).toEqual({ ok: false, error: 'used' });
    expect((await findHandover(db, secret, SENT))?.state).toBe('used');
  });

  test('works for 7 days', async () => {
    const { db, navigator, draft } = await navigatorsDraft();
    const { secret } = valueOf(await makeHandover(db, toPerson(draft.requestId), navigator, SENT));
    expect(await useHandover(db, TEST_KEYS, secret, VISITOR, daysLater(7))).toEqual({
      ok: false,
      error: 'expired',
    });
    expect((await useHandover(db, TEST_KEYS, secret, VISITOR, daysLater(6.99))).ok).toBe(true);
  });

  test('is no longer good when another is made, when the draft is sent, and for what there is not', async () => {
    const { db, navigator, draft } = await navigatorsDraft();
    const make = async () =>
      valueOf(await makeHandover(db, toPerson(draft.requestId), navigator, SENT)).secret;
    const [first, second] = [await make(), await make()];
    expect(await useHandover(db, TEST_KEYS, first, VISITOR, SENT)).toEqual({ ok: false, error: 'used' });
    const agreement = { agrees: 'yes' as const, reason: null, method: 'phone' as const };
    const answer = { requestId: draft.requestId, part: 'agreement' as const, value: agreement, version: 1 };
    const { version } = valueOf(await saveAnswer(db, TEST_KEYS, answer, navigator, SENT));
    valueOf(await sendRequest(db, TEST_POST, aSending(draft.requestId, { version }), navigator, SENT));
    expect(await useHandover(db, TEST_KEYS, second, VISITOR, SENT)).toEqual({ ok: false, error: 'used' });
    expect(await useHandover(db, TEST_KEYS, 'nothing', VISITOR, SENT)).toEqual({
      ok: false,
      error: 'unknown',
    });
    expect(await makeHandover(db, toPerson(draft.requestId), navigator, SENT)).toEqual({
      ok: false,
      error: 'sent-already',
    });
    expect(await makeHandover(db, toPerson('none'), navigator, SENT)).toEqual({
      ok: false,
      error: 'unknown',
    });
  });

  test('stands in no column of the database', async () => {
    const { db, navigator, draft } = await navigatorsDraft();
    const { secret } = valueOf(await makeHandover(db, toPerson(draft.requestId), navigator, SENT));
    const rows = await db.selectFrom('request_handover').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});
