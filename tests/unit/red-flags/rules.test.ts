import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRedFlags } from '#src/features/red-flags/content.ts';
import { findRedFlags, plainWords } from '#src/features/red-flags/rules.ts';
import { ROOT } from '../../support/server.ts';

const FLAGS = readRedFlags(join(ROOT, 'content'));
const found = (...texts: string[]) => findRedFlags(texts, FLAGS);

describe('words that bring up urgent help', () => {
  test.each([
    ['I want to kill myself', 'mental-health-111'],
    ['I WANT TO END MY LIFE!!!', 'samaritans'],
    ['thinking of suicide.', 'samaritans'],
    ['she has started to self-harm', 'shout'],
    ['took an overdose', 'danger-999'],
    ['he keeps hitting me', 'domestic-abuse-helpline'],
    ['they hurt me', 'danger-999'],
    ['I am scared of him', 'domestic-abuse-helpline'],
    ['there is nothing to eat', 'adult-safeguarding'],
    ['we are being evicted today', 'shelter-emergency'],
    ['I can smell gas', 'gas-emergency'],
  ])('%s', (text, shown) => {
    const { count, show } = found(text);
    expect(count).toBeGreaterThan(0);
    expect(show).toContain(shown);
  });

  test('are found whatever their case, apostrophes, hyphens, line ends and spaces', () => {
    for (const text of [
      'I can’t go on',
      "I CAN'T GO ON",
      'i cant  go\non',
      'I can`t, go... on',
      'I cańt go on',
    ])
      expect([text, found(text).count]).toEqual([text, 1]);
  });

  test('are whole words: what only holds one is not found', () => {
    for (const text of [
      'I work as a therapist',
      'The drapes need washing',
      'suicidewatch',
      'I would like to hang my self-made picture',
    ])
      expect([text, found(text).count]).toEqual([text, 0]);
  });

  test('are found in what says the opposite too: a number too often does no harm', () => {
    expect(found("I don't want to kill myself").count).toBe(1);
  });

  test('never run from one answer into the next', () => {
    expect(found('There is nothing', 'to eat is all I think of').count).toBe(0);
    expect(found('There is nothing to eat', 'kill myself').count).toBe(2);
  });

  test('are not found in a usual story', () => {
    const story =
      'Mum fell last month and cannot cook. She is lonely since Dad died. He had a heart attack in May. ' +
      'I do her shopping but I work. She would like company and help in the garden. She is killing time all day.';
    expect(found(story)).toEqual({ count: 0, show: [] });
  });

  test('count once each, however often they were written, and show the gravest first', () => {
    const { count, show } = found('nothing to eat nothing to eat', 'I want to die');
    expect(count).toBe(2);
    expect(show[0]).toBe('danger-999');
    expect(new Set(show).size).toBe(show.length);
  });
});

describe('whatever is written', () => {
  test('the comparison never fails, and finds a phrase wherever it stands', () => {
    const phrases = FLAGS.groups.flatMap((group) => group.phrases);
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(...phrases),
        fc.string({ unit: 'grapheme' }),
        (a, phrase, b) => {
          return found(`${a} ${phrase} ${b}`).count >= 1 && found(a).count >= 0;
        },
      ),
    );
  });

  test('a text as plain words stays so, and holds nothing but words and single spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = plainWords(text);
        return !/ {2}|^ | $|\n/.test(plain) && plainWords(plain) === plain;
      }),
    );
  });

  test('work grows with the length and no faster: a text of a million letters is compared as it stands', () => {
    // What would go back over the text for each letter could not end: this is some 10 ms of plain comparison.
    const text = `${"don't ".repeat(200_000)}kill myself`;
    expect(found(text).count).toBe(1);
    expect(plainWords(text)).toHaveLength(200_000 * 5 + 'kill myself'.length);
  });
});
