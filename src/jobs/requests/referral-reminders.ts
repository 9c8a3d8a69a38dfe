import { join } from 'node:path';
import type { Db } from '#db/connection.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import { readNeeds } from '#src/features/needs/content.ts';
import { helpInWords, type NeedNames } from '#src/features/referrals/present/help.ts';
import { readPublicCalendar } from '#src/features/schedules/calendar.ts';
import { askNextAddress, chaseReferral, escalateReferral } from '#src/features/telling/commands/referrals.ts';
import { listLostMails, listToChase, listToEscalate } from '#src/features/telling/queries/due.ts';
import { isWorkingDay } from '#src/features/working-days/rules.ts';
import type { JobContext, JobReport } from '#src/jobs/job.ts';
import { londonNow } from '#src/lib/dates.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { openPostOffice } from '#src/server/post/office.ts';
import { eachDue } from './each-due.ts';

const NO_HOLIDAYS: ReadonlySet<string> = new Set();

/** True when a service is to be reminded, its navigator told, or mail to one did not arrive. */
export async function hasReferralsDue(db: Db, at: Date): Promise<boolean> {
  const { day } = londonNow(at);
  if ((await listLostMails(db)).length > 0) return true;
  if (!isWorkingDay(day, NO_HOLIDAYS)) return false;
  return (await listToChase(db, day)).length > 0 || (await listToEscalate(db, day)).length > 0;
}

/** Reminds services that say nothing, and tells navigators, each once; mail that did not arrive goes to another address. */
export async function runReferralReminders({ db, root, config, ...moment }: JobContext): Promise<JobReport> {
  const post = openPostOffice(config, root, openKeyRing(config));
  const { bankHolidays } = readPublicCalendar(root);
  const needs = readNeeds(join(root, 'content'));
  return remindOfReferrals(db, post, { ...moment, bankHolidays, needs });
}

export interface ReferralRound {
  at: Date; // decides the day
  now: () => Date;
  signal: AbortSignal;
  bankHolidays: ReadonlySet<string>;
  needs: NeedNames;
}

/** The job without its surroundings. Services and navigators are written to on working days only. */
export async function remindOfReferrals(
  db: Db,
  post: PostOffice,
  { at, now, signal, bankHolidays, needs }: ReferralRound,
): Promise<JobReport> {
  const today = londonNow(at).day;
  const failures: string[] = [];
  const rounds = { signal, failures };
  const help = (slugs: readonly string[]): string => helpInWords(needs, slugs);
  const lost = new Map((await listLostMails(db)).map((mail) => [mail.messageId, mail]));
  const again = await eachDue(
    rounds,
    'Asking again for message',
    (after) => Promise.resolve([...lost.keys()].filter((id) => id > after)),
    async (id) => {
      const mail = lost.get(id);
      return mail !== undefined && askNextAddress(db, post, { ...mail, help }, { today, at: now() });
    },
  );
  if (!isWorkingDay(today, bankHolidays)) return { counts: { again, chased: 0, escalated: 0 }, failures };
  const chased = await eachDue(
    rounds,
    'Reminding of referral',
    (after) => listToChase(db, today, after),
    (referralId) => chaseReferral(db, post, { referralId, help }, { today, at: now() }),
  );
  const escalated = await eachDue(
    rounds,
    'Telling of referral',
    (after) => listToEscalate(db, today, after),
    (referralId) => escalateReferral(db, post, referralId, { today, at: now() }),
  );
  return { counts: { again, chased, escalated }, failures };
}
