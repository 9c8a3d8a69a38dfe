import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Keys } from '#src/lib/security/keys.ts';
import { sealWith, unsealWith } from '#src/lib/security/seal.ts';
import { openJourney, rememberEndedJourneys, sealJourney } from '#src/server/other-system/journey-cookie.ts';
import { isStrong } from '#src/server/other-system/strength.ts';

const keysOf = (key: Buffer): Keys => ({
  seal: (text, context) => sealWith(key, text, context),
  unseal(sealed, context) {
    const text = unsealWith(key, sealed, context);
    if (text === null) throw new Error('altered');
    return text;
  },
  hash: (text) => text,
});
const KEYS = keysOf(randomBytes(32));
const START = new Date('2026-11-21T10:00:00.000Z');
const later = (seconds: number): Date => new Date(START.getTime() + seconds * 1000);
const JOURNEY = {
  begun: { state: 's', nonce: 'n', verifier: 'v' },
  purpose: { kind: 'invitation', token: 'secret-token' },
  back: '/account',
  startedAt: START.toISOString(),
} as const;

/** With another letter in its middle. */
const changed = (text: string): string =>
  `${text.slice(0, 40)}${text.charAt(40) === 'A' ? 'B' : 'A'}${text.slice(41)}`;

describe('the cookie of a way to the other system and back', () => {
  const cookie = sealJourney(KEYS, JOURNEY);

  test('gives the journey again for ten minutes, and tells nothing to who reads it', () => {
    expect(openJourney(KEYS, cookie, later(0))).toEqual(JOURNEY);
    expect(openJourney(KEYS, cookie, later(600))).toEqual(JOURNEY);
    expect(cookie).not.toContain('secret-token');
    expect(Buffer.from(cookie, 'base64url').toString('latin1')).not.toContain('secret-token');
  });

  test.each([
    ['too late', cookie, later(601)],
    ['before it began', cookie, later(-1)],
    ['altered', changed(cookie), later(0)],
    ['made with other keys', sealJourney(keysOf(randomBytes(32)), JOURNEY), later(0)],
    ['made for something else', KEYS.seal(JSON.stringify(JOURNEY), 'kept-form'), later(0)],
    ['without its parts', KEYS.seal('{"back":"/"}', 'other-system-journey'), later(0)],
    ['no JSON', KEYS.seal('x', 'other-system-journey'), later(0)],
    ['empty', '', later(0)],
    ['missing', undefined, later(0)],
  ])('%s is none', (_, given, at) => {
    expect(openJourney(KEYS, given, at)).toBeNull();
  });
});

describe('journeys that ended', () => {
  test('do not end twice within the time that one lasts', () => {
    const ended = rememberEndedJourneys();
    expect(ended.end('a', later(0))).toBe(true);
    expect(ended.end('b', later(0))).toBe(true);
    expect(ended.end('a', later(600))).toBe(false);
  });

  test('are forgotten when their cookie has run out anyway', () => {
    const ended = rememberEndedJourneys();
    ended.end('a', later(0));
    expect(ended.end('a', later(601))).toBe(true);
  });
});

describe('what counts as the second step', () => {
  test.each([
    [{ acr: 'AAL3_ANY' }, ['AAL3_ANY'], true],
    [{ acr: 'AAL2_ANY' }, ['AAL3_ANY'], false],
    [{ acr: 'aal3_any' }, ['AAL3_ANY'], false],
    [{ amr: ['pwd', 'mfa'] }, ['amr:mfa'], true],
    [{ amr: ['pwd'] }, ['amr:mfa'], false],
    [{ amr: 'mfa' }, ['amr:mfa'], false],
    [{ acr: 'mfa' }, ['amr:mfa'], false],
    [{ acr: 'amr:mfa' }, ['amr:mfa'], false],
    [{ acr: 'AAL3_ANY', amr: ['mfa'] }, [], false],
    [{}, ['AAL3_ANY', 'amr:mfa'], false],
    [{ acr: ['AAL3_ANY'] }, ['AAL3_ANY'], false],
  ])('%o with %o listed: %s', (claims, listed, expected) => {
    expect(isStrong(claims, listed)).toBe(expected);
  });
});
