import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { closeRequest } from '#src/features/requests/commands/close.ts';
import { handOverRequest, putBackRequest, takeRequest } from '#src/features/requests/commands/take.ts';
import { withdrawRequest } from '#src/features/requests/commands/withdraw.ts';
import { findRequest } from '#src/features/requests/queries/requests.ts';
import {
  mayMoveRequest,
  REQUEST_MOVE_NAMES,
  REQUEST_MOVES,
  REQUEST_STATES,
  type RequestMoveName,
  type RequestState,
} from '#src/features/requests/moves.ts';
import { actorOf, addAccount, valueOf } from '../../support/accounts/accounts.ts';
import { atOnce } from '../../support/accounts/at-once.ts';
import { testDatabase } from '../../support/database.ts';
import { bytesOf } from '../../support/directory.ts';
import { TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import { historyOf, rowOf, trailOf, VISITOR } from '../../support/requests/drafts.ts';
import { mails, SENT } from '../../support/requests/referrals.ts';
import { addRequest, type NewRequest } from '../../support/requests/request.ts';

/** Two navigators, and a request that is the first one's unless it says otherwise. */
async function team(changes: NewRequest = {}) {
  const db = await testDatabase();
  const nina = actorOf(await addAccount(db, { roles: ['navigator'], email: 'nina@example.org' }));
  const noor = actorOf(await addAccount(db, { roles: ['navigator'], email: 'noor@example.org' }));
  const request = await addRequest(db, TEST_KEYS, { navigatorId: nina.id, ...changes });
  return { db, nina, noor, id: request.id };
}
type Team = Awaited<ReturnType<typeof team>>;

const isNew: NewRequest = { state: 'sent', navigatorId: null };
const templatesOf = async (db: Db): Promise<string[]> => (await mails(db)).map(({ template }) => template);

/** Each move by its command; sending is for drafts alone and has tests of its own. */
const COMMANDS: Readonly<
  Record<Exclude<RequestMoveName, 'send'>, (team: Team) => Promise<{ ok: boolean; error?: string }>>
> = {
  take: ({ db, noor, id }) => takeRequest(db, TEST_POST, { requestId: id }, noor, SENT),
  'hand-over': ({ db, nina, noor, id }) =>
    handOverRequest(
      db,
      TEST_POST,
      { requestId: id, to: noor.id, reason: 'On leave', version: 1 },
      nina,
      SENT,
    ),
  'put-back': ({ db, nina, id }) =>
    putBackRequest(db, TEST_POST, { requestId: id, reason: 'On leave', version: 1 }, nina, SENT),
  close: ({ db, nina, id }) =>
    closeRequest(db, TEST_POST, { requestId: id, reason: 'helped', note: null, version: 1 }, nina, SENT),
  withdraw: ({ db, id }) => withdrawRequest(db, TEST_POST, { requestId: id, by: 'person' }, VISITOR, SENT),
};

describe('what the table of moves says, the commands do', () => {
  const names = REQUEST_MOVE_NAMES.filter((name) => name !== 'send');
  const all = names.flatMap((name) =>
    REQUEST_STATES.map((state): [typeof name, RequestState] => [name, state]),
  );

  test.each(all)('%s, from %s', async (name, state) => {
    const hasNavigator = state === 'with_navigator' || state === 'closed';
    const given = await team({ state, ...(!hasNavigator && { navigatorId: null }) });
    const before = await rowOf(given.db, given.id);
    const answer = await COMMANDS[name](given);
    const mover = name === 'withdraw' ? 'person' : 'navigator';
    const isAllowed = mayMoveRequest(name, state, mover);
    expect(answer.ok).toBe(isAllowed);
    const after = await rowOf(given.db, given.id);
    if (!isAllowed) {
      expect(after).toEqual(before);
      expect(await mails(given.db)).toEqual([]);
      expect(await trailOf(given.db, given.id)).toEqual([]);
      return;
    }
    expect(after).toMatchObject({
      state: REQUEST_MOVES[name].to,
      version: 2,
      updated_at: SENT.toISOString(),
    });
    const [event = '', ...more] = await historyOf(given.db, given.id);
    expect(event).toMatch(new RegExp(`^${name} by .*: ${state} to ${REQUEST_MOVES[name].to}$`));
    expect(more).toEqual([]);
    expect(
      (await trailOf(given.db, given.id)).filter((line) => line.startsWith(`request.${name} `)),
    ).toHaveLength(1);
    expect(await mails(given.db)).not.toEqual([]);
  });
});

describe('taking a request', () => {
  test('makes it theirs, and tells the person who that is', async () => {
    const { db, nina, id } = await team(isNew);
    expect(valueOf(await takeRequest(db, TEST_POST, { requestId: id }, nina, SENT))).toEqual({ version: 2 });
    expect(await findRequest(db, id)).toMatchObject({
      navigator: { id: nina.id },
      takenAt: SENT.toISOString(),
    });
    expect(await historyOf(db, id)).toEqual([`take by ${nina.id}: sent to with_navigator`]);
    expect(await templatesOf(db)).toEqual(['request-taken']);
  });

  test('twice is taking it once', async () => {
    const { db, nina, id } = await team(isNew);
    const take = () => takeRequest(db, TEST_POST, { requestId: id }, nina, SENT);
    expect([await take(), await take()].map(valueOf)).toEqual([{ version: 2 }, { version: 2 }]);
    expect(await historyOf(db, id)).toHaveLength(1);
    expect(await templatesOf(db)).toHaveLength(1);
  });

  test('by two at once, in two processes, gives it to one, and the other hears who has it', async () => {
    const { db, nina, noor, id } = await team(isNew);
    const results = await atOnce(
      db,
      [nina, noor].map((by) => ({ name: 'takeRequest', first: id, second: by.id })),
    );
    const first = results.findIndex((result) => (result as { ok: boolean }).ok);
    expect(results[1 - first]).toEqual({ ok: false, error: 'taken-already' });
    expect((await findRequest(db, id))?.navigator?.id).toBe([nina, noor][first]?.id);
    expect(await historyOf(db, id)).toHaveLength(1);
    expect(await templatesOf(db)).toEqual(['request-taken']);
  });

  test('is refused for a draft, for what is closed, and for what there is not', async () => {
    const draft = await team({ state: 'draft', navigatorId: null });
    expect(await COMMANDS.take(draft)).toEqual({ ok: false, error: 'unknown' });
    expect(await COMMANDS.take({ ...draft, id: 'none' })).toEqual({ ok: false, error: 'unknown' });
    expect(await COMMANDS.take(await team({ state: 'closed' }))).toEqual({ ok: false, error: 'closed' });
  });
});

describe('handing a request over', () => {
  test('makes it the other one’s, keeps why, and tells them', async () => {
    const given = await team();
    valueOf(
      await handOverRequest(
        given.db,
        TEST_POST,
        { requestId: given.id, to: given.noor.id, reason: 'I am on leave from today', version: 1 },
        given.nina,
        SENT,
      ),
    );
    const { db, id, noor } = given;
    expect((await findRequest(db, id))?.navigator?.id).toBe(noor.id);
    const event = await db.selectFrom('request_event').selectAll().executeTakeFirstOrThrow();
    expect(TEST_KEYS.unseal(event.reason_sealed ?? '', `request-event:${event.id}`)).toBe(
      'I am on leave from today',
    );
    expect(await bytesOf(db)).not.toContain('I am on leave');
    const told = (await mails(db)).map(({ template, to }) => `${template} to ${to}`);
    expect(told.toSorted()).toEqual([
      'request-handed-over to ada.example@example.org',
      'request-yours to noor@example.org',
    ]);
  });

  test('can be taking over from a colleague who is ill', async () => {
    const { db, noor, id } = await team();
    const taken = { requestId: id, to: noor.id, reason: 'Nina is ill', version: 1 };
    expect((await handOverRequest(db, TEST_POST, taken, noor, SENT)).ok).toBe(true);
    expect(await templatesOf(db)).not.toContain('request-yours');
  });

  test('again, from the same page, is done already; from a stale page to another it is refused', async () => {
    const { db, nina, noor, id } = await team();
    const third = await addAccount(db, { roles: ['navigator'] });
    const hand = (to: string) =>
      handOverRequest(db, TEST_POST, { requestId: id, to, reason: 'On leave', version: 1 }, nina, SENT);
    expect(valueOf(await hand(noor.id))).toEqual({ version: 2 });
    expect(valueOf(await hand(noor.id))).toEqual({ version: 2 });
    expect(await hand(third)).toEqual({ ok: false, error: 'changed-elsewhere' });
    expect(await historyOf(db, id)).toHaveLength(1);
  });

  test('is to navigators who can sign in only', async () => {
    const { db, nina, id } = await team();
    const editor = await addAccount(db, { roles: ['editor'] });
    const stopped = await addAccount(db, { roles: ['navigator'] });
    await db
      .updateTable('account')
      .set({ stopped_at: SENT.toISOString() })
      .where('id', '=', stopped)
      .execute();
    for (const to of [editor, stopped, 'nobody']) {
      const answer = await handOverRequest(
        db,
        TEST_POST,
        { requestId: id, to, reason: 'On leave', version: 1 },
        nina,
        SENT,
      );
      expect(answer).toEqual({ ok: false, error: 'not-a-navigator' });
    }
  });
});

describe('putting a request back', () => {
  test('makes it nobody’s, for anybody to take, who is told of again', async () => {
    const { db, nina, noor, id } = await team();
    valueOf(
      await putBackRequest(db, TEST_POST, { requestId: id, reason: 'I know her', version: 1 }, nina, SENT),
    );
    expect(await findRequest(db, id)).toMatchObject({
      state: 'sent',
      navigator: null,
      takenAt: null,
      version: 2,
    });
    valueOf(await takeRequest(db, TEST_POST, { requestId: id }, noor, SENT));
    expect((await findRequest(db, id))?.navigator?.id).toBe(noor.id);
    const told = await templatesOf(db);
    expect(told).toContain('request-put-back');
    expect(told).toContain('request-taken');
  });

  test('from a stale page is refused', async () => {
    const { db, nina, id } = await team();
    const back = { requestId: id, reason: 'I know her', version: 7 };
    expect(await putBackRequest(db, TEST_POST, back, nina, SENT)).toEqual({
      ok: false,
      error: 'changed-elsewhere',
    });
  });
});
