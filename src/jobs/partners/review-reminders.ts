import type { Db } from '#db/connection.ts';
import { askOrganisation } from '#src/features/reviews/commands/ask.ts';
import { hideOverdue, noteSteps } from '#src/features/reviews/commands/steps.ts';
import { MOST_MAILS_A_DAY, planMails } from '#src/features/reviews/plan.ts';
import { readContacts } from '#src/features/reviews/queries/contacts.ts';
import { hasLadder, readLadder, type LadderRow } from '#src/features/reviews/queries/ladder.ts';
import { mailedOn } from '#src/features/reviews/queries/mailed.ts';
import { hasStep, isToBeCalled, isToBeHidden, isToBeMarked } from '#src/features/reviews/rules.ts';
import type { PostOffice } from '#src/features/messages/types.ts';
import type { JobContext, JobReport } from '#src/jobs/job.ts';
import { londonNow } from '#src/lib/dates.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { openPostOffice } from '#src/server/post/office.ts';

/** True when there are services to be kept current. Those of the example place are not: nobody runs them. */
export const hasServicesToReview = (db: Db, at: Date): Promise<boolean> => hasLadder(db, londonNow(at).day);

/** Takes every service up the ladder of reviews as far as the day allows, however often it runs. */
export async function runReviewReminders({
  db,
  root,
  config,
  at,
  now,
  signal,
}: JobContext): Promise<JobReport> {
  const post = openPostOffice(config, root, openKeyRing(config));
  return climbLadder(db, post, { at, now, signal });
}

export interface Climb {
  at: Date; // decides the day
  now: () => Date;
  signal: AbortSignal;
  mostMails?: number; // a day
}

const NOTED_AT_ONCE = 500;

/** The job without its surroundings. */
export async function climbLadder(
  db: Db,
  post: PostOffice,
  { at, now, signal, mostMails = MOST_MAILS_A_DAY }: Climb,
): Promise<JobReport> {
  const today = londonNow(at).day;
  const ladder = await readLadder(db, today);
  const mailed = await mailedOn(db, today);
  const contacts = await readContacts(db, post.keys, now());
  const plan = planMails(
    ladder,
    remembered((service) => contacts.addressOf(service)),
    mailed,
    today,
    mostMails - mailed.size,
  );
  const counts = { mails: 0, services: 0, noAddress: 0, marked: 0, calls: 0, hidden: 0 };
  const failures: string[] = [];
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    if (signal.aborted) return;
    try {
      await work();
    } catch (error) {
      failures.push(`${what}: ${error instanceof Error ? error.message : String(error)}.`);
    }
  };
  const note = async (step: 'no-address' | 'marked' | 'call', services: readonly LadderRow[]) => {
    let noted = 0;
    for (let from = 0; from < services.length && !signal.aborted; from += NOTED_AT_ONCE)
      noted += await noteSteps(db, step, services.slice(from, from + NOTED_AT_ONCE), today, now());
    return noted;
  };

  const names = new Map(ladder.map((row) => [row.organisationId, row.organisationName]));
  for (const mail of plan.mails) {
    await attempt(`The mail to organisation ${mail.organisationId}`, async () => {
      const organisationName = names.get(mail.organisationId) ?? '';
      const asked = await askOrganisation(db, post, { ...mail, organisationName }, today, now());
      if (!asked.ok) return;
      counts.mails += 1;
      counts.services += mail.items.length;
    });
  }
  const unreachable = new Set(plan.unreachable.map(({ id }) => id));
  await attempt('Services that nobody answers for', async () => {
    const rows = ladder.filter((row) => unreachable.has(row.id) && !hasStep(row, 'no-address'));
    counts.noAddress = await note('no-address', rows);
  });
  await attempt('Services to be marked', async () => {
    counts.marked = await note(
      'marked',
      ladder.filter((row) => isToBeMarked(row, today)),
    );
  });
  await attempt('Services to ring about', async () => {
    counts.calls = await note(
      'call',
      ladder.filter((row) => isToBeCalled(row, today)),
    );
  });
  const toHide = new Set(
    ladder.filter((row) => isToBeHidden(row, today)).map(({ organisationId }) => organisationId),
  );
  for (const organisationId of toHide) {
    await attempt(`Hiding services of organisation ${organisationId}`, async () => {
      counts.hidden += await hideOverdue(db, organisationId, today, now());
    });
  }
  return { counts, failures };
}

/** A service is asked about more than once, and its address looked for once. */
function remembered(addressOf: (service: LadderRow) => string | null): (service: LadderRow) => string | null {
  const known = new Map<string, string | null>();
  return (service) => {
    const before = known.get(service.id);
    if (before !== undefined) return before;
    const address = addressOf(service);
    known.set(service.id, address);
    return address;
  };
}
