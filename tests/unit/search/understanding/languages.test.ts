import { describe, expect, test } from 'vitest';
import { findLanguages, isLanguageWord } from '#src/search/understanding/languages.ts';
import { toldOf, valuesOf } from './filter-cases.ts';

const LANGUAGES = new Map([
  ['pl', 'Polish'],
  ['ur', 'Urdu'],
  ['pa', 'Punjabi'],
  ['en', 'English'],
  ['yue', 'Cantonese'],
  ['cmn', 'Mandarin'],
  ['pt-br', 'Brazilian Portuguese'],
  ['bfi', 'British Sign Language (BSL)'],
]);
const told = (text: string): string[] => toldOf(text, findLanguages(LANGUAGES, text));

describe('a language to be helped in', () => {
  test.each([
    ['polish speaking debt advice', 'polish speaking: language=pl'],
    ['someone who speaks urdu', 'who speaks urdu: language=ur'],
    ['someone to speak polish', 'to speak polish: language=pl'],
    ['speaks urdu or punjabi', 'speaks urdu or punjabi: language=ur language=pa'],
    ['debt advice in polish', 'in polish: language=pl'],
    ['debt advice in polish please', 'in polish: language=pl'],
    ['debt advice in polish @', 'in polish: language=pl'],
    ['urdu speakers', 'urdu speakers: language=ur'],
    ['a polish interpreter', 'a polish interpreter: language=pl'],
    ['interpreter for urdu', 'interpreter for urdu: language=ur'],
    ['my first language is polish', 'my first language is polish: language=pl'],
    ['brazilian portuguese speaking', 'brazilian portuguese speaking: language=pt-br'],
    ['panjabi speaking nurse', 'panjabi speaking: language=pa'],
    ['chinese speaking', 'chinese speaking: language=yue language=cmn'],
    ['bsl', 'bsl: language=bfi'],
    ['yoga with a bsl interpreter', 'with a bsl interpreter: language=bfi'],
    ['sign language interpreter', 'sign language interpreter: language=bfi'],
    ['doctor who can use british sign language', 'use british sign language: language=bfi'],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual([expected]);
  });
});

describe('words that stay words', () => {
  test.each([
    'learn polish',
    'learn to speak polish',
    'polish lessons',
    'polish speaking lessons',
    'class in polish culture',
    'lessons in polish',
    'polish food',
    'polish',
    'floor polish',
    'in polish food',
    'english classes',
    'learn english',
    'english speaking',
    'cant speak english',
    'speaks english',
    'learn bsl',
    'bsl course',
    'bsl level 1',
    'baby sign language',
    'sign language teacher',
    'teach my baby sign language',
    'signs of dementia',
    'chinese takeaway',
  ])('"%s"', (text) => {
    expect(told(text)).toEqual([]);
  });

  test.each(['speaks welsh', 'in romanian', 'welsh speaking'])(
    'a language that no service has: "%s"',
    (text) => {
      expect(told(text)).toEqual([]);
    },
  );
});

test('without any languages nothing is read, not even sign language', () => {
  expect(findLanguages(new Map(), 'bsl interpreter in polish')).toEqual([]);
});

test('a language that an edit brings is read from then on', () => {
  const languages = new Map([['pl', 'Polish']]);
  expect(findLanguages(languages, 'speaks tamil')).toEqual([]);
  languages.set('ta', 'Tamil');
  expect(valuesOf(findLanguages(languages, 'speaks tamil'))).toEqual(['ta']);
});

test("what stands in a language's name for a pattern is taken as it stands", () => {
  const odd = new Map([['x', 'Old (dialect) *.+?']]);
  expect(valuesOf(findLanguages(odd, 'speaks old dialect'))).toEqual(['x']);
  expect(findLanguages(new Map([['y', '+++']]), 'speaks polish')).toEqual([]);
});

test("words of languages' names are known, those of English apart", () => {
  expect(['polish', 'brazilian', 'bsl', 'tamil', 'english'].map((w) => isLanguageWord(LANGUAGES, w))).toEqual(
    [true, true, true, false, false],
  );
});
