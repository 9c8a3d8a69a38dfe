import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { answeredPath, flushLog, logError, loggedPath, logRequest } from '#src/server/log.ts';

describe('what the log keeps of an address', () => {
  test.each([
    ['/', '/'],
    ['/search?q=my+dad+has+dementia&near=MB1+1QG', '/search'],
    ['/services/knit-and-natter-marlbridge', '/services/knit-and-natter-marlbridge'],
    ['/services/st-anns-cafe/calendar.ics', '/services/st-anns-cafe/calendar.ics'],
    ['/sign-in/link/sent', '/sign-in/link/sent'],
    ['/_astro/PublicPage.DxK9_a1b.css', '/_astro/PublicPage.DxK9_a1b.css'],
    [
      '/api/services/0196b3a4-7c1e-7d2f-8a3b-4c5d6e7f8091',
      '/api/services/0196b3a4-7c1e-7d2f-8a3b-4c5d6e7f8091',
    ],
  ])('%s is kept as %s', (address, kept) => {
    expect(loggedPath(address)).toBe(kept);
  });

  test.each([
    ['/shortlist/8fQz-2mN_vXr0pL9sTdYwA', '/shortlist/hidden'], // the secret of a shared list
    ['/shortlist/abcdefghijklmnopqrstuv', '/shortlist/hidden'],
    ['/shortlist/7f3a9c1e5b2d8046aa10ff93c4e7d215/print', '/shortlist/hidden/print'],
    ['/people/01632960123', '/people/hidden'],
    ['/9434765919', '/hidden'],
    ['/Mrs%20Smith', '/hidden'],
    ['/mary@example.org', '/hidden'],
    ['/search#near=MB1', '/search'],
    ['/sign-in/link/abc-def_ghi-jkl', '/sign-in/link/hidden'],
    ['/invitations/a-b', '/invitations/hidden'],
    ['/account/email/a-b', '/account/email/hidden'],
  ])('%s is kept as %s', (address, kept) => {
    expect(loggedPath(address)).toBe(kept);
  });

  test('nothing after a question mark is ever kept', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (path, secret) => {
        const kept = loggedPath(`/${path.replaceAll('?', '')}?${secret}`);
        expect(kept).toBe(loggedPath(`/${path.replaceAll('?', '')}`));
      }),
    );
  });

  test('a random secret of 22 characters is never kept', () => {
    const secret = fc
      .uint8Array({ minLength: 16, maxLength: 16 })
      .map((bytes) => Buffer.from(bytes).toString('base64url'));
    fc.assert(
      fc.property(secret, (token) => {
        fc.pre(/[A-Z]/.test(token) || !token.includes('-'));
        expect(loggedPath(`/shortlist/${token}`)).toBe('/shortlist/hidden');
      }),
    );
  });
});

describe('the line of a request', () => {
  const printed = (): string[] => {
    const lines: string[] = [];
    const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
    onTestFinished(() => {
      flushLog();
      spy.mockRestore();
    });
    flushLog();
    lines.length = 0;
    return lines;
  };
  const request = { requestId: 'BCDF-GHJK', method: 'GET', path: '/search', status: 200, ms: 3 };

  test('is JSON with the time and the same things in the same order as ever', () => {
    const lines = printed();
    logRequest(request);
    flushLog();
    const { time, ...rest } = JSON.parse(lines.join('')) as Record<string, unknown>;
    expect(String(time)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(JSON.stringify(rest)).toBe(JSON.stringify({ event: 'request', ...request }));
  });

  test('is JSON whatever the address was', () => {
    const lines = printed();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (url) => {
        logRequest({ ...request, path: loggedPath(url) });
        flushLog();
        const kept = JSON.parse(lines.pop() ?? '') as { path: string };
        expect(kept.path).toBe(loggedPath(url));
      }),
    );
  });

  test('waits for others, and all are written together in their order', () => {
    const lines = printed();
    for (let status = 200; status < 260; status++) logRequest({ ...request, status });
    expect(lines).toEqual([]);
    flushLog();
    expect(lines).toHaveLength(1);
    const written = lines.join('').trim().split('\n');
    expect(written.map((line) => (JSON.parse(line) as { status: number }).status)).toEqual(
      Array.from({ length: 60 }, (_, i) => 200 + i),
    );
  });

  test('is written soon, without anybody asking', async () => {
    const lines = printed();
    logRequest(request);
    await vi.waitUntil(() => lines.length > 0);
    expect(lines.join('')).toContain('BCDF-GHJK');
  });

  test('is written before an error that came after it, and the error at once', () => {
    const lines = printed();
    logRequest(request);
    logError('BCDF-GHJK', new Error('swordfish'));
    const events = lines
      .join('')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: string }).event);
    expect(events).toEqual(['request', 'error']);
  });

  test('does not gather without end', () => {
    const lines = printed();
    for (let i = 0; i < 2_000; i++) logRequest(request);
    expect(lines.length).toBeGreaterThan(1);
  });

  test('is not lost when the program ends', () => {
    const script = `import { logRequest } from ${JSON.stringify(new URL('../../../src/server/log.ts', import.meta.url).href)};
      logRequest(${JSON.stringify(request)}); process.exit(0);`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    expect(stdout).toContain('"requestId":"BCDF-GHJK"');
  });
});

