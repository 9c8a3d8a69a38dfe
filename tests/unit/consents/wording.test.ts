import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConsentWords } from '#src/features/consents/content.ts';
import { wordsFor } from '#src/features/consents/rules.ts';
import { CONSENT_PURPOSES, findWords, wordsShown } from '#src/features/consents/wording.ts';
import { ROOT } from '../../support/server.ts';

const words = readConsentWords(join(ROOT, 'content'));
const easy = wordsShown(words, true);
const usual = wordsShown(words, false);

describe('the words that are agreed to, in two forms', () => {
  test('are versions of their own, each found again by its id', () => {
    expect(usual.id).toBe(words.current.id);
    expect(easy.id).toBe(`${words.current.id}-easy-read`);
    expect(findWords(words, usual.id)).toEqual(usual);
    expect(findWords(words, easy.id)).toEqual(easy);
  });

  test('what is kept of easy read is what easy read showed', () => {
    for (const purpose of CONSENT_PURPOSES) {
      const kept = wordsFor(easy.wordings[purpose], 'Tea and Talk', ['name']);
      expect(kept).toBe(wordsFor(words.current.wordings[purpose], 'Tea and Talk', ['name'], 'easyRead'));
      expect(kept).not.toBe(wordsFor(usual.wordings[purpose], 'Tea and Talk', ['name']));
    }
  });

  test('an id that is not kept any more is no words at all', () => {
    for (const id of ['', 'sharing-0', 'sharing-0-easy-read', '-easy-read', `${easy.id}-easy-read`])
      expect(findWords(words, id)).toBeUndefined();
  });
});
