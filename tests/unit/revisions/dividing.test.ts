import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecisionForm, RevisionForm } from '#src/features/revisions/forms.ts';
import { keepContent, nothingYet, readContent, saySame } from '#src/features/revisions/kept-content.ts';
import {
  changedMeanwhile,
  chosenFields,
  divideChanges,
  divideDecision,
  groupConflicts,
  toBeLookedAt,
} from '#src/features/revisions/rules.ts';
import { groupFields, withCompanions } from '#src/features/revisions/sections.ts';
import { changedFields } from '#src/features/services/fields.ts';
import { plainLocation, plainService, type ServiceRecord } from '#src/features/services/record.ts';
import { linkAuthor, linkAuthorId } from '#src/features/revisions/author.ts';

const BASE: ServiceRecord = plainService('s', 'o', 'Lunch club');
const change = fc.record(
  {
    name: fc.constantFrom('Lunch club', 'Tea club'),
    alert: fc.constantFrom(null, 'Closed'),
    capacity: fc.constantFrom('unknown', 'open', 'waiting_list'),
    waitingWeeks: fc.constantFrom(null, 6),
    minimumAge: fc.constantFrom(null, 18),
    closures: fc.constantFrom<ServiceRecord['closures']>(
      [],
      [{ startsOn: '2026-12-24', endsOn: '2026-12-26', reason: null }],
    ),
    locations: fc.constantFrom<ServiceRecord['locations']>(
      [],
      [{ location: plainLocation('hall'), description: null, schedules: [] }],
    ),
  },
  { requiredKeys: [] },
);
const after = (made: object): ServiceRecord => ({ ...BASE, ...made });

describe('what is published at once', () => {
  test('and what is proposed are all of the change, whatever the trust, and share no field that goes with another', () => {
    fc.assert(
      fc.property(change, fc.constantFrom('everything', 'small', 'nothing'), (made, trust) => {
        const { atOnce, proposed } = divideChanges(BASE, after(made), trust);
        expect([...atOnce, ...proposed].sort()).toEqual(changedFields(BASE, after(made)));
        expect(withCompanions(atOnce).filter((field) => proposed.includes(field))).toEqual([]);
        if (trust === 'everything') expect(proposed).toEqual([]);
        if (trust === 'nothing') expect(atOnce).toEqual([]);
      }),
    );
  });

  test('of a trusted partner is small facts, but closed days wait with a new place', () => {
    const closures = [{ startsOn: '2026-12-24', endsOn: '2026-12-26', reason: null }];
    expect(divideChanges(BASE, { ...BASE, closures, name: 'Tea club' }, 'small')).toEqual({
      atOnce: ['closures'],
      proposed: ['name'],
    });
    const locations = [{ location: plainLocation('hall'), description: null, schedules: [] }];
    expect(divideChanges(BASE, { ...BASE, closures, locations, alert: 'Hello' }, 'small')).toEqual({
      atOnce: ['alert'],
      proposed: ['closures', 'locations'],
    });
  });

  test('is looked at afterwards, but for the day on which somebody said that all is right', () => {
    expect(toBeLookedAt(['alert', 'assuredBy', 'assuredOn', 'assurerEmail', 'reviewMonths'])).toEqual([
      'alert',
    ]);
  });
});

describe('a decision about a proposal', () => {
  test('names every field of it once, as taken or left, and keeps together what goes together', () => {
    const fields = fc.subarray(['name', 'alert', 'capacity', 'waitingWeeks', 'minimumAge'] as const);
    fc.assert(
      fc.property(change, fields, (made, named) => {
        const { accepted, declined } = divideDecision(BASE, after(made), named);
        expect([...accepted, ...declined].sort()).toEqual(changedFields(BASE, after(made)));
        expect(withCompanions(accepted).filter((field) => declined.includes(field))).toEqual([]);
      }),
    );
  });

  test('takes all when all is accepted, and nothing that was not proposed', () => {
    const proposed = after({ name: 'Tea club', alert: 'Closed' });
    expect(divideDecision(BASE, proposed, 'all')).toEqual({ accepted: ['alert', 'name'], declined: [] });
    expect(divideDecision(BASE, proposed, ['summary', 'alert'])).toEqual({
      accepted: ['alert'],
      declined: ['name'],
    });
  });

  test('takes the name with anything of a new service, and with nothing of it nothing', () => {
    const content = { ...BASE, summary: 'Soup', alert: 'Closed' };
    const nothing = nothingYet(content);
    expect(divideDecision(nothing, content, ['summary']).accepted).toEqual(['name', 'summary']);
    expect(divideDecision(nothing, content, []).accepted).toEqual([]);
  });
});

