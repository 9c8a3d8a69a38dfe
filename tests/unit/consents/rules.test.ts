import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SHARED_FACT_NAMES, SHARED_FACTS } from '#src/features/consents/facts.ts';
import {
  factsFor,
  factsOf,
  isAgreed,
  latestConsents,
  recipientKey,
  wordsFor,
  type Consent,
} from '#src/features/consents/rules.ts';
import { aHelper, anAnswers } from '../../support/requests/answers.ts';

const consent = (changes: Partial<Consent> = {}): Consent => ({
  id: 'c1',
  purpose: 'service',
  serviceId: 'kettle',
  recipient: 'Kettle Club',
  shared: ['name', 'contact'],
  decision: 'given',
  givenBy: 'self',
  method: 'online',
  wordingId: 'sharing-1',
  wording: 'Can we?',
  reason: null,
  at: '2026-11-21T10:00:00.000Z',
  recordedBy: 'person',
  ...changes,
});

describe('what is shared', () => {
  test('is exactly the answers of the facts that were agreed to, and not one more', () => {
    const answers = aHelper();
    fc.assert(
      fc.property(fc.subarray([...SHARED_FACT_NAMES]), (shared) => {
        const parts = shared.flatMap((fact): string[] => [...SHARED_FACTS[fact].parts]);
        const facts = factsOf(answers, shared);
        expect(Object.keys(facts).toSorted()).toEqual(
          Object.keys(answers)
            .filter((part) => parts.includes(part))
            .toSorted(),
        );
        for (const [part, value] of Object.entries(facts)) expect(value).toEqual(answers[part as 'name']);
      }),
    );
  });

  test('never holds what is for us alone: the agreements, the chosen services, the copy, how they agreed', () => {
    const parts = Object.keys(factsOf(aHelper(), SHARED_FACT_NAMES));
    for (const part of ['sharing', 'services', 'copy', 'agreement', 'place'])
      expect(parts).not.toContain(part);
  });
});

describe('what a service gets unless something else is agreed', () => {
  const club = { minimumAge: null, maximumAge: null, deliveries: ['venue'] };

  test('is as little as it can help with', () => {
    expect(factsFor(club, anAnswers())).toEqual(['name', 'contact', 'communication', 'story', 'needs']);
    expect(factsFor(club, aHelper())).toContain('helper');
  });

  test('has a date of birth where there are ages, and an address where it comes home', () => {
    expect(factsFor({ ...club, minimumAge: 18 }, anAnswers())).toContain('date-of-birth');
    expect(factsFor({ ...club, maximumAge: 0 }, anAnswers())).toContain('date-of-birth');
    expect(factsFor({ ...club, deliveries: ['home'] }, anAnswers())).toContain('address');
  });

  test('never has an NHS number or a GP practice, nor what was not answered', () => {
    const facts = factsFor({ minimumAge: 18, maximumAge: 99, deliveries: ['home', 'venue'] }, aHelper());
    expect(facts).not.toContain('nhs-number');
    expect(facts).not.toContain('gp');
    expect(factsFor({ ...club, minimumAge: 18 }, { name: { full: 'Ada Example', called: null } })).toEqual([
      'name',
    ]);
  });
});

describe('what counts of what was said', () => {
  test('is the latest of each recipient, whatever came before', () => {
    const said = [
      consent({ id: '1' }),
      consent({ id: '2', purpose: 'navigator', serviceId: null }),
      consent({ id: '3', serviceId: 'lantern' }),
      consent({ id: '4', decision: 'withdrawn' }),
      consent({ id: '5', purpose: 'gp', serviceId: null, decision: 'refused' }),
      consent({ id: '6', purpose: 'gp', serviceId: null }),
    ];
    expect(latestConsents(said).map(({ id }) => id)).toEqual(['4', '2', '3', '6']);
    expect(latestConsents([])).toEqual([]);
  });

  test('is one for each recipient, and saying the same again changes nothing', () => {
    const any = fc.record({
      purpose: fc.constantFrom('navigator' as const, 'gp' as const, 'service' as const),
      serviceId: fc.constantFrom('kettle', 'lantern'),
      decision: fc.constantFrom('given' as const, 'refused' as const, 'withdrawn' as const),
    });
    fc.assert(
      fc.property(fc.array(any), (changes) => {
        const said = changes.map((change, index) => consent({ ...change, id: String(index) }));
        const latest = latestConsents(said);
        expect(new Set(latest.map(recipientKey)).size).toBe(latest.length);
        expect(latestConsents([...said, ...latest])).toEqual(latest);
      }),
    );
  });

  test('lets a service have no more than was agreed to with it', () => {
    const current = [consent(), consent({ serviceId: 'lantern', decision: 'withdrawn' })];
    expect(isAgreed(current, 'kettle', ['name'])).toBe(true);
    expect(isAgreed(current, 'kettle', [])).toBe(true);
    expect(isAgreed(current, 'kettle', ['name', 'story'])).toBe(false);
    expect(isAgreed(current, 'lantern', ['name'])).toBe(false);
    expect(isAgreed(current, 'nobody', [])).toBe(false);
    expect(isAgreed([consent({ purpose: 'gp', serviceId: null })], 'kettle', [])).toBe(false);
  });
});

describe('the words of an agreement', () => {
  const wording = {
    title: 'Can we tell ((recipient))?',
    plain: '((recipient)) gets: ((facts)).',
    easyRead: 'Can ((recipient)) know?',
  };

  test('name who gets what, as one text', () => {
    expect(wordsFor(wording, 'Kettle Club', ['name', 'story'])).toBe(
      'Can we tell Kettle Club?\n\nKettle Club gets: your name, and what to call you; what matters to you, in your words.',
    );
    expect(wordsFor(wording, 'Kettle Club', [], 'easyRead')).toBe(
      'Can we tell Kettle Club?\n\nCan Kettle Club know?',
    );
  });

  test('take a name as it is, whatever stands in it', () => {
    expect(wordsFor(wording, "$& ((facts)) $'", ['name'], 'easyRead')).toContain('Can $& ');
  });

  test('keep abbreviations as they are written', () => {
    expect(wordsFor(wording, 'Kettle Club', ['nhs-number', 'gp'])).toContain(
      'your NHS number; your GP practice.',
    );
  });
});
