import { describe, expect, it } from 'vitest';
import {
  helper,
  helperFields,
  helperHolds,
} from '#src/features/requests/questions/facts/asking/own-details.ts';
import { home } from '#src/features/requests/questions/facts/home/home.ts';
import { inPlace } from '#src/features/requests/questions/facts/home/in-place.ts';
import { needGroups, needs } from '#src/features/requests/questions/facts/needs/needs.ts';
import { aContext } from '../../../../support/requests/questions.ts';

const asHelper = aContext({ madeBy: 'helper' });
const asProfessional = aContext({ madeBy: 'professional' });
const nurse = { id: 'n', name: 'Nadia Nurse', email: 'nadia@example.org' };

describe('whoever asks for somebody else', () => {
  it('is asked for what their part needs, and a professional for no relationship', () => {
    expect(helperFields(asHelper)).toEqual(['name', 'relationship', 'phone', 'email']);
    expect(helperFields(asProfessional)).toEqual(['name', 'role', 'organisation', 'email', 'phone']);
  });

  it('is never asked again for what their account knows, whatever a form sends', () => {
    const context = aContext({ madeBy: 'professional', account: nurse });
    expect(helperFields(context)).toEqual(['role', 'organisation', 'phone']);
    const typed = {
      role: 'Practice nurse',
      organisation: 'Loom Street Surgery',
      name: 'Not Me',
      email: 'x@example.org',
    };
    expect(helper.read(typed, context)).toEqual({
      ok: true,
      value: {
        name: 'Nadia Nurse',
        email: 'nadia@example.org',
        role: 'Practice nurse',
        organisation: 'Loom Street Surgery',
        relationship: null,
        phone: null,
      },
    });
    expect(helper.show({}, context)).toEqual({ name: 'Nadia Nurse', email: 'nadia@example.org' });
  });

  it('gives a phone number or an email address, and either will do', () => {
    const typed = { name: 'Nora Example', relationship: 'daughter' };
    expect(helper.read(typed, asHelper)).toEqual({
      ok: false,
      problems: [{ field: 'phone', text: 'Enter your phone number or your email address' }],
    });
    expect(helper.read({ ...typed, phone: '07700 900 456' }, asHelper)).toMatchObject({
      value: { phone: '07700 900 456', email: null },
    });
    expect(helper.read({ ...typed, email: 'nora@example.org' }, asHelper)).toMatchObject({
      value: { phone: null, email: 'nora@example.org' },
    });
  });

  it('is told of everything that is to be mended, in the order of the page', () => {
    const fieldsOf = (read: ReturnType<typeof helper.read>) =>
      read.ok ? [] : read.problems.map(({ field, text }) => `${field}: ${text}`);
    expect(fieldsOf(helper.read({ email: 'nora' }, asHelper))).toEqual([
      'name: Enter your full name',
      'relationship: Enter how you know them, like daughter or neighbour',
      'email: Enter an email address in the correct format, like name@example.com',
    ]);
    expect(fieldsOf(helper.read({ phone: '111' }, asProfessional))).toEqual([
      'name: Enter your full name',
      'role: Enter your job, like practice nurse',
      'organisation: Enter the name of the organisation that you work for',
      'email: Enter your work email address',
      'phone: Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192',
    ]);
    expect(
      fieldsOf(helper.read({ name: 'x'.repeat(201), relationship: 'y', phone: '07700 900456' }, asHelper)),
    ).toEqual(['name: Name must be 200 characters or less. You have written 201.']);
  });

  it('is asked anew when a friend turns out to be a professional', () => {
    const friend = {
      name: 'N',
      relationship: 'friend',
      role: null,
      organisation: null,
      phone: '1',
      email: null,
    };
    const professional = {
      ...friend,
      relationship: null,
      role: 'Nurse',
      organisation: 'S',
      email: 'n@example.org',
    };
    expect(helperHolds({ helper: friend }, 'helper')).toBe(true);
    expect(helperHolds({ helper: friend }, 'professional')).toBe(false);
    expect(helperHolds({ helper: professional }, 'professional')).toBe(true);
    expect(helperHolds({ helper: professional }, 'helper')).toBe(false);
    expect(helperHolds({}, 'helper')).toBe(false);
  });

  it('is read back in lines without holes', () => {
    const said = {
      name: 'N',
      relationship: null,
      role: 'Nurse',
      organisation: null,
      phone: null,
      email: 'n@example.org',
    };
    expect(helper.tell({ helper: said }, asProfessional)).toEqual(['N', 'Nurse', 'n@example.org']);
  });
});

