import { hasOldRuns } from '#src/features/jobs/commands/prune.ts';
import { hasOldReports } from '#src/features/reports/commands/prune.ts';
import { hasSignInTraces } from '#src/features/accounts/queries/sign-in-traces.ts';
import { hasOverdueLinks, runSendLinks } from './accounts/send-links.ts';
import { runTidyAccounts } from './accounts/tidy-accounts.ts';
import { hasEventsToSeal, runAuditSeal } from './audit/audit-seal.ts';
import { hasEvents, runAuditVerify } from './audit/audit-verify.ts';
import { hasServices, runFindDuplicates } from './partners/find-duplicates.ts';
import type { Job } from './job.ts';
import { hasPapersRunningOut, runEvidenceReminders } from './post/evidence-reminders.ts';
import { hasOldClaims, runTidyClaims } from './accounts/tidy-claims.ts';
import { runPruneHistory } from './prune-history.ts';
import { hasDeliveriesToCheck, runCheckDeliveries } from './post/check-deliveries.ts';
import { hasOldWords, runPruneMessages } from './post/prune-messages.ts';
import { runPruneReports } from './post/prune-reports.ts';
import { hasOverdueMessages, runSendMessages } from './post/send-messages.ts';
import { hasTasksToTell, runTaskDigest } from './post/task-digest.ts';
import { hasOldPictures, runTidyPictures } from './partners/tidy-pictures.ts';
import { hasServicesToReview, runReviewReminders } from './partners/review-reminders.ts';
import { hasFeedbackToAsk, runAskFeedback } from './requests/ask-feedback.ts';
import { hasReferralsDue, runReferralReminders } from './requests/referral-reminders.ts';
import { hasRequestsWaiting, runRequestReminders } from './requests/request-reminders.ts';
import { hasRecordsDue, runRetention } from './requests/retention.ts';
import { hasOldLinks, runTidyLinks } from './requests/tidy-links.ts';
import { hasSourcesDue, runSourceRefresh } from './source-refresh.ts';

