import fc from 'fast-check';
import { expect, test } from 'vitest';
import { usualAddress } from '#src/features/messages/addresses.ts';
import {
  CONTACT_METHODS,
  CONTACT_WAYS,
  INFORMATION_FORMATS,
  MADE_BY,
  type Answers,
} from '#src/features/requests/answers.ts';
import { copyReceiver, receiverFor, receiverInstead } from '#src/features/telling/rules.ts';
import { anAnswers } from '../../support/requests/answers.ts';

/** Any answers that bear on who is written to; addresses are often shared, as in one household. */
const yesNo = fc.constantFrom('yes', 'no', null);
const phone = fc.constantFrom('07700 900 123', '+44 7700 900123', '07700900456', '01632 960 001', null);
const email = fc.constantFrom(
  'ada.example@example.org',
  'ADA.Example@example.org',
  'nora@example.org',
  'no address',
  null,
);
const answersOf: fc.Arbitrary<Answers> = fc
  .record({
    reach: fc.record({
      phone,
      email,
      ways: fc.uniqueArray(fc.constantFrom(...CONTACT_WAYS)),
      preferred: fc.constantFrom(...CONTACT_WAYS),
    }),
    safe: fc.record({
      phone: yesNo,
      message: yesNo,
      text: yesNo,
      email: yesNo,
      letter: yesNo,
      times: fc.constant(null),
      instead: fc.constant(null),
    }),
    methods: fc.uniqueArray(fc.constantFrom(...CONTACT_METHODS), { maxLength: 3 }),
    formats: fc.uniqueArray(fc.constantFrom(...INFORMATION_FORMATS), { maxLength: 2 }),
    helper: fc.record({ phone, email }),
    gp: fc.record({ practice: fc.constantFrom('Loom Street Surgery', null), email }),
    copy: fc.record({
      way: fc.constantFrom('email', 'text', 'letter', 'none'),
      form: fc.constantFrom('plain', 'easy-read', 'large-print'),
    }),
  })
  .map(({ methods, formats, helper, ...parts }) =>
    anAnswers({
      ...parts,
      communication: {
        methods,
        formats,
        printPoints: null,
        professionals: [],
        support: [],
        language: null,
        other: null,
      },
      helper: { name: 'Nora Example', relationship: null, role: null, organisation: null, ...helper },
    }),
  );

test('no address of the person that was not said to be safe is written to, for whomever it is meant', () => {
  fc.assert(
    fc.property(answersOf, fc.constantFrom(...MADE_BY), fc.boolean(), (answers, madeBy, isGpAgreed) => {
      const facts = { madeBy, isGpAgreed };
      const { reach, safe } = answers;
      const all = [
        ...(['person', 'helper', 'professional', 'gp'] as const).map((audience) =>
          receiverFor(answers, audience, facts),
        ),
        receiverInstead(answers, facts),
        copyReceiver(answers, facts),
      ];
      for (const each of all) {
        if (each.way !== 'message') continue;
        const isAt = (kind: 'text' | 'email', to: string | null | undefined): boolean =>
          each.kind === kind && to != null && usualAddress(kind, each.to) === usualAddress(kind, to);
        if (isAt('text', reach?.phone)) expect(safe?.text).toBe('yes');
        if (isAt('email', reach?.email)) expect(safe?.email).toBe('yes');
        if (each.kind === 'letter' && each.to.includes('Bobbin Row')) expect(safe?.letter).toBe('yes');
      }
    }),
    { numRuns: 500 },
  );
});

test('nobody is written to in a way that does not meet what they need', () => {
  fc.assert(
    fc.property(answersOf, (answers) => {
      const methods = answers.communication?.methods ?? [];
      const reach = receiverFor(answers, 'person', { madeBy: 'self', isGpAgreed: true });
      if (methods.length > 0 && reach.way === 'message') expect(methods).toContain(reach.kind);
      if (reach.way === 'message') expect(answers.reach?.ways).toContain(reach.kind);
    }),
    { numRuns: 300 },
  );
});
