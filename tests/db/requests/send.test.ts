import { describe, expect, test } from 'vitest';
import { currentConsents } from '#src/features/consents/queries/consents.ts';
import { saveAnswer } from '#src/features/requests/commands/drafts.ts';
import { sendRequest } from '#src/features/requests/commands/send.ts';
import { findDraftBySecret } from '#src/features/requests/queries/drafts.ts';
import {
  findAnswers,
  findRequest,
  findRequestByTrack,
  findTrackSecret,
} from '#src/features/requests/queries/requests.ts';
import { normaliseReference } from '#src/features/requests/reference.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import type { Db } from '#db/connection.ts';
import { actorOf, addAccount, valueOf } from '../../support/accounts/accounts.ts';
import { atOnce } from '../../support/accounts/at-once.ts';
import { testDatabase } from '../../support/database.ts';
import { bytesOf, serviceRecord, writeDirectory } from '../../support/directory.ts';
import { TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import { aHelper, anAnswers, PERSONAL_WORDS } from '../../support/requests/answers.ts';
import {
  addDraft,
  aSending,
  historyOf,
  rowOf,
  sendNew,
  trailOf,
  VISITOR,
} from '../../support/requests/drafts.ts';
import { daysLater, LUNCH, mails, SENT } from '../../support/requests/referrals.ts';

const countOf = async (
  db: Db,
  table: 'message' | 'consent' | 'request_lookup' | 'request_event' | 'audit_event',
) =>
  Number(
    (
      await db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
    ).count,
  );

describe('a request that is sent', () => {
  test('has a reference, a link of its own, a day by which somebody gets in touch, and is nobody’s yet', async () => {
    const db = await testDatabase();
    const { requestId } = await addDraft(db);
    const sent = valueOf(await sendRequest(db, TEST_POST, aSending(requestId), VISITOR, SENT));
    expect(normaliseReference(sent.reference)).toBe(sent.reference);
    expect(await findRequestByTrack(db, sent.trackSecret)).toMatchObject({
      id: requestId,
      reference: sent.reference,
      state: 'sent',
      madeBy: 'self',
      area: 'MB1',
      sameDay: false,
      navigator: null,
      sentAt: SENT.toISOString(),
      contactDueOn: '2026-11-25',
      contactedAt: null,
      version: 2,
    });
    expect(await findTrackSecret(db, TEST_KEYS, requestId)).toBe(sent.trackSecret);
    expect(await findAnswers(db, TEST_KEYS, requestId)).toEqual(anAnswers());
    expect(await findRequestByTrack(db, requestId)).toBeUndefined();
  });

  test('says so in its history and in the trail, and tells the person and the team', async () => {
    const db = await testDatabase();
    await addAccount(db, { roles: ['navigator'], email: 'team@example.org' });
    const { requestId } = await sendNew(db);
    expect(await historyOf(db, requestId)).toEqual([
      'start by person: null to draft',
      'send by person: draft to sent',
    ]);
    const trail = await trailOf(db, requestId);
    expect(trail.filter((event) => event === 'request.send by visitor')).toHaveLength(1);
    const told = (await mails(db)).map(({ template, to }) => `${template} to ${to}`);
    expect(told).toContain('request-sent to ada.example@example.org');
    expect(told).toContain('request-new to team@example.org');
  });

  test('is made by whom it says: a helper is in its history', async () => {
    const db = await testDatabase();
    const { requestId } = await sendNew(db, { answers: aHelper(), madeBy: 'helper' });
    expect(await historyOf(db, requestId)).toContain('send by helper: draft to sent');
    expect((await currentConsents(db, requestId)).map(({ recordedBy }) => recordedBy)).toEqual([
      'helper',
      'helper',
    ]);
  });

  test('with words that mean danger is for the same day, and only how many there were is kept', async () => {
    const db = await testDatabase();
    const urgentShownAt = SENT.toISOString();
    const { requestId } = await sendNew(db, {}, { redFlags: 2, urgentShownAt });
    expect(await rowOf(db, requestId)).toMatchObject({
      same_day: 1,
      red_flags: 2,
      urgent_shown_at: urgentShownAt,
    });
  });

  test('by a navigator for somebody is theirs at once, and they have spoken with the person', async () => {
    const db = await testDatabase();
    const id = await addAccount(db, { roles: ['navigator'] });
    const draft = {
      answers: aHelper({ helper: undefined }),
      madeBy: 'navigator' as const,
      actor: actorOf(id),
    };
    const { requestId } = await sendNew(db, draft, { navigatorId: id });
    expect(await findRequest(db, requestId)).toMatchObject({
      state: 'with_navigator',
      navigator: { id, name: 'Ada Example' },
      filledInBy: { id },
      takenAt: SENT.toISOString(),
      contactedAt: SENT.toISOString(),
    });
    expect((await historyOf(db, requestId)).slice(1)).toEqual([
      `send by ${id}: draft to sent`,
      `take by ${id}: sent to with_navigator`,
    ]);
    expect(await trailOf(db, requestId)).toContain(`request.take by ${id}`);
  });

  test('shows the sender’s browser what was written for an hour, and then only that it was sent', async () => {
    const db = await testDatabase();
    const { secret } = await sendNew(db);
    const find = (minutes: number) =>
      findDraftBySecret(db, TEST_KEYS, secret, new Date(SENT.getTime() + minutes * 60_000));
    expect(await find(59)).toMatchObject({ state: 'sent', answers: anAnswers() });
    expect(await find(60)).toMatchObject({ state: 'sent', answers: {} });
  });

  test('counts the services that were chosen as asked for, each once', async () => {
    const db = await testDatabase();
    await writeDirectory(db, [serviceRecord('lunch'), serviceRecord('chairs')]);
    const chosen = { services: { ids: [LUNCH, LUNCH, 'gone'], helpMeChoose: false } };
    const { requestId } = await sendNew(db, { answers: anAnswers(chosen) });
    await sendRequest(db, TEST_POST, aSending(requestId), VISITOR, SENT);
    expect(await db.selectFrom('service_day').selectAll().execute()).toEqual([
      { service_id: LUNCH, day: '2026-11-23', kind: 'asked', visits: 1 },
    ]);
  });
});

describe('sending', () => {
  test('again gives the same reference and link, and stores nothing more', async () => {
    const db = await testDatabase();
    const { requestId, reference, trackSecret } = await sendNew(db);
    const tables = ['message', 'consent', 'request_lookup', 'request_event', 'audit_event'] as const;
    const counts = async () => Promise.all(tables.map((table) => countOf(db, table)));
    const before = await counts();
    const stale = aSending(requestId, { version: 99, redFlags: 5, area: 'ZZ9' });
    const again = await sendRequest(db, TEST_POST, stale, VISITOR, daysLater(1));
    expect(again).toEqual({ ok: true, value: { reference, trackSecret } });
    expect(await counts()).toEqual(before);
    expect(await rowOf(db, requestId)).toMatchObject({
      area: 'MB1',
      red_flags: 0,
      sent_at: SENT.toISOString(),
    });
  });

  test('twice at the same moment, in two processes, stores it once', async () => {
    const db = await testDatabase();
    const { requestId } = await addDraft(db);
    const act = { name: 'sendRequest', first: requestId, second: '1' };
    const [one, other] = await atOnce(db, [act, act, act]);
    expect(one).toEqual(other);
    expect(one).toMatchObject({ ok: true });
    expect(await countOf(db, 'consent')).toBe(2);
    const events = await historyOf(db, requestId);
    expect(events.filter((event) => event.startsWith('send'))).toHaveLength(1);
    expect((await mails(db)).filter(({ template }) => template === 'request-sent')).toHaveLength(1);
  });

  test('what was changed since it was checked is refused, and nothing is written', async () => {
    const db = await testDatabase();
    const { requestId } = await addDraft(db);
    const answer = { requestId, part: 'story' as const, value: { words: 'Something else' }, version: 1 };
    valueOf(await saveAnswer(db, TEST_KEYS, answer, VISITOR, SENT));
    const stale = await sendRequest(db, TEST_POST, aSending(requestId, { version: 1 }), VISITOR, SENT);
    expect(stale).toEqual({ ok: false, error: 'changed-elsewhere' });
    expect((await rowOf(db, requestId)).state).toBe('draft');
    expect(await mails(db)).toEqual([]);
    expect((await sendRequest(db, TEST_POST, aSending(requestId, { version: 2 }), VISITOR, SENT)).ok).toBe(
      true,
    );
  });

  test.each<[string, Partial<Answers>]>([
    ['without a name', { name: undefined }],
    ['without a yes to navigators', { sharing: undefined }],
    ['with words of an agreement that are not kept', { sharing: { ...sharingOf(), wordingId: 'sharing-0' } }],
  ])('%s is refused', async (_, overrides) => {
    const db = await testDatabase();
    const { requestId } = await addDraft(db, { answers: anAnswers(overrides) });
    const sent = await sendRequest(db, TEST_POST, aSending(requestId), VISITOR, SENT);
    expect(sent).toEqual({ ok: false, error: 'not-ready' });
    expect(await countOf(db, 'consent')).toBe(0);
  });

  test('what there is not, or was erased, is refused', async () => {
    const db = await testDatabase();
    expect(await sendRequest(db, TEST_POST, aSending('none'), VISITOR, SENT)).toEqual({
      ok: false,
      error: 'unknown',
    });
    const { requestId } = await addDraft(db);
    await db.updateTable('request').set({ answers_sealed: null }).where('id', '=', requestId).execute();
    expect(await sendRequest(db, TEST_POST, aSending(requestId), VISITOR, SENT)).toEqual({
      ok: false,
      error: 'unknown',
    });
  });

  test('that fails on the way leaves the draft as it was', async () => {
    const db = await testDatabase();
    const { requestId } = await addDraft(db);
    const broken = { ...TEST_POST, templates: new Map() };
    await expect(sendRequest(db, broken, aSending(requestId), VISITOR, SENT)).rejects.toThrow();
    expect((await rowOf(db, requestId)).state).toBe('draft');
    expect(await countOf(db, 'request_lookup')).toBe(0);
    expect((await sendRequest(db, TEST_POST, aSending(requestId), VISITOR, SENT)).ok).toBe(true);
  });
});

test('nothing of a person can be read in the file or its log, and the wrong keys open nothing', async () => {
  const db = await testDatabase();
  const { requestId } = await sendNew(db, { answers: aHelper(), madeBy: 'helper' });
  const bytes = await bytesOf(db);
  for (const text of PERSONAL_WORDS) expect(bytes).not.toContain(text);
  for (const text of ['07700 900', '07700900', '999 000 0018', '9990000018', '1950-03-14', 'shops for me'])
    expect(bytes).not.toContain(text);
  expect(bytes).toContain(requestId);
  const others = { ...TEST_KEYS, unseal: (sealed: string) => TEST_KEYS.unseal(sealed, 'request:another') };
  await expect(findAnswers(db, others, requestId)).rejects.toThrow('altered, moved or cut short');
});

function sharingOf(): NonNullable<Answers['sharing']> {
  const { sharing } = anAnswers();
  if (sharing === undefined) throw new Error('no sharing');
  return sharing;
}
