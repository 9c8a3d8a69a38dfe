import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findAges } from '#src/search/understanding/ages.ts';
import { toldOf, valuesOf } from './filter-cases.ts';

const told = (text: string): string[] => toldOf(text, findAges(text));
const ages = (text: string): string[] => valuesOf(findAges(text));

describe('an age and the words that say it', () => {
  test.each([
    ['lunch for over 60s', 'for over 60s: age=60'],
    ['lunch for the over 60s', 'for the over 60s: age=60'],
    ['lunch 60plus', '60plus: age=60'],
    ['lunch 60 plus', '60 plus: age=60'],
    ['swimming 65 and over', '65 and over: age=65'],
    ['swimming aged 65 or older', 'aged 65 or older: age=65'],
    ['clubs over the age of 50', 'over the age of 50: age=50'],
    ['clubs over 60', 'over 60: age=60'],
    ['over 65 years old dentist', 'over 65 years old: age=65'],
    ['play for under 5s', 'for under 5s: age=4'],
    ['under the age of 18', 'under the age of 18: age=17'],
    ['under 25', 'under 25: age=24'],
    ['my 85 year old mum', '85 year old: age=85'],
    ['my 85yr old mum', '85yr old: age=85'],
    ['14 yr old son', '14 yr old: age=14'],
    ['14yr son', '14yr: age=14'],
    ['85 y o dad', '85 y o: age=85'],
    ['things for 2 year olds', '2 year olds: age=2'],
    ['my two year old', 'two year old: age=2'],
    ['fifty five year old', 'fifty five year old: age=55'],
    ['8 month old baby', '8 month old: age=0'],
    ['18 months old', '18 months old: age=1'],
    ['baby 6 weeks old', '6 weeks old: age=0'],
    ['5 11 year olds', '5 11 year olds: age=8'],
    ['two and three year olds', 'two and three year olds: age=2'],
    ['aged 5 to 11', 'aged 5 to 11: age=8'],
    ['young people 16 to 24', '16 to 24: age=20'],
    ['aged 70 lonely', 'aged 70: age=70'],
    ['aged fifty five', 'aged fifty five: age=55'],
    ['in my 50s', 'in my 50s: age=55'],
    ['she is in her late 70s', 'in her late 70s: age=78'],
    ['in his eighties', 'in his eighties: age=85'],
    ['im 16 and pregnant', 'im 16: age=16'],
    ['15 and stressed about exams', '15: age=15'],
    ['19 and sofa surfing', '19: age=19'],
    ['im 15 pregnant scared', 'im 15: age=15'],
    ['just turned 65', 'just turned 65: age=65'],
    ['she is 90', 'she is 90: age=90'],
    ['hes 4 and not talking', 'hes 4: age=4'],
    ['my son is 14', 'is 14: age=14'],
    ['mums 85 and falling', '85: age=85'],
    ['my daughter 8 wont sleep', '8: age=8'],
    ['fell over 80 year old', '80 year old: age=80'],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual([expected]);
  });
});

describe('a number that is no age', () => {
  test.each([
    '2 year waiting list',
    'for 6 weeks',
    '24 hours',
    'i am 24 7 carer',
    '12 steps',
    '5 a day',
    '3 kids',
    'mum of 3',
    'mum 2 be',
    'hes 1 of 5',
    'im 6 months pregnant',
    'im 2 weeks behind with rent',
    'im 20 stone',
    'im 90 days sober',
    'im 1 in a million',
    'im 3',
    'over 60 pounds',
    'over £60',
    'over 2 years',
    'married over 50 years',
    'over 5 miles',
    'over 2',
    'over 10s',
    'fell over 80 times',
    'under 10 minutes',
    '10 year old boiler',
    '8 year old dog',
    'year 7',
    'sons 14 and 16',
    '1 bed flat',
    'owe 500',
    'in the 60s',
    'the 80s',
    'pensioner',
    'teenager',
    'covid 19',
    'phone 111',
    'im 160',
    '16 and a half stone',
    '24 and 7',
    '150 year old',
    'one to one',
    '',
  ])('"%s"', (text) => {
    expect(told(text)).toEqual([]);
  });
});

test('two people of different ages are none, the same age said twice is one', () => {
  expect(ages('my 85 year old mum and 14 year old son')).toEqual([]);
  expect(new Set(ages('mum is 85 and dad is 85'))).toEqual(new Set(['85']));
});

test('of any words, an age is a whole number a person can have', () => {
  const word = fc.oneof(
    fc.constantFrom(
      ...'over under the aged im my mum son is in her late 50s 60s twenties year years yr old olds plus and to for months weeks two fifty'.split(
        ' ',
      ),
    ),
    fc.nat({ max: 999 }).map(String),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 10 }), (words) => {
      const text = words.join(' ');
      for (const { start, end, filters } of findAges(text)) {
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(words.length);
        for (const { value } of filters) expect(value).toMatch(/^(?:\d{1,2}|10\d|110)$/);
      }
    }),
    { numRuns: 500 },
  );
});
