import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConsentWords, toSet } from '#src/features/consents/content.ts';
import { SHARED_FACT_NAMES } from '#src/features/consents/facts.ts';
import { wordsFor } from '#src/features/consents/rules.ts';
import { CONSENT_PURPOSES } from '#src/features/consents/wording.ts';
import { ROOT } from '../../support/server.ts';

const words = readConsentWords(join(ROOT, 'content'));
const FILE = join(ROOT, 'content/consents/sharing-1.yaml');
const source = readFileSync(FILE, 'utf8');

describe('the words with which agreement is asked for', () => {
  test('are read, and the newest are shown', () => {
    const newest = [...words.byId.keys()].at(-1);
    expect(words.current.id).toBe(newest);
    expect(words.byId.get('sharing-1')?.wordings.service.title).toContain('((recipient))');
  });

  test.each(
    CONSENT_PURPOSES.flatMap((purpose) => [[purpose, 'plain'] as const, [purpose, 'easyRead'] as const]),
  )(
    'for %s, %s: name who it is and what they get, and say that people can change their mind',
    (purpose, form) => {
      for (const { wordings } of words.byId.values()) {
        const text = wordsFor(wordings[purpose], 'Kettle Club', ['name', 'story'], form);
        expect(text).toContain('Kettle Club');
        expect(text).toContain('You can change your mind');
        expect(text).not.toContain('((');
        if (purpose !== 'feedback') expect(text).toContain('your name, and what to call you');
      }
    },
  );

  test('are short: at most 20 words to a sentence, 15 in easy read', () => {
    for (const { wordings } of words.byId.values())
      for (const purpose of CONSENT_PURPOSES)
        for (const [form, most] of [
          ['plain', 20],
          ['easyRead', 15],
        ] as const)
          for (const sentence of wordsFor(wordings[purpose], 'Kettle Club', ['name'], form).split(
            /[.?!:]\s/,
          )) {
            const count = sentence.split(/\s+/).filter((word) => word !== '').length;
            expect({ sentence, count }).toEqual({ sentence, count: Math.min(count, most) });
          }
  });

  test('can hold every fact there is', () => {
    const text = wordsFor(words.current.wordings.service, 'Kettle Club', SHARED_FACT_NAMES);
    expect(text.split(';')).toHaveLength(SHARED_FACT_NAMES.length);
  });
});

describe('a file of words', () => {
  test.each([
    [
      '((recipient)) will read',
      'Somebody will read',
      /wordings\.navigator\.plain: \(\(recipient\)\) must stand in it/,
    ],
    ['They will get: ((facts)).', 'They will get: ((fact)).', /nothing fills \(\(fact\)\)/],
    ['  feedback:', '  surveys:', /wordings/],
    ["from: '2026-11-21'", "from: 'soon'", /from: a day such as/],
    ['id: sharing-1', 'id: sharing', /id:/],
    ['id: sharing-1', 'id: sharing-2', /must be called sharing-2\.yaml/],
  ])('with “%s” written as “%s” is refused, by name and place', (right, wrong, sentence) => {
    expect(source).toContain(right);
    const refused = () => toSet('sharing-1.yaml', source.replace(right, wrong));
    expect(refused).toThrow(sentence);
    expect(refused).toThrow(/^content\/consents\/sharing-1\.yaml: /);
  });

  test('is taken as it is when nothing is wrong with it', () => {
    expect(toSet('sharing-1.yaml', source).id).toBe('sharing-1');
  });
});
