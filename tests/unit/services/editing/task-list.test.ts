import { describe, expect, test } from 'vitest';
import { endedOn } from '#src/features/services/editing/ending.ts';
import { missingFacts, missingIn } from '#src/features/services/editing/missing.ts';
import { stampOf } from '#src/features/services/editing/stamp.ts';
import {
  isEditableSection,
  sectionAfter,
  sectionBefore,
  sectionTasks,
} from '#src/features/services/editing/task-list.ts';
import { plainLocation, plainService, type ServiceRecord } from '#src/features/services/record.ts';

const tea = (changes: Partial<ServiceRecord> = {}): ServiceRecord => ({
  ...plainService('a', 'b', 'Tea Club'),
  ...changes,
});
const stateOf = (section: string, ...args: Parameters<typeof sectionTasks>) =>
  sectionTasks(...args).find((task) => task.section === section)?.state;

describe('what is missing', () => {
  test('in a service that has only a name is all that people look for first', () => {
    expect(missingFacts(tea()).map(({ section }) => section)).toEqual([
      'name',
      'happens',
      'needs',
      'people',
      'where',
      'when',
      'cost',
      'joining',
      'contact',
    ]);
  });

  test.each<[string, Parameters<typeof missingIn>[0], Partial<ServiceRecord>]>([
    ['a price in words', 'cost', { feesDescription: 'Pay what you can' }],
    ['a website', 'contact', { url: 'https://example.org/' }],
    ['an age', 'people', { minimumAge: 0 }],
    ['help by phone', 'where', { deliveries: ['phone'] }],
    ['a place', 'where', { locations: [{ location: plainLocation('x'), description: null, schedules: [] }] }],
    ['visits that are agreed', 'when', { deliveries: ['home'] }],
    ['how to join in words', 'joining', { applicationProcess: 'Ring us.' }],
  ])('is not when there is %s', (_, section, changes) => {
    expect(missingIn(section, tea())).not.toBeNull();
    expect(missingIn(section, tea(changes))).toBeNull();
  });

  test('is not days and times when there are some, of the service or of a place', () => {
    const rule = {
      ...{ validFrom: null, validTo: null, dtstart: null, freq: 'WEEKLY' as const, interval: 1, byday: 'TU' },
      ...{
        bymonthday: null,
        opensAt: '10:00',
        closesAt: '11:00',
        termTimeOnly: false,
        openOnBankHolidays: false,
      },
      notes: null,
    };
    const place = { location: plainLocation('x'), description: null };
    expect(missingIn('when', tea({ schedules: [rule] }))).toBeNull();
    expect(missingIn('when', tea({ locations: [{ ...place, schedules: [rule] }] }))).toBeNull();
    expect(missingIn('when', tea({ locations: [{ ...place, schedules: [] }] }))).toBe('days and times');
  });

  test('is the place when people are to go to one', () => {
    expect(
      missingIn('where', tea({ deliveries: ['venue'], areas: [{ name: 'Marlbridge', uri: null }] })),
    ).toBe('where it is, or how people get help');
  });
});

describe('the state of a part', () => {
  test('is first of all that something is missing, then that it was changed', () => {
    expect(stateOf('happens', tea(), ['description'])).toBe('missing');
    expect(stateOf('happens', tea({ description: 'Tea.' }), ['description'])).toBe('changed');
    expect(stateOf('happens', tea({ description: 'Tea.' }), ['name'])).toBe('done');
  });

  test('is that it may be left when it is empty and nobody needs it', () => {
    expect(stateOf('picture', tea(), [])).toBe('empty');
    expect(stateOf('picture', tea({ picture: null }), [])).toBe('empty');
    expect(stateOf('first-visit', tea({ whatToBring: 'Nothing' }), [])).toBe('done');
  });
});

describe('the order of the parts', () => {
  test('leads from the first to the last and back', () => {
    expect([sectionBefore('name'), sectionAfter('name')]).toEqual([null, 'happens']);
    expect([sectionBefore('picture'), sectionAfter('picture')]).toEqual(['easy-read', null]);
    expect([sectionBefore('easy-read'), sectionAfter('languages')]).toEqual([
      'first-visit',
      'other-languages',
    ]);
  });

  test('has no part for what is not theirs to write', () => {
    expect(['name', 'record', '__proto__', ''].filter(isEditableSection)).toEqual(['name']);
  });
});

describe('the stamp of a part', () => {
  test('changes with the part, and with nothing else', () => {
    const before = stampOf(tea({ description: 'Tea.' }), 'happens');
    expect(stampOf(tea({ description: 'Tea.', name: 'Other' }), 'happens')).toBe(before);
    expect(stampOf(tea({ description: 'Talk.' }), 'happens')).not.toBe(before);
  });
});

describe('a service that ends', () => {
  test('is shown up to its last day, and is defunct after it', () => {
    expect(endedOn(tea(), '2026-11-21', '2026-11-21')).toMatchObject({
      status: 'active',
      validTo: '2026-11-21',
    });
    expect(endedOn(tea(), '2026-11-20', '2026-11-21')).toMatchObject({
      status: 'defunct',
      validTo: '2026-11-20',
    });
  });

  test('does not begin after it has ended', () => {
    const season = tea({ validFrom: '2027-01-01' });
    expect(endedOn(season, '2026-12-01', '2026-11-21').validFrom).toBeNull();
    expect(endedOn(season, '2027-02-01', '2026-11-21').validFrom).toBe('2027-01-01');
  });
});
