import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWorkingDay } from '#src/features/working-days/rules.ts';
import { addDays, atLondon } from '#src/lib/dates.ts';
import { putInState, referralWorld } from '../../support/requests/referrals.ts';
import { addReferral, HOLIDAYS, remind } from './world.ts';

/** Over Christmas, where four of nine days are free; and over the night in which the clocks go back. */
const STARTS = ['2026-12-21', '2026-10-20'] as const;
const DAYS = 16;

const life = fc.record({
  sentOn: fc.nat(5),
  answersOn: fc.option(fc.nat(DAYS), { nil: null }), // null: it says nothing
});
const times = fc.uniqueArray(fc.constantFrom('09:30', '12:30', '16:30'), { maxLength: 2 });

/** Three weeks of services that answer or do not, and of a job that runs when it likes. */
test('whenever the job runs, each silence is told of once, in time and on working days', async () => {
  const world = await referralWorld();
  const { db } = world;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...STARTS),
      fc.array(life, { minLength: 2, maxLength: 4 }),
      fc.array(times, { minLength: DAYS, maxLength: DAYS }),
      async (start, lives, runs) => {
        await db.deleteFrom('message').execute();
        await db.deleteFrom('referral').execute();
        const referrals = await Promise.all(
          lives.map(async ({ sentOn, answersOn }) => {
            const sentAt = atLondon(addDays(start, sentOn), '11:00');
            const { id } = await addReferral(db, sentAt, { navigatorId: world.navigator.id });
            return { id, answersOn };
          }),
        );
        const ran: string[] = [];
        for (const [index, hours] of runs.entries()) {
          const day = addDays(start, index);
          for (const { id, answersOn } of referrals)
            if (answersOn === index) await putInState(db, id, 'accepted');
          for (const hour of hours) {
            const report = await remind(db, atLondon(day, hour));
            expect(report.failures).toEqual([]);
          }
          if (hours.length > 0 && isWorkingDay(day, HOLIDAYS)) ran.push(day);
        }
        const messages = await db
          .selectFrom('message')
          .select(['template', 'about_id', 'dedupe_key'])
          .execute();
        for (const { id, answersOn } of referrals) {
          const row = await db
            .selectFrom('referral')
            .selectAll()
            .where('id', '=', id)
            .executeTakeFirstOrThrow();
          const until = answersOn === null ? null : addDays(start, answersOn);
          const firstRun = (from: string): string | null =>
            ran.find((day) => day >= from && (until === null || day < until)) ?? null;
          const london = (at: string | null): string | null => at?.slice(0, 10) ?? null; // no run is near midnight
          expect(london(row.chased_at)).toBe(firstRun(row.chase_on));
          expect(london(row.escalated_at)).toBe(firstRun(row.escalate_on));
          const count = (template: string): number =>
            messages.filter((m) => m.template === template && m.dedupe_key.includes(id)).length;
          expect(count('referral-chased')).toBe(row.chased_at === null ? 0 : 1);
          expect(count('referral-escalated')).toBe(row.escalated_at === null ? 0 : 1);
          expect(count('referral-escalated-person')).toBe(row.escalated_at === null ? 0 : 1);
        }
      },
    ),
    { numRuns: 8 },
  );
});