describe('what changed since a proposal was made', () => {
  test('counts where the proposal would take it away, with what goes with it', () => {
    const proposed = after({ capacity: 'open', alert: 'Closed' });
    expect(changedMeanwhile(BASE, proposed, { ...BASE, name: 'Tea club' })).toEqual([]);
    expect(changedMeanwhile(BASE, proposed, { ...BASE, alert: 'New door' })).toEqual(['alert']);
    expect(changedMeanwhile(BASE, proposed, { ...BASE, waitingWeeks: 6 })).toEqual(['capacity']);
    expect(changedMeanwhile(BASE, proposed, proposed)).toEqual([]);
  });
});

describe('a conflict', () => {
  const mine = after({ minimumAge: 60, name: 'Tea club' });
  const theirs = after({ maximumAge: 90, name: 'Soup club' });

  test('is one choice for fields that go together', () => {
    expect(groupConflicts(['maximumAge', 'minimumAge', 'name'], mine, theirs)).toEqual([
      { field: 'maximumAge', fields: ['maximumAge', 'minimumAge'] },
      { field: 'name', fields: ['name'] },
    ]);
  });

  test('is settled when every choice is made, for all that goes with it', () => {
    const conflicts = ['maximumAge', 'minimumAge', 'name'] as const;
    expect(chosenFields(conflicts, { name: 'mine' }, mine, theirs)).toBeUndefined();
    expect(chosenFields(conflicts, { name: 'mine', minimumAge: 'mine' }, mine, theirs)).toBeUndefined();
    expect(chosenFields(conflicts, { name: 'mine', maximumAge: 'theirs' }, mine, theirs)).toEqual({
      mine: ['name'],
      theirs: ['maximumAge', 'minimumAge'],
    });
  });
});

test('fields are parted into groups without losing one or changing their order', () => {
  expect(groupFields(['waitingWeeks', 'name', 'capacity', 'alert'])).toEqual([
    ['waitingWeeks', 'capacity'],
    ['name'],
    ['alert'],
  ]);
  expect(groupFields([])).toEqual([]);
});

describe('a content that is kept', () => {
  test('comes back as it was', () => {
    fc.assert(
      fc.property(change, (made) => {
        expect(readContent(keepContent(after(made)))).toEqual(after(made));
        expect(saySame(after(made), readContent(keepContent(after(made))))).toBe(true);
      }),
    );
  });

  test('from before services had a field says nothing in it', () => {
    const { whatToBring: _, ...old } = { ...BASE, name: 'Tea club' };
    expect(readContent(JSON.stringify(old))).toEqual({ ...BASE, name: 'Tea club' });
  });
});

describe('the forms', () => {
  test('take the fields that there are, one or many, and pass over anything else', () => {
    const read = (typed: object) => DecisionForm.parse({ decision: 'ticked', ...typed });
    expect(read({ field: 'name' }).field).toEqual(['name']);
    expect(read({ field: ['name', '__proto__', 'alert', 'id'] }).field).toEqual(['name', 'alert']);
    expect(read({})).toEqual({ decision: 'ticked', field: [], reason: null, version: null });
    expect(read({ version: '7' }).version).toBe(7);
    expect(read({ version: 'x' }).version).toBeNull();
  });

  test('refuse a reason that is too long, and no choice, in a sentence', () => {
    const faults = (typed: object) =>
      DecisionForm.safeParse(typed).error?.issues.map(({ path, message }) => [path[0], message]);
    expect(faults({ reason: 'x'.repeat(1001) })).toEqual([
      ['decision', 'Choose what you accept'],
      ['reason', 'What you write must be 1,000 characters or less'],
    ]);
    expect(RevisionForm.safeParse({}).error?.issues[0]?.message).toBe('Choose what to do');
    expect(RevisionForm.parse({ action: 'restore', which: 'x' }).which).toBe('content');
  });
});

test('who came by a link is told from an account', () => {
  expect(linkAuthor(linkAuthorId('abc'))).toBe('abc');
  expect(linkAuthor('01a1ff68-093e-718b-a9f2-32c08dc9e33e')).toBeNull();
});
