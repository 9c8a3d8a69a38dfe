import { expect, test } from 'vitest';
import { overviewOf, type OverviewCounts } from '#src/features/accounts/people/overview.ts';

const CALM: OverviewCounts = {
  openTasks: 0,
  messages: { failed: 0, bounced: 0 },
  failedJobs: [],
  people: { active: 3, invited: 0, withoutSecondStep: 0 },
  trail: { isWhole: true, when: '21 November 2026, 2:30am' },
  maySetSettings: true,
  mayManageRecords: true,
};
const boxOf = (counts: OverviewCounts, title: string) =>
  overviewOf(counts).items.find((item) => item.title === title);

test('when all is well the first sentence says so, and every box has a tick', () => {
  const { lead, items } = overviewOf(CALM);
  expect(lead).toBe('All is well: there is nothing to do.');
  expect(items.filter(({ shape }) => shape === 'caution' || shape === 'bad')).toEqual([]);
});

test('only what somebody may know has a box', () => {
  const editor = {
    ...CALM,
    messages: null,
    people: null,
    trail: null,
    maySetSettings: false,
    mayManageRecords: false,
  };
  expect(overviewOf(editor).items.map(({ title }) => title)).toEqual(['Tasks', 'Jobs']);
  const navigator = { ...editor, failedJobs: null };
  expect(overviewOf(navigator).items.map(({ title }) => title)).toEqual(['Tasks']);
});

test('tasks come first, but a broken audit trail before them', () => {
  expect(overviewOf({ ...CALM, openTasks: 1 }).lead).toBe('Begin with the 1 task that waits.');
  expect(overviewOf({ ...CALM, openTasks: 12 }).lead).toContain('12 tasks that wait');
  const broken = { ...CALM, openTasks: 12, trail: { isWhole: false, when: null } };
  expect(overviewOf(broken).lead).toContain('audit trail');
});

test('without tasks the worst box is named', () => {
  const lacking = { ...CALM, people: { active: 3, invited: 1, withoutSecondStep: 2 } };
  expect(overviewOf(lacking).lead).toBe('Look at people first.');
  expect(overviewOf({ ...lacking, failedJobs: ['audit-seal'] }).lead).toBe('Look at jobs first.');
});

test('each box counts what it is about and leads to it', () => {
  expect(boxOf({ ...CALM, openTasks: 2 }, 'Tasks')?.words).toBe('2 tasks to be done');
  expect(boxOf({ ...CALM, people: { active: 1, invited: 2, withoutSecondStep: 1 } }, 'People')).toMatchObject(
    {
      words: '1 person can sign in; 2 invited and not here yet; 1 must still set up a second step',
      href: '/admin/people?state=no-second-step',
      shape: 'caution',
    },
  );
  expect(boxOf({ ...CALM, messages: { failed: 2, bounced: 1 } }, 'Messages')).toMatchObject({
    words: '2 could not be sent and 1 came back',
    href: '/admin/messages?state=failed',
  });
  expect(boxOf({ ...CALM, messages: { failed: 0, bounced: 1 } }, 'Messages')?.href).toBe(
    '/admin/messages?state=bounced',
  );
  expect(boxOf({ ...CALM, failedJobs: ['audit-seal', 'prune-history'] }, 'Jobs')?.words).toContain(
    'audit-seal and prune-history',
  );
  expect(boxOf({ ...CALM, trail: { isWhole: null, when: null } }, 'Audit trail')?.shape).toBe('caution');
});
