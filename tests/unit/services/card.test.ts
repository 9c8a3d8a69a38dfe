import { describe, expect, test } from 'vitest';
import { presentCard, type CardInput } from '#src/features/services/present/card.ts';
import { METRES_PER_MILE } from '#src/lib/distance.ts';

const NOW = { day: '2026-11-21', time: '10:00' };
const result = (changes: Partial<CardInput> = {}): CardInput => ({
  id: 'service-1',
  slug: 'tea-and-talk',
  name: 'Tea and Talk',
  organisation: { name: 'Kettle and Co' },
  sector: 'voluntary',
  summary: 'Tea, cake and company.',
  distanceMetres: null,
  venueName: null,
  coversArea: false,
  deliveries: ['venue'],
  nextSession: null,
  cost: null,
  capacity: 'unknown',
  waitingWeeks: null,
  pausedUntil: null,
  isTemporarilyClosed: false,
  startsOn: null,
  assuredOn: '2026-11-09',
  isOverdue: false,
  latitude: 52.4,
  longitude: -2.9,
  why: [],
  ...changes,
});
const facts = (changes: Partial<CardInput>): string[] => presentCard(result(changes), NOW).facts;

describe('the facts of a card', () => {
  test('are place, ways, next session and cost, in that order', () => {
    const nextSession = { day: '2026-11-24', opensAt: '14:00', closesAt: '16:00', notes: null };
    expect(
      facts({
        distanceMetres: METRES_PER_MILE,
        venueName: 'Bobbin Hall',
        deliveries: ['venue', 'home', 'phone'],
        nextSession,
        cost: 'Free',
      }),
    ).toEqual(['1 mile, Bobbin Hall', 'Comes to you', 'By phone', 'Next: Tuesday 24 November, 2pm', 'Free']);
  });

  test('what is not known leaves no gap', () => {
    expect(facts({})).toEqual([]);
    expect(facts({ venueName: 'Marlbridge area' })).toEqual(['Marlbridge area']);
    expect(facts({ distanceMetres: METRES_PER_MILE * 2.4 })).toEqual(['2.4 miles']);
    expect(facts({ deliveries: ['online'] })).toEqual(['Online']);
  });
});

describe('the rest of a card', () => {
  test('says room, why it is here and when it was checked', () => {
    const card = presentCard(result({ capacity: 'open', why: ['Helps with: lonely', 'Says “tea”'] }), NOW);
    expect(card).toMatchObject({
      organisation: 'Kettle and Co',
      sector: 'Charity',
      status: { text: 'Space now', tone: 'good' },
      why: 'Helps with: lonely · Says “tea”',
      checked: { text: 'Checked 12 days ago', overdue: false },
    });
  });

  test('a service that is closed for now says so, whatever was said about room', () => {
    expect(presentCard(result({ capacity: 'open', isTemporarilyClosed: true }), NOW).status).toEqual({
      text: 'Closed for now',
      tone: 'off',
    });
  });

  test('one that is overdue says that it may be out of date', () => {
    expect(presentCard(result({ isOverdue: true }), NOW).checked).toEqual({
      text: 'Checked 12 days ago: may be out of date',
      overdue: true,
    });
  });
});
