import { describe, expect, test } from 'vitest';
import { offerOf } from '#src/features/requests/present/workspace/offers.ts';
import { planValue, plannedReferral } from '#src/features/requests/present/workspace/plan.ts';
import { ReferForm } from '#src/features/requests/forms/workspace.ts';
import type { Consent } from '#src/features/consents/rules.ts';
import { ADA, anAnswers } from '../../../support/requests/answers.ts';

const NAMES = { need: (slug: string) => slug, today: '2026-11-21' };
const consent = (changes: Partial<Consent>): Consent => ({
  id: 'c1',
  purpose: 'service',
  serviceId: 's1',
  recipient: 'Kettle Club',
  shared: ['name', 'contact'],
  decision: 'given',
  givenBy: 'self',
  method: 'phone',
  wordingId: 'sharing-1',
  wording: 'Words',
  reason: null,
  at: '2026-11-20T10:00:00.000Z',
  recordedBy: 'nina',
  ...changes,
});
const SERVICE = { id: 's1', name: 'Cards', organisation: 'Kettle Club', hasIt: false };
const plan = (consents: Consent[], hasIt = false) =>
  plannedReferral({ ...SERVICE, hasIt }, anAnswers(), consents, NAMES);

describe('what a service would get', () => {
  test('is word by word what was agreed, and nothing else', () => {
    const planned = plan([consent({})]);
    const words = JSON.stringify(planned.told);
    expect(planned.standing).toBe('agreed');
    expect(words).toContain(ADA.phone);
    expect(words).toContain('Do not leave a message');
    for (const hidden of [ADA.story, ADA.nhsNumber, 'Bobbin Row', '1950', 'Large print'])
      expect(words).not.toContain(hidden);
  });

  test.each([
    ['asked', [], false],
    ['asked', [consent({ serviceId: 's2' })], false],
    ['refused', [consent({ decision: 'refused' })], false],
    ['refused', [consent({ decision: 'withdrawn' })], false],
    ['has-it', [consent({})], true],
  ])('%s: nothing goes without a yes', (standing, consents, hasIt) => {
    expect(plan(consents, hasIt).standing).toBe(standing);
  });

  test('what was shown comes back from the form as it was', () => {
    const { serviceId, shared } = plan([consent({})]);
    const key = '01900000-0000-7000-8000-000000000000';
    expect(ReferForm.parse({ key, plan: planValue({ serviceId, shared }) }).plan).toEqual([
      { serviceId, shared },
    ]);
    expect(ReferForm.parse({ key, plan: ['s1:name,secrets', 's2:'] }).plan).toEqual([
      { serviceId: 's1', shared: ['name'] },
      { serviceId: 's2', shared: [] },
    ]);
  });
});

describe('a service beside the story', () => {
  const view = {
    id: 's1',
    slug: 'cards',
    name: 'Cards',
    organisation: { name: 'Kettle Club', slug: 'kettle' },
    summary: null,
    status: null,
    alert: null,
    deliveries: ['Online'],
    whoFor: { ages: 'Up to age 25', audiences: [], words: null, notFor: 'Nobody on crutches' },
    joining: ['Just turn up'],
    howToJoin: null,
    checked: { text: 'Checked today', overdue: false, by: null, on: null },
  } as unknown as Parameters<typeof offerOf>[0];
  const between = { chosen: [], referrals: [], consents: [], age: null, today: '2026-11-21' };
  const offer = (changes: Partial<Parameters<typeof offerOf>[3]>) =>
    offerOf(view, { minimumAge: null, maximumAge: 25 }, null, { ...between, ...changes });
  const own = { serviceId: 's1', escalatedAt: null, escalateOn: '2026-11-27', declineReason: null } as const;

  test.each([
    ['chosen by the person', { chosen: ['s1'] }, 'They chose this', true],
    [
      'silent',
      { referrals: [{ ...own, state: 'sent' as const, escalateOn: '2026-11-20' }] },
      'Has it, but is silent',
      false,
    ],
    [
      'waiting',
      { referrals: [{ ...own, state: 'opened' as const }] },
      'Has it: Looked at, no answer yet',
      false,
    ],
    [
      'a no',
      { referrals: [{ ...own, state: 'declined' as const, declineReason: 'age' as const }] },
      'Said no: We are not for people of this age',
      true,
    ],
    ['withdrawn', { referrals: [{ ...own, state: 'withdrawn' as const }] }, 'Withdrawn', true],
    [
      'no agreement',
      { consents: [{ serviceId: 's1', decision: 'refused' as const }] },
      'They do not want us to tell them',
      true,
    ],
    [
      'of another service',
      { chosen: ['s2'], referrals: [{ ...own, serviceId: 's2', state: 'sent' as const }] },
      undefined,
      true,
    ],
  ])('%s is marked', (_, changes, mark, isOpen) => {
    const shown = offer(changes);
    expect(shown.marks[0]?.text).toBe(mark);
    expect(shown.isOpen).toBe(isOpen);
  });

  test('says who it is not for, and an age outside its own', () => {
    expect(offer({}).notFor).toBe('Nobody on crutches');
    expect(offer({ age: 25 }).notForAge).toBeNull();
    expect(offer({ age: 26 }).notForAge).toBe('Up to age 25: this person is 26');
  });
});
