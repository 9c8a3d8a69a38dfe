import { countOf, listInWords } from '#src/lib/text.ts';
import { paths } from '#src/lib/paths.ts';

/** What there is to know about the running of the website; null: not for this person to know. */
export interface OverviewCounts {
  openTasks: number;
  messages: { failed: number; bounced: number } | null;
  failedJobs: readonly string[] | null; // whose last run failed, by name
  people: { active: number; invited: number; withoutSecondStep: number } | null;
  trail: { isWhole: boolean | null; when: string | null } | null; // isWhole null: not looked at yet
  maySetSettings: boolean;
  mayManageRecords: boolean;
}

/** A box of the overview: what it is about, how it stands in words, and where to go. */
export interface OverviewItem {
  title: string;
  href: string;
  words: string;
  shape: 'good' | 'caution' | 'bad' | null; // null: nothing to judge
}

const item = (title: string, href: string, shape: OverviewItem['shape'], words: string): OverviewItem => ({
  title,
  href,
  shape,
  words,
});

/** The boxes of the overview for this person, and the first sentence: what to do next. */
export function overviewOf(counts: OverviewCounts): { lead: string; items: OverviewItem[] } {
  const items = [
    tasks(counts.openTasks),
    ...(counts.people === null ? [] : [people(counts.people)]),
    ...(counts.messages === null ? [] : [messages(counts.messages)]),
    ...(counts.failedJobs === null ? [] : [jobs(counts.failedJobs)]),
    ...(counts.trail === null ? [] : [trail(counts.trail)]),
    ...(counts.mayManageRecords
      ? [
          item(
            'People’s records',
            paths.adminRecords(),
            null,
            'Give people what is kept about them, erase it, hold it; what is deleted when.',
          ),
        ]
      : []),
    ...(counts.maySetSettings
      ? [
          item(
            'Settings',
            paths.adminSettings(),
            null,
            'How long people stay signed in, and who is told what.',
          ),
        ]
      : []),
  ];
  return { lead: leadOf(counts, items), items };
}

function leadOf({ openTasks }: OverviewCounts, items: readonly OverviewItem[]): string {
  if (items.some(({ shape, href }) => shape === 'bad' && href === paths.adminAudit()))
    return 'Look at the audit trail first: it is not whole.';
  if (openTasks > 0) return `Begin with the ${countOf(openTasks, 'task that waits', 'tasks that wait')}.`;
  const worst = items.find(({ shape }) => shape === 'bad') ?? items.find(({ shape }) => shape === 'caution');
  return worst === undefined
    ? 'All is well: there is nothing to do.'
    : `Look at ${worst.title.toLowerCase()} first.`;
}

const tasks = (open: number): OverviewItem =>
  item(
    'Tasks',
    paths.adminTasks(),
    open === 0 ? 'good' : 'caution',
    open === 0 ? 'Nothing is to be done' : `${countOf(open, 'task')} to be done`,
  );

function people({ active, invited, withoutSecondStep }: NonNullable<OverviewCounts['people']>): OverviewItem {
  const waiting = invited === 0 ? '' : `; ${invited} invited and not here yet`;
  const lacking = withoutSecondStep === 0 ? '' : `; ${withoutSecondStep} must still set up a second step`;
  return item(
    'People',
    withoutSecondStep === 0 ? paths.adminPeople() : paths.adminPeople({ state: 'no-second-step' }),
    withoutSecondStep === 0 ? 'good' : 'caution',
    `${countOf(active, 'person', 'people')} can sign in${waiting}${lacking}`,
  );
}

function messages({ failed, bounced }: NonNullable<OverviewCounts['messages']>): OverviewItem {
  if (failed + bounced === 0) return item('Messages', paths.adminMessages(), 'good', 'None has failed');
  const parts = [
    ...(failed === 0 ? [] : [`${failed} could not be sent`]),
    ...(bounced === 0 ? [] : [`${bounced} came back`]),
  ];
  const href = paths.adminMessages({ state: failed > 0 ? 'failed' : 'bounced' });
  return item('Messages', href, 'bad', listInWords(parts));
}

const jobs = (failed: readonly string[]): OverviewItem =>
  item(
    'Jobs',
    paths.adminJobs(),
    failed.length === 0 ? 'good' : 'bad',
    failed.length === 0 ? 'The last run of each went well' : `Failed when last run: ${listInWords(failed)}`,
  );

function trail({ isWhole, when }: NonNullable<OverviewCounts['trail']>): OverviewItem {
  const checked = when === null ? '' : `, looked at on ${when}`;
  if (isWhole === null)
    return item('Audit trail', paths.adminAudit(), 'caution', 'Not looked at yet: a job does it every night');
  return item(
    'Audit trail',
    paths.adminAudit(),
    isWhole ? 'good' : 'bad',
    isWhole ? `Whole${checked}` : `Not whole${checked}`,
  );
}
