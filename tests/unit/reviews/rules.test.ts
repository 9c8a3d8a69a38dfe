import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  firstDueOn,
  isToBeCalled,
  isToBeHidden,
  isToBeMarked,
  mailOwed,
  reviewMonthsFor,
  type Reviewed,
  type TakenStep,
} from '#src/features/reviews/rules.ts';
import { addDays, daysBetween } from '#src/lib/dates.ts';

const DUE = '2026-06-30';
const day = (after: number): string => addDays(DUE, after);
const service = (changes: Partial<Reviewed> = {}): Reviewed => ({
  id: 's1',
  organisationId: 'o1',
  name: 'Lunch club',
  dueOn: DUE,
  isFirstRound: false,
  steps: [],
  calledOn: null,
  ...changes,
});
const mail = (step: TakenStep['step'], after: number, changes: Partial<TakenStep> = {}): TakenStep => ({
  step,
  doneOn: day(after),
  messageId: 'm1',
  isUndelivered: false,
  ...changes,
});
const noted = (step: TakenStep['step'], after: number): TakenStep => mail(step, after, { messageId: null });

describe('the mail that is owed', () => {
  test.each([
    ['nothing before the thirtieth day', -31, [], null],
    ['the question 30 days before', -30, [], 'ask'],
    ['nothing more until the day', -1, [mail('ask', -30)], null],
    ['the second on the day', 0, [mail('ask', -30)], 'due'],
    ['nothing more for a fortnight', 13, [mail('ask', -30), mail('due', 0)], null],
    ['the last after a fortnight', 14, [mail('ask', -30), mail('due', 0)], 'late'],
    ['none after the last', 80, [mail('ask', -30), mail('due', 0), mail('late', 14)], null],
    ['none after an answer', 14, [mail('ask', -30), noted('answered', -20)], null],
    ['none about what is hidden', 120, [noted('hidden', 90)], null],
    ['none so soon after one that was brought forward', 0, [mail('ask', -13)], null],
    ['the next a fortnight after one that was late', 1, [mail('ask', -13)], 'due'],
  ] as const)('%s', (_, after, steps, step) => {
    expect(mailOwed(service({ steps }), day(after))?.step ?? null).toBe(step);
  });

  test('after weeks in which nothing ran is only the latest, and the earlier ones are noted as skipped', () => {
    expect(mailOwed(service(), day(3))).toEqual({ step: 'due', skipped: ['ask'], isAgain: false });
    expect(mailOwed(service(), day(200))).toEqual({ step: 'late', skipped: ['ask', 'due'], isAgain: false });
    expect(mailOwed(service({ steps: [mail('ask', -30)] }), day(40))).toEqual({
      step: 'late',
      skipped: ['due'],
      isAgain: false,
    });
  });

  test('is the same again when it came back, at once and without counting as another', () => {
    const lost = service({ steps: [mail('ask', -30, { isUndelivered: true })] });
    expect(mailOwed(lost, day(-29))).toEqual({ step: 'ask', skipped: [], isAgain: true });
    expect(mailOwed(lost, day(0))).toEqual({ step: 'due', skipped: [], isAgain: false });
  });

  test('may be brought forward into a mail that goes anyway: a month for the question, else a fortnight', () => {
    expect(mailOwed(service(), day(-60), true)?.step).toBe('ask');
    expect(mailOwed(service(), day(-61), true)).toBeNull();
    expect(mailOwed(service({ steps: [mail('ask', -40)] }), day(-14), true)?.step).toBe('due');
    expect(mailOwed(service({ steps: [mail('ask', -40)] }), day(-15), true)).toBeNull();
    expect(mailOwed(service({ steps: [mail('ask', -40), mail('due', -14)] }), day(0), true)?.step).toBe(
      'late',
    );
  });

  test('never comes twice, nor within a fortnight of another, whatever days it runs on', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -70, max: 120 }), { maxLength: 40 }), (runs) => {
        let steps: TakenStep[] = [];
        const sent: number[] = [];
        for (const run of runs.sort((a, b) => a - b)) {
          const owed = mailOwed(service({ steps }), day(run), run % 3 === 0);
          if (owed === null) continue;
          for (const step of [...owed.skipped, owed.step])
            expect(steps.map((taken) => taken.step)).not.toContain(step);
          steps = [...steps, ...owed.skipped.map((step) => noted(step, run)), mail(owed.step, run)];
          sent.push(run);
        }
        expect(sent.length).toBeLessThanOrEqual(3);
        for (const [index, run] of sent.entries())
          expect(run - (sent[index - 1] ?? -1000)).toBeGreaterThanOrEqual(14);
      }),
    );
  });
});

