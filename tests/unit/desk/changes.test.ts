import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askedChange } from '#src/features/desk/asked-change.ts';
import { CHANGE_KINDS, effectOf, type Changeable } from '#src/features/desk/changes.ts';
import { ChangeForm, ChosenForm, ServiceListForm } from '#src/features/desk/forms.ts';
import { shownQueues } from '#src/features/desk/present/queues.ts';
import { CHANGE_WORDS } from '#src/features/desk/words.ts';
import { plainService, type ServiceRecord } from '#src/features/services/record.ts';

const service = (changes: Partial<Changeable> = {}, record: Partial<ServiceRecord> = {}): Changeable => ({
  visibility: 'public',
  isMerged: false,
  isUnwanted: false,
  record: { ...plainService('lunch', 'club', 'Lunch'), ...record },
  ...changes,
});

describe('what a change does to a service', () => {
  test.each([
    ['public', 'hide', 'hidden'],
    ['hidden', 'hide', 'hidden-already'],
    ['draft', 'hide', 'draft'],
    ['hidden', 'show', 'public'],
    ['public', 'show', 'public-already'],
    ['draft', 'show', 'draft'],
  ] as const)('one that is %s: to %s it gives %s', (visibility, kind, outcome) => {
    const effect = effectOf({ kind }, service({ visibility }));
    expect(effect.kind === 'visibility' ? effect.visibility : effect.kind === 'none' && effect.why).toBe(
      outcome,
    );
  });

  test('shows nothing that was merged, or asked not to be listed', () => {
    const hidden = { visibility: 'hidden' } as const;
    expect(effectOf({ kind: 'show' }, service({ ...hidden, isMerged: true }))).toEqual({
      kind: 'none',
      why: 'merged',
    });
    expect(effectOf({ kind: 'show' }, service({ ...hidden, isUnwanted: true }))).toEqual({
      kind: 'none',
      why: 'do-not-list',
    });
  });

  test('marks as checked, but not over a later check', () => {
    const change = { kind: 'checked', day: '2026-11-21', by: 'The desk' } as const;
    expect(effectOf(change, service({}, { assuredOn: '2026-11-20' }))).toMatchObject({
      kind: 'content',
      record: { assuredOn: '2026-11-21', assuredBy: 'The desk' },
    });
    expect(effectOf(change, service({}, { assuredOn: '2026-11-22' }))).toEqual({
      kind: 'none',
      why: 'checked-later',
    });
  });

  test('adding a need and taking it away again leaves the needs as they were', () => {
    const slug = fc.constantFrom('food', 'money', 'company', 'home');
    fc.assert(
      fc.property(fc.uniqueArray(slug), slug, (slugs, need) => {
        fc.pre(!slugs.includes(need));
        const needs = [...slugs].sort().map((each) => ({ slug: each, suggested: false }));
        const added = effectOf({ kind: 'add-need', need }, service({}, { needs }));
        if (added.kind !== 'content') throw new Error('nothing was added');
        expect(effectOf({ kind: 'remove-need', need }, service({ record: added.record }))).toMatchObject({
          kind: 'content',
          record: { needs },
        });
      }),
    );
  });

  test('does nothing to one that is so already', () => {
    const none = { kind: 'none', why: 'as-it-is' };
    const needs = [{ slug: 'food', suggested: false }];
    expect(effectOf({ kind: 'add-need', need: 'food' }, service({}, { needs }))).toEqual(none);
    expect(effectOf({ kind: 'remove-need', need: 'money' }, service({}, { needs }))).toEqual(none);
    expect(effectOf({ kind: 'interval', months: 6 }, service())).toEqual(none);
    expect(effectOf({ kind: 'move', organisationId: 'club' }, service())).toEqual(none);
  });
});

describe('what the desk asks for', () => {
  const context = { today: '2026-11-21', checker: 'The desk', isNeed: (slug: string) => slug === 'food' };
  const asked = (kind: (typeof CHANGE_KINDS)[number], fields: Record<string, unknown> = {}) =>
    askedChange(kind, ChangeForm.parse(fields), context);

  test.each([
    ['hide', {}, 'reason'],
    ['interval', {}, 'months'],
    ['interval', { months: '5' }, 'months'],
    ['add-need', {}, 'need'],
    ['remove-need', { need: 'no-such-need' }, 'need'],
    ['move', { organisation: 'Kettle' }, 'organisation'],
  ] as const)('to %s with %j lacks its %s', (kind, fields, field) => {
    expect(asked(kind, fields)).toMatchObject({ fault: { field } });
  });

  test.each([
    ['hide', { reason: 'Closed' }],
    ['show', {}],
    ['checked', {}],
    ['interval', { months: '3' }],
    ['add-need', { need: 'food' }],
    ['move', { organisation: '0190a000-0000-7000-8000-000000000001' }],
  ] as const)('to %s with %j is a change', (kind, fields) => {
    expect(asked(kind, fields)).toMatchObject({ change: { kind } });
  });

  test('has words for every change', () => {
    expect(Object.keys(CHANGE_WORDS).sort()).toEqual([...CHANGE_KINDS].sort());
  });

  test('names one to a hundred services', () => {
    const ids = (count: number) =>
      Array.from({ length: count }, () => '0190a000-0000-7000-8000-000000000001');
    const isFine = (count: number) => ChosenForm.safeParse({ action: 'hide', ids: ids(count) }).success;
    expect([0, 1, 100, 101].map(isFine)).toEqual([false, true, true, false]);
    expect(ChosenForm.safeParse({ action: 'explode', ids: ids(1) }).success).toBe(false);
  });

  test('never breaks on what stands in the address of the list', () => {
    expect(ServiceListForm.parse({ state: 'x', page: '-1', without: 'sense', overdue: 'maybe' })).toEqual({
      page: 1,
    });
  });
});

describe('the queues of the desk', () => {
  const none = { count: 0, oldest: null };
  const all = {
    proposals: none,
    checks: none,
    reports: none,
    reviews: none,
    claims: none,
    evidence: none,
    sources: none,
    tasks: none,
  };

  test('show what waits first, with the day of the oldest in London', () => {
    const shown = shownQueues({
      ...all,
      tasks: { count: 2, oldest: '2026-07-01T23:30:00.000Z' },
      reviews: { count: 1, oldest: '2026-03-05' },
    });
    expect(shown.slice(0, 3).map(({ title, count, since }) => [title, count, since])).toEqual([
      ['Services to ring about', 1, '5 March 2026'],
      ['Other tasks', 2, '2 July 2026'],
      ['Reports from visitors', 0, null],
    ]);
    expect(shown).toHaveLength(8);
  });
});
