import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveKey, hashSecret, newSecret, sealWith, unsealWith } from '#src/lib/security/seal.ts';

const KEY = Buffer.alloc(32, 7);
const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const text = fc.string({ unit: 'binary', maxLength: 200 }).filter((value) => value.isWellFormed());

describe('sealing a text', () => {
  test('the same key and context open it again', () => {
    fc.assert(
      fc.property(key, text, text, (secret, words, context) => {
        expect(unsealWith(secret, sealWith(secret, words, context), context)).toBe(words);
      }),
    );
  });

  test('another key opens nothing', () => {
    fc.assert(
      fc.property(key, key, text, (right, wrong, words) => {
        fc.pre(Buffer.compare(right, wrong) !== 0);
        expect(unsealWith(wrong, sealWith(right, words, 'a'), 'a')).toBeNull();
      }),
    );
  });

  test('another context opens nothing, so a row cannot be swapped for another', () => {
    fc.assert(
      fc.property(text, text, text, (words, right, wrong) => {
        fc.pre(right !== wrong);
        expect(unsealWith(KEY, sealWith(KEY, words, right), wrong)).toBeNull();
      }),
    );
  });

  test('one flipped bit anywhere, in the nonce, the tag or the words, opens nothing', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.integer({ min: 0, max: 7 }), (words, at, bit) => {
        const bytes = Buffer.from(sealWith(KEY, words, 'a'), 'base64url');
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
        expect(unsealWith(KEY, bytes.toString('base64url'), 'a')).toBeNull();
      }),
    );
  });

  test('a shortened one opens nothing, at any length', () => {
    const bytes = Buffer.from(sealWith(KEY, 'Mum fell', 'a'), 'base64url');
    for (let length = 0; length < bytes.length; length += 1) {
      expect(unsealWith(KEY, bytes.subarray(0, length).toString('base64url'), 'a')).toBeNull();
    }
  });

  test('what was never sealed opens nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (nonsense) => {
        expect(unsealWith(KEY, nonsense, 'a')).toBeNull();
      }),
    );
  });

  test('the same words sealed twice look different and show nothing of themselves', () => {
    const [one, other] = [sealWith(KEY, 'Mum fell', 'a'), sealWith(KEY, 'Mum fell', 'a')];
    expect(one).not.toBe(other);
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain('Mum');
    expect(one).toMatch(/^[\w-]+$/);
  });
});

describe('secrets of links', () => {
  test('a thousand are all different, 128 bits each, and safe in an address', () => {
    const secrets = Array.from({ length: 1000 }, newSecret);
    expect(new Set(secrets).size).toBe(1000);
    for (const secret of secrets) {
      expect(Buffer.from(secret, 'base64url')).toHaveLength(16);
      expect(encodeURIComponent(secret)).toBe(secret);
    }
  });

  test('a key is 32 bytes, the same for the same secret and purpose, and another for any other', () => {
    const secret = randomBytes(16).toString('base64url');
    expect(deriveKey(secret, 'shortlist')).toHaveLength(32);
    expect(deriveKey(secret, 'shortlist')).toEqual(deriveKey(secret, 'shortlist'));
    expect(deriveKey(secret, 'shortlist')).not.toEqual(deriveKey(secret, 'feedback'));
    expect(deriveKey(secret, 'shortlist')).not.toEqual(deriveKey(newSecret(), 'shortlist'));
  });

  test('what is stored is SHA-256 and not the secret', () => {
    expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  test('the key of a link cannot be had from what is stored of it', () => {
    const secret = newSecret();
    expect(deriveKey(hashSecret(secret), 'shortlist')).not.toEqual(deriveKey(secret, 'shortlist'));
  });
});
