import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentencesIn, stepFrom, voiceFor } from '#src/components/enhance/sentences.ts';

const read = (text: string, language = 'en-GB'): string[] =>
  sentencesIn(text, language).map(({ start, end }) => text.slice(start, end));

describe('the sentences that are read aloud', () => {
  test('are found one by one, without the space around them', () => {
    expect(read('  We can help. Tell us what you need!\n Who can go? ')).toEqual([
      'We can help.',
      'Tell us what you need!',
      'Who can go?',
    ]);
  });

  test('a number, a time or a website has no end of a sentence in it', () => {
    expect(read('Come at 10.30am. See www.example.org for more.')).toEqual([
      'Come at 10.30am.',
      'See www.example.org for more.',
    ]);
  });

  test('words without a full stop are a sentence, and signs alone are none', () => {
    expect(read('Urgent help')).toEqual(['Urgent help']);
    expect(read(' … · ')).toEqual([]);
    expect(read('')).toEqual([]);
  });

  test('the full stop of another script ends one too', () => {
    expect(
      read(
        '\u06c1\u0645 \u0645\u062f\u062f \u06a9\u0631\u062a\u06d2 \u06c1\u06cc\u06ba\u06d4 \u0641\u0648\u0646 \u06a9\u0631\u06cc\u06ba\u06d4',
        'ur',
      ),
    ).toHaveLength(2);
  });

  test('no letter of a text is left out or read twice', () => {
    const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(letters(read(text).join(''))).toBe(letters(text));
      }),
    );
  });
});

describe('going from sentence to sentence', () => {
  test('next after the last is the end, and back from the first is the first again', () => {
    expect(stepFrom(0, 1, 3)).toBe(1);
    expect(stepFrom(2, 1, 3)).toBeNull();
    expect(stepFrom(2, -1, 3)).toBe(1);
    expect(stepFrom(0, -1, 3)).toBe(0);
    expect(stepFrom(0, -1, 0)).toBeNull();
  });
});

describe('the voice', () => {
  const voice = (lang: string, localService = true, isDefault = false) => ({
    lang,
    localService,
    default: isDefault,
  });

  test('is of the language, of its country where there is one', () => {
    const voices = [voice('cy-GB'), voice('en-US'), voice('en_GB')];
    expect(voiceFor(voices, 'en-GB')?.lang).toBe('en_GB');
    expect(voiceFor(voices, 'en-AU')?.lang).toBe('en-US');
    expect(voiceFor(voices, 'cy')?.lang).toBe('cy-GB');
  });

  test('that sends what it reads to a company is never taken', () => {
    expect(voiceFor([voice('en-GB', false, true)], 'en-GB')).toBeNull();
    expect(voiceFor([voice('en-GB', false, true), voice('en-US')], 'en-GB')?.lang).toBe('en-US');
  });

  test('that the person chose for the browser comes first', () => {
    const [first, chosen] = [voice('en-GB'), voice('en-GB', true, true)];
    expect(voiceFor([first, chosen], 'en-GB')).toBe(chosen);
  });

  test('there is none for a language that the device does not speak', () => {
    expect(voiceFor([voice('en-GB')], 'ur')).toBeNull();
    expect(voiceFor([], 'en-GB')).toBeNull();
  });
});
