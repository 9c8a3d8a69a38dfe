import { describe, expect, test } from 'vitest';
import { CONTACT_WAYS, type Answers, type CONTACT_METHODS } from '#src/features/requests/answers.ts';
import {
  copyReceiver,
  isSecureMail,
  receiverFor,
  receiverInstead,
  type Reach,
} from '#src/features/telling/rules.ts';
import { ADA, aHelper, anAnswers } from '../../support/requests/answers.ts';

const FACTS = { madeBy: 'self', isGpAgreed: true } as const;
const BY_HELPER = { madeBy: 'helper', isGpAgreed: true } as const;
const BY_PROFESSIONAL = { madeBy: 'professional', isGpAgreed: true } as const;

const NOTHING_SAFE = {
  phone: null,
  message: null,
  text: null,
  email: null,
  letter: null,
  times: null,
  instead: null,
} as const;
const NO_NEEDS = {
  methods: [],
  formats: [],
  printPoints: null,
  professionals: [],
  support: [],
  language: null,
  other: null,
};
const ALL = {
  reach: { phone: ADA.phone, email: ADA.email, ways: [...CONTACT_WAYS], preferred: 'phone' as const },
  safe: { ...NOTHING_SAFE, text: 'yes' as const, email: 'yes' as const, letter: 'yes' as const },
  communication: NO_NEEDS,
};
const HOME = 'Ada Example\nFlat 2, Bobbin Row\nMarlbridge\nMB1 1QG';

/** What is decided, short: "email ada.example@example.org", "ring nothing-safe". */
const said = (reach: Reach): string =>
  reach.way === 'message'
    ? `${reach.kind} ${reach.to}${reach.form === 'easy-read' ? ' easy-read' : ''}${reach.isToPrint ? ' to print' : ''}`
    : `${reach.way} ${reach.why}`;
const person = (changes: Partial<Answers>): string =>
  said(receiverFor(anAnswers({ ...ALL, ...changes }), 'person', FACTS));
const prefer = (preferred: (typeof CONTACT_WAYS)[number]) => ({ reach: { ...ALL.reach, preferred } });
const need = (...methods: (typeof CONTACT_METHODS)[number][]) => ({
  communication: { ...NO_NEEDS, methods },
});

describe('how the person hears', () => {
  test.each([
    ['in the way they prefer', prefer('email'), `email ${ADA.email}`],
    ['by text when they prefer it', prefer('text'), `text ${ADA.phone}`],
    ['by letter when they prefer it', prefer('letter'), `letter ${HOME}`],
    ['in writing too when they prefer to be rung', prefer('phone'), `email ${ADA.email}`],
    [
      'by what they need, before what they prefer',
      { ...prefer('email'), ...need('text') },
      `text ${ADA.phone}`,
    ],
    [
      'by the needed way that they prefer',
      { ...prefer('letter'), ...need('text', 'letter') },
      `letter ${HOME}`,
    ],
    ['by ringing when they need a voice', need('phone'), 'ring needs-voice'],
    ['by text relay, which is ringing', need('text-relay'), 'ring needs-voice'],
    ['face to face', need('in-person'), 'ring needs-voice'],
    ['through somebody', need('through-somebody'), 'ring through-somebody'],
    [
      'in writing when that is needed beside somebody',
      need('through-somebody', 'email'),
      `email ${ADA.email}`,
    ],
    [
      'by no other way than the one that is needed',
      { ...need('text'), safe: { ...ALL.safe, text: 'no' as const } },
      'ring nothing-safe',
    ],
    [
      'by the next way when the preferred is not safe',
      { ...prefer('email'), safe: { ...ALL.safe, email: 'no' as const } },
      `text ${ADA.phone}`,
    ],
    ['by ringing when no way is said to be safe', { safe: NOTHING_SAFE }, 'ring nothing-safe'],
    ['by ringing when it was never asked', { safe: undefined }, 'ring nothing-safe'],
    [
      'not by a way they did not choose',
      { reach: { ...ALL.reach, ways: ['phone' as const] } },
      'ring nothing-safe',
    ],
    [
      'not by text at a number that takes none',
      {
        reach: { ...ALL.reach, phone: '01632 960 001', email: null },
        safe: { ...ALL.safe, letter: 'no' as const },
      },
      'ring nothing-safe',
    ],
    [
      'not by letter without an address',
      {
        reach: { ...ALL.reach, ways: ['letter' as const] },
        address: { noFixedAddress: true, line1: null, line2: null, town: null, postcode: null },
      },
      'ring nothing-safe',
    ],
    [
      'in easy read',
      { ...prefer('email'), communication: { ...NO_NEEDS, formats: ['easy-read' as const] } },
      `email ${ADA.email} easy-read`,
    ],
    [
      'by a letter in large print, which people print',
      { ...prefer('letter'), communication: { ...NO_NEEDS, formats: ['large-print' as const] } },
      `letter ${HOME} to print`,
    ],
    [
      'by a letter in easy read, which is sent as it is',
      { ...prefer('letter'), communication: { ...NO_NEEDS, formats: ['easy-read' as const] } },
      `letter ${HOME} easy-read`,
    ],
  ])('%s', (_, changes, expected) => {
    expect(person(changes)).toBe(expected);
  });
});

