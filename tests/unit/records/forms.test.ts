import { describe, expect, test } from 'vitest';
import { dateOf, EraseRecordForm, ExportRecordForm, FindRecordsForm } from '#src/features/records/forms.ts';

const sentences = (read: { success: boolean; error?: { issues: { message: string }[] } | undefined }) =>
  read.error?.issues.map(({ message }) => message) ?? [];

describe('looking for a record', () => {
  test.each([
    ['27 3 1950', '1950-03-27'],
    ['27/03/1950', '1950-03-27'],
    ['1950-3-27', '1950-03-27'],
    ['31 2 1950', null],
    ['March 1950', null],
    ['', null],
  ])('the date "%s" is %s', (typed, date) => {
    expect(dateOf(typed)).toBe(date);
  });

  test('needs something that a person has, and more than a name', () => {
    expect(sentences(FindRecordsForm.safeParse({}))).toEqual([
      'Enter a reference, a name, a phone number, an email address or an NHS number',
    ]);
    expect(sentences(FindRecordsForm.safeParse({ name: 'Ada Example' }))).toEqual([
      'Enter a date of birth or a postcode with the name: several people can have it',
    ]);
    expect(FindRecordsForm.parse({ name: 'Ada Example', dateOfBirth: '27 3 1950' })).toMatchObject({
      dateOfBirth: '1950-03-27',
    });
    expect(FindRecordsForm.safeParse({ phone: '07700 900123' }).success).toBe(true);
  });

  test('says what a date must be', () => {
    expect(sentences(FindRecordsForm.safeParse({ name: 'Ada', dateOfBirth: 'soon' }))).toContain(
      'Date of birth must be a real date, like 27 3 1950 or 1950-03-27',
    );
  });
});

describe('changing a record', () => {
  test('erasing needs a reason, words and a clear yes', () => {
    expect(sentences(EraseRecordForm.safeParse({}))).toEqual([
      'Select why it is erased',
      'Enter who asked for it, and how',
      'Confirm that it cannot be undone',
    ]);
    expect(EraseRecordForm.safeParse({ reason: 'asked', words: 'By letter', sure: 'yes' }).success).toBe(
      true,
    );
  });

  test('a copy needs a reason and a kind of file', () => {
    expect(sentences(ExportRecordForm.safeParse({ reason: 'curiosity' }))).toEqual([
      'Select why you take a copy',
      'Select what kind of file you need',
    ]);
  });
});
