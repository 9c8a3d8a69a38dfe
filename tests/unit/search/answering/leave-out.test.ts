import { describe, expect, test } from 'vitest';
import { leaveOut } from '#src/search/answering/leave-out.ts';
import { parseSearchParams } from '#src/search/params.ts';
import { countMatches } from '#src/search/query.ts';
import { indexOf, NOW, question } from '../mini/directory.ts';

const index = indexOf();
const looserOf = (parameters: string) =>
  leaveOut(index, parseSearchParams(new URLSearchParams(parameters)), question(index, parameters), NOW);
const filtersLeft = (parameters: string): string[] =>
  looserOf(parameters)?.query.understood.filters.map(({ value }) => value.name) ?? [];

describe('a filter read in the sentence that leaves nothing', () => {
  test('is left out, the rest stays, and a sentence says so', () => {
    const parameters = 'q=knitting for 85 year old by phone on wednesday';
    expect(countMatches(index, question(index, parameters), NOW)).toBe(0);
    const looser = looserOf(parameters);
    expect(looser?.sentence).toBe('Nothing fits all of what you asked for, so we left out ‘By phone’.');
    expect(filtersLeft(parameters)).toEqual(['day', 'age']);
    expect(looser === null ? 0 : countMatches(index, looser.query, NOW)).toBeGreaterThan(0);
  });

  test('all kinds are left out when one alone is not enough', () => {
    const looser = looserOf('q=knitting in polish by phone');
    expect(looser?.sentence).toBe(
      'Nothing fits all of what you asked for, so we left out ‘Polish’ and ‘By phone’.',
    );
    expect(looser?.query.filters).toMatchObject({ language: [], delivery: [] });
  });

  test('its words are looked for as words again', () => {
    const words = looserOf('q=debt visits by phone')?.query.understood.words;
    expect(words).toContain('phone');
  });

  test('what was chosen in the form is never left out', () => {
    const looser = looserOf('q=knitting by phone&cost=up-to-5');
    expect(looser?.query.filters).toMatchObject({ cost: 'up-to-5', delivery: [] });
    expect(looserOf('q=knitting by phone&delivery=phone')).toBeNull();
  });
});

describe('nothing is left out', () => {
  test.each([
    ['when nothing was read', 'q=xylophone'],
    ['of days and prices, which are plain', 'q=knitting on sunday'],
    ['when it is not in the way', 'q=knitting by phone on sunday'],
  ])('%s', (_, parameters) => {
    expect(looserOf(parameters)).toBeNull();
  });
});
