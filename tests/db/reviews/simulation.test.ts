import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Db } from '#db/connection.ts';
import type { MessageContent } from '#src/features/messages/types.ts';
import { confirmByLink } from '#src/features/reviews/commands/answer.ts';
import { recordCall } from '#src/features/reviews/commands/call.ts';
import { listStale } from '#src/features/reviews/queries/stale.ts';
import { climbLadder } from '#src/jobs/partners/review-reminders.ts';
import { actorOf } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { TEST_KEYS, TEST_POST } from '../../support/messages/post.ts';
import { cameBack, confirmed, runModel, type ModelMail, type Totals } from './model.ts';
import { dayNumber, dayText, londonDay, makeWorld, monthsLater, randomFrom, type World } from './world.ts';

const START = dayNumber('2026-01-10');
const DAYS = 730;
const MOST_MAILS = 8; // a day: few enough to be reached
const OFF = { from: START + 400, to: START + 450 }; // nobody started the server
const STEPS = ['ask', 'due', 'late'];
const DESK = { actor: actorOf('desk'), kind: 'desk' } as const;
const HOUR_MS = 3_600_000;

interface SentMail {
  id: string;
  day: number;
  address: string;
  link: string;
  asks: { service: string; due: string; step: string }[];
}

/** What a mail says, to be compared with what the model expects. */
const asLine = (day: number, address: string, asks: readonly string[]): string =>
  `${dayText(day)} ${address}: ${[...asks].sort().join(', ')}`;

async function mailsOf(db: Db, at: Date, after: string): Promise<SentMail[]> {
  const rows = await db
    .selectFrom('message')
    .selectAll()
    .where('id', '>', after)
    .where('template', 'in', ['review-due', 'review-overdue'])
    .orderBy('id')
    .execute();
  const sent: SentMail[] = [];
  const day = dayText(londonDay(at));
  const steps = await db.selectFrom('review_step').selectAll().where('done_on', '=', day).execute();
  for (const row of rows) {
    const asks = steps.filter((step) => step.message_id === row.id);
    const { text } = JSON.parse(TEST_KEYS.unseal(row.content_sealed, `message:${row.id}`)) as MessageContent;
    sent.push({
      id: row.id,
      day: londonDay(at),
      address: TEST_KEYS.unseal(row.to_sealed, `message-to:${row.id}`),
      link: /\/review\/([\w-]{22})/.exec(text)?.[1] ?? '',
      asks: asks.map((ask) => ({ service: ask.service_id, due: ask.due_on, step: ask.step })),
    });
  }
  return sent;
}

/** Confirms without the mail's link, as a hundred other ways end: most answers need not test the link. */
async function confirmPlainly(db: Db, id: string, day: number, due: number): Promise<void> {
  await db
    .updateTable('service')
    .set({
      assured_on: dayText(day),
      review_due_on: dayText(due),
      visibility: 'public',
      hidden_reason: null,
    })
    .where('id', '=', id)
    .execute();
}

/** Moments of a day at which the job runs: none to five, at odd hours, and always around a change of the clocks. */
function momentsOf(day: number, random: () => number): Date[] {
  if (day >= OFF.from && day < OFF.to) return [];
  const midnight = day * 24 * HOUR_MS;
  const text = dayText(day);
  const isChange = /-(03|10)-(2[4-9]|3[01])$/.test(text) && new Date(midnight).getUTCDay() === 0;
  const hours = isChange
    ? [0, 0.5, 1, 1.5, 23.5]
    : Array.from({ length: [0, 1, 1, 1, 1, 1, 1, 5][Math.floor(random() * 8)] ?? 1 }, () =>
        random() < 0.3 ? ([0, 1, 23, 23.999][Math.floor(random() * 4)] ?? 0) : random() * 24,
      );
  return hours.map((hour) => new Date(midnight + Math.round(hour * HOUR_MS))).sort((a, b) => +a - +b);
}

const DAY_NOON = (day: number): Date => new Date(day * 24 * HOUR_MS + 12 * HOUR_MS);

