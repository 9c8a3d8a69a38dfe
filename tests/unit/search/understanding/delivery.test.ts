import { describe, expect, test } from 'vitest';
import { findDeliveries } from '#src/search/understanding/delivery.ts';
import { toldOf } from './filter-cases.ts';

const told = (text: string): string[] => toldOf(text, findDeliveries(text));

describe('a way of being helped', () => {
  test.each([
    ['counselling online', 'online: delivery=online'],
    ['online counselling', 'online: delivery=online'],
    ['someone to talk to online', 'online: delivery=online'],
    ['advice online in @', 'online: delivery=online'],
    ['yoga on zoom', 'on zoom: delivery=online'],
    ['advice via zoom', 'via zoom: delivery=online'],
    ['debt advice by phone', 'by phone: delivery=phone'],
    ['talk to someone over the phone', 'over the phone: delivery=phone'],
    ['speak to someone on the phone', 'on the phone: delivery=phone'],
    ['telephone support', 'telephone: delivery=phone'],
    ['nurse to come to my house', 'to come to my house: delivery=home'],
    ['who comes to your home', 'who comes to your home: delivery=home'],
    ['someone who can visit my mums house', 'who can visit my mums house: delivery=home'],
    ['hairdresser home visits', 'home visits: delivery=home'],
    ['at home visit', 'at home visit: delivery=home'],
    ['counselling in my own home', 'in my own home: delivery=home'],
    ['counselling face to face', 'face to face: delivery=venue'],
    ['advice in person', 'in person: delivery=venue'],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual([expected]);
  });
});

describe('words that stay words', () => {
  test.each([
    'online safety',
    'online banking',
    'scammed online',
    'advice scammed online',
    'bullied online need advice online',
    'get online',
    'help getting online',
    'online forms',
    'on zoom',
    'get on zoom',
    'learn to use the internet',
    'phone bill',
    'phone lessons',
    'mobile phone support',
    'cant use my phone',
    'on the phone all day',
    'cut off by phone company',
    'scam over the phone',
    'care at home',
    'stay at home',
    'work from home',
    'trapped in my own home',
    'my ex comes to my house',
    'bailiffs can come to my house',
    'police to come to my house',
    'someone keeps coming to my house',
    'come out to my mum',
    'face to face with my ex',
    'litigant in person',
    'home',
    '',
  ])('"%s"', (text) => {
    expect(told(text)).toEqual([]);
  });
});
