import { describe, expect, test } from 'vitest';
import { placeInWords, readBackDates, readBackSession } from '#src/features/services/present/read-back.ts';
import { aContext, aPlace, aService, aSession, TODAY } from './editing/facts/world.ts';

const { calendar } = aContext();
const read = (own: Parameters<typeof aSession>[0], service = aService()) =>
  readBackSession(aSession(own), service, null, calendar, TODAY);

describe('a session read back', () => {
  test('is the sentence of the public page and its next three dates', () => {
    expect(read({ interval: 2, dtstart: '2026-12-01' })).toMatchObject({
      text: 'Every other Tuesday, 2pm to 4pm',
      next: ['Tuesday 1 December', 'Tuesday 15 December', 'Tuesday 29 December'],
      noDates: null,
    });
    expect(read({ freq: 'MONTHLY', byday: '2TU' }).text).toBe('Second Tuesday of the month, 2pm to 4pm');
  });

  test('leaves out breaks, bank holidays, holidays from school and what is beyond the service', () => {
    const closures = [{ startsOn: '2026-11-24', endsOn: '2026-11-24', reason: null }];
    expect(read({}, aService({ closures })).next[0]).toBe('Tuesday 1 December');
    expect(read({ byday: 'FR', validFrom: '2026-12-25' }).next[0]).toBe('Friday 8 January 2027');
    expect(read({ termTimeOnly: true, validFrom: '2026-12-10' })).toMatchObject({
      next: ['Tuesday 15 December'],
    });
    expect(read({}, aService({ validTo: '2026-11-30' })).next).toEqual(['Tuesday 24 November']);
  });

  test('says why there are no dates', () => {
    expect(read({ validTo: '2026-11-01' }).noDates).toMatch(/last date is over/);
    expect(read({ freq: null, byday: null, dtstart: '2026-11-01' }).noDates).toMatch(/date is over/);
    expect(read({ interval: 2 }).noDates).toMatch(/no date in the next year/);
    expect(read({ freq: null, byday: null, notes: 'Ask' }).noDates).toBeNull();
  });
});

test('breaks and the dates of a service are sentences, those that are over left out', () => {
  const service = aService({
    closures: [
      { startsOn: '2026-11-01', endsOn: '2026-11-02', reason: null },
      { startsOn: '2026-12-21', endsOn: '2027-01-04', reason: 'Christmas' },
    ],
    validFrom: '2026-12-01',
    validTo: '2027-03-31',
  });
  expect(readBackDates(service, TODAY)).toEqual([
    'Closed 21 December 2026 to 4 January 2027: Christmas',
    'The service starts on 1 December 2026',
    'The last day of the service is 31 March 2027',
  ]);
});

test('a private address is never put in words', () => {
  expect(placeInWords(aPlace('a'))).toBe('Hall a');
  expect(placeInWords(aPlace('a', { name: null }))).toBe('1 High Street, Marlbridge');
  expect(placeInWords(aPlace('a', { confidential: true, areaName: 'Marlbridge' }))).toBe('Marlbridge');
});
