import { describe, expect, it } from 'vitest';
import {
  MOST_SERVICES,
  services,
  servicesGone,
  servicesOffered,
  stopSentence,
} from '#src/features/requests/questions/facts/services/services.ts';
import { healthSlugs, routeFacts, serviceStop } from '#src/features/requests/questions/route.ts';
import { aClinic, aContext, aNamedService } from '../../../../support/requests/questions.ts';

const tea = aNamedService();
const clinic = aClinic();
const both = { known: [tea, clinic] };

describe('what a route asks for', () => {
  it('is nothing of somebody who asks a club, or nobody in particular', () => {
    expect(routeFacts([], 'self')).toEqual({ asks: [] });
    expect(routeFacts([tea], 'helper')).toEqual({ asks: [] });
  });

  it.each([
    [{ minimumAge: 18 }, ['date-of-birth']],
    [{ minimumAge: 0 }, []],
    [{ maximumAge: 25 }, ['date-of-birth']],
    [{ deliveries: ['home', 'phone'] as const }, ['address']],
    [{ joinings: ['gp_referral'] as const }, ['gp']],
    [{ joinings: ['gp_referral', 'self_referral'] as const }, []],
    [{ isHealth: true }, ['date-of-birth', 'nhs-number', 'gp']],
  ])('of a service with %j is %j', (overrides, asks) => {
    expect(routeFacts([tea, aNamedService(overrides)], 'self').asks).toEqual(asks);
  });

  it('is everything of a professional', () => {
    expect(routeFacts([], 'professional').asks).toEqual(['date-of-birth', 'address', 'nhs-number', 'gp']);
  });

  it('takes for health what is in the groups of health', () => {
    const needs = [
      { slug: 'mental-wellbeing', parent: null },
      { slug: 'anxiety', parent: 'mental-wellbeing' },
      { slug: 'food', parent: null },
      { slug: 'hot-meal', parent: 'food' },
    ];
    expect(healthSlugs(needs)).toEqual(['mental-wellbeing', 'anxiety']);
  });
});

describe('a service that cannot take somebody', () => {
  it.each([
    [{ capacity: 'full' }, 'self', 'full'],
    [{ capacity: 'paused' }, 'navigator', 'paused'],
    [{ capacity: 'waiting_list' }, 'self', null],
    [{ joinings: ['professional_referral'] }, 'self', 'professionals-only'],
    [{ joinings: ['professional_referral', 'gp_referral'] }, 'helper', 'professionals-only'],
    [{ joinings: ['professional_referral'] }, 'professional', null],
    [{ joinings: ['professional_referral'] }, 'navigator', null],
    [{ joinings: ['drop_in'] }, 'self', 'just-turn-up'],
    [{ joinings: ['drop_in', 'professional_referral'] }, 'self', null],
    [{ joinings: [] }, 'self', null],
  ] as const)('%j is, for a request made by %s: %s', (overrides, madeBy, stop) => {
    expect(serviceStop(aNamedService(overrides), madeBy)).toBe(stop);
  });

  it('is told about in words for whoever needs it', () => {
    const full = aNamedService({ capacity: 'full' });
    expect(stopSentence(tea, aContext())).toBeNull();
    expect(stopSentence(full, aContext())).toContain('cannot take you');
    expect(stopSentence(full, aContext({ madeBy: 'helper' }))).toContain('cannot take them');
    const club = aNamedService({ joinings: ['drop_in'] });
    expect(stopSentence(club, aContext({ madeBy: 'helper' }))).toBe(
      'There is no need to wait for them: just turn up.',
    );
  });
});

describe('the services of a request', () => {
  it('are those brought along, then those of the shortlist, each once', () => {
    const answers = { services: { ids: [clinic.id], helpMeChoose: false } };
    const context = aContext({ ...both, answers, saved: [tea.id, clinic.id] });
    expect(servicesOffered(context).map(({ id }) => id)).toEqual([clinic.id, tea.id]);
    expect(services.show(answers, context)).toEqual({ services: [clinic.id] });
  });

  it('start with the shortlist, and with help to choose where there is none', () => {
    expect(services.show({}, aContext({ ...both, saved: [tea.id] }))).toEqual({ services: [tea.id] });
    expect(services.show({}, aContext())).toEqual({ services: [], help: 'yes' });
  });

  it('of a long shortlist are not all taken at once', () => {
    const many = Array.from({ length: MOST_SERVICES + 1 }, (_, at) => aNamedService({ id: `many-${at}` }));
    const context = aContext({ known: many, saved: many.map(({ id }) => id) });
    expect(services.show({}, context)).toEqual({ services: [] });
    expect(services.read({ services: many.map(({ id }) => id) }, context)).toEqual({
      ok: false,
      problems: [
        {
          field: 'services',
          text: 'Select 8 services or fewer: those that matter most. You have selected 9.',
        },
      ],
    });
  });

  it('are what stays ticked, and nothing that was not on the page', () => {
    const context = aContext({ ...both, saved: [tea.id] });
    expect(services.read({ services: [tea.id, clinic.id, 'x'], help: 'yes' }, context)).toEqual({
      ok: true,
      value: { ids: [tea.id], helpMeChoose: true },
    });
    expect(services.read({ services: clinic.id }, context)).toEqual({
      ok: false,
      problems: [{ field: 'services', text: 'Select a service, or that you would like help to choose' }],
    });
    expect(services.read({ help: 'yes' }, context)).toMatchObject({ ok: true, value: { ids: [] } });
  });

  it('say how many are not listed any more', () => {
    const answers = { services: { ids: [tea.id, 'gone'], helpMeChoose: true } };
    const context = aContext({ ...both, answers });
    expect(servicesGone(context)).toBe(1);
    expect(services.show(answers, context)).toEqual({ services: [tea.id], help: 'yes' });
    expect(services.tell(answers, context)).toEqual([
      'Tea and Talk (Marl Neighbours)',
      'A navigator helps to choose',
    ]);
  });
});
