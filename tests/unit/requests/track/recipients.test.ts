import { describe, expect, test } from 'vitest';
import { presentRecipients } from '#src/features/requests/present/track/recipients.ts';
import { TODAY, aConsent, aRecord, aReferral, someFacts, withSam } from '../../../support/requests/track.ts';

const person = { reader: 'person', today: TODAY, team: 'Front Door' } as const;
const only = (...args: Parameters<typeof presentRecipients>) => {
  const [first, ...others] = presentRecipients(...args);
  expect(others).toEqual([]);
  return first;
};

describe('who has the details', () => {
  test('our own team: nothing to stop but the request', () => {
    const consent = aConsent({ purpose: 'navigator', serviceId: null, shared: ['name'] });
    expect(only(aRecord({ consents: [consent] }), person)).toEqual({
      consentId: null,
      name: 'Front Door: our navigators',
      has: 'Have the details',
      why: 'To find the right help.',
      facts: ['Your name, and what to call you'],
      agreed: 'Agreed online on Friday 20 November',
      stops: null,
    });
  });

  test.each([
    ['was not asked yet', null, 'It has not been sent anything yet'],
    ['was asked', 'sent', 'It sees these details only once it says yes'],
    ['asked for more', 'more_information_asked', 'It sees these details only once it says yes'],
    ['said yes', 'accepted', 'and it said yes'],
    ['said no', 'declined', 'none of these details'],
    ['is not asked any more', 'withdrawn', 'It never saw these details'],
  ] as const)('a service that %s', (_what, state, why) => {
    const referrals =
      state === null ? [] : [aReferral(state, { serviceId: 'service-sent', shared: ['name'] })];
    const row = only(aRecord({ request: withSam(), consents: [aConsent()], referrals }), person);
    expect(row?.why).toContain(why);
    expect(row?.consentId).toBe('consent-1');
    expect(row?.facts).toContain('Your name, and what to call you');
  });

  test('what a referral carries is shown, which may be less than was agreed', () => {
    const referrals = [aReferral('accepted', { serviceId: 'service-sent', shared: ['name'] })];
    expect(only(aRecord({ consents: [aConsent()], referrals }), person)?.facts).toHaveLength(1);
  });

  test('stopping says what it stops: an open referral, or nothing but being asked', () => {
    const asked = aRecord({
      consents: [aConsent()],
      referrals: [aReferral('sent', { serviceId: 'service-sent' })],
    });
    expect(only(asked, person)?.stops).toContain('We stop asking this service and tell it so');
    expect(only(aRecord({ consents: [aConsent()] }), person)?.stops).toContain('We do not ask this service');
  });

  test('taken back: who had seen the details stays in the list and says so', () => {
    const consents = [
      aConsent(),
      aConsent({ id: 'consent-2', decision: 'withdrawn', at: '2026-11-22T10:00:00.000Z' }),
    ];
    const gone = { serviceId: 'service-sent' };
    const unseen = only(aRecord({ consents, referrals: [aReferral('withdrawn', gone)] }), person);
    expect(unseen?.why).toContain('It never saw these details');
    const events = [
      { at: '2026-11-21T12:00:00.000Z', toState: 'accepted' as const },
      { at: '2026-11-22T12:00:00.000Z', toState: 'withdrawn' as const },
    ];
    const seen = only(
      aRecord({ consents, referrals: [aReferral('withdrawn', { ...gone, events })] }),
      person,
    );
    expect(seen?.why).toContain('saw the details before');
    expect(seen?.agreed).toBe('Taken back on Sunday 22 November');
    expect([seen?.consentId, seen?.stops]).toEqual([null, null]);
  });

  test('who was refused, or never sent anything before it was taken back, is not in the list', () => {
    const refusal = aConsent({ decision: 'refused' });
    const withdrawal = aConsent({ serviceId: 'service-2', decision: 'withdrawn' });
    expect(presentRecipients(aRecord({ consents: [refusal, withdrawal] }), person)).toEqual([]);
  });

  test('the GP practice hears how it went, until that is stopped', () => {
    const gp = aConsent({
      purpose: 'gp',
      serviceId: null,
      recipient: 'Loom Street Surgery',
      shared: ['name'],
    });
    expect(only(aRecord({ consents: [gp] }), person)?.consentId).toBe('consent-1');
    const stopped = { ...gp, decision: 'withdrawn' as const };
    expect(only(aRecord({ consents: [stopped] }), person)?.why).toContain('hears nothing more');
  });

  test('of a closed request there is nothing to stop any more', () => {
    const request = someFacts({ state: 'closed', closedReason: 'helped' });
    expect(only(aRecord({ request, consents: [aConsent()] }), person)?.consentId).toBeNull();
  });

  test('who agreed, and how, is said: a helper, an attorney, best interests', () => {
    const agreed = (changes: Parameters<typeof aConsent>[0]) =>
      only(aRecord({ consents: [aConsent(changes)] }), person)?.agreed;
    expect(agreed({ givenBy: 'helper', method: 'phone' })).toBe(
      'Agreed by who filled this in, on the phone, on Friday 20 November',
    );
    expect(agreed({ givenBy: 'attorney', method: 'written' })).toContain('by an attorney, in writing,');
    expect(agreed({ givenBy: 'best-interests' })).toBe(
      'Decided in the person’s best interests on Friday 20 November',
    );
  });

  test('a helper reads of somebody else', () => {
    const rows = presentRecipients(
      aRecord({ consents: [aConsent({ shared: ['name', 'story', 'communication'] })] }),
      {
        ...person,
        reader: 'helper',
      },
    );
    expect(rows[0]?.facts).toEqual([
      'Their name, and what to call them',
      'What matters to them, in their words',
      'What they need so that people can talk and write to them',
    ]);
  });
});
