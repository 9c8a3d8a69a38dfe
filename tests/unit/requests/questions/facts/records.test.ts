import { describe, expect, it } from 'vitest';
import { dateOfBirth } from '#src/features/requests/questions/facts/health/date-of-birth.ts';
import { gp } from '#src/features/requests/questions/facts/health/gp.ts';
import { nhsNumber } from '#src/features/requests/questions/facts/health/nhs-number.ts';
import { address } from '#src/features/requests/questions/facts/place/address.ts';
import { openAreaOf, place } from '#src/features/requests/questions/facts/place/place.ts';
import { anAnswers } from '../../../../support/requests/answers.ts';
import { aContext } from '../../../../support/requests/questions.ts';

const asHelper = aContext({ madeBy: 'helper' });

describe('where somebody lives', () => {
  it('is kept as typed, a postcode in its usual form', () => {
    expect(place.read({ place: 'mb11qg' }, aContext())).toEqual({ ok: true, value: { typed: 'MB1 1QG' } });
    expect(place.read({ place: 'near Tarnbury' }, aContext())).toEqual({
      ok: true,
      value: { typed: 'near Tarnbury' },
    });
    expect(place.read({}, asHelper)).toEqual({
      ok: false,
      problems: [{ field: 'place', text: 'Enter the postcode, town or village where they live' }],
    });
  });

  it('stands in the open by the first half of a postcode or a known town only', () => {
    const townOf = (text: string) => (text.toLowerCase().includes('tarnbury') ? 'Tarnbury' : null);
    expect(openAreaOf('MB1 1QG', townOf)).toBe('MB1');
    expect(openAreaOf('mb1', townOf)).toBe('MB1');
    expect(openAreaOf('14 Mill Lane, Tarnbury', townOf)).toBe('Tarnbury');
    expect(openAreaOf('with my sister', townOf)).toBeNull();
  });
});

describe('an address', () => {
  it('starts with the postcode or the town that was given before', () => {
    expect(address.show({ place: { typed: 'MB1 1QG' } }, aContext())).toEqual({ postcode: 'MB1 1QG' });
    expect(address.show({ place: { typed: 'Tarnbury' } }, aContext())).toEqual({ town: 'Tarnbury' });
    expect(address.show({ place: { typed: 'MB1' } }, aContext())).toEqual({});
    expect(address.show({}, aContext())).toEqual({ town: '' });
  });

  it('asks for what is missing, line by line in the order of the page', () => {
    expect(address.read({ postcode: 'MB1', line2: 'x'.repeat(151) }, aContext())).toEqual({
      ok: false,
      problems: [
        { field: 'line1', text: 'Enter address line 1, typically the building and street' },
        {
          field: 'line2',
          text: 'Address line 2 must be 150 characters or less. You have written 151.',
        },
        { field: 'town', text: 'Enter town or city' },
        { field: 'postcode', text: 'Enter a full UK postcode' },
      ],
    });
    expect(address.read({ line1: 'a', town: 'b' }, aContext())).toMatchObject({
      problems: [{ field: 'postcode', text: 'Enter postcode' }],
    });
  });

  it('takes a postcode that no gazetteer has, and shows the lines again', () => {
    const typed = { line1: 'Flat 2, Bobbin Row', town: 'Marlbridge', postcode: 'gir0aa' };
    const read = address.read(typed, aContext());
    expect(read).toEqual({
      ok: true,
      value: {
        noFixedAddress: false,
        line1: 'Flat 2, Bobbin Row',
        line2: null,
        town: 'Marlbridge',
        postcode: 'GIR 0AA',
      },
    });
    const answers = read.ok ? { address: read.value } : {};
    expect(address.show(answers, aContext())).toEqual({ ...typed, line2: '', postcode: 'GIR 0AA' });
    expect(address.tell(answers, aContext())).toEqual(['Flat 2, Bobbin Row', 'Marlbridge', 'GIR 0AA']);
  });

  it('may be none at all, unless letters are to go there', () => {
    const none = { noFixedAddress: 'yes', line1: 'passed over' };
    const read = address.read(none, aContext());
    expect(read).toEqual({
      ok: true,
      value: { noFixedAddress: true, line1: null, line2: null, town: null, postcode: null },
    });
    expect(address.tell(read.ok ? { address: read.value } : {}, aContext())).toEqual(['No fixed address']);
    const reach = { phone: null, email: null, ways: ['letter'], preferred: 'letter' } as const;
    const wantsLetters = aContext({ answers: { reach: { ...reach, ways: [...reach.ways] } } });
    expect(address.read(none, wantsLetters)).toMatchObject({
      ok: false,
      problems: [{ field: 'noFixedAddress', text: expect.stringContaining('You asked for letters') }],
    });
  });
});

