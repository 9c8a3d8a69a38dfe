import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resourcePolicy, securityHeaders } from '#src/server/http/security-headers.ts';
import { tileSource } from '#src/server/config/tile-source.ts';

const plain = { siteUrl: 'http://localhost:4321', tileUrl: null };
const policyOf = (config: { siteUrl: string; tileUrl: string | null }): string[] =>
  (securityHeaders(config)['Content-Security-Policy'] ?? '').split('; ');

describe('the policy for what a page may load', () => {
  test('nothing but our own files, and no script or style inside a page', () => {
    expect(policyOf(plain)).toEqual([
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "object-src 'none'",
    ]);
  });

  test('a tile server may send pictures, and nothing else', () => {
    const policy = policyOf({ ...plain, tileUrl: 'https://{s}.tiles.example.org/{z}/{x}/{y}.png' });
    expect(policy).toContain("img-src 'self' data: https://*.tiles.example.org");
    expect(policy.filter((part) => part.includes('example.org'))).toHaveLength(1);
  });

  test('tiles of our own need no exception', () => {
    expect(policyOf({ ...plain, tileUrl: '/tiles/{z}/{x}/{y}.png' })).toContain("img-src 'self' data:");
  });
});

describe('the other headers', () => {
  test('browsers are told to insist on https only where the website has it', () => {
    expect(securityHeaders(plain)).not.toHaveProperty('Strict-Transport-Security');
    expect(securityHeaders({ ...plain, siteUrl: 'https://help.example.org' })).toHaveProperty(
      'Strict-Transport-Security',
      'max-age=31536000',
    );
  });

  test('pages on https ask for nothing without it', () => {
    expect(policyOf({ ...plain, siteUrl: 'https://help.example.org' })).toContain(
      'upgrade-insecure-requests',
    );
    expect(policyOf(plain)).not.toContain('upgrade-insecure-requests');
  });

  test('pictures of a tile server elsewhere need not know of our policies, and get no cookies', () => {
    const policy = (tileUrl: string | null) =>
      securityHeaders({ ...plain, tileUrl })['Cross-Origin-Embedder-Policy'];
    expect([null, '/tiles/{z}/{x}/{y}.png'].map(policy)).toEqual(['require-corp', 'require-corp']);
    expect(policy('https://tiles.example.org/{z}/{x}/{y}.png')).toBe('credentialless');
  });

  test.each([
    ['/', 'same-origin'],
    ['/logo', 'cross-origin'],
    ['/logo?v=1', 'cross-origin'],
    ['/logos', 'same-origin'],
    ['/api/open-referral/v3/services', 'cross-origin'],
    ['/apinions', 'same-origin'],
  ])('%s may be shown by the %s', (path, policy) => {
    expect(resourcePolicy(path)).toBe(policy);
  });

  test('the referrer is kept for our own forms, whose origin is checked', () => {
    expect(securityHeaders(plain)['Referrer-Policy']).toBe('strict-origin-when-cross-origin');
  });

  test('types are not guessed, windows are kept apart, and the devices of the visitor stay silent', () => {
    expect(securityHeaders(plain)).toMatchObject({
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Permissions-Policy': expect.stringMatching(/camera=\(\).*microphone=\(\)/) as unknown,
    });
  });
});

describe('where tiles come from', () => {
  test.each([
    ['https://tiles.example.org/{z}/{x}/{y}.png', 'https://tiles.example.org'],
    ['https://tiles.example.org:8443/{z}/{x}/{y}@2x.png?key=abc', 'https://tiles.example.org:8443'],
    ['https://{s}.tiles.example.org/{z}/{x}/{y}.png', 'https://*.tiles.example.org'],
    ['http://localhost:8080/{z}/{x}/{y}.png', 'http://localhost:8080'],
    ['/tiles/{z}/{x}/{y}.png', "'self'"],
  ])('%s comes from %s', (address, source) => {
    expect(tileSource(address)).toBe(source);
  });

  test.each([
    'http://tiles.example.org/{z}/{x}/{y}.png',
    'https://tiles.example.org/{z}/{x}.png',
    'https://a{s}b.example.org/{z}/{x}/{y}.png',
    '//tiles.example.org/{z}/{x}/{y}.png',
    "https://tiles.example.org; script-src 'unsafe-inline'/{z}/{x}/{y}.png",
    'ftp://tiles.example.org/{z}/{x}/{y}.png',
    '',
  ])('"%s" is not a tile address', (address) => {
    expect(tileSource(address)).toBeNull();
  });

  test('no address can add words to the policy', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (host, path) => {
        const source = tileSource(`https://${host}/{z}/{x}/{y}${path}`);
        if (source !== null) expect(source).toMatch(/^https:\/\/(\*\.)?[A-Za-z0-9.-]+(:\d+)?$/);
      }),
    );
  });
});
