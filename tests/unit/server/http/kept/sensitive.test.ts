import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { flushLog } from '#src/server/log.ts';
import { servePages, type GivenLocals } from '../../../../support/pages/pipeline-server.ts';

const NOWHERE = '/nowhere';
const WORDS = 'Knit and natter. '.repeat(200);
beforeAll(() => void vi.spyOn(process.stdout, 'write').mockImplementation(() => true));
afterAll(() => {
  flushLog();
  vi.restoreAllMocks();
});

describe('a kept page about something sensitive', () => {
  const FROM_BROWSER = { headers: { 'sec-fetch-mode': 'navigate' } };
  async function serveSensitive() {
    const rendered: string[] = [];
    const served = await servePages(NOWHERE, (request, response, _next, locals) => {
      rendered.push(request.url ?? '');
      const given = locals as GivenLocals;
      given.keep();
      given.leaving = 'neutral';
      given.searched = { needs: ['domestic-abuse'] } as unknown as GivenLocals['searched'];
      response.setHeader('Content-Type', 'text/html');
      response.setHeader('Cache-Control', 'no-store');
      response.end(WORDS);
    });
    return { ...served, rendered };
  }

  test('is kept here, while the browser may keep no copy', async () => {
    const { ask, rendered } = await serveSensitive();
    for (let time = 0; time < 2; time += 1) {
      const answer = await ask('/needs/domestic-abuse');
      expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store']);
    }
    expect(rendered).toHaveLength(1);
  });

  test('moves a browser on to an address that says nothing, the first time and from memory', async () => {
    const { ask, rendered } = await serveSensitive();
    for (let time = 0; time < 3; time += 1) {
      const moved = await ask('/search?q=he+hits+me', FROM_BROWSER);
      expect([moved.status, moved.headers['cache-control'], moved.text]).toEqual([303, 'no-store', '']);
      expect(moved.headers.location).toMatch(/^\/information\/[\w-]+$/);
      expect((await ask(moved.headers.location ?? '', FROM_BROWSER)).text).toBe(WORDS);
    }
    expect(rendered).toEqual(['/search?q=he+hits+me']);
  });

  test('is counted once for somebody who was moved on', async () => {
    const { ask, counted } = await serveSensitive();
    const moved = await ask('/search?q=he+hits+me', FROM_BROWSER);
    expect(counted).toHaveLength(0);
    await ask(moved.headers.location ?? '', FROM_BROWSER);
    expect(counted).toHaveLength(1);
  });
});
