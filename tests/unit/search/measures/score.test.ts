import { describe, expect, test } from 'vitest';
import { relevant, scoreWords } from '#src/search/measures/score.ts';
import { understand } from '#src/search/understand.ts';
import { indexOf, service, SERVICES } from '../mini/directory.ts';

/** The score of each of some services, among the others of the directory. */
function scoresOf(q: string, services: ReturnType<typeof service>[]) {
  const index = indexOf([...services, ...SERVICES]);
  const scores = scoreWords(index, understand(index, q));
  return {
    values: services.map((_, at) => scores.values[at] ?? 0),
    found: relevant(scores).filter((at) => at < services.length),
  };
}

describe('how well words are answered', () => {
  const faller = service('faller', { name: 'Xylo', needs: ['falls'] });

  test('answering one of two troubles is worth half the score, times three quarters', () => {
    const [alone = 0] = scoresOf('fell over', [faller]).values;
    const [ofTwo = 0] = scoresOf('fell over and cant cook', [faller]).values;
    expect(ofTwo / alone).toBeCloseTo(0.5 * 0.75, 5);
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
    const { found } = scoresOf('meals on wheels', [service('a', { name: 'Mended wheels' })]);
    expect(found).toEqual([]);
  });

  test('hints bring in nothing by themselves', () => {
    const { found } = scoresOf('mum fell over', [service('a', { name: 'Mum and me' })]);
    expect(found).toEqual([]);
  });
});
