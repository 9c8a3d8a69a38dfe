import { describe, expect, test } from 'vitest';
import {
  whatToDo,
  type PartnerFacts,
  type RevisionFacts,
  type ServiceFacts,
} from '#src/features/partners/rules.ts';
import { paths } from '#src/lib/paths.ts';

const TODAY = '2026-11-21';

const service = (changes: Partial<ServiceFacts> = {}): ServiceFacts => ({
  id: 's1',
  name: 'Lunch club',
  visibility: 'public',
  hiddenReason: null,
  assuredOn: '2026-09-01',
  reviewDueOn: '2027-03-01',
  capacity: 'unknown',
  capacityUpdatedOn: null,
  pausedUntil: null,
  isActive: true,
  lacks: [],
  ...changes,
});

const facts = (changes: Partial<PartnerFacts> = {}): PartnerFacts => ({
  organisationId: 'o1',
  organisationName: 'Kettle and Co',
  mayEdit: true,
  mayManage: true,
  services: [service()],
  revisions: [],
  papers: [],
  openReports: 0,
  colleagueClaims: 0,
  ...changes,
});

const texts = (changes: Partial<PartnerFacts>): string[] =>
  whatToDo(facts(changes), TODAY).map(({ text }) => text);
const ofServices = (...services: ServiceFacts[]): string[] => texts({ services });

test('with everything in order there is nothing to do', () => {
  expect(texts({})).toEqual([]);
});

describe('a review', () => {
  test('is asked for from 30 days before it is due, not earlier', () => {
    expect(ofServices(service({ reviewDueOn: '2026-12-22' }))).toEqual([]);
    expect(ofServices(service({ reviewDueOn: '2026-12-21' }))).toEqual([
      'Say whether Lunch club is still right, by 21 December 2026.',
    ]);
  });

  test('says when it was due once that is over, but not on the day itself', () => {
    expect(ofServices(service({ reviewDueOn: TODAY }))[0]).toContain('by 21 November 2026');
    expect(ofServices(service({ reviewDueOn: '2026-11-20' }))[0]).toContain('was due on 20 November 2026');
  });

  test('is one thing to do for all services, by the earliest day, on the page that lists them', () => {
    const [todo, ...others] = whatToDo(
      facts({
        services: [service({ reviewDueOn: '2026-11-30' }), service({ id: 's2', reviewDueOn: '2026-11-10' })],
      }),
      TODAY,
    );
    expect(others).toEqual([]);
    expect(todo?.text).toBe('Say whether 2 services are still right: this was due on 10 November 2026.');
    expect(todo?.href).toBe(paths.partnerReviews('o1'));
  });

  test('is asked for of what was hidden for want of one, and of nothing else that is hidden', () => {
    expect(
      ofServices(
        service({ visibility: 'hidden', hiddenReason: 'review-overdue', reviewDueOn: '2026-08-01' }),
      ),
    ).toEqual(['Say whether Lunch club is still right: it is hidden until you do.']);
    expect(
      ofServices(service({ visibility: 'hidden', hiddenReason: 'desk', reviewDueOn: '2026-08-01' })),
    ).toEqual([]);
  });

  test('is asked for of a service that nobody ever checked', () => {
    expect(ofServices(service({ assuredOn: null, reviewDueOn: null }))).toEqual([
      'Say whether Lunch club is right: nobody has checked it yet.',
    ]);
  });
});

describe('space now', () => {
  test.each([
    ['30 days ago, it counts', { capacity: 'open', capacityUpdatedOn: '2026-10-22' }, 0],
    ['31 days ago, it is asked again', { capacity: 'open', capacityUpdatedOn: '2026-10-21' }, 1],
    ['never, nothing is asked', { capacity: 'unknown', capacityUpdatedOn: null }, 0],
    ['as a pause that is over, it is asked', { capacity: 'paused', pausedUntil: TODAY }, 1],
    ['as a pause until tomorrow, it counts', { capacity: 'paused', pausedUntil: '2026-11-22' }, 0],
  ] as const)('said %s', (_, changes, count) => {
    expect(ofServices(service(changes))).toHaveLength(count);
  });
});