describe('a date of birth in a request', () => {
  it('is shown in the boxes again and read back in words', () => {
    const read = dateOfBirth.read({ day: '14', month: 'mar', year: '1950' }, aContext());
    expect(read).toEqual({ ok: true, value: { date: '1950-03-14' } });
    const answers = { dateOfBirth: { date: '1950-03-14' } };
    expect(dateOfBirth.show(answers, aContext())).toEqual({ day: '14', month: '3', year: '1950' });
    expect(dateOfBirth.tell(answers, aContext())).toEqual(['14 March 1950']);
  });

  it('is asked for with their words, at the box that is wrong', () => {
    expect(dateOfBirth.read({}, asHelper)).toEqual({
      ok: false,
      problems: [{ field: 'day', text: 'Enter their date of birth' }],
    });
    expect(dateOfBirth.read({ day: '14', month: '3', year: '50' }, asHelper)).toMatchObject({
      problems: [{ field: 'year' }],
    });
  });
});

describe('an NHS number in a request', () => {
  it('need not be known', () => {
    expect(nhsNumber.read({ knows: 'no', number: 'half a num' }, aContext())).toEqual({
      ok: true,
      value: { number: null },
    });
    expect(nhsNumber.tell({ nhsNumber: { number: null } }, aContext())).toEqual(['Not known']);
    expect(nhsNumber.show({ nhsNumber: { number: null } }, aContext())).toEqual({ knows: 'no' });
  });

  it('is kept as its digits and shown in groups', () => {
    const answers = { nhsNumber: { number: '9990000018' } };
    expect(nhsNumber.read({ knows: 'yes', number: '999-000-0018' }, aContext())).toEqual({
      ok: true,
      value: answers.nhsNumber,
    });
    expect(nhsNumber.show(answers, aContext())).toEqual({ knows: 'yes', number: '999 000 0018' });
    expect(nhsNumber.tell(answers, aContext())).toEqual(['999 000 0018']);
  });

  it('counts when it was typed without saying yes first', () => {
    expect(nhsNumber.read({ number: '999 000 0018' }, aContext())).toMatchObject({ ok: true });
  });

  it('is asked for again with the sentence that helps', () => {
    const problem = (typed: Record<string, string>, context = aContext()) => {
      const read = nhsNumber.read(typed, context);
      return read.ok ? null : read.problems[0];
    };
    expect(problem({}, asHelper)).toEqual({
      field: 'knows',
      text: 'Select yes if you know their NHS number',
    });
    expect(problem({ knows: 'yes' })).toEqual({
      field: 'number',
      text: 'Enter your NHS number, or select no',
    });
    expect(problem({ knows: 'yes', number: 'QQ 12 34 56 C' })?.text).toContain('National Insurance');
    expect(problem({ knows: 'yes', number: '999 000 0019' })?.field).toBe('number');
  });
});

describe('a GP practice', () => {
  it('is a name, with its email address where somebody knows it', () => {
    expect(gp.read({ practice: 'Loom Street Surgery' }, aContext())).toEqual({
      ok: true,
      value: { practice: 'Loom Street Surgery', email: null },
    });
    expect(gp.show(anAnswers(), aContext())).toEqual({
      practice: 'Loom Street Surgery',
      email: 'surgery@example.org',
    });
    expect(gp.read({ email: 'surgery' }, aContext())).toMatchObject({
      problems: [{ field: 'practice' }, { field: 'email' }],
    });
  });

  it('may be none', () => {
    const read = gp.read({ none: 'yes', practice: 'typed before' }, aContext());
    expect(read).toEqual({ ok: true, value: { practice: null, email: null } });
    expect(gp.show({ gp: { practice: null, email: null } }, aContext())).toEqual({ none: 'yes' });
    expect(gp.tell({ gp: { practice: null, email: null } }, aContext())).toEqual(['None, or not known']);
  });
});
