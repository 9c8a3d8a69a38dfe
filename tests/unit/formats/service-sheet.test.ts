import { describe, expect, test } from 'vitest';
import { serviceSheet } from '#src/features/formats/present/service-sheet.ts';
import type { Sheet } from '#src/features/formats/sheet.ts';
import { presentService, type ServiceView } from '#src/features/services/present/page.ts';
import { entryFacts } from '#src/features/shortlists/present/entry.ts';
import { shortlistSheet } from '#src/features/shortlists/present/sheet.ts';
import {
  confidentialVenue,
  openVenue,
  phoneRow,
  serviceDetail,
} from '../../support/shared/service-detail.ts';

const today = '2026-11-24';
const now = { day: today, time: '10:00' };
const calendar = { bankHolidays: new Set<string>(), termTimes: [] };
const viewOf = (...args: Parameters<typeof serviceDetail>): ServiceView =>
  presentService(serviceDetail(...args), { now, calendar, near: null });
const bare = viewOf();
const sheetOf = (view: ServiceView, source: Parameters<typeof serviceSheet>[1]['source'] = null): Sheet =>
  serviceSheet(view, { today, source });
const linesUnder = (sheet: Sheet, heading: string): string[] =>
  sheet.sections
    .filter((section) => section.heading === heading)
    .flatMap(({ parts }) =>
      parts.flatMap(({ label, lines }) => [...(label === null ? [] : [label]), ...lines]),
    );
const session = { day: today, text: 'Today, 2pm to 4pm', notes: null };

describe('what somebody takes away of a service', () => {
  test('of which little is known has no empty headings', () => {
    expect(sheetOf(bare).sections.map(({ heading }) => heading)).toEqual(['Last checked']);
    expect(sheetOf(bare).intro).toEqual(['Kettle and Co. Community group.']);
  });

  test('begins with what is wrong with it', () => {
    const late = {
      ...bare,
      alert: 'Flooded.',
      checked: { ...bare.checked, overdue: true, on: '1 May 2025' },
    };
    expect(sheetOf(late, { name: 'A library', missingSince: '2 May 2026' }).intro.slice(1)).toEqual([
      'Flooded.',
      'This may be out of date. It was last checked on 1 May 2025. Ring or email before you go.',
      'This service may have ended. A library has not had it since 2 May 2026. Check before you go.',
    ]);
  });

  test('has phone numbers large, each with what it is for', () => {
    const phones = [{ number: '01632 960001', dial: '01632960001', description: 'Office' }];
    const parts = sheetOf({ ...bare, phones }).sections[0]?.parts;
    expect(parts).toEqual([{ label: 'Phone (Office)', lines: ['01632 960001'], isBig: true }]);
  });

  test('says days by their names and when it was checked by its date: paper is read on another day', () => {
    const view = {
      ...bare,
      times: { table: null, rules: [{ text: 'Every Tuesday', notes: null }], next: [session] },
      checked: { text: 'Checked 3 days ago', overdue: false, by: 'the club', on: '21 November 2026' },
    };
    expect(linesUnder(sheetOf(view), 'When')).toEqual([
      'Every Tuesday',
      'Next dates',
      'Tuesday 24 November, 2pm to 4pm',
    ]);
    expect(linesUnder(sheetOf(view), 'Last checked')[0]).toBe('Checked on 21 November 2026 by the club.');
  });

  test('names several places in headings of their own, and one place under "Where"', () => {
    const [place] = viewOf({}, { venues: [openVenue()] }).venues;
    if (place === undefined) throw new Error('There is a venue');
    const other = { ...place, heading: 'The Barn' };
    expect(sheetOf({ ...bare, venues: [place] }).sections.map(({ heading }) => heading)).toContain('Where');
    const headings = sheetOf({ ...bare, venues: [place, other] }).sections.map(({ heading }) => heading);
    expect(headings).toContain('Where: The Barn');
    expect(headings).not.toContain('Where');
  });

  test('never has a confidential address, and says why', () => {
    const view = viewOf({}, { venues: [confidentialVenue()] });
    expect(linesUnder(sheetOf(view), 'Where').join(' ')).toContain('The address is kept private');
  });
});

describe('a service on a shortlist', () => {
  test('is told with its soonest date, its phones one by one and its own address', () => {
    const later = { ...session, day: '2026-12-01', text: 'Tuesday 1 December' };
    const times = { table: null, rules: [], next: [later, session] };
    const view = {
      ...bare,
      times,
      phones: viewOf({}, { phones: [phoneRow('01632 960001'), phoneRow('01632 960002')] }).phones,
    };
    const facts = entryFacts(view, { address: 'https://example.org/services/tea', today });
    expect(facts.find(({ label }) => label === 'Next')?.text).toBe('Tuesday 24 November, 2pm to 4pm');
    expect(facts.filter(({ isPhone }) => isPhone)).toHaveLength(2);
    expect(facts.at(-1)).toEqual({ label: 'Web page', text: 'https://example.org/services/tea' });
  });

  test('for braille has its name as a heading and its note', () => {
    const list = { title: 'Your shortlist', siteUrl: 'https://example.org', today };
    const sheet = shortlistSheet({ ...list, views: [bare], notes: { [bare.id]: 'Ask about parking' } });
    expect(sheet.sections.map(({ heading }) => heading)).toEqual(['Tea and Talk']);
    expect(linesUnder(sheet, 'Tea and Talk')).toEqual(expect.arrayContaining(['Note', 'Ask about parking']));
    expect(shortlistSheet({ ...list, views: [], notes: {} }).intro).toContain(
      'There are no services on this list.',
    );
  });
});
