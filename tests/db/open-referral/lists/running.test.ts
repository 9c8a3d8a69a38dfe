import { describe, expect, test } from 'vitest';
import type { Weekday } from '#db/vocabulary.ts';
import { WEEKDAYS } from '#db/vocabulary.ts';
import {
  fallsOn,
  findRunning,
  type ScheduleDays,
} from '#src/features/open-referral/queries/lists/running.ts';
import type { FeedParams } from '#src/features/open-referral/params/table.ts';
import { testDatabase } from '../../../support/database.ts';
import { putSchedule, putService, putVenue } from '../../search/directory-rows.ts';

const TODAY = '2026-11-21'; // a Saturday
const daysOf = (schedule: Partial<ScheduleDays>): Weekday[] => {
  const whole = {
    freq: 'WEEKLY',
    byday: null,
    bymonthday: null,
    dtstart: null,
    validFrom: null,
    validTo: null,
    ...schedule,
  } as const;
  return WEEKDAYS.filter((day) => fallsOn(whole, day));
};

describe('a schedule falls on', () => {
  test.each<[string, Partial<ScheduleDays>, Weekday[]]>([
    ['the days it names', { byday: 'MO,WE' }, ['MO', 'WE']],
    ['the days it names in some weeks of the month', { freq: 'MONTHLY', byday: '2TU,-1FR' }, ['TU', 'FR']],
    ['the day of its first session when it names none', { dtstart: '2026-11-19' }, ['TH']],
    ['the day it is valid from when nothing else is known', { validFrom: '2026-11-22' }, ['SU']],
    [
      'the one day of a single session, whatever days stand beside it',
      { freq: null, dtstart: '2026-12-02', byday: 'MO' },
      ['WE'],
    ],
    [
      'no day in particular when it goes by dates',
      { freq: 'MONTHLY', bymonthday: '1', dtstart: '2026-12-01' },
      [],
    ],
    ['no day when nothing is known', {}, []],
  ])('%s', (_what, schedule, days) => {
    expect(daysOf(schedule)).toEqual(days);
  });
});

describe('what runs', () => {
  async function running(params: FeedParams, schedules: Parameters<typeof putSchedule>[2][]) {
    const db = await testDatabase();
    await putService(db, 'a');
    await putVenue(db, 'a', 'hall');
    await putVenue(db, 'a', 'refuge', { confidential: 1 });
    for (const [at, schedule] of schedules.entries()) await putSchedule(db, `s${at}`, schedule);
    const found = await findRunning(db, TODAY, params);
    return (
      found && {
        services: [...found.services],
        everywhere: [...found.everywhere],
        places: [...found.serviceAtLocations],
      }
    );
  }
  const nothing = { services: [], everywhere: [], places: [] };

  test('is not looked for when neither day nor time is asked for', async () => {
    expect(await running({ minimum_age: 3 }, [{ service_id: 'a' }])).toBeNull();
  });

  test('has to fit day and times in one and the same schedule', async () => {
    const schedules = [
      { service_id: 'a', byday: 'MO', opens_at: '09:00', closes_at: '10:00' },
      { service_id: 'a', byday: 'TU', opens_at: '18:00', closes_at: '19:00' },
    ];
    expect(await running({ day: 'MO', start_time: '18:00' }, schedules)).toEqual(nothing);
    expect(
      (await running({ day: 'TU', start_time: '18:00', end_time: '19:00' }, schedules))?.services,
    ).toEqual(['a']);
    expect(await running({ start_time: '18:01' }, schedules)).toEqual(nothing);
    expect(await running({ end_time: '09:59' }, schedules)).toEqual(nothing);
  });

  test('leaves out a schedule that is over, or has no time where one is asked for', async () => {
    expect(await running({ day: 'MO' }, [{ service_id: 'a', byday: 'MO', valid_to: '2026-11-20' }])).toEqual(
      nothing,
    );
    expect(
      await running({ day: 'FR' }, [{ service_id: 'a', freq: null, byday: null, dtstart: '2026-11-20' }]),
    ).toEqual(nothing);
    expect(
      await running({ start_time: '00:00' }, [{ service_id: 'a', opens_at: null, closes_at: null }]),
    ).toEqual(nothing);
    expect(
      (await running({ day: 'MO' }, [{ service_id: 'a', byday: 'MO', valid_to: TODAY }]))?.services,
    ).toEqual(['a']);
  });

  test('tells a venue’s schedules from those of no one place, a confidential place being no place', async () => {
    const week = { byday: 'MO' };
    expect(await running({ day: 'MO' }, [{ ...week, service_at_location_id: 'at-hall' }])).toEqual({
      services: ['a'],
      everywhere: [],
      places: ['at-hall'],
    });
    const everywhere = { services: ['a'], everywhere: ['a'], places: [] };
    expect(await running({ day: 'MO' }, [{ ...week, service_id: 'a' }])).toEqual(everywhere);
    expect(await running({ day: 'MO' }, [{ ...week, service_at_location_id: 'at-refuge' }])).toEqual(
      everywhere,
    );
  });
});
