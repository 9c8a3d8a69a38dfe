import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareLines, describeDifference } from '#src/features/revisions/present/difference.ts';
import { plainLocation, plainService, type ServiceRecord } from '#src/features/services/record.ts';

const NAMES = { need: (slug: string) => `need ${slug}`, organisation: (id: string) => `organisation ${id}` };
const BASE = plainService('s', 'o', 'Lunch club');

describe('lines', () => {
  test('that stayed, went and came are told apart in reading order', () => {
    expect(compareLines(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])).toEqual([
      { text: 'a', kind: 'same' },
      { text: 'b', kind: 'gone' },
      { text: 'x', kind: 'new' },
      { text: 'c', kind: 'same' },
      { text: 'd', kind: 'new' },
    ]);
  });

  test('without the new ones give what was, without the gone ones what is', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const found = compareLines(before, after);
        const without = (kind: string): string[] =>
          found.filter((line) => line.kind !== kind).map(({ text }) => text);
        expect(without('new')).toEqual(before);
        expect(without('gone')).toEqual(after);
      }),
    );
  });

  test('of two very long texts are all gone and new rather than compared for ever', () => {
    const long = (word: string): string[] => Array.from({ length: 2000 }, (_, n) => `${word} ${n}`);
    const found = compareLines(long('a'), long('b'));
    expect(found).toHaveLength(4000);
  });
});

describe('words in other forms', () => {
  const lines = (after: Partial<ServiceRecord>): string[] =>
    describeDifference(BASE, { ...BASE, ...after }, NAMES).flatMap(({ title, fields }) =>
      fields.flatMap((field) => field.lines.map(({ text }) => `${title}/${field.label}: ${text}`)),
    );

  test('are shown idea by idea, with the picture and with who read them', () => {
    const ideas = [
      { picture: 'food', words: 'You can eat here.' },
      { picture: 'money', words: 'It is free.' },
    ];
    expect(lines({ easyRead: { ideas, testedBy: 'Our group' } })).toEqual([
      'Easy read/Easy read: You can eat here. (picture: food)',
      'Easy read/Easy read: It is free. (picture: money)',
      'Easy read/Easy read: Read by: Our group',
    ]);
  });

  test('are shown with the language they are in', () => {
    const text = { language: 'cy', name: 'Clwb cinio', summary: null, description: 'Bwyd.\n\nSgwrs.' };
    expect(lines({ texts: [{ ...text, eligibilityDescription: null, applicationProcess: '' }] })).toEqual([
      'In other languages/In other languages: Welsh, name: Clwb cinio',
      'In other languages/In other languages: Welsh, what happens: Bwyd.',
      'In other languages/In other languages: Welsh, what happens: Sgwrs.',
    ]);
  });

  test('that say nothing are no difference', () => {
    expect(lines({ easyRead: null, texts: [], bslVideoUrl: null })).toEqual([]);
    expect(lines({ bslVideoUrl: 'https://video.example.org/' })).toEqual([
      'Languages/Video in British Sign Language: https://video.example.org/',
    ]);
  });
});

describe('a difference', () => {
  test('names the section and the field and shows both sides in words', () => {
    const after: ServiceRecord = {
      ...BASE,
      minimumAge: 18,
      pausedUntil: '2027-01-04',
      costOptions: [{ option: 'Lunch', amount: 4.5, amountDescription: null }],
    };
    expect(describeDifference(BASE, after, NAMES)).toEqual([
      {
        section: 'people',
        title: 'Who it is for, and who not',
        fields: [{ field: 'minimumAge', label: 'Youngest age', lines: [{ text: '18', kind: 'new' }] }],
      },
      {
        section: 'cost',
        title: 'Cost',
        fields: [{ field: 'costOptions', label: 'Prices', lines: [{ text: 'Lunch: £4.50', kind: 'new' }] }],
      },
      {
        section: 'capacity',
        title: 'Space now',
        fields: [
          { field: 'pausedUntil', label: 'Paused until', lines: [{ text: '4 January 2027', kind: 'new' }] },
        ],
      },
    ]);
  });

  test('of a place shows only the line that changed as changed', () => {
    const venue = (directions: string): ServiceRecord => ({
      ...BASE,
      locations: [
        {
          location: { ...plainLocation('h'), name: 'The hall', directions },
          description: null,
          schedules: [],
        },
      ],
    });
    const [section] = describeDifference(venue('Left door'), venue('Right door'), NAMES);
    expect(section?.fields[0]?.lines).toEqual([
      { text: 'The hall', kind: 'same' },
      { text: 'Finding it: Left door', kind: 'gone' },
      { text: 'Finding it: Right door', kind: 'new' },
    ]);
  });

  test('of equal contents is nothing', () => {
    expect(describeDifference(BASE, { ...BASE }, NAMES)).toEqual([]);
  });
});
