import { describe, expect, test } from 'vitest';
import type { ServiceForIndex } from '#src/features/services/queries/rows-for-index.ts';
import { venueName } from '#src/search/answering/result.ts';
import { ask, indexOf, NOW, service, session, venue } from '../mini/directory.ts';

const cardOf = (more: Partial<ServiceForIndex>, parameters = '', moment = NOW) =>
  ask(indexOf([service('a', more)]), parameters, moment).results[0];
const hidden = venue('Secretville', 52.49, -2.87, {
  name: 'Hidden House',
  areaName: 'Aldershire',
  confidential: true,
  latitude: null,
  longitude: null,
});

describe('a card', () => {
  test('shows what the service is, whose, and how full', () => {
    expect(
      cardOf({
        name: 'Tea',
        summary: 'Tea and talk.',
        sector: 'community',
        organisation: { name: 'Kettle and Co', slug: 'kettle', alternateName: 'K&Co' },
        capacity: 'waiting_list',
        waitingWeeks: 4,
        isOverdue: true,
      }),
    ).toMatchObject({
      id: 'a',
      slug: 'a',
      name: 'Tea',
      summary: 'Tea and talk.',
      sector: 'community',
      organisation: { name: 'Kettle and Co', slug: 'kettle' },
      capacity: 'waiting_list',
      waitingWeeks: 4,
      isOverdue: true,
      assuredOn: '2026-10-01',
    });
  });

  test.each([
    [{ kind: 'free' }, 'Free'],
    [{ kind: 'from', pounds: 3, isOnlyPrice: true }, '£3'],
    [{ kind: 'from', pounds: 2, isOnlyPrice: false }, 'From £2'],
    [{ kind: 'unknown' }, null],
  ] as const)('says the price: %o is %s', (price, cost) => {
    expect(cardOf({ price })?.cost).toBe(cost);
  });

  test('shows the venue that is nearest to the place, and its point', () => {
    const venues = [venue('Far', 52.6, -2.87), venue('Close', 52.491, -2.87)];
    expect(cardOf({ venues }, 'near=Tarnbury')).toMatchObject({
      venueName: 'Close Hall, Close',
      latitude: 52.491,
      distanceMetres: 111,
    });
    expect(cardOf({ venues })).toMatchObject({
      venueName: 'Far Hall, Far',
      latitude: 52.6,
      distanceMetres: null,
    });
  });

  test('of a confidential venue shows the area: no name, no town, no point, no distance', () => {
    const card = cardOf({ venues: [hidden] }, 'near=Tarnbury');
    expect(card).toMatchObject({
      venueName: 'Aldershire',
      distanceMetres: null,
      latitude: null,
      longitude: null,
    });
    expect(JSON.stringify(card)).not.toMatch(/Secretville|Hidden/);
  });

  test('without a venue shows none', () => {
    expect(cardOf({ deliveries: ['phone'] }, 'near=Tarnbury')).toMatchObject({
      venueName: null,
      distanceMetres: null,
      latitude: null,
      coversArea: true,
    });
  });
});

describe('the name of a venue', () => {
  test.each([
    [{}, 'Tarnbury Hall, Tarnbury'],
    [{ name: null }, 'Tarnbury'],
    [{ name: '' }, 'Tarnbury'],
    [{ town: null }, 'Tarnbury Hall'],
    [{ name: 'Tarnbury' }, 'Tarnbury'],
    [{ name: null, town: null, areaName: 'Aldershire' }, 'Aldershire'],
    [{ name: null, town: null }, null],
    [{ confidential: true, areaName: null }, null],
  ])('%o is %s', (more, expected) => {
    expect(venueName(venue('Tarnbury', 52, -2, more))).toBe(expected);
  });
});

describe('the next time', () => {
  const nextOf = (more: Partial<ServiceForIndex>, parameters = '', moment = NOW): string | null => {
    const next = cardOf(more, parameters, moment)?.nextSession;
    return next == null ? null : `${next.day} ${next.opensAt ?? ''}`;
  };
  const weekly = { sessions: [session('MO', '10:00', '11:00'), session('WE', '14:00', '15:00')] };

  test('is the first one that is not over', () => {
    expect(nextOf(weekly)).toBe('2026-11-18 14:00');
    expect(nextOf(weekly, '', { day: NOW.day, time: '14:30' })).toBe('2026-11-18 14:00');
    expect(nextOf(weekly, '', { day: NOW.day, time: '15:00' })).toBe('2026-11-23 10:00');
  });

  test('is on the day asked for, when a day was asked for', () => {
    expect(nextOf(weekly, 'day=MO')).toBe('2026-11-23 10:00');
  });

  test('is of the venue that is shown, with the times of the service itself', () => {
    const far = venue('Far', 52.9, -2.87, { sessions: [session('TH', '10:00', '11:00')] });
    const close = venue('Close', 52.49, -2.87, { sessions: [session('FR', '10:00', '11:00')] });
    expect(nextOf({ venues: [far, close] }, 'near=Tarnbury')).toBe('2026-11-20 10:00');
    expect(nextOf({ venues: [far, close] })).toBe('2026-11-19 10:00');
    const own = { sessions: [session('WE', '20:00', '21:00')] };
    expect(nextOf({ ...own, venues: [far, close] }, 'near=Tarnbury')).toBe('2026-11-18 20:00');
  });

  test('is anywhere when the venue that is shown has no times', () => {
    const times = venue('Far', 52.9, -2.87, { sessions: [session('TH', '10:00', '11:00')] });
    expect(nextOf({ venues: [venue('Close', 52.49, -2.87), times] }, 'near=Tarnbury')).toBe(
      '2026-11-19 10:00',
    );
  });

  test('is not told when it is more than two months off, when closed, or when there is none', () => {
    const late = { sessions: [session('WE', '10:00', '11:00', { validFrom: '2027-02-01' })] };
    expect(nextOf(late)).toBeNull();
    expect(nextOf({ ...weekly, isTemporarilyClosed: true })).toBeNull();
    expect(nextOf({})).toBeNull();
  });

  test('passes over days that are closed', () => {
    const closures = [{ startsOn: '2026-11-18', endsOn: '2026-11-24', reason: null }];
    expect(nextOf({ ...weekly, closures })).toBe('2026-11-25 14:00');
  });
});
