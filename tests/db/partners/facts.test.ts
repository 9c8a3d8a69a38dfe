import { v7 as uuidv7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { readPartnerFacts } from '#src/features/partners/queries/facts.ts';
import { listVisits } from '#src/features/partners/queries/visits.ts';
import { whatToDo } from '#src/features/partners/rules.ts';
import { serviceLines } from '#src/features/partners/present.ts';
import { plainOrganisation, plainService } from '#src/features/services/record.ts';
import { countingQueries } from '../../support/shared/count-queries.ts';
import { testDatabase } from '../../support/database.ts';
import { idOf, writeDirectory } from '../../support/directory.ts';

const TODAY = '2026-11-21';
const CLUB = idOf('organisation', 'club');
const HALL = idOf('organisation', 'hall');
const LUNCH = idOf('service', 'lunch');
const own = (id: string) => ({ id, name: id, mayEdit: true, mayManage: true });

async function partners() {
  const db = await testDatabase();
  const lunch = {
    ...plainService('lunch', 'club', 'Lunch club'),
    assuredOn: '2026-11-01',
    email: 'lunch@example.org',
    deliveries: ['venue' as const],
    feesDescription: 'Free',
  };
  await writeDirectory(
    db,
    [
      lunch,
      { ...plainService('walks', 'hall', 'Walks'), assuredOn: '2026-11-01', deliveries: ['phone' as const] },
    ],
    [plainOrganisation('club', 'Kettle and Co', 'community'), plainOrganisation('hall', 'Hall', 'community')],
  );
  const revision = (changes: object) =>
    db
      .insertInto('revision')
      .values({
        id: uuidv7(),
        service_id: LUNCH,
        organisation_id: CLUB,
        number: 1,
        state: 'declined',
        content: JSON.stringify({ name: 'Lunch club' }),
        author: 'ada',
        author_kind: 'partner',
        created_at: '2026-11-10T10:00:00.000Z',
        updated_at: '2026-11-10T10:00:00.000Z',
        ...changes,
      })
      .execute();
  const kinds = async (accountId = 'ada') => {
    const [facts] = await readPartnerFacts(db, [own(CLUB)], accountId, TODAY);
    return facts === undefined ? [] : whatToDo(facts, TODAY).map(({ kind, text }) => `${kind}: ${text}`);
  };
  return { db, revision, kinds };
}

describe('what is known of organisations', () => {
  test('says what services lack: times where one goes there, never for who is rung', async () => {
    const { db } = await partners();
    const facts = await readPartnerFacts(db, [own(CLUB), own(HALL)], 'ada', TODAY);
    expect(facts.map(({ services }) => services.map(({ name, lacks }) => [name, lacks]))).toEqual([
      [['Lunch club', ['when']]],
      [['Walks', ['cost', 'contact']]],
    ]);
  });

  test('takes as many questions for two organisations as for one', async () => {
    const { db } = await partners();
    const counted = async (ids: readonly string[]): Promise<number> => {
      const { db: counting, count } = countingQueries(db);
      await readPartnerFacts(counting, ids.map(own), 'ada', TODAY);
      return count();
    };
    expect(await counted([CLUB, HALL])).toBe(await counted([CLUB]));
  });

  test('shows an answer of the desk until something newer is written, and a draft to its author alone', async () => {
    const { revision, kinds } = await partners();
    await revision({ decided_at: '2026-11-12T10:00:00.000Z' });
    expect(await kinds()).toContain('declined: Your changes to Lunch club were not published: read why.');
    await revision({
      number: null,
      state: 'draft',
      created_at: '2026-11-13T10:00:00.000Z',
      updated_at: '2026-11-13T10:00:00.000Z',
    });
    expect((await kinds()).map((todo) => todo.split(':')[0])).toEqual(['draft', 'missing']);
    expect((await kinds('ben')).map((todo) => todo.split(':')[0])).toEqual(['missing']);
  });

  test('lists a new service that waits for the desk beside those in the directory', async () => {
    const { db, revision } = await partners();
    const content = JSON.stringify({ name: 'Choir' });
    await revision({ service_id: uuidv7(), state: 'proposed', content, sent_at: '2026-11-12T10:00:00.000Z' });
    const [facts] = await readPartnerFacts(db, [own(CLUB)], 'ben', TODAY);
    const lines = serviceLines(facts?.services ?? [], facts?.revisions ?? []);
    expect(lines.map(({ name, state, publicHref }) => [name, state.text, publicHref === null])).toEqual([
      ['Lunch club', 'Public', false],
      ['Choir', 'New, waits for us', true],
    ]);
  });
});

test('visits are summed for this month so far and the whole of the last, and for no other organisation', async () => {
  const { db } = await partners();
  const day = (date: string, visits: number, kind: 'seen' | 'saved' = 'seen') => ({
    service_id: LUNCH,
    day: date,
    kind,
    visits,
  });
  await db
    .insertInto('service_day')
    .values([
      day('2026-11-01', 2),
      day('2026-11-21', 3),
      day('2026-11-22', 100), // of a day that has not come
      day('2026-10-31', 5),
      day('2026-10-01', 7),
      day('2026-09-30', 100),
      day('2026-11-02', 1, 'saved'),
    ])
    .execute();
  expect(await listVisits(db, CLUB, TODAY)).toEqual([
    {
      id: LUNCH,
      name: 'Lunch club',
      thisMonth: { seen: 5, saved: 1, asked: 0 },
      lastMonth: { seen: 12, saved: 0, asked: 0 },
    },
  ]);
  expect((await listVisits(db, HALL, TODAY))[0]?.thisMonth.seen).toBe(0);
});
