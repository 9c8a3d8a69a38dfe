import { describe, expect, test } from 'vitest';
import {
  countQueues,
  findByLookup,
  listQueue,
  QUEUES,
  type Queue,
} from '#src/features/requests/queries/queue.ts';
import { listNavigators } from '#src/features/requests/queries/navigators.ts';
import { addAccount } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { TEST_KEYS } from '../../support/messages/post.ts';
import { aHelper, anAnswers } from '../../support/requests/answers.ts';
import { accept, LUNCH, putInState, refer, referralWorld } from '../../support/requests/referrals.ts';
import { addRequest, type NewRequest } from '../../support/requests/request.ts';

const TODAY = '2026-11-24';
const PAGE = { page: 1, size: 20 };
const at = (hour: number): Date => new Date(`2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`);
const called = (name: string, more: NewRequest = {}): NewRequest => ({
  answers: anAnswers({ name: { full: `${name} Example`, called: name } }),
  ...more,
});

/** Requests of every kind, and the names that each queue shows. */
async function filled() {
  const db = await testDatabase();
  const mine = await addAccount(db, { roles: ['navigator'] });
  const theirs = await addAccount(db, { roles: ['navigator'] });
  const spoke = at(15);
  await addRequest(db, TEST_KEYS, called('Draft', { state: 'draft' }));
  await addRequest(db, TEST_KEYS, called('Early', { sentAt: at(9) }));
  await addRequest(
    db,
    TEST_KEYS,
    called('Urgent', { sentAt: at(11), sameDay: true, contactDueOn: '2026-11-20' }),
  );
  await addRequest(
    db,
    TEST_KEYS,
    called('Mine', { navigatorId: mine, sentAt: at(8), contactedAt: spoke, contactDueOn: '2026-11-20' }),
  );
  await addRequest(
    db,
    TEST_KEYS,
    called('Calmed', { navigatorId: mine, sentAt: at(10), sameDay: true, contactedAt: spoke }),
  );
  await addRequest(
    db,
    TEST_KEYS,
    called('Late', { navigatorId: theirs, sentAt: at(7), contactDueOn: '2026-11-23' }),
  );
  await addRequest(
    db,
    TEST_KEYS,
    called('Over', { state: 'closed', navigatorId: mine, contactDueOn: '2026-11-20', sameDay: true }),
  );
  const list = async (queue: Queue, page = PAGE) =>
    listQueue(db, TEST_KEYS, { queue, navigatorId: mine, today: TODAY }, page);
  const names = async (queue: Queue, page = PAGE) =>
    (await list(queue, page)).rows.map(({ personName }) => personName);
  return { db, mine, theirs, list, names };
}

describe('a queue', () => {
  test.each<[Queue, string[]]>([
    ['new', ['Urgent', 'Early']],
    ['same-day', ['Urgent']],
    ['mine', ['Mine', 'Calmed']],
    ['waiting', []],
    ['overdue', ['Urgent', 'Late']],
    ['all', ['Urgent', 'Late', 'Mine', 'Early', 'Calmed']],
  ])('“%s” holds %j, what cannot wait first and then who has waited longest', async (queue, names) => {
    const given = await filled();
    expect(await given.names(queue)).toEqual(names);
    expect((await given.list(queue)).total).toBe(names.length);
  });

  test('is counted as it is listed', async () => {
    const { db, mine, list } = await filled();
    const counts = await countQueues(db, { navigatorId: mine, today: TODAY });
    for (const queue of QUEUES) expect([queue, counts[queue]]).toEqual([queue, (await list(queue)).total]);
  });

  test('has pages', async () => {
    const { names, list } = await filled();
    expect(await names('all', { page: 1, size: 2 })).toEqual(['Urgent', 'Late']);
    expect(await names('all', { page: 3, size: 2 })).toEqual(['Calmed']);
    expect((await list('all', { page: 9, size: 2 })).total).toBe(5);
  });

  test('opens nothing but what it shows', async () => {
    const { db, mine } = await filled();
    const opened: string[] = [];
    const keys = {
      ...TEST_KEYS,
      unseal: (sealed: string, context: string) => {
        opened.push(context);
        return TEST_KEYS.unseal(sealed, context);
      },
    };
    await listQueue(db, keys, { queue: 'all', navigatorId: mine, today: TODAY }, { page: 1, size: 2 });
    expect(opened).toHaveLength(2);
  });

  test('“waiting” is what a service has not answered, as long as it has not', async () => {
    const world = await referralWorld();
    const question = { queue: 'waiting' as const, navigatorId: world.navigator.id, today: TODAY };
    const list = () => listQueue(world.db, TEST_KEYS, question, PAGE);
    expect((await list()).rows).toEqual([]);
    const [referralId = ''] = await refer(world, [LUNCH]);
    expect((await list()).rows).toMatchObject([
      { id: world.request.id, openReferrals: 1, unansweredReferrals: 1 },
    ]);
    expect(
      (await listQueue(world.db, TEST_KEYS, { ...question, navigatorId: 'another' }, PAGE)).rows,
    ).toEqual([]);
    await accept(world.db, referralId);
    expect((await list()).rows).toEqual([]);
    const mine = () => listQueue(world.db, TEST_KEYS, { ...question, queue: 'mine' }, PAGE);
    expect((await mine()).rows).toMatchObject([{ openReferrals: 1, unansweredReferrals: 0 }]);
    await putInState(world.db, referralId, 'completed');
    expect((await mine()).rows).toMatchObject([{ openReferrals: 0 }]);
  });

  test('says of each row what one must know before ringing', async () => {
    const { db, list, theirs } = await filled();
    const { rows } = await list('overdue');
    expect(rows).toMatchObject([
      {
        sameDay: true,
        isOverdue: true,
        navigator: null,
        needs: ['loneliness'],
        area: 'MB1',
        communicationFlags: ['Leave no message', 'Large print'],
      },
      {
        state: 'with_navigator',
        navigator: { id: theirs, name: 'Ada Example' },
        isOverdue: true,
        contactDueOn: '2026-11-23',
      },
    ]);
    await db.updateTable('request').set({ answers_sealed: null }).execute();
    expect((await list('overdue')).rows.map(({ personName, needs }) => [personName, needs])).toEqual([
      ['', []],
      ['', []],
    ]);
  });
});

