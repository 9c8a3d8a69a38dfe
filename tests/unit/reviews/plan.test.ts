import { describe, expect, test } from 'vitest';
import { planMails } from '#src/features/reviews/plan.ts';
import { mailValues, namesInWords } from '#src/features/reviews/present/mail.ts';
import type { Reviewed } from '#src/features/reviews/rules.ts';
import { addDays } from '#src/lib/dates.ts';

const TODAY = '2026-06-30';
const service = (id: string, dueIn: number, changes: Partial<Reviewed> = {}): Reviewed => ({
  id,
  organisationId: 'o1',
  name: `Name of ${id}`,
  dueOn: addDays(TODAY, dueIn),
  isFirstRound: false,
  steps: [],
  calledOn: null,
  ...changes,
});
const plan = (
  services: readonly Reviewed[],
  {
    addresses = {},
    mailed = [],
    room = 99,
  }: { addresses?: Record<string, string | null>; mailed?: string[]; room?: number } = {},
) =>
  planMails(
    services,
    ({ id }) => addresses[id] ?? (id in addresses ? null : 'office@example.org'),
    new Set(mailed),
    TODAY,
    room,
  );
const asked = (planned: ReturnType<typeof plan>) =>
  planned.mails.map(({ organisationId, address, items }) => [
    organisationId,
    address,
    ...items.map(({ service: { id }, step }) => `${id} ${step}`),
  ]);

describe('the mails of a day', () => {
  test('twelve services with scattered dates get few mails: what is due within a month more is asked along', () => {
    const services = Array.from({ length: 12 }, (_, n) => service(`s${n + 10}`, 30 + n * 5));
    expect(asked(plan(services))).toEqual([
      ['o1', 'office@example.org', ...[10, 11, 12, 13, 14, 15, 16].map((n) => `s${n} ask`)],
    ]);
    expect(asked(plan(services.map((each) => ({ ...each, dueOn: addDays(each.dueOn, 1) }))))).toEqual([]);
  });

  test('an organisation gets one, for the address of what is most urgent; another address waits until tomorrow', () => {
    const services = [service('a', 10), service('b', -40), service('c', 5)];
    const addresses = { a: 'a@example.org', b: 'b@example.org', c: 'b@example.org' };
    expect(asked(plan(services, { addresses }))).toEqual([['o1', 'b@example.org', 'b late', 'c ask']]);
    expect(asked(plan(services, { addresses, mailed: ['o1'] }))).toEqual([]);
  });

  test('when there are more than may go, the most urgent go first, and the first round last', () => {
    const services = [
      service('new', -50, { organisationId: 'o2', isFirstRound: true }),
      service('soon', 20, { organisationId: 'o3' }),
      service('late', -50, { organisationId: 'o4' }),
    ];
    expect(plan(services, { room: 2 }).mails.map(({ organisationId }) => organisationId)).toEqual([
      'o4',
      'o3',
    ]);
    expect(plan(services, { room: 0 }).mails).toEqual([]);
  });

  test('what nobody answers for is told apart, and keeps nothing else waiting', () => {
    const planned = plan([service('a', 0), service('b', 0)], { addresses: { a: null } });
    expect(planned.unreachable.map(({ id }) => id)).toEqual(['a']);
    expect(asked(planned)).toEqual([['o1', 'office@example.org', 'b due']]);
  });
});

describe('the words of a mail', () => {
  test('name as many services as fit, and count the rest', () => {
    expect(namesInWords(['Lunch club'])).toBe('Lunch club');
    expect(namesInWords(['Lunch club', 'Sewing', 'Choir'])).toBe('Lunch club, Sewing and Choir');
    const many = namesInWords(Array.from({ length: 40 }, (_, n) => `Service number ${n}`));
    expect(many).toMatch(/^Service number 0, .+ and \d+ more$/);
    expect(many.length).toBeLessThan(200);
    expect(namesInWords(['x'.repeat(500), 'y'.repeat(500)]).length).toBeLessThan(200);
  });

  test('give a day that is at least a fortnight away, and say which mail it is', () => {
    const item = (dueIn: number, step: 'ask' | 'due' | 'late') => ({
      service: service('a', dueIn),
      step,
      skipped: [],
      isAgain: false,
    });
    expect(mailValues([item(30, 'ask')], 'Kettle', TODAY, 60)).toMatchObject({
      template: 'review-due',
      values: { day: '30 July 2026', organisation: 'Kettle' },
    });
    expect(mailValues([item(0, 'due')], 'Kettle', TODAY, 60).values.day).toBe('14 July 2026');
    expect(mailValues([item(-14, 'late')], 'Kettle', TODAY, 60)).toMatchObject({
      template: 'review-overdue',
      values: { day: '14 September 2026' },
    });
    expect(mailValues([item(-200, 'late')], 'Kettle', TODAY, 60).values.day).toBe('14 July 2026');
  });
});
