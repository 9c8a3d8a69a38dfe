import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  AcceptanceForm,
  CodeForm,
  EmailForm,
  InvitationForm,
  LinkForm,
  NameForm,
  NewPasswordForm,
  PasswordChangeForm,
  RecoveryCodeForm,
  SignInForm,
  StopForm,
  VersionForm,
} from '#src/features/accounts/forms.ts';

/** The sentences beside the fields, or null when the form is right. */
const sentences = (form: z.ZodType, values: Record<string, unknown>): string[] | null =>
  form.safeParse(values).error?.issues.map(({ message }) => message) ?? null;

const WRONG_FORMAT = 'Enter an email address in the correct format, like name@example.com';

describe('each field left empty has a sentence of its own', () => {
  test.each<[string, z.ZodType, string[]]>([
    ['signing in', SignInForm, ['Enter your email address', 'Enter your password']],
    ['a link', LinkForm, ['Enter your email address']],
    ['a code', CodeForm, ['Enter the code from your authenticator app']],
    ['a recovery code', RecoveryCodeForm, ['Enter a recovery code']],
    ['a new password', NewPasswordForm, ['Enter a password']],
    ['another password', PasswordChangeForm, ['Enter your current password', 'Enter a new password']],
    ['an invitation taken up', AcceptanceForm, ['Enter your full name']],
    ['a name', NameForm, ['Enter your full name']],
    ['an email address', EmailForm, ['Enter your new email address']],
    [
      'an invitation',
      InvitationForm,
      ['Enter the email address of the person', 'Enter the full name of the person'],
    ],
    ['a version', VersionForm, ['Open the page again and choose anew']],
    ['a stop', StopForm, ['Enter why the account is stopped']],
  ])('%s', (_, form, expected) => {
    expect(sentences(form, {})).toEqual(expected);
  });
});

describe('an email address', () => {
  test.each(['ada', 'ada@', '@example.org', 'ada example.org', 'ada@example'])('is not "%s"', (email) => {
    expect(sentences(LinkForm, { email })).toEqual([WRONG_FORMAT]);
  });

  test('is not two of them, as a form sends a name that it has twice', () => {
    expect(sentences(LinkForm, { email: ['ada@example.org', 'ben@example.org'] })).toEqual([WRONG_FORMAT]);
  });

  test('has at most 254 characters', () => {
    const email = `${'a'.repeat(60)}@${`${'b'.repeat(60)}.`.repeat(4)}org`;
    expect(sentences(LinkForm, { email })).toEqual(['Email address must be 254 characters or less']);
  });
});

describe('a code', () => {
  test.each(['123456', '123 456', ' 12-34-56 '])('is read as people type it: "%s"', (code) => {
    expect(CodeForm.parse({ code })).toEqual({ code: '123456' });
  });

  test.each(['12345', '1234567', 'abcdef', '١٢٣٤٥٦'])('is six digits, not "%s"', (code) => {
    expect(sentences(CodeForm, { code })).toEqual(['Code must be 6 digits']);
  });

  test('to recover is ten letters and digits, with or without its hyphen', () => {
    expect(RecoveryCodeForm.parse({ code: 'abcde-2345 6' })).toEqual({ code: 'abcde23456' });
    expect(sentences(RecoveryCodeForm, { code: 'abcde-2345' })).toEqual([
      'Recovery code must be 10 letters and digits',
    ]);
  });
});

describe('a password', () => {
  test('is taken as it is: its faults are said elsewhere', () => {
    for (const password of ['x', 'pass  word', '\u{1f9a6}', '<b>'])
      expect(SignInForm.parse({ email: 'ada@example.org', password }).password).toBe(password);
    expect(sentences(NewPasswordForm, { password: 'x'.repeat(2001) })).toEqual([
      'Password must be 2,000 characters or less',
    ]);
  });

  test('need not be chosen with an invitation', () => {
    expect(AcceptanceForm.parse({ name: 'Ada Example' })).toEqual({ name: 'Ada Example' });
  });
});

test('long names and reasons are refused, with how long they may be', () => {
  expect(sentences(NameForm, { name: 'x'.repeat(101) })).toEqual(['Name must be 100 characters or less']);
  expect(sentences(StopForm, { reason: 'x'.repeat(501) })).toEqual(['Reason must be 500 characters or less']);
});

test('the version of an account is a whole number', () => {
  expect(VersionForm.parse({ version: '3' })).toEqual({ version: 3 });
  expect(sentences(VersionForm, { version: 'three' })).toEqual(['Open the page again and choose anew']);
});