describe('missing facts', () => {
  test('lead straight to the one section, or to the list when there are several', () => {
    const one = whatToDo(facts({ services: [service({ lacks: ['cost'] })] }), TODAY);
    expect(one).toMatchObject([
      { text: 'Lunch club does not say what it costs.', href: paths.partnerSection('s1', 'cost') },
    ]);
    const two = whatToDo(facts({ services: [service({ lacks: ['cost', 'when'] })] }), TODAY);
    expect(two).toMatchObject([
      {
        text: 'Lunch club does not say what it costs or when it is on.',
        href: paths.partnerService('s1'),
      },
    ]);
  });
});

describe('revisions', () => {
  const revision = (kind: RevisionFacts['kind'], on: string): RevisionFacts => ({
    serviceId: 's1',
    name: 'Lunch club',
    number: kind === 'draft' ? null : 3,
    kind,
    on,
  });

  test('a draft is to be sent, however old; what waits for the desk asks for nothing', () => {
    expect(texts({ revisions: [revision('draft', '2025-01-01')] })).toEqual([
      'You began to change Lunch club and have not sent it.',
    ]);
    expect(texts({ revisions: [revision('waiting', TODAY)] })).toEqual([]);
  });

  test('an answer of the desk is shown for 30 days', () => {
    const declined = (on: string) => texts({ revisions: [revision('declined', on)] });
    expect(declined('2026-10-22')).toEqual(['Your changes to Lunch club were not published: read why.']);
    expect(declined('2026-10-21')).toEqual([]);
    expect(texts({ revisions: [revision('answered', TODAY)] })[0]).toContain('published in part');
  });
});

describe('papers', () => {
  const paper = (changes: object = {}) => ({
    kind: 'safeguarding_policy',
    seenOn: '2026-01-01',
    expiresOn: '2027-06-01',
    declinedAt: null,
    endedAt: null,
    ...changes,
  });

  test('are asked for anew within 30 days of running out, unless a new one was offered', () => {
    expect(texts({ papers: [paper({ expiresOn: '2026-12-22' })] })).toEqual([]);
    const soon = paper({ expiresOn: '2026-12-21' });
    expect(texts({ papers: [soon] })).toEqual([
      'A paper of yours (Safeguarding policy) runs out on 21 December 2026.',
    ]);
    expect(texts({ papers: [soon, paper({ seenOn: null, expiresOn: null })] })).toEqual([]);
  });

  test('that the desk could not accept say so', () => {
    expect(texts({ papers: [paper({ seenOn: null, declinedAt: '2026-11-20T10:00:00Z' })] })).toEqual([
      'We could not accept a paper of yours (Safeguarding policy): read why.',
    ]);
  });
});

describe('who is asked', () => {
  const everything: Partial<PartnerFacts> = {
    services: [service({ reviewDueOn: TODAY, lacks: ['contact'] })],
    openReports: 2,
    colleagueClaims: 1,
    papers: [
      {
        kind: 'dbs_policy',
        seenOn: '2026-01-01',
        expiresOn: '2026-11-01',
        declinedAt: null,
        endedAt: null,
      },
    ],
  };
  const kinds = (changes: Partial<PartnerFacts>): string[] =>
    whatToDo(facts({ ...everything, ...changes }), TODAY).map(({ kind }) => kind);

  test('managers are asked for everything, the most pressing first', () => {
    expect(kinds({})).toEqual(['review', 'reports', 'claims', 'missing', 'papers']);
  });

  test('editors are not asked about colleagues and papers', () => {
    expect(kinds({ mayManage: false })).toEqual(['review', 'reports', 'missing']);
  });

  test('who may only see is asked for nothing', () => {
    expect(kinds({ mayManage: false, mayEdit: false })).toEqual([]);
  });
});
