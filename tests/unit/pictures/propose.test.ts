import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readIdeaPictures } from '#src/features/pictures/content.ts';
import { PLAIN_PICTURE, proposePicture } from '#src/features/pictures/propose.ts';
import { ROOT } from '../../support/server.ts';

const PICTURES = readIdeaPictures(join(ROOT, 'content'));
const KEYS = PICTURES.all.map(({ key }) => key);

function folderWith(keywords: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-keywords-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'pictures'));
  writeFileSync(
    join(folder, 'pictures', 'pictures.yaml'),
    'pictures: { home: house, bus: bus, hot-drink: tea }',
  );
  writeFileSync(join(folder, 'pictures', 'keywords.yaml'), keywords);
  return folder;
}

describe('the picture that fits an idea', () => {
  test.each([
    ['You can have tea and cake.', 'hot-drink'],
    ['We meet every Tuesday at 2pm.', 'calendar'],
    ['It is free.', 'money'],
    ['Ring us on 01632 960111.', 'phone'],
    ['You can come on your own.', 'one-person'],
    ['There is a ramp at the door.', 'wheelchair'],
    ['BUSES stop outside.', 'bus'],
  ])('"%s" has %s', (words, picture) => {
    expect(proposePicture(words, PICTURES)).toBe(picture);
  });

  test('is a phrase’s before that of a word in it', () => {
    const byWords = new Map([
      ['food', 'plate'],
      ['food bank', 'parcel'],
    ]);
    expect(proposePicture('The food bank', { byWords })).toBe('parcel');
    expect(proposePicture('The food', { byWords })).toBe('plate');
  });

  test('is always one that there is, for any words', () => {
    expect(KEYS).toContain(PLAIN_PICTURE);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.lorem()), (words) => {
        expect(KEYS).toContain(proposePicture(words, PICTURES));
      }),
    );
    expect(proposePicture('Xyzzy!', PICTURES)).toBe(PLAIN_PICTURE);
  });
});

describe('the list of pictures', () => {
  test('is in the words that people choose by, from A to Z', () => {
    const { all, byWords } = readIdeaPictures(folderWith('bus: [train]'));
    expect(all.map(({ name }) => name)).toEqual(['Bus', 'Home', 'Hot drink']);
    expect(proposePicture('Take the train', { byWords })).toBe('bus');
    expect(proposePicture('a hot drink', { byWords })).toBe('hot-drink');
  });

  test.each([
    ['boat: [sail]', '"boat" is no picture of pictures.yaml.'],
    ['{ bus: [ride], home: [rides] }', '"rides" speaks of "bus" and of "home".'],
    ['bus: [a very long way]', '"a very long way" is too long.'],
  ])('refuses %s', (keywords, why) => {
    expect(() => readIdeaPictures(folderWith(keywords))).toThrow(`content/pictures/keywords.yaml: ${why}`);
  });
});