describe('a request that somebody rings about', () => {
  async function two() {
    const db = await testDatabase();
    const ada = await addRequest(db, TEST_KEYS, { answers: aHelper(), madeBy: 'helper', sentAt: at(9) });
    const closed = await addRequest(db, TEST_KEYS, called('Ada', { state: 'closed', sentAt: at(10) }));
    await addRequest(db, TEST_KEYS, { state: 'draft' });
    const find = async (typed: string) =>
      (await findByLookup(db, TEST_KEYS, typed, TODAY)).map(({ id }) => id);
    return { db, ada, closed, find };
  }

  test('is found by its reference, however it is read out', async () => {
    const { ada, find } = await two();
    expect(await find(ada.reference)).toEqual([ada.id]);
    expect(await find(ada.reference.toLowerCase().replaceAll('-', ' '))).toEqual([ada.id]);
  });

  test('is found by what was given of the person, closed ones too, the newest first, and never a draft', async () => {
    const { ada, closed, find } = await two();
    expect(await find('ada example')).toEqual([closed.id, ada.id]);
    expect(await find('+44 7700 900123')).toEqual([closed.id, ada.id]);
    expect(await find('999 000 0018')).toEqual([closed.id, ada.id]);
    expect(await find('14/3/1950 MB1 1QG')).toEqual([closed.id, ada.id]);
  });

  test('is found by whoever asked for them', async () => {
    const { ada, find } = await two();
    expect(await find('nora@example.org')).toEqual([ada.id]);
    expect(await find('07700 900456')).toEqual([ada.id]);
  });

  test('is found by the reference that a service has', async () => {
    const world = await referralWorld();
    await refer(world, [LUNCH]);
    const { reference } = await world.db.selectFrom('referral').select('reference').executeTakeFirstOrThrow();
    const rows = await findByLookup(world.db, TEST_KEYS, reference, TODAY);
    expect(rows).toMatchObject([{ id: world.request.id, personName: 'Ada' }]);
  });

  test('is not found by anything else, nor once it was erased', async () => {
    const { db, ada, find } = await two();
    for (const typed of ['', ' ', '%', 'Bob Example', 'FD-2222-2222-2', ada.id])
      expect(await find(typed)).toEqual([]);
    await db.updateTable('request').set({ answers_sealed: null }).where('id', '=', ada.id).execute();
    expect(await find(ada.reference)).toEqual([]);
  });
});

test('navigators who can sign in are those a request can go to', async () => {
  const db = await testDatabase();
  const navigator = await addAccount(db, { roles: ['navigator', 'editor'] });
  await addAccount(db, { roles: ['editor'] });
  const stopped = await addAccount(db, { roles: ['navigator'] });
  await db
    .updateTable('account')
    .set({ stopped_at: at(9).toISOString() })
    .where('id', '=', stopped)
    .execute();
  expect(await listNavigators(db)).toEqual([{ id: navigator, name: 'Ada Example' }]);
});
