import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allowedHosts } from '#src/server/http/accepting/allowed-hosts.ts';

describe('the hosts this website answers for', () => {
  const isOurs = allowedHosts('https://help.example.org', 4321);

  test.each([
    'help.example.org',
    'HELP.example.org',
    'help.example.org:443',
    'localhost:4321',
    '127.0.0.1:4321',
    '[::1]:4321',
  ])('%s is ours', (host) => {
    expect(isOurs(host)).toBe(true);
  });

  test.each([
    'evil.example',
    'help.example.org.evil.example',
    'evil-help.example.org',
    'help.example.org:8443',
    'localhost',
    'localhost:4322',
    'evil@help.example.org',
    'help.example.org/path',
    'help.example.org#',
    'help.example.org, evil.example',
    '',
    undefined,
  ])('%s is not', (host) => {
    expect(isOurs(host)).toBe(false);
  });

  test('on port 80 browsers leave the port out', () => {
    expect(allowedHosts('http://help.example.org', 80)('localhost')).toBe(true);
    expect(allowedHosts('http://help.example.org', 80)('help.example.org')).toBe(true);
  });

  test('nothing that merely contains our name gets through, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        fc.pre(before !== '' || !['', ':443', ':0443'].includes(after));
        if (isOurs(`${before}help.example.org${after}`)) {
          expect(new URL(`https://${before}help.example.org${after}`).host).toBe('help.example.org');
        }
      }),
    );
  });
});
