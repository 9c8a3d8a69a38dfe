import { describe, expect, test } from 'vitest';
import { fieldsInWords } from '#src/features/revisions/present/labels.ts';
import { describeProposal } from '#src/features/revisions/present/proposal.ts';
import { plainService, type ServiceRecord } from '#src/features/services/record.ts';

const BASE: ServiceRecord = { ...plainService('s', 'o', 'Lunch club'), summary: 'Lunch' };
const NAMES = { need: (slug: string) => slug, organisation: (id: string) => id };
const described = (content: ServiceRecord, present: ServiceRecord | null = BASE, base = BASE) =>
  describeProposal({ base, content, present }, NAMES);

describe('a proposal as choices', () => {
  test('has one for each field, in the order of the editor, with what goes and what comes', () => {
    const parts = described({ ...BASE, alert: 'New door', summary: 'Soup' });
    expect(parts.map(({ field, section, label }) => [field, section, label])).toEqual([
      ['summary', 'Name and summary', 'Summary'],
      ['alert', 'When', 'Notice'],
    ]);
    expect(parts[0]?.fields[0]?.lines).toEqual([
      { text: 'Lunch', kind: 'gone' },
      { text: 'Soup', kind: 'new' },
    ]);
    expect(parts.flatMap(({ now }) => now)).toEqual([]);
  });

  test('has one for fields that only make sense together', () => {
    const parts = described({ ...BASE, capacity: 'waiting_list', waitingWeeks: 6, waitTime: 'Six weeks' });
    expect(parts.map(({ field, label, fields }) => [field, label, fields.length])).toEqual([
      ['capacity', 'Space now and Weeks to wait', 2],
      ['waitTime', 'Waiting time, in words', 1],
    ]);
  });

  test('shows what the service says now, where that changed since, with what goes with it', () => {
    const present = { ...BASE, summary: null, pausedUntil: '2027-01-04', alert: 'New door' };
    const parts = described({ ...BASE, summary: 'Soup', waitingWeeks: 6 }, present);
    expect(parts.map(({ field, now }) => [field, now])).toEqual([
      ['summary', [{ label: 'Summary', lines: ['Nothing'] }]],
      ['waitingWeeks', [{ label: 'Paused until', lines: ['4 January 2027'] }]],
    ]);
  });

  test('says nothing of what somebody else changed to just that', () => {
    const content = { ...BASE, summary: 'Soup' };
    expect(described(content, content).flatMap(({ now }) => now)).toEqual([]);
  });

  test('of a new service are all of its words', () => {
    const parts = describeProposal({ base: null, content: BASE, present: null }, NAMES);
    expect(parts.map(({ field }) => field)).toEqual(['name', 'summary']);
  });
});

test('many fields are told as a few and how many more', () => {
  expect(fieldsInWords(['name'])).toBe('Name');
  expect(fieldsInWords(['name', 'summary', 'email'])).toBe('Name, Summary and Email');
  const seven = ['name', 'summary', 'email', 'url', 'alert', 'status', 'areas'] as const;
  expect(fieldsInWords(seven)).toBe('Name, Summary, Email, Website, Notice, Status and Area');
  expect(fieldsInWords([...seven, 'needs'])).toBe('Name, Summary, Email, Website, Notice, Status and 2 more');
});
