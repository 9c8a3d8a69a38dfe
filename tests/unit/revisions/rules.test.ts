import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptFields, mergeContents, smallChanges } from '#src/features/revisions/rules.ts';
import { SECTIONS, SECTION_NAMES, sectionOf, withCompanions } from '#src/features/revisions/sections.ts';
import { FIELD_LABELS } from '#src/features/revisions/present/labels.ts';
import { changedFields, type ContentField } from '#src/features/services/fields.ts';
import { plainLocation, plainService, type ServiceRecord } from '#src/features/services/record.ts';

const BASE: ServiceRecord = {
  ...plainService('s', 'o', 'Lunch club'),
  locations: [
    {
      location: { ...plainLocation('hall'), name: 'The hall' },
      description: null,
      schedules: [],
    },
  ],
};
const TUESDAYS: ServiceRecord['schedules'][number] = {
  validFrom: null,
  validTo: null,
  dtstart: null,
  freq: 'WEEKLY',
  interval: 1,
  byday: 'TU',
  bymonthday: null,
  opensAt: '12:00',
  closesAt: '14:00',
  termTimeOnly: false,
  openOnBankHolidays: false,
  notes: null,
};

/** Changes to single fields that stand alone. */
const change = fc.record(
  {
    name: fc.constantFrom('Lunch club', 'Dinner club', 'Tea club'),
    summary: fc.constantFrom(null, 'Lunch', 'Tea'),
    email: fc.constantFrom(null, 'a@example.org', 'b@example.org'),
    alert: fc.constantFrom(null, 'Closed today'),
    needs: fc.constantFrom<ServiceRecord['needs']>([], [{ slug: 'food', suggested: false }]),
  },
  { requiredKeys: [] },
);

describe('two people editing', () => {
  test('what only one of them changed is in the merge, whoever it was, and nothing is in conflict', () => {
    const mine = { ...BASE, name: 'Dinner club' };
    const theirs = { ...BASE, email: 'new@example.org' };
    expect(mergeContents(BASE, mine, theirs)).toEqual({
      merged: { ...BASE, name: 'Dinner club', email: 'new@example.org' },
      conflicts: [],
    });
  });

  test('what both changed alike is no conflict; what both changed differently is, and theirs stands until chosen', () => {
    const mine = { ...BASE, name: 'Dinner club', summary: 'Tea' };
    const theirs = { ...BASE, name: 'Tea club', summary: 'Tea' };
    const { merged, conflicts } = mergeContents(BASE, mine, theirs);
    expect(conflicts).toEqual(['name']);
    expect(merged.name).toBe('Tea club');
    expect(merged.summary).toBe('Tea');
  });

  test('fields that only make sense together are never torn apart', () => {
    const mine: ServiceRecord = { ...BASE, capacity: 'waiting_list', waitingWeeks: 6 };
    const theirs: ServiceRecord = { ...BASE, capacity: 'full' };
    const { merged, conflicts } = mergeContents(BASE, mine, theirs);
    expect(conflicts).toEqual(['capacity', 'capacityUpdatedOn', 'pausedUntil', 'waitingWeeks']);
    expect([merged.capacity, merged.waitingWeeks]).toEqual(['full', null]);
  });

  test('every change of either is in the merge or named as a conflict', () => {
    fc.assert(
      fc.property(change, change, (one, other) => {
        const [mine, theirs] = [
          { ...BASE, ...one },
          { ...BASE, ...other },
        ];
        const { merged, conflicts } = mergeContents(BASE, mine, theirs);
        for (const field of changedFields(BASE, theirs)) expect(merged[field]).toEqual(theirs[field]);
        for (const field of changedFields(BASE, mine)) {
          if (!conflicts.includes(field)) expect(merged[field]).toEqual(mine[field]);
        }
        expect(changedFields(BASE, merged).every((field) => field in one || field in other)).toBe(true);
      }),
    );
  });

  test('merging is the same from both sides where there is no conflict', () => {
    fc.assert(
      fc.property(change, change, (one, other) => {
        const here = mergeContents(BASE, { ...BASE, ...one }, { ...BASE, ...other });
        const there = mergeContents(BASE, { ...BASE, ...other }, { ...BASE, ...one });
        expect(here.conflicts).toEqual(there.conflicts);
        if (here.conflicts.length === 0) expect(here.merged).toEqual(there.merged);
      }),
    );
  });
});

describe('small facts', () => {
  test('times, phones, space and a notice are small; words about the service are not', () => {
    const after: ServiceRecord = {
      ...BASE,
      name: 'Dinner club',
      schedules: [TUESDAYS],
      capacity: 'open',
      capacityUpdatedOn: '2026-11-21',
      phones: [{ number: '01632 960123', type: 'voice', description: null }],
    };
    expect(smallChanges(BASE, after)).toEqual(['capacity', 'capacityUpdatedOn', 'phones', 'schedules']);
  });

  test('the times at a place are small, the place is not', () => {
    const venue = BASE.locations[0] ?? { location: plainLocation('x'), description: null, schedules: [] };
    const times = { ...BASE, locations: [{ ...venue, schedules: [TUESDAYS] }] };
    expect(smallChanges(BASE, times)).toEqual(['locations']);
    const moved = { ...BASE, locations: [{ ...venue, location: { ...venue.location, name: 'The barn' } }] };
    expect(smallChanges(BASE, moved)).toEqual([]);
  });
});

test('accepting some fields takes what belongs to them and leaves the rest', () => {
  const proposed: ServiceRecord = { ...BASE, name: 'Tea club', capacity: 'waiting_list', waitingWeeks: 3 };
  expect(acceptFields(BASE, proposed, ['capacity'])).toEqual({
    ...BASE,
    capacity: 'waiting_list',
    waitingWeeks: 3,
  });
});

describe('the sections of the editor', () => {
  test('hold every field of a service, each once', () => {
    const fields = SECTION_NAMES.flatMap((name) => [...SECTIONS[name].fields] as ContentField[]);
    expect([...fields].sort()).toEqual(Object.keys(FIELD_LABELS).sort());
    expect(new Set(fields).size).toBe(fields.length);
  });

  test('hold what belongs together in ways that can be saved together', () => {
    expect(withCompanions(['waitingWeeks'])).toContain('capacity');
    expect(withCompanions(['name'])).toEqual(['name']);
    expect(sectionOf('locations')).toBe('where');
  });
});
