import { formatDay, isDay, londonNow } from '#src/lib/dates.ts';
import { paths } from '#src/lib/paths.ts';
import type { Queue, QueueName } from '../queries/queues.ts';

/** A queue as the desk's first page shows it. */
export interface ShownQueue {
  title: string;
  href: string;
  count: number;
  since: string | null; // "3 November 2026"
  does: string; // what to do there, in a sentence
}

type Shown = Omit<ShownQueue, 'count' | 'since'>;

const SHOWN: Readonly<Record<QueueName | 'reviews', Shown>> = {
  reports: {
    title: 'Reports from visitors',
    href: paths.deskReports(),
    does: 'Somebody says that something is wrong.',
  },
  proposals: {
    title: 'Proposals',
    href: paths.deskProposals(),
    does: 'Changes that wait until you accept them.',
  },
  checks: {
    title: 'Published, to be checked',
    href: paths.deskProposals({ list: 'check' }),
    does: 'Small changes of trusted partners that everybody sees already.',
  },
  claims: {
    title: 'Claims',
    href: paths.deskClaims(),
    does: 'People who say that they run an organisation.',
  },
  evidence: {
    title: 'Papers to look at',
    href: paths.deskEvidence(),
    does: 'Policies and insurance that organisations offer to show.',
  },
  reviews: {
    title: 'Services to ring about',
    href: paths.deskReviews(),
    does: 'Nobody has confirmed them for a long time.',
  },
  sources: {
    title: 'Sources held',
    href: paths.deskSources(),
    does: 'They stopped, and wait for somebody to look.',
  },
  tasks: {
    title: 'Other tasks',
    href: paths.adminTasks(),
    does: 'Things that the website cannot do itself.',
  },
};

/** The order of the page: people who wait come first. */
const ORDER = [
  'reports',
  'proposals',
  'claims',
  'evidence',
  'checks',
  'reviews',
  'sources',
  'tasks',
] as const;

/** The queues in the order of the page, those in which something waits first. */
export function shownQueues(queues: Readonly<Record<QueueName | 'reviews', Queue>>): ShownQueue[] {
  const shown = ORDER.map((name) => ({
    ...SHOWN[name],
    count: queues[name].count,
    since: queues[name].oldest === null ? null : inWords(queues[name].oldest),
  }));
  return [...shown.filter(({ count }) => count > 0), ...shown.filter(({ count }) => count === 0)];
}

const inWords = (oldest: string): string =>
  formatDay(isDay(oldest) ? oldest : londonNow(new Date(oldest)).day);