describe('what help is for', () => {
  it('is ticked group by group, each need in one place', () => {
    expect(needGroups(aContext().needs)).toEqual([
      {
        slug: 'meeting-people',
        name: 'Meeting people',
        choices: [
          { value: 'meeting-people', text: 'Meeting people: in general' },
          { value: 'loneliness', text: 'Feeling lonely' },
        ],
      },
      {
        slug: 'food',
        name: 'Food',
        choices: [
          { value: 'food', text: 'Food: in general' },
          { value: 'hot-meal', text: 'A hot meal' },
        ],
      },
    ]);
  });

  it('starts with what the search before had understood', () => {
    expect(needs.show({ needs: { slugs: ['loneliness'], other: null } }, aContext())).toEqual({
      needs: ['loneliness'],
      other: '',
    });
  });

  it('may be ticked, or said in words, or both; needs that are in no tree are passed over', () => {
    expect(needs.read({ needs: ['hot-meal', 'loneliness', 'gold', '__proto__'] }, aContext())).toEqual({
      ok: true,
      value: { slugs: ['loneliness', 'hot-meal'], other: null },
    });
    expect(needs.read({ other: ' A lift to church ' }, aContext())).toEqual({
      ok: true,
      value: { slugs: [], other: 'A lift to church' },
    });
  });

  it('is asked for in words about whoever needs help', () => {
    const textOf = (read: ReturnType<typeof needs.read>) => (read.ok ? '' : read.problems[0]?.text);
    expect(textOf(needs.read({ needs: 'gold' }, aContext()))).toBe(
      'Select what you would like help with, or write it in your own words',
    );
    expect(textOf(needs.read({}, asHelper))).toContain('Select what they would like');
    expect(textOf(needs.read({ other: 'x'.repeat(501) }, aContext()))).toBe(
      'What you wrote must be 500 characters or less. You have written 501.',
    );
  });

  it('is read back by its names', () => {
    const said = { needs: { slugs: ['loneliness', 'gone'], other: 'A lift' } };
    expect(needs.tell(said, aContext())).toEqual(['Feeling lonely', 'A lift']);
  });
});

describe('what is there already', () => {
  it('may be left empty', () => {
    expect(inPlace.read({}, aContext())).toEqual({ ok: true, value: { words: null } });
    expect(inPlace.tell({ inPlace: { words: null } }, aContext())).toEqual([]);
  });

  it('keeps its lines', () => {
    const words = 'A neighbour.\n\nA nurse on Mondays.';
    expect(inPlace.read({ words }, aContext())).toEqual({ ok: true, value: { words } });
    expect(inPlace.tell({ inPlace: { words } }, aContext())).toEqual(['A neighbour.', 'A nurse on Mondays.']);
  });
});

describe('who is at home', () => {
  it('is three questions, of which each must be answered, if only by not saying', () => {
    expect(home.read({ hasCarer: 'no', childrenAtHome: 'perhaps' }, asHelper)).toEqual({
      ok: false,
      problems: [
        {
          field: 'caresForSomebody',
          text: 'Select yes if they look after somebody who could not manage without them',
        },
        { field: 'childrenAtHome', text: 'Select yes if children under 18 live with them' },
      ],
    });
    const said = { caresForSomebody: 'not-said', hasCarer: 'yes', childrenAtHome: 'no' } as const;
    expect(home.read(said, aContext())).toEqual({ ok: true, value: said });
    expect(home.show({ home: said }, aContext())).toEqual(said);
  });

  it('is read back without what was not said', () => {
    const said = { caresForSomebody: 'not-said', hasCarer: 'yes', childrenAtHome: 'no' } as const;
    expect(home.tell({ home: said }, aContext())).toEqual([
      'Somebody looks after you',
      'No children under 18 live with you',
    ]);
  });
});