test('over two years every service ends confirmed, hidden or with the desk, and every mail is accounted for', async () => {
  const random = randomFrom(20_261_121);
  const db = await testDatabase();
  // A thousand transactions wait for no disk here: nothing in this test is about losing power.
  await sql`pragma synchronous = off`.execute(db);
  const world: World = await makeWorld(db, random, { organisations: 200, services: 500, start: START });
  const services = new Map(world.services.map((service) => [service.id, service]));
  const bounced = new Set<string>();
  const expected: string[] = [];
  const sent: SentMail[] = [];
  const answers = new Map<number, { mail: SentMail; ids: string[] }[]>();
  const confirmations: { service: string; due: string; day: number }[] = [];
  const want: Totals = { mails: 0, services: 0, noAddress: 0, marked: 0, calls: 0, hidden: 0 };
  const got: Record<string, number> = {};
  let mailedToday = new Set<string>();
  let lastDay = 0;

  const answer = async ({ mail, ids }: { mail: SentMail; ids: string[] }, day: number) => {
    const open = ids.filter((id) =>
      mail.asks.some((ask) => ask.service === id && ask.due === dayText(services.get(id)?.due ?? 0)),
    );
    const isByLink = random() < 0.1 && open.length === mail.asks.length;
    if (isByLink)
      expect(
        await confirmByLink(db, TEST_KEYS, { token: mail.link, serviceId: 'all' }, DAY_NOON(day)),
      ).toEqual({
        ok: true,
        value: { confirmed: open.length },
      });
    for (const id of open) {
      const service = services.get(id);
      if (service === undefined) continue;
      const due = monthsLater(day, world.months.get(id) ?? 6);
      if (!isByLink) await confirmPlainly(db, id, day, due);
      confirmations.push({ service: id, due: dayText(service.due), day });
      confirmed(service, due);
    }
  };

  /** What becomes of a mail: it comes back, is answered some days later for all or some services, or is not. */
  const settle = async (mail: SentMail, model: ModelMail | undefined, before: Map<string, number>) => {
    const habit = world.habits.get(mail.address);
    if (habit === 'bounces') {
      bounced.add(mail.address);
      if (model !== undefined) cameBack(model, before);
      const at = new Date(mail.day * 24 * HOUR_MS).toISOString();
      await db
        .updateTable('message')
        .set({ sent_at: at, next_try_at: null, bounced_at: at })
        .where('id', '=', mail.id)
        .execute();
    } else if (habit === 'answers' || (habit === 'sometimes' && random() < 0.4)) {
      const on = mail.day + 1 + Math.floor(random() * 20);
      const ids = mail.asks.map((ask) => ask.service).filter(() => habit === 'answers' || random() < 0.7);
      answers.set(on, [...(answers.get(on) ?? []), { mail, ids }]);
    }
  };

  const run = async (at: Date) => {
    const day = londonDay(at);
    if (day !== lastDay) mailedToday = new Set();
    lastDay = day;
    const before = new Map(world.services.map((service) => [service.id, service.lastArrived]));
    const model = runModel(world.services, day, bounced, mailedToday, MOST_MAILS);
    const report = await climbLadder(db, TEST_POST, {
      at,
      now: () => at,
      signal: new AbortController().signal,
      mostMails: MOST_MAILS,
    });
    expect(report.failures).toEqual([]);
    expect([dayText(day), report.counts]).toEqual([dayText(day), model.totals]);
    for (const [name, count] of Object.entries(model.totals)) want[name as keyof Totals] += count;
    for (const [name, count] of Object.entries(report.counts)) got[name] = (got[name] ?? 0) + Number(count);
    for (const { address, asks } of model.mails)
      expected.push(
        asLine(
          day,
          address,
          asks.map(({ service, mail }) => `${service.id} ${STEPS[mail - 1]}`),
        ),
      );
    if (report.counts.mails === 0) return;
    for (const mail of await mailsOf(db, at, sent.at(-1)?.id ?? '')) {
      sent.push(mail);
      await settle(
        mail,
        model.mails.find(({ address }) => address === mail.address),
        before,
      );
    }
  };

  for (let day = START; day < START + DAYS; day += 1) {
    for (const at of momentsOf(day, random).filter((moment) => moment < DAY_NOON(day))) await run(at);
    for (const each of answers.get(day) ?? []) await answer(each, day);
    if (day % 20 === 0)
      for (const { id, dueOn } of (await listStale(db, dayText(day))).slice(0, 4)) {
        const outcome = random() < 0.5 ? 'no-answer' : 'confirmed';
        expect(await recordCall(db, { serviceId: id, outcome, dueOn }, DESK, DAY_NOON(day))).toMatchObject({
          ok: true,
        });
        const service = services.get(id);
        if (service === undefined) continue;
        if (outcome === 'no-answer') service.lastCall = day;
        else {
          confirmations.push({ service: id, due: dueOn, day });
          confirmed(service, monthsLater(day, world.months.get(id) ?? 6));
        }
      }
    for (const at of momentsOf(day, random).filter((moment) => moment >= DAY_NOON(day))) await run(at);
  }

  expect(
    sent.map(({ day, address, asks }) =>
      asLine(
        day,
        address,
        asks.map(({ service, step }) => `${service} ${step}`),
      ),
    ),
  ).toEqual(expected);
  expect(got).toEqual(want);
  // Enough of everything happened for the rest to mean something.
  for (const [name, count] of Object.entries(want)) expect([name, count > 20]).toEqual([name, true]);
  expect(confirmations.length).toBeGreaterThan(500);

  const perDay = new Set<string>();
  const perStep = new Map<string, number>();
  const lost = new Set<string>();
  for (const { address, day, asks } of sent) {
    for (const { service, due, step } of asks) {
      const key = `${service} ${due} ${step}`;
      const isAgain = lost.has(key);
      perStep.set(key, (perStep.get(key) ?? 0) + (isAgain ? 0 : 1));
      if (bounced.has(address)) lost.add(key);
      else lost.delete(key);
    }
    const organisation = services.get(asks[0]?.service ?? '')?.organisation;
    const key = `${organisation} ${day}`;
    expect(perDay.has(key)).toBe(false);
    perDay.add(key);
  }
  expect([...perStep].filter(([, count]) => count !== 1)).toEqual([]);

  for (const { service, due, day } of confirmations)
    expect(
      sent.filter(
        (mail) => mail.day > day && mail.asks.some((ask) => ask.service === service && ask.due === due),
      ),
    ).toEqual([]);

  const end = START + DAYS;
  const rows = await db.selectFrom('service').select(['id', 'visibility', 'hidden_reason']).execute();
  const stale = new Set((await listStale(db, dayText(end))).map(({ id }) => id));
  const left = rows.filter(({ id, visibility }) => {
    const overdue = end - (services.get(id)?.due ?? 0);
    return overdue >= 90 && visibility === 'public' && !stale.has(id);
  });
  expect(left).toEqual([]);
  const hidden = rows.filter(({ visibility }) => visibility === 'hidden');
  expect(hidden.map(({ id }) => id).sort()).toEqual(
    world.services
      .filter(({ isHidden }) => isHidden)
      .map(({ id }) => id)
      .sort(),
  );
  expect(new Set(hidden.map(({ hidden_reason }) => hidden_reason))).toEqual(new Set(['review-overdue']));
}, 240_000);