/** Every job there is. Run one by hand with `npm run job -- NAME`; `npm run job` says how the last runs went. */
export const SCHEDULE: readonly Job[] = [
  {
    name: 'source-refresh',
    when: '0 * * * *',
    whenInWords: 'every hour',
    purpose: 'Reads again the sources that are due, as "npm run sources -- every NAME DAYS" set them.',
    run: runSourceRefresh,
    hasWork: hasSourcesDue,
  },
  {
    name: 'audit-seal',
    when: '10 * * * *',
    whenInWords: 'every hour, ten minutes past',
    purpose: 'Seals the end of the audit trail with the keys, so that rewriting it would show.',
    run: runAuditSeal,
    hasWork: hasEventsToSeal,
  },
  {
    name: 'audit-verify',
    when: '30 2 * * *',
    whenInWords: 'every night at 2:30am',
    purpose: 'Looks at every event of the audit trail: whether it is as it was written, and none is missing.',
    run: runAuditVerify,
    hasWork: hasEvents,
  },
  {
    name: 'prune-history',
    when: '15 4 * * 0',
    whenInWords: 'on Sundays at 4:15am',
    purpose: 'Forgets runs of jobs and imports older than 400 days, but never the last 50 of each.',
    run: runPruneHistory,
    hasWork: hasOldRuns,
  },
  {
    name: 'send-messages',
    when: '* * * * *',
    whenInWords: 'every minute',
    purpose: 'Sends messages that have waited for a minute because no server sent them.',
    run: runSendMessages,
    hasWork: hasOverdueMessages,
  },
  {
    name: 'check-deliveries',
    when: '25 * * * *',
    whenInWords: 'every hour, 25 minutes past',
    purpose: 'Asks GOV.UK Notify which messages did not arrive.',
    run: runCheckDeliveries,
    hasWork: hasDeliveriesToCheck,
  },
  {
    name: 'task-digest',
    when: '0 7 * * *',
    whenInWords: 'every morning at 7am',
    purpose: 'Tells the address for tasks, once a day, how many are open.',
    run: runTaskDigest,
    hasWork: hasTasksToTell,
  },
  {
    name: 'prune-messages',
    when: '40 3 * * *',
    whenInWords: 'every night at 3:40am',
    purpose: 'Removes the words and receivers of messages that have been kept long enough.',
    run: runPruneMessages,
    hasWork: hasOldWords,
  },
  {
    name: 'prune-reports',
    when: '45 3 * * *',
    whenInWords: 'every night at 3:45am',
    purpose: 'Removes the words and addresses of reports 90 days after they were answered.',
    run: runPruneReports,
    hasWork: hasOldReports,
  },
  {
    name: 'send-links',
    when: '* * * * *',
    whenInWords: 'every minute',
    purpose: 'Sends links to sign in that have waited for a minute because no server sent them.',
    run: runSendLinks,
    hasWork: hasOverdueLinks,
  },
  {
    name: 'tidy-accounts',
    when: '50 3 * * *',
    whenInWords: 'every night at 3:50am',
    purpose: 'Removes old attempts to sign in, used links and ended sessions.',
    run: runTidyAccounts,
    hasWork: hasSignInTraces,
  },
  {
    name: 'tidy-pictures',
    when: '20 4 * * *',
    whenInWords: 'every night at 4:20am',
    purpose: 'Removes pictures that were sent a month ago and that no service uses.',
    run: runTidyPictures,
    hasWork: hasOldPictures,
  },
  {
    name: 'review-reminders',
    when: '15 9 * * *',
    whenInWords: 'every morning at 9:15am',
    purpose:
      'Asks organisations whether their services are still right; marks, lists and hides what nobody confirms.',
    run: runReviewReminders,
    hasWork: hasServicesToReview,
  },
  {
    name: 'evidence-reminders',
    when: '45 8 * * *',
    whenInWords: 'every morning at 8:45am',
    purpose: 'Reminds organisations, once, of papers that run out within 30 days.',
    run: runEvidenceReminders,
    hasWork: hasPapersRunningOut,
  },
  {
    name: 'tidy-claims',
    when: '55 3 * * *',
    whenInWords: 'every night at 3:55am',
    purpose:
      'Ends claims that nobody settled in 30 days, and forgets who asked 90 days after they were settled.',
    run: runTidyClaims,
    hasWork: hasOldClaims,
  },
  {
    name: 'referral-reminders',
    when: '30 9-16 * * *',
    whenInWords: 'every hour from 9:30am to 4:30pm',
    purpose:
      'Reminds services that do not answer, tells navigators of them, and tries another address where mail came back.',
    run: runReferralReminders,
    hasWork: hasReferralsDue,
  },
  {
    name: 'request-reminders',
    when: '5 8-18 * * *',
    whenInWords: 'every hour from 8:05am to 6:05pm',
    purpose: 'Tells navigators, once, of requests that wait too long or were for the same day.',
    run: runRequestReminders,
    hasWork: hasRequestsWaiting,
  },
  {
    name: 'ask-feedback',
    when: '30 10 * * *',
    whenInWords: 'every morning at 10:30am',
    purpose: 'Asks people once how it went, as many days after their request was closed as the settings say.',
    run: runAskFeedback,
    hasWork: hasFeedbackToAsk,
  },
  {
    name: 'tidy-links',
    when: '35 3 * * *',
    whenInWords: 'every night at 3:35am',
    purpose: 'Forgets links to requests and referrals that ran out 90 days ago, and codes that ran out.',
    run: runTidyLinks,
    hasWork: hasOldLinks,
  },
  {
    name: 'retention',
    when: '5 4 * * *',
    whenInWords: 'every night at 4:05am',
    purpose: 'Deletes requests that have been kept as long as the settings say, and drafts nobody sent.',
    run: runRetention,
    hasWork: hasRecordsDue,
  },
  {
    name: 'find-duplicates',
    when: '20 3 * * *',
    whenInWords: 'every night at 3:20am',
    purpose: 'Looks for services and organisations that are listed twice, for the desk to decide about.',
    run: runFindDuplicates,
    hasWork: hasServices,
  },
];
