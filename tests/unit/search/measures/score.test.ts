import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildIndex } from '../mini/build.ts';
import { relevant, scoreWords } from '#src/search/measures/score.ts';
import { positionsIn } from '#src/search/packed/bits.ts';
import { understand } from '#src/search/understand.ts';
import { CALENDAR, indexOf, NOW, service, SERVICES } from '../mini/directory.ts';
import { need, tree } from '../mini/needs.ts';

/** The score of each of some services, among the others of the directory. */
function scoresOf(q: string, services: ReturnType<typeof service>[]) {
  const index = indexOf([...services, ...SERVICES]);
  const scores = scoreWords(index, understand(index, q));
  return {
    values: services.map((_, at) => scores.values[at] ?? 0),
    found: [...positionsIn(relevant(index))].filter((at) => at < services.length),
  };
}

describe('how well words are answered', () => {
  const faller = service('faller', { name: 'Xylo', needs: ['falls'] });

  test('answering one of two troubles that weigh alike is worth half the score, times three quarters', () => {
    const others = [service('meal', { name: 'Xylo', needs: ['meals-delivered'] })];
    const alike = [
      ...SERVICES.filter(({ needs }) => !needs.some((need) => /falls|meals/.test(need))),
      ...others,
    ];
    const of = (q: string): number => {
      const index = indexOf([faller, ...alike]);
      return scoreWords(index, understand(index, q)).values[0] ?? 0;
    };
    expect(of('fell over and cant cook') / of('fell over')).toBeCloseTo(0.5 * 0.75, 5);
  });

  test('of two troubles the one that fewer services are for counts more', () => {
    const [rare, common] = ['falls', 'loneliness'].map((need) =>
      service(need, { name: 'Xylo', needs: [need] }),
    );
    if (rare === undefined || common === undefined) throw new Error('two services are needed');
    const { values } = scoresOf('fell over and lonely', [rare, common]);
    expect(values[0]).toBeGreaterThan(values[1] ?? 0);
  });

  test('a service that speaks of the need but is not tagged with it is found, below those that are', () => {
    const spoken = service('spoken', { name: 'Xylo', summary: 'Balance after falling over' });
    const { values } = scoresOf('fell over', [faller, spoken, service('other', { name: 'Xylo' })]);
    expect(values[0]).toBeGreaterThan(values[1] ?? 0);
    expect(values[1]).toBeGreaterThan(0);
    expect(values[2]).toBe(0);
  });

  test('all words of a phrase in a name are worth about as much as the tag', () => {
    const named = service('named', { name: 'Meals on wheels' });
    const tagged = service('tagged', { name: 'Xylo', needs: ['meals-delivered'] });
    const { values } = scoresOf('meals on wheels', [named, tagged]);
    expect((values[0] ?? 0) / (values[1] ?? 1)).toBeGreaterThan(0.85);
  });

  test('answering both troubles beats answering either, however well', () => {
    const both = service('both', { name: 'Xylo', needs: ['falls', 'meals-delivered'] });
    const loud = service('loud', { name: 'Fell over', summary: 'Fell over', needs: ['falls'] });
    const [ofBoth = 0, ofLoud = 0] = scoresOf('fell over and cant cook', [both, loud]).values;
    expect(ofBoth).toBeGreaterThan(ofLoud);
  });

  test('a need above or below the one that is said counts less than the need itself', () => {
    const needs = ['food-banks', 'food', 'meals-delivered'].map((slug) =>
      service(slug, { name: 'Xylo', needs: [slug] }),
    );
    const { values, found } = scoresOf('food parcel', needs);
    expect(values[0]).toBeGreaterThan(values[1] ?? 0);
    expect(values[1]).toBeGreaterThan(values[2] ?? 0);
    expect(found).toContain(0);
    expect(found).not.toContain(2);
  });

  test('a word in the name counts more than one in the summary, and that more than one in the description', () => {
    const text = 'Ukulele';
    const { values, found } = scoresOf('ukulele', [
      service('a', { name: text }),
      service('b', { summary: text }),
      service('c', { description: `${text} and other instruments on most days` }),
      service('d'),
    ]);
    expect([...values].sort((a, b) => b - a)).toEqual(values);
    expect(values[3]).toBe(0);
    expect(found, 'every service that has the one word asked for').toEqual([0, 1, 2]);
  });

  test('half the words of a phrase are much less than half of it', () => {
    const services = ['Mended wheels', 'Meals on wheels'].map((name) => service(name, { name }));
    const { values } = scoresOf('meals on wheels', services);
    expect((values[0] ?? 1) / (values[1] ?? 0)).toBeLessThan(0.3);
  });

  test('hints bring in nothing by themselves', () => {
    const { found } = scoresOf('mum fell over', [service('a', { name: 'Mum and me' })]);
    expect(found).toEqual([]);
  });
});

