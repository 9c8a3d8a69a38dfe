import { expect, test } from 'vitest';
import { hashOfCode } from '#src/features/proofs/hashes.ts';
import { TEST_KEYS } from '../../support/messages/post.ts';

test('the same code has another hash for each link, so that a row that is moved opens nothing', () => {
  const hashes = [
    hashOfCode(TEST_KEYS, { subject: 'track', subjectId: 'request-1' }, '204713'),
    hashOfCode(TEST_KEYS, { subject: 'track', subjectId: 'request-2' }, '204713'),
    hashOfCode(TEST_KEYS, { subject: 'draft', subjectId: 'request-1' }, '204713'),
    hashOfCode(TEST_KEYS, { subject: 'track', subjectId: 'request-1' }, '204714'),
  ];
  expect(new Set(hashes).size).toBe(4);
  expect(hashes.join()).not.toContain('204713');
});