describe('how whoever asks for somebody hears', () => {
  const helper = (changes: Partial<NonNullable<Answers['helper']>>): Answers =>
    aHelper({
      helper: {
        name: 'Nora Example',
        relationship: null,
        role: null,
        organisation: null,
        phone: '07700 900 456',
        email: 'nora@example.org',
        ...changes,
      },
    });

  test('a helper by email, without one by text, and otherwise not', () => {
    expect(said(receiverFor(helper({}), 'helper', BY_HELPER))).toBe('email nora@example.org');
    expect(said(receiverFor(helper({ email: null }), 'helper', BY_HELPER))).toBe('text 07700 900 456');
    const landline = helper({ email: null, phone: '01632 960 002' });
    expect(said(receiverFor(landline, 'helper', BY_HELPER))).toBe('nobody no-address');
  });

  test('a professional by email only', () => {
    expect(said(receiverFor(helper({}), 'professional', BY_PROFESSIONAL))).toBe('email nora@example.org');
    expect(said(receiverFor(helper({ email: null }), 'professional', BY_PROFESSIONAL))).toBe(
      'nobody no-address',
    );
  });

  test('only when it was they who asked', () => {
    expect(said(receiverFor(helper({}), 'helper', FACTS))).toBe('nobody not-theirs');
    expect(said(receiverFor(helper({}), 'professional', BY_HELPER))).toBe('nobody not-theirs');
  });

  test('in the place of somebody who is reached through them, and of nobody else', () => {
    const through = aHelper(need('through-somebody'));
    expect(said(receiverInstead(through, BY_HELPER))).toBe('email nora@example.org');
    expect(said(receiverInstead(through, BY_PROFESSIONAL))).toBe('nobody not-theirs');
    expect(said(receiverInstead(aHelper({ safe: NOTHING_SAFE }), BY_HELPER))).toBe('nobody not-theirs');
  });
});

describe('how the GP practice hears', () => {
  const gp = (answers: Partial<Answers>, isGpAgreed = true): string =>
    said(receiverFor(anAnswers(answers), 'gp', { madeBy: 'self', isGpAgreed }));

  test.each([
    ['by email when it is known', {}, `email surgery@example.org`],
    [
      'by a letter that people print',
      { gp: { practice: 'Loom Street Surgery', email: null } },
      'letter Loom Street Surgery to print',
    ],
    ['not when neither is known', { gp: { practice: null, email: null } }, 'nobody no-address'],
    ['not when the question was passed over', { gp: undefined }, 'nobody no-address'],
  ])('%s', (_, answers, expected) => {
    expect(gp(answers)).toBe(expected);
  });

  test('never without the person’s agreement', () => {
    expect(gp({}, false)).toBe('nobody not-agreed');
  });
});

describe('where the copy goes', () => {
  const copy = (
    way: 'email' | 'text' | 'letter' | 'none',
    form: 'plain' | 'easy-read' | 'large-print' = 'plain',
  ) => ({ copy: { way, form } });

  test.each([
    ['nowhere when none was wanted', anAnswers({ ...ALL, ...copy('none') }), FACTS, 'nobody not-wanted'],
    ['to the person', anAnswers({ ...ALL, ...copy('text') }), FACTS, `text ${ADA.phone}`],
    [
      'in easy read when the copy is wanted so',
      anAnswers({ ...ALL, ...copy('email', 'easy-read') }),
      FACTS,
      `email ${ADA.email} easy-read`,
    ],
    [
      'by a letter that people print with it',
      anAnswers({ ...ALL, ...copy('letter') }),
      FACTS,
      `letter ${HOME} to print`,
    ],
    [
      'not to where it is not safe',
      anAnswers({ ...ALL, ...copy('email'), safe: NOTHING_SAFE }),
      FACTS,
      'nobody no-address',
    ],
    [
      'to the helper who filled it in',
      aHelper({ ...ALL, ...copy('email') }),
      BY_HELPER,
      'email nora@example.org',
    ],
    ['by text to the helper', aHelper({ ...ALL, ...copy('text') }), BY_HELPER, 'text 07700 900 456'],
    [
      'to the person’s home by letter, and only when that is safe',
      aHelper({ ...ALL, safe: NOTHING_SAFE, ...copy('letter') }),
      BY_HELPER,
      'nobody no-address',
    ],
  ] as const)('%s', (_, answers, facts, expected) => {
    expect(said(copyReceiver(answers, facts))).toBe(expected);
  });
});

test.each([
  ['someone@nhs.net', true],
  ['a.practice@gp.nhs.net', true],
  ['team@trust.secure.nhs.uk', true],
  ['team@trust.nhs.uk', false],
  ['someone@notnhs.net', false],
  ['nhs.net@example.org', false],
])('%s is safe for a name: %s', (address, isSafe) => {
  expect(isSecureMail(address)).toBe(isSafe);
});
