import { describe, expect, it } from 'vitest';
import { filledInWords } from '#src/features/requests/handing/filled-in.ts';
import { handoverValues, readHandover } from '#src/features/requests/handing/hand-over.ts';
import { ADA, anAnswers, aHelper } from '../../../support/requests/answers.ts';

const visitor = { answers: anAnswers(), isNavigator: false, teamEmail: 'hello@frontdoor.example.org' };
const navigator = { ...visitor, isNavigator: true };
const unsafe = anAnswers({
  safe: {
    phone: 'yes',
    message: 'no',
    text: 'no',
    email: 'no',
    letter: null,
    times: null,
    instead: null,
  },
});

describe('handing a draft over', () => {
  it('goes to the person from a navigator, who need not say so', () => {
    expect(readHandover({ way: 'email', email: 'ada@example.org', to: 'navigator' }, navigator)).toEqual({
      ok: true,
      value: { direction: 'to-person', to: { kind: 'email', to: 'ada@example.org' } },
    });
  });

  it('goes from a visitor to our navigators by mail, or is shown where they have none', () => {
    expect(readHandover({ to: 'navigator' }, visitor)).toEqual({
      ok: true,
      value: { direction: 'to-navigator', to: { kind: 'email', to: 'hello@frontdoor.example.org' } },
    });
    expect(readHandover({ to: 'navigator' }, { ...visitor, teamEmail: null })).toEqual({
      ok: true,
      value: { direction: 'to-navigator', to: null },
    });
  });

  it('can be shown to read out', () => {
    expect(readHandover({ to: 'person', way: 'show', email: 'left over' }, visitor)).toEqual({
      ok: true,
      value: { direction: 'to-person', to: null },
    });
  });

  it.each([
    [{}, 'to', 'Select who goes on with it'],
    [{ to: 'everybody' }, 'to', 'Select who goes on with it'],
    [{ to: 'person' }, 'way', 'Select how to send the link'],
    [{ to: 'person', way: 'email' }, 'email', 'Enter an email address'],
    [
      { to: 'person', way: 'email', email: 'ada' },
      'email',
      'Enter an email address in the correct format, like name@example.com',
    ],
    [{ to: 'person', way: 'text' }, 'phone', 'Enter a mobile phone number'],
    [
      { to: 'person', way: 'text', phone: '01632 960 001' },
      'phone',
      'Enter a mobile phone number, like 07700 900 982',
    ],
    [
      { to: 'person', way: 'text', phone: 'my son' },
      'phone',
      'Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192',
    ],
  ])('asks again after %j', (typed, field, text) => {
    expect(readHandover(typed, visitor)).toEqual({ ok: false, problems: [{ field, text }] });
  });

  it('is refused to an address that the person said is not safe, however it is written', () => {
    const terms = { ...navigator, answers: unsafe };
    const byMail = readHandover({ way: 'email', email: ADA.email.toUpperCase() }, terms);
    expect(byMail).toMatchObject({
      ok: false,
      problems: [{ field: 'email', text: expect.stringContaining('not safe') }],
    });
    const byText = readHandover({ way: 'text', phone: '+44 7700 900123' }, terms);
    expect(byText).toMatchObject({ ok: false, problems: [{ field: 'phone' }] });
    expect(readHandover({ way: 'text', phone: '07700 900 456' }, terms)).toMatchObject({ ok: true });
  });

  it('fills in the address of the person only where it is safe to write there', () => {
    expect(handoverValues(navigator)).toEqual({ to: 'person', email: ADA.email });
    expect(handoverValues({ ...navigator, answers: unsafe })).toEqual({ to: 'person' });
    expect(handoverValues({ ...visitor, answers: {} })).toEqual({});
  });
});

describe('who filled in a request', () => {
  const words = (
    answers: ReturnType<typeof anAnswers>,
    madeBy: 'self' | 'helper' | 'professional' | 'navigator',
    name: string | null = null,
  ) => filledInWords({ answers, madeBy, navigator: name });

  it('is said, for whom, and with whose help', () => {
    expect(words(aHelper(), 'helper')).toBe('Filled in by Nora Example (Daughter) for Ada Example.');
    expect(words(aHelper(), 'helper', 'Nadia Navigator')).toBe(
      'Filled in by Nora Example (Daughter) for Ada Example, with Nadia Navigator, a navigator.',
    );
    expect(words(anAnswers(), 'navigator', 'Nadia Navigator')).toBe(
      'Filled in by Nadia Navigator for Ada Example.',
    );
    expect(words(anAnswers(), 'self', 'Nadia Navigator')).toBe(
      'Filled in with Nadia Navigator, a navigator.',
    );
  });

  it('names a professional by their job and where they work', () => {
    const helper = {
      name: 'Nia Nurse',
      relationship: null,
      role: 'Nurse',
      organisation: 'Loom Street',
      phone: null,
      email: null,
    };
    expect(words(aHelper({ helper }), 'professional')).toBe(
      'Filled in by Nia Nurse (Nurse, Loom Street) for Ada Example.',
    );
  });

  it('is not said of people who ask for themselves alone, nor before anything is known', () => {
    expect(words(anAnswers(), 'self')).toBeNull();
    expect(filledInWords({ answers: {}, madeBy: 'helper', navigator: null })).toBeNull();
    expect(filledInWords({ answers: {}, madeBy: 'navigator', navigator: null })).toBe(
      'Filled in by a navigator.',
    );
  });
});
