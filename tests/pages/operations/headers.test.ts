import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:net';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { ask, type Answer } from '../../support/pages/ask.ts';
import { ROOT } from '../../support/server.ts';
import { sharedSite } from '../../support/shared/site.ts';

const site = sharedSite();
const file = `/_astro/${readdirSync(join(ROOT, 'dist/client/_astro')).find((name) => name.endsWith('.css')) ?? ''}`;
const FORM = { origin: new URL(site).origin, 'content-type': 'application/x-www-form-urlencoded' };

/** What scanners look for (OWASP Secure Headers, Mozilla Observatory), on a website without https. */
const EVERYWHERE: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'x-permitted-cross-domain-policies': 'none',
  'x-dns-prefetch-control': 'off',
};
const NOWHERE = ['server', 'x-powered-by', 'x-aspnet-version', 'x-generator', 'strict-transport-security'];

const ANSWERS: readonly [string, number, () => Promise<Answer>][] = [
  ['a page', 200, () => ask(site, '/')],
  ['a page from memory', 200, () => ask(site, '/').then(() => ask(site, '/'))],
  ['a page that is not kept', 200, () => ask(site, '/shortlist')],
  ['a file', 200, () => ask(site, file)],
  ['results', 200, () => ask(site, '/search?q=food')],
  ['the feed', 200, () => ask(site, '/api/open-referral/v3')],
  ['a refusal of the feed', 404, () => ask(site, '/api/open-referral/v3/nothing')],
  ['an address without a page', 404, () => ask(site, '/nothing')],
  ['a broken address', 400, () => ask(site, '/%')],
  [
    'a form of another website',
    403,
    () => ask(site, '/feedback', { method: 'POST', headers: { ...FORM, origin: 'https://evil.example' } }),
  ],
  [
    'a form with mistakes',
    422,
    () => ask(site, '/feedback', { method: 'POST', headers: FORM, body: 'words=' }),
  ],
  [
    'no form',
    415,
    () =>
      ask(site, '/feedback', {
        method: 'POST',
        headers: { ...FORM, 'content-type': 'text/plain' },
        body: 'a',
      }),
  ],
  [
    'too much',
    413,
    () => ask(site, '/feedback', { method: 'POST', headers: FORM, body: 'a'.repeat(300_000) }),
  ],
  ['a method nobody uses', 405, () => ask(site, '/', { method: 'DELETE' })],
  ['a foreign host', 421, () => ask(site, '/', { headers: { host: 'evil.example' } })],
  ['a slash too many', 301, () => ask(site, '/about/')],
  ['health', 200, () => ask(site, '/health')],
];

describe.each(ANSWERS)('%s', (_name, status, get) => {
  test('carries every header once, and none that tells what runs here', async () => {
    const answer = await get();
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject(EVERYWHERE);
    expect(answer.headers['permissions-policy']).toMatch(/camera=\(\).*geolocation=\(\).*microphone=\(\)/);
    expect(answer.headers['cross-origin-resource-policy']).toMatch(/^(same|cross)-origin$/);
    expect(NOWHERE.filter((name) => answer.headers[name] !== undefined)).toEqual([]);
  });
});

