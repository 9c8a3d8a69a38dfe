import { expect, test } from 'vitest';
import { openWords } from '#src/search/packed/word-table.ts';
import { packEnglish } from '#src/search/text/english.ts';

test('English words are there again after an index has taken its own to another thread', () => {
  const first = packEnglish();
  const memory = [first.bytes.buffer, first.offsets.buffer];
  structuredClone(first, { transfer: memory as ArrayBuffer[] });
  expect(first.bytes).toHaveLength(0);
  expect(openWords(packEnglish()).find('purs')).not.toBe(-1);
});
