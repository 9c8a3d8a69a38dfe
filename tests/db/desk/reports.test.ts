import { describe, expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import { answerReport } from '#src/features/reports/commands/answer.ts';
import { proposeAnswer } from '#src/features/reports/commands/partner-answer.ts';
import { hasOldReports, pruneReports } from '#src/features/reports/commands/prune.ts';
import { storeReport } from '#src/features/reports/commands/store.ts';
import type { ReportForm } from '#src/features/reports/forms.ts';
import { contactOf, partnerSays, wordsOf } from '#src/features/reports/present/reports.ts';
import {
  findManyReported,
  findReport,
  listAnswered,
  listOfOrganisation,
  listReportedServices,
} from '#src/features/reports/queries/reports.ts';
import {
  actorOf,
  addAccount,
  after,
  KEYS,
  NOW,
  POST,
  readEvents,
  readMessages,
  valueOf,
} from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { bytesOf, idOf, serviceRecord, writeDirectory } from '../../support/directory.ts';

const service = {
  id: idOf('service', 'lunch'),
  slug: 'lunch',
  name: 'lunch',
  organisationId: idOf('organisation', 'club'),
};
let key = 0;
const form = (changes: Partial<ReportForm> = {}): ReportForm => ({
  topic: 'times',
  words: 'It is on Tuesdays now, said the woman at the door',
  email: 'visitor@people.example.org',
  key: `0190a000-0000-7000-8000-${String(++key).padStart(12, '0')}`,
  ...changes,
});
const store = (db: Db, sent: ReportForm, at = NOW): Promise<'stored' | 'known'> =>
  storeReport(db, POST, { service, form: sent }, at);

async function place(email: string | null = 'hello@kettle.example.org'): Promise<Db> {
  const db = await testDatabase();
  await writeDirectory(db, [serviceRecord('lunch', { email }), serviceRecord('walks', { email })]);
  return db;
}

const open = async (db: Db) =>
  (await listReportedServices(db, { page: 1, perPage: 20 })).services.flatMap(({ reports }) => reports);
const onlyId = async (db: Db): Promise<string> => (await open(db))[0]?.id ?? '';

describe('a report', () => {
  test('is kept with its words and address sealed, each for this report alone', async () => {
    const db = await place();
    await store(db, form());
    const [row] = await open(db);
    if (row === undefined) throw new Error('no report');
    expect(wordsOf(row, KEYS.unseal)).toEqual(['It is on Tuesdays now, said the woman at the door']);
    expect(contactOf(row, KEYS.unseal)).toBe('visitor@people.example.org');
    const bytes = await bytesOf(db);
    for (const secret of ['Tuesdays now', 'visitor@people'])
      expect(bytes.includes(secret), secret).toBe(false);
  });

  test('sent five times at once is stored and told once', async () => {
    const db = await place();
    const sent = form();
    const answers = await Promise.all(Array.from({ length: 5 }, () => store(db, sent)));
    expect(answers.filter((answer) => answer === 'stored')).toHaveLength(1);
    expect(await open(db)).toHaveLength(1);
    expect(await readMessages(db)).toHaveLength(1);
    expect((await readEvents(db)).filter((event) => event.startsWith('report.store'))).toHaveLength(1);
  });

  test('is told to those who look after the services, without its words and whose they are', async () => {
    const db = await place();
    const organisationId = service.organisationId;
    await addAccount(db, {
      email: 'manager@example.org',
      roles: [{ role: 'organisation_manager', organisationId }],
    });
    await addAccount(db, {
      email: 'editor@example.org',
      roles: [{ role: 'organisation_editor', organisationId }],
    });
    await addAccount(db, {
      email: 'waits@example.org',
      roles: [{ role: 'organisation_editor', organisationId }],
      isWaiting: true,
    });
    await addAccount(db, {
      email: 'referrals@example.org',
      roles: [{ role: 'referral_handler', organisationId }],
    });
    await store(db, form());
    const messages = await readMessages(db);
    expect(messages.map(({ to }) => to).sort()).toEqual(['editor@example.org', 'manager@example.org']);
    for (const { text, template } of messages) {
      expect(template).toBe('report-received');
      expect(text).toContain('the days or times are wrong');
      expect(text).toContain(`/partner/organisations/${organisationId}/reports`);
      expect(text).not.toMatch(/Tuesdays|visitor|people\.\s?example/);
    }
  });

  test('is told to the address of the service when nobody has an account, and to nobody without one', async () => {
    const db = await place();
    await store(db, form());
    expect(await readMessages(db)).toMatchObject([
      { template: 'report-received-without-account', to: 'hello@kettle.example.org' },
    ]);
    const silent = await place(null);
    await store(silent, form());
    expect(await readMessages(silent)).toEqual([]);
    const broken = await place('no address at all');
    await store(broken, form());
    expect(await open(broken)).toHaveLength(1);
  });

  test('of one kind is told once a day, however many there are', async () => {
    const db = await place();
    for (const topic of ['times', 'times', 'cost'] as const) await store(db, form({ topic }));
    await store(db, form(), after(24 * 60));
    expect((await readMessages(db)).map(({ text }) => /They|told us this: ([^.]+)/.exec(text)?.[1])).toEqual([
      'the days or times are wrong',
      'the cost is wrong',
      'the days or times are wrong',
    ]);
  });

  test('that worries about safety is for the desk alone', async () => {
    const db = await place();
    await store(db, form({ topic: 'safety' }));
    expect(await readMessages(db)).toEqual([]);
    expect(await listOfOrganisation(db, service.organisationId)).toEqual([]);
    expect(await open(db)).toHaveLength(1);
  });
});

describe('the desk', () => {
  test('sees reports about one service together, the longest wait first', async () => {
    const db = await place();
    const walks = { ...service, id: idOf('service', 'walks'), slug: 'walks', name: 'walks' };
    await storeReport(db, POST, { service: walks, form: form() }, after(1));
    await store(db, form({ topic: 'cost' }), after(2));
    await store(db, form(), NOW);
    const { services, total, reports } = await listReportedServices(db, { page: 1, perPage: 20 });
    expect([total, reports]).toEqual([2, 3]);
    expect(
      services.map((each) => each.reports.map(({ service_name, topic }) => [service_name, topic])),
    ).toEqual([
      [
        ['lunch', 'times'],
        ['lunch', 'cost'],
      ],
      [['walks', 'times']],
    ]);
  });

  test('has a service marked from five open reports of one kind', async () => {
    const db = await place();
    for (let count = 0; count < 4; count += 1) await store(db, form());
    await store(db, form({ topic: 'cost' }));
    expect(await findManyReported(db, [service.id], 5)).toEqual([]);
    await store(db, form());
    expect(await findManyReported(db, [service.id], 5)).toEqual([
      { serviceId: service.id, topic: 'times', count: 5 },
    ]);
  });

  test('answers once: whoever reported it is told what became of it, and the second desk is refused', async () => {
    const db = await place();
    await store(db, form());
    const id = await onlyId(db);
    const by = actorOf(await addAccount(db, { roles: ['editor'] }));
    const answer = 'They meet on Tuesdays now. '.repeat(20).trim();
    const answered = { id, outcome: 'changed', answer } as const;
    expect(await answerReport(db, POST, answered, by, after(5))).toEqual({ ok: true, value: 'told' });
    expect(await answerReport(db, POST, answered, by, after(6))).toEqual({
      ok: false,
      error: 'answered-already',
    });
    const sent = (await readMessages(db)).filter(({ template }) => template === 'report-answered');
    expect(sent).toMatchObject([{ to: 'visitor@people.example.org' }]);
    expect(sent[0]?.text).toContain('the page has been changed');
    expect(sent[0]?.text.match(/They meet on Tuesdays now\./g)).toHaveLength(20);
    expect(await open(db)).toEqual([]);
    expect((await listAnswered(db, { page: 1, perPage: 20 })).total).toBe(1);
  });

  test('writes to nobody when no address was given', async () => {
    const db = await place();
    await store(db, form({ email: undefined }));
    const by = actorOf(await addAccount(db));
    const result = await answerReport(db, POST, { id: await onlyId(db), outcome: 'right' }, by, NOW);
    expect(result).toEqual({ ok: true, value: 'closed' });
    expect((await readMessages(db)).map(({ template }) => template)).not.toContain('report-answered');
  });
});

describe('an organisation', () => {
  test('answers reports about its own services, and the desk reads what it says', async () => {
    const db = await place();
    await store(db, form());
    const id = await onlyId(db);
    const by = actorOf(await addAccount(db));
    const said = {
      id,
      organisationId: service.organisationId,
      says: 'right',
      because: 'It was always Mondays',
    } as const;
    valueOf(await proposeAnswer(db, KEYS, said, by, NOW));
    const row = await findReport(db, id);
    if (row === undefined) throw new Error('no report');
    expect(partnerSays(row, KEYS.unseal)).toMatchObject({ says: 'right', because: 'It was always Mondays' });
    expect((await bytesOf(db)).includes('always Mondays')).toBe(false);
  });

  test('cannot answer those of others, worries about safety, or what is answered', async () => {
    const db = await place();
    await store(db, form({ topic: 'safety' }));
    const by = actorOf(await addAccount(db));
    const says = { says: 'changed', because: null } as const;
    const unknown = { ok: false, error: 'unknown' };
    const own = { id: await onlyId(db), organisationId: service.organisationId, ...says };
    expect(await proposeAnswer(db, KEYS, own, by, NOW)).toEqual(unknown);
    await answerReport(db, POST, { id: own.id, outcome: 'passed-on' }, by, NOW);
    await store(db, form());
    const id = await onlyId(db);
    const theirs = { id, organisationId: idOf('organisation', 'another'), ...says };
    expect(await proposeAnswer(db, KEYS, theirs, by, NOW)).toEqual(unknown);
    await answerReport(db, POST, { id, outcome: 'right' }, by, NOW);
    expect(await proposeAnswer(db, KEYS, { ...own, id }, by, NOW)).toEqual({
      ok: false,
      error: 'answered-already',
    });
  });
});

describe('90 days after the answer', () => {
  const days = (count: number): Date => after(count * 24 * 60);

  test('words and addresses are removed, and that there was a report stays', async () => {
    const db = await place();
    await store(db, form());
    const id = await onlyId(db);
    const by = actorOf(await addAccount(db));
    await answerReport(db, POST, { id, outcome: 'right', answer: 'It is right' }, by, NOW);
    await store(db, form());
    expect(await hasOldReports(db, days(89))).toBe(false);
    expect(await pruneReports(db, days(89))).toBe(0);
    expect(await hasOldReports(db, days(90))).toBe(true);
    expect(await pruneReports(db, days(90))).toBe(1);
    expect(await findReport(db, id)).toMatchObject({
      topic: 'times',
      outcome: 'right',
      words_sealed: null,
      contact_sealed: null,
      answer_sealed: null,
    });
    expect((await open(db))[0]?.words_sealed).not.toBeNull();
    expect(await pruneReports(db, days(91))).toBe(0);
  });
});