describe('a service with several needs', () => {
  const about = (...needs: string[]) => service(needs.join('+'), { name: 'Xylo', needs });

  test('is less about each of them, the more there are', () => {
    const { values } = scoresOf('fell over', [
      about('falls'),
      about('falls', 'arts'),
      about('falls', 'arts', 'debt'),
      about('arts'),
    ]);
    expect([...values].sort((a, b) => b - a)).toEqual(values);
    expect(new Set(values).size).toBe(4);
    expect(values[3]).toBe(0);
  });

  test('gains nothing by tags that nobody asked for, though no word tells it from the others', () => {
    const tagged = [
      ['falls'],
      ['falls', 'arts'],
      ['falls', 'arts', 'debt'],
      ['falls', 'arts', 'debt', 'families'],
    ];
    const { values } = scoresOf(
      'unsteady',
      tagged.map((needs) => about(...needs)),
    );
    expect(values[0]).toBeGreaterThan(0);
    values.slice(1).forEach((value, at) => expect(value).toBeLessThan(values[at] ?? 0));
  });

  test('is more about a phrase that stands for two of them, not less', () => {
    const words = ['stuck indoors all day'];
    const needs = tree([
      need('alone', 'Alone', words),
      need('unwell', 'Unwell', words),
      need('other', 'Other', ['another thing']),
    ]);
    const made = [['alone'], ['alone', 'unwell'], ['alone', 'other'], ['alone', 'unwell', 'other']].map(
      (tags, at) => service(`s${at}`, { name: 'Xylo', needs: tags }),
    );
    const index = buildIndex({
      version: 1,
      day: NOW.day,
      services: made,
      needs,
      places: [],
      calendar: CALENDAR,
    });
    const { values } = scoreWords(index, understand(index, words[0] ?? ''));
    const [one = 0, both = 0, oneAndOther = 0, bothAndOther = 0] = values;
    expect(both).toBeGreaterThan(one);
    expect(one).toBeGreaterThan(oneAndOther);
    expect(bothAndOther).toBeGreaterThan(oneAndOther);
  });
});

describe('for any sentence', () => {
  const index = indexOf();
  const word = fc.constantFrom(
    ...'food bank lonely mum cant cook owe money knitting help in the tarnbury wednesday xylo nurse gas bill'.split(
      ' ',
    ),
  );
  const sentence = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));

  test('scores and shares are never below nothing, and a share is never more than the whole', () => {
    fc.assert(
      fc.property(sentence, (q) => {
        const { values } = scoreWords(index, understand(index, q));
        const { share, certain } = index.scratch;
        values.forEach((value, position) => {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(share.values[position]).toBeLessThanOrEqual(1 + 1e-9);
          if (certain.values[position] === 1) expect(value).toBeGreaterThan(0);
        });
      }),
    );
  });

  test('what is relevant has a share, and nothing with a greater share is left out', () => {
    fc.assert(
      fc.property(sentence, (q) => {
        scoreWords(index, understand(index, q));
        const found = new Set(positionsIn(relevant(index)));
        const { share, certain } = index.scratch;
        const least = Math.min(
          ...[...found].map((at) => (certain.values[at] === 1 ? 1 : (share.values[at] ?? 0))),
        );
        share.values.forEach((value, position) => {
          if (found.has(position)) expect(value).toBeGreaterThan(0);
          else if (found.size > 0) expect(value).toBeLessThanOrEqual(least);
        });
      }),
    );
  });

  test('filler and the order of two wishes change nothing', () => {
    const valuesOf = (q: string): number[] => [...scoreWords(index, understand(index, q)).values];
    expect(valuesOf('please can you help me with a food bank')).toEqual(valuesOf('food bank'));
    valuesOf('owe money, lonely').forEach((value, position) => {
      expect(value).toBeCloseTo(valuesOf('lonely, owe money')[position] ?? -1, 9);
    });
  });
});