describe('the path of an answer that was no page', () => {
  const words = new Set(['services', 'admin', 'people', 'stop']);

  test.each([
    ['/services/doris-oakapple', 200, '/services/doris-oakapple'], // a service of that name was shown
    ['/services/doris-oakapple', 304, '/services/doris-oakapple'],
    ['/services/doris-oakapple', 204, '/services/hidden'], // asked with OPTIONS, whether or not there is one
    ['/services/doris-oakapple', 404, '/services/hidden'],
    ['/doris-oakapple/', 301, '/hidden/'],
    ['/services/mb11qg', 500, '/services/hidden'],
    ['/', 405, '/'],
    [
      '/admin/people/0196b3a4-7c1e-7d2f-8a3b-4c5d6e7f8091/stop',
      303,
      '/admin/people/0196b3a4-7c1e-7d2f-8a3b-4c5d6e7f8091/stop',
    ],
    ['/admin/people/doris/stop', 303, '/admin/people/hidden/stop'],
  ])('%s with %i is kept as %s', (path, status, kept) => {
    expect(answeredPath(path, status, words)).toBe(kept);
  });
});

describe('what is printed of an error', () => {
  const printedOf = (error: unknown): { stack: string; requestId: string } => {
    const lines: string[] = [];
    const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
    try {
      flushLog();
      lines.length = 0;
      logError('BCDF-GHJK', error);
      return JSON.parse(lines.join('')) as { stack: string; requestId: string };
    } finally {
      spy.mockRestore();
    }
  };
  const thrownBy = (run: () => unknown): unknown => {
    try {
      return run();
    } catch (error) {
      return error;
    }
  };
  const CANARY = /oakapple|doris|mb9|960987|swordfish/i;

  test('its kind, the reference and where it happened', () => {
    const { stack, requestId } = printedOf(new RangeError('out of paper'));
    expect(requestId).toBe('BCDF-GHJK');
    expect(stack).toMatch(/^RangeError: out of paper\n {4}at .*log\.test\.ts:\d+:\d+/);
  });

  test('the name of what is missing in the database, which is ours', () => {
    const { stack } = printedOf(Object.assign(new Error('no such table: service'), { code: 'SQLITE_ERROR' }));
    expect(stack).toMatch(/^Error SQLITE_ERROR: no such table: service\n/);
  });

  test.each([
    ['a parser', thrownBy(() => JSON.parse('{"name": Doris Oakapple}'))],
    ['an address', thrownBy(() => new URL('Doris Oakapple'))],
    [
      'a mail server',
      new Error('550 5.1.1 <doris@oakapple.example>: Recipient rejected: "Doris Oakapple" unknown'),
    ],
    ['one without brackets', new Error('Recipient doris@oakapple.example is unknown to us')],
    [
      'a check',
      new Error(JSON.stringify([{ code: 'invalid_key', path: ['Doris Oakapple'], message: 'swordfish' }])),
    ],
    ['a quoted value', new Error("cannot store 'Doris Oakapple' in row")],
    ['a template', new Error('nothing fills `Doris Oakapple` here')],
    ['a number', new Error('no route to 01632 960987 today')],
    ['a postcode', new Error('MB9 7ZQ lies nowhere')],
    ['another address', new Error('fetch of https://doris.example/oakapple?q=swordfish failed')],
    ['a second line', new Error('one "line\nDoris Oakapple" more')],
    ['an open quotation', new Error('near "Doris Oakapple')],
    ['no error at all', 'call 01632 960987, said doris@oakapple.example'],
    ['a code', Object.assign(new Error('no'), { code: '<doris@oakapple.example>' })],
  ])('nothing that %s quotes', (_name, error) => {
    expect(printedOf(error).stack).not.toMatch(CANARY);
  });
});
