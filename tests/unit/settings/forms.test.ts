import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seenText, SettingsForm } from '#src/features/settings/forms.ts';
import { DEFAULT_VALUES, isAllowed, SETTING_NAMES, settingOf } from '#src/features/settings/values.ts';

const VERSIONS = {
  idleMinutes: 2,
  partnersNeedSecondStep: 0,
  messageDays: 1,
  feedbackDays: 0,
  requestEmail: 0,
  closedRequestDays: 0,
  withdrawnRequestDays: 0,
  erasedRequestDays: 0,
  replyTo: 0,
  taskEmail: 0,
};

/** The form as the page shows it, with some fields changed. */
const sent = (changes: Readonly<Record<string, string | undefined>> = {}) => ({
  idleMinutes: '30',
  partnersNeedSecondStep: 'no',
  messageDays: '90',
  feedbackDays: '14',
  closedRequestDays: '365',
  withdrawnRequestDays: '183',
  erasedRequestDays: '1096',
  seen: seenText(DEFAULT_VALUES, VERSIONS),
  ...changes,
});

const sentences = (form: unknown): string[] => {
  const read = SettingsForm.safeParse(form);
  return read.success ? [] : read.error.issues.map(({ message }) => message);
};

describe('what a form of settings asks for', () => {
  test('is nothing when nothing was changed', () => {
    expect(SettingsForm.parse(sent())).toEqual({ values: {}, versions: VERSIONS });
  });

  test('is only what was changed, with the versions that were seen', () => {
    const form = sent({
      idleMinutes: '20',
      partnersNeedSecondStep: 'yes',
      replyTo: 'answers@directory.example.org',
    });
    expect(SettingsForm.parse(form)).toEqual({
      values: { idleMinutes: 20, partnersNeedSecondStep: true, replyTo: 'answers@directory.example.org' },
      versions: VERSIONS,
    });
  });

  test('an address taken out is a change to none', () => {
    const seen = seenText({ ...DEFAULT_VALUES, taskEmail: 'tasks@directory.example.org' }, VERSIONS);
    expect(SettingsForm.parse(sent({ seen })).values).toEqual({ taskEmail: null });
  });
});

describe('a form of settings says what to mend', () => {
  test.each([
    [{ idleMinutes: undefined }, 'Enter after how many minutes people are signed out'],
    [{ idleMinutes: '14' }, 'Enter a whole number of minutes from 15 to 60'],
    [{ idleMinutes: '61' }, 'Enter a whole number of minutes from 15 to 60'],
    [{ idleMinutes: '20.5' }, 'Enter a whole number of minutes from 15 to 60'],
    [{ idleMinutes: 'half an hour' }, 'Enter a whole number of minutes from 15 to 60'],
    [{ messageDays: '13' }, 'Enter a whole number of days from 14 to 365'],
    [{ messageDays: '366' }, 'Enter a whole number of days from 14 to 365'],
    [
      { partnersNeedSecondStep: 'perhaps' },
      'Select whether everyone in an organisation must use a second step',
    ],
    [{ replyTo: 'nobody' }, 'Enter an email address in the correct format, like name@example.com'],
    [{ taskEmail: `${'a'.repeat(250)}@example.org` }, 'Email address must be 254 characters or less'],
    [{ seen: undefined }, 'Open the settings again: this form was not complete'],
    [{ seen: '{' }, 'Open the settings again: this form was not complete'],
    [{ seen: '{"idleMinutes":{"version":1}}' }, 'Open the settings again: this form was not complete'],
  ])('%o', (changes, sentence) => {
    expect(sentences(sent(changes))).toContain(sentence);
  });

  test('whatever is typed as a number, only what the setting allows comes through', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String)), (idleMinutes) => {
        const read = SettingsForm.safeParse(sent({ idleMinutes }));
        if (read.success) expect(isAllowed('idleMinutes', read.data.values.idleMinutes ?? 30)).toBe(true);
      }),
    );
  });
});

describe('the table of settings', () => {
  test('every default is a value that its setting allows', () => {
    for (const name of SETTING_NAMES) expect(isAllowed(name, DEFAULT_VALUES[name]), name).toBe(true);
  });

  test.each([
    ['idleMinutes', [14, 61, 30.5, '30', null, true]],
    ['partnersNeedSecondStep', ['yes', 1, null]],
    ['replyTo', ['nobody', 5, `${'a'.repeat(250)}@example.org`]],
  ] as const)('%s allows nothing beyond its limits', (name, wrong) => {
    for (const value of wrong) expect(isAllowed(name, value), JSON.stringify(value)).toBe(false);
  });

  test('each setting says what it does in a sentence', () => {
    for (const name of SETTING_NAMES) expect(settingOf(name).does).toMatch(/^[A-Z].*\.$/);
  });
});
