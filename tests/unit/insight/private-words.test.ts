import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIRST_NAMES } from '#src/features/insight/first-names.ts';
import { PLACE_NAMES, search } from './known-words.ts';

const textsOf = (q: string): string[] => (search(q)?.words ?? []).map(({ text }) => text);
const keptOf = (q: string): string => textsOf(q).join(' ');

describe('where somebody is', () => {
  test.each([
    ['a place', 'food bank tarnbury', 'food bank'],
    ['a place of several words', 'lonely in newton le moors', 'lonely'],
    ['a place that is an ordinary word too', 'help with reading debt', 'debt'],
    ['a postcode', 'food bank MB1 2CD', 'food bank'],
    ['a postcode run together', 'food bank mb12cd.', 'food bank'],
    ['an address', '14 mill lane lonely', 'lonely'],
    ['an address of many words', 'lonely, 14b the old park hill road', 'lonely'],
    ['a street without a number', 'lonely mill lane', ''],
    ['a street whose kind is left out, before its postcode', 'debt 14 park hill mb1 2cd', 'debt'],
  ])('%s leaves nothing', (_, q, expected) => {
    expect(keptOf(q)).toBe(expected);
  });

  test.each([
    ['cross the road', 'cross road'],
    ['street dance', 'street dance'],
    ['garden', 'garden'],
    ['80 year old dad fell', 'year old dad fell'],
  ])('"%s" is no address', (q, expected) => {
    expect(keptOf(q)).toBe(expected);
  });

  test('words that stand together only because others were left out may not make a place', () => {
    expect(keptOf('old 7 mill')).toBe('');
    expect(keptOf('debt old x mill clinic')).toBe('debt clinic');
  });
});

describe('who somebody is', () => {
  test.each([
    ['my neighbour Doris Oakapple at 14 Mill Lane MB1 2CD', 'neighbour'],
    ['my neighbour doris oakapple at 14 mill lane mb1 2cd', 'neighbour'],
    ['MY NEIGHBOUR DORIS OAKAPPLE AT 14 MILL LANE MB1 2CD', 'neighbour'],
    ['doris baker is lonely', 'lonely'],
    ['my friend rose is lonely', 'friend lonely'],
    ['Rose Baker is lonely', 'lonely'],
    ['my husband mark fell', 'husband fell'],
    ['mr hill fell', '?'],
    ['somebody called baker hill', '? ?'],
    ['debt advice from Baker and Hill', 'debt ?'],
    ['dad is on 07700 900123', 'dad'],
    ['lonely, my zebedee.zoot@mail.example', 'lonely'],
    ['lonely zebedee @ mail.example', 'lonely ?'],
    ['debt www.zoot.example', 'debt'],
  ])('"%s" leaves "%s"', (q, expected) => {
    expect(keptOf(q)).toBe(expected);
  });

  test.each([
    ['help with Debt', 'debt'],
    ['Baker', 'baker'],
    ['Lonely. Park', 'lonely park'],
    ['rose garden', 'rose garden'],
    ['DEBT CLINIC', 'debt clinic'],
  ])('"%s" names nobody', (q, expected) => {
    expect(keptOf(q)).toBe(expected);
  });

  test('no first name is ever kept, in whatever letters', () => {
    for (const name of FIRST_NAMES) {
      for (const typed of [name, name.toUpperCase(), `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`]) {
        expect(textsOf(`my mum ${typed} fell`), name).not.toContain(name);
      }
    }
  });
});

describe('of any search', () => {
  const word = fc.constantFrom(
    ...'food bank lonely debt mill lane old market street reading sale tarnbury newton le moors isle the of ash 14 14b mb1 2cd MB1 2CD Doris doris Oakapple rose mum for a in at zebedee zoot doris@mail.example 07700900123 ½ ٣ /'.split(
      ' ',
    ),
  );
  const sentence = fc
    .array(fc.oneof({ weight: 9, arbitrary: word }, { weight: 1, arbitrary: fc.string({ maxLength: 8 }) }), {
      maxLength: 9,
    })
    .map((words) => words.join(' '));

  test('what is counted holds no digit, no "@", and none of a name', () => {
    fc.assert(
      fc.property(sentence, (q) => {
        for (const text of textsOf(q)) {
          expect(text).toMatch(/^[^\p{N}@]+$/u);
          expect(FIRST_NAMES.has(text)).toBe(false);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('no words of it that stand together are a place', () => {
    fc.assert(
      fc.property(sentence, (q) => {
        const texts = textsOf(q);
        texts.forEach((_, from) => {
          for (let to = from + 1; to <= texts.length; to += 1)
            expect(PLACE_NAMES.has(texts.slice(from, to).join(' '))).toBe(false);
        });
      }),
      { numRuns: 3000 },
    );
  });

  test('any text at all is counted without a fault, and never more than six words of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (q) => {
        expect(textsOf(q).length).toBeLessThanOrEqual(6);
      }),
    );
  });
});
