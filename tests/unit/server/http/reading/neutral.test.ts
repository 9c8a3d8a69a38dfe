import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { neutralAddressFor, readNeutralAddress } from '#src/server/http/reading/neutral.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';

function keys() {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-neutral-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return openKeyRing(folder);
}
const asked = (url: string, headers: Record<string, string> = { 'sec-fetch-mode': 'navigate' }) => ({
  url,
  method: 'GET',
  headers,
});

describe('an address that says nothing', () => {
  const OPEN = '/search?q=my+husband+hits+me&near=MB1';

  test('tells none of the words, and leads back to the page', () => {
    const ring = keys();
    const neutral = neutralAddressFor(ring, asked(OPEN), OPEN) ?? '';
    expect(neutral).toMatch(/^\/information\/[\w.-]+$/);
    const plain = Buffer.from(neutral.split('.').at(-1) ?? '', 'base64url').toString('latin1');
    expect(`${neutral} ${plain}`).not.toMatch(/husband|hits|search/);
    const back = asked(neutral);
    readNeutralAddress(ring, back);
    expect(back.url).toBe(OPEN);
  });

  test('is not given twice: who came by one stays there', () => {
    const ring = keys();
    const request = asked(neutralAddressFor(ring, asked(OPEN), OPEN) ?? '');
    readNeutralAddress(ring, request);
    expect(neutralAddressFor(ring, request, OPEN)).toBeNull();
  });

  test('is for browsers that move to a page, not for programs, search engines or forms', () => {
    const ring = keys();
    expect(neutralAddressFor(ring, asked(OPEN, {}), OPEN)).toBeNull();
    expect(neutralAddressFor(ring, asked(OPEN, { 'sec-fetch-mode': 'cors' }), OPEN)).toBeNull();
    expect(neutralAddressFor(ring, { ...asked(OPEN), method: 'POST' }, OPEN)).toBeNull();
    expect(neutralAddressFor(ring, { ...asked(OPEN), method: 'HEAD' }, OPEN)).toBeNull();
  });

  test('made up, cut short or of another place leads nowhere', () => {
    const ring = keys();
    const other = neutralAddressFor(keys(), asked(OPEN), OPEN) ?? '';
    const own = neutralAddressFor(ring, asked(OPEN), OPEN) ?? '';
    for (const url of ['/information/', '/information/abc', other, own.slice(0, -2), '/informations']) {
      const request = asked(url);
      readNeutralAddress(ring, request);
      expect(request.url).toBe(url);
    }
  });
});