describe('what follows when nobody answers', () => {
  test('it is marked after 30 days, and listed for a call after 60, each once', () => {
    expect([30, 31].map((after) => isToBeMarked(service(), day(after)))).toEqual([false, true]);
    expect(isToBeMarked(service({ steps: [noted('marked', 31)] }), day(40))).toBe(false);
    expect([59, 60].map((after) => isToBeCalled(service(), day(after)))).toEqual([false, true]);
    expect(isToBeCalled(service({ steps: [noted('call', 60)] }), day(61))).toBe(false);
  });

  const asked = [mail('ask', -30), mail('due', 0), mail('late', 14)];

  test.each([
    ['after 90 days', 90, { steps: asked }, true],
    ['not a day sooner', 89, { steps: asked }, false],
    ['not before its last mail', 200, { steps: asked.slice(0, 2) }, false],
    ['not within a fortnight of its last mail', 113, { steps: [mail('late', 100)] }, false],
    ['a fortnight after its last mail', 114, { steps: [mail('late', 100)] }, true],
    ['not when the last mail was skipped', 200, { steps: [noted('late', 100)] }, false],
    ['not when it came back', 200, { steps: [mail('late', 14, { isUndelivered: true })] }, false],
    ['not when nobody was ever asked', 900, { steps: [noted('no-address', -30), noted('call', 60)] }, false],
    ['a fortnight after a call', 104, { calledOn: day(90) }, true],
    ['not within a fortnight of a call', 103, { calledOn: day(90) }, false],
    ['not after an answer', 200, { steps: [...asked, noted('answered', 20)] }, false],
    ['not twice', 200, { steps: [...asked, noted('hidden', 90)] }, false],
  ] as const)('it is hidden: %s', (_, after, changes, expected) => {
    expect(isToBeHidden(service(changes), day(after))).toBe(expected);
  });
});

test('food and warm places are checked every three months, statutory services once a year, others twice', () => {
  const needs = (...slugs: string[]) => ({ needs: slugs.map((slug) => ({ slug })) });
  expect(reviewMonthsFor(needs('loneliness', 'food-banks'), 'community')).toBe(3);
  expect(reviewMonthsFor(needs('warm-places'), 'statutory')).toBe(3);
  expect(reviewMonthsFor(needs('cooking-and-eating-well'), 'voluntary')).toBe(6);
  expect(reviewMonthsFor(needs('benefits'), 'statutory')).toBe(12);
  expect(reviewMonthsFor(needs(), 'private')).toBe(6);
});

test('services that nobody has checked are spread over half a year, an organisation’s together, always alike', () => {
  const dues = Array.from({ length: 2000 }, (_, n) => firstDueOn('2026-01-01', `organisation-${n}`));
  const after = dues.map((due) => daysBetween('2026-01-01', due));
  expect(Math.min(...after)).toBe(30);
  expect(Math.max(...after)).toBe(209);
  const perDay = Map.groupBy(dues, (due) => due);
  expect(Math.max(...[...perDay.values()].map(({ length }) => length))).toBeLessThan(60);
  expect(firstDueOn('2026-01-01', 'organisation-7')).toBe(dues[7]);
});