describe('what other websites may do', () => {
  test.each(['/api/open-referral/v3', '/api/search?q=food', '/api/open-referral/v3/nothing', '/logo'])(
    '%s may be shown there',
    async (path) => {
      for (let i = 0; i < 2; i += 1)
        expect((await ask(site, path)).headers['cross-origin-resource-policy']).toBe('cross-origin');
    },
  );

  test.each(['/', '/search?q=food', file, '/shortlist', '/logo-of-ours', '/sitemap.xml'])(
    '%s may not',
    async (path) => {
      for (let i = 0; i < 2; i += 1)
        expect((await ask(site, path)).headers['cross-origin-resource-policy']).toBe('same-origin');
    },
  );

  test('only open data is readable by their scripts', async () => {
    const asked = { headers: { origin: 'https://other.example.org' } };
    expect((await ask(site, '/api/search', asked)).headers['access-control-allow-origin']).toBe('*');
    for (const path of ['/', '/search', '/shortlist', '/sign-in', '/health'])
      expect((await ask(site, path, asked)).headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('what is kept', () => {
  test('nothing made for somebody who may be signed in, nor anything made of what was sent', async () => {
    const cookie = 'fd-session=nobodys';
    for (const path of ['/', '/about', '/search?q=food', '/account', '/admin', '/nothing'])
      expect([path, (await ask(site, path, { headers: { cookie } })).headers['cache-control']]).toEqual([
        path,
        'no-store',
      ]);
    const sent = await ask(site, '/feedback', { method: 'POST', headers: FORM, body: 'words=' });
    expect(sent.headers['cache-control']).toBe('no-store');
  });
});

describe('what is not a form', () => {
  const send = (path: string, type: string | undefined, body: string): Promise<Answer> => {
    const headers = { origin: FORM.origin, ...(type === undefined ? {} : { 'content-type': type }) };
    return ask(site, path, { method: 'POST', headers, body });
  };

  test.each([
    ['application/json', '{"words":"hello"}'],
    ['application/json; charset=utf-8', '{"words":"hello"}'],
    ['text/plain', 'words=hello'],
    ['text/plain; charset=utf-8; x=application/x-www-form-urlencoded', 'words=hello'],
    ['application/xml', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><words>&a;</words>'],
    ['multipart/form-data', '--x\r\n\r\n'],
    ['multipart/form-data; boundary=', '--x\r\n\r\n'],
    ['multipart/form-data; boundary=a; boundary=b', '--a\r\n\r\n'],
    ['application/x-www-form-urlencoded; charset=utf-16', 'w\0o\0'],
    ['application/x-www-form-urlencoded; charset=utf-8; charset=utf-7', '+ADw-'],
    ['application/x-www-form-urlencoded, text/plain', 'words=hello'],
    ['', 'words=hello'],
    [undefined, 'words=hello'],
  ])('%s is refused in words', async (type, body) => {
    for (const path of ['/feedback', '/shortlist/items', '/sign-in', '/nothing']) {
      const { status, text } = await send(path, type, body);
      expect([path, status]).toEqual([path, 415]);
      expect(text).toContain('What was sent is not a form of this website.');
    }
  });

  test.each([
    ['application/x-www-form-urlencoded', 'words='],
    ['Application/X-WWW-Form-URLEncoded;charset="UTF-8"', 'words='],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="words"\r\n\r\n\r\n--x--\r\n',
    ],
  ])('%s is read', async (type, body) => {
    const { status, text } = await send('/feedback', type, body);
    expect(status).toBe(422);
    expect(text).toContain('There is a problem');
  });
});

describe('what a page does not do', () => {
  test.each(['/', '/about', '/search', '/needs', '/urgent-help', '/contact'])(
    '%s has no form to send to it, and says so',
    async (path) => {
      const { status, headers, text } = await ask(site, path, { method: 'POST', headers: FORM, body: 'a=b' });
      expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
      expect(text).toContain('That cannot be done here');
    },
  );

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is nothing that a page does', async (method) => {
    for (const path of ['/', '/feedback', '/shortlist', '/admin', file]) {
      const { status, headers } = await ask(site, path, { method, headers: FORM });
      expect([path, status, headers.allow]).toEqual([path, 405, 'GET, HEAD, POST']);
    }
  });

  test.each([
    'Content-Length: 3\r\nContent-Length: 4',
    'Content-Length: 3\r\nTransfer-Encoding: chunked',
    'Content-Length: -1',
    'Transfer-Encoding: chunked, identity',
    'Host: evil.example\r\nContent-Length: 3',
  ])('a request that says two things at once (%s) reaches no page', async (lines) => {
    const socket = connect(Number(new URL(site).port), 'localhost');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    const type = FORM['content-type'];
    socket.write(
      `POST /feedback HTTP/1.1\r\nHost: ${new URL(site).host}\r\nOrigin: ${FORM.origin}\r\nContent-Type: ${type}\r\nConnection: close\r\n${lines}\r\n\r\na=b`,
    );
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).not.toContain('HTTP/1.1 422');
  });
});
