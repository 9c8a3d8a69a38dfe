import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deviceWords } from '#src/server/sign-in/device-words.ts';

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)';
const ANDROID = 'Mozilla/5.0 (Linux; Android 15; Pixel 9)';
const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
  [`${WINDOWS.replace(')', '; rv:145.0)')} Gecko/20100101 Firefox/145.0`, 'Firefox on Windows'],
  [`${WINDOWS} ${WEBKIT} Chrome/142.0.0.0 Safari/537.36`, 'Chrome on Windows'],
  [`${WINDOWS} ${WEBKIT} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`, 'Edge on Windows'],
  [`${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15`, 'Safari on Mac'],
  [
    `${IPHONE} AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0 Mobile/15E148 Safari/604.1`,
    'Chrome on iPhone',
  ],
  [
    `${IPHONE} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1`,
    'Safari on iPhone',
  ],
  [
    `${ANDROID} ${WEBKIT} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`,
    'Samsung Internet on Android',
  ],
  [`${ANDROID} ${WEBKIT} Chrome/142.0.0.0 Mobile Safari/537.36 OPR/85.0`, 'Opera on Android'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (X11; CrOS x86_64 15359.58.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36',
    'Chrome on Chromebook',
  ],
  ['curl/8.5.0', 'A browser'],
  [null, 'A browser'],
])('%s is %s', (sent, words) => {
  expect(deviceWords(sent)).toBe(words);
});

test('nothing that was sent is repeated: only words of ours come out', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 600 }), (sent) => {
      expect(deviceWords(`${sent}<script>`)).toMatch(/^[A-Z][a-z]*( [a-zA-Z]+)*$/);
      expect(deviceWords(`${sent}<script>`)).not.toContain('script');
    }),
  );
});
