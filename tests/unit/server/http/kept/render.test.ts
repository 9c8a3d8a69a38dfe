import { describe, expect, test } from 'vitest';
import type { App } from '#src/server/app.ts';
import { readConfig } from '#src/server/config/config.ts';
import { renderForAnybody } from '#src/server/http/kept/render.ts';
import type { Pages } from '#src/server/http/show-page.ts';
import type { GivenLocals } from '../../../../support/pages/pipeline-server.ts';

const config = readConfig({ PORT: '4000', FRONT_DOOR_SITE_URL: 'https://help.example.org' }, '/nowhere');
const render = (pages: Pages, address = '/search?q=food') =>
  renderForAnybody({ app: { config, languages: new Map() } as unknown as App, pages }, address, 'BCDF-GHJK');

describe('a page rendered for nobody in particular', () => {
  test('sees its address and our own host, and nothing else of a request', async () => {
    const { body } = await render((request, response, _next, locals) => {
      const { method, url, headers, rawHeaders, socket } = request;
      const { requestId, clientAddress } = locals as GivenLocals;
      const { remoteAddress } = socket;
      response.end(
        JSON.stringify({ method, url, headers, rawHeaders, remoteAddress, requestId, clientAddress }),
      );
    });
    expect(JSON.parse(body.toString())).toEqual({
      method: 'GET',
      url: '/search?q=food',
      headers: { host: 'help.example.org' },
      rawHeaders: [],
      requestId: 'BCDF-GHJK',
      clientAddress: '',
    });
  });

  test('gives all that it wrote, in whatever pieces and kinds', async () => {
    const page = await render((_request, response) => {
      response.writeHead(203, { 'Content-Type': 'text/plain', 'Set-Cookie': ['a=1', 'b=2'] });
      response.write('Grüße, ');
      response.write(new TextEncoder().encode('Größe '));
      response.end(Buffer.from('und Übung'));
    });
    expect(page).toMatchObject({
      status: 203,
      headers: {
        'content-type': 'text/plain',
        'set-cookie': ['a=1', 'b=2'],
        'cache-control': 'private, no-cache',
      },
    });
    expect(page.body.toString()).toBe('Grüße, Größe und Übung');
  });

  test('may take its time, and calls back when something is written', async () => {
    const { body } = await render((_request, response) => {
      response.write('first ', () => response.end('then'));
    });
    expect(body.toString()).toBe('first then');
  });

  test('is the 404 page when there is none', async () => {
    const { status, body } = await render((request, response, next) => {
      if (request.url !== '/404') return next?.();
      response.statusCode = 404;
      response.end('Page not found');
    });
    expect([status, body.toString()]).toEqual([404, 'Page not found']);
  });

  test('says whether it may be kept and what it searched for', async () => {
    const searched = { words: [], needs: 'food', results: 3 };
    const silent = await render((_request, response) => void response.end());
    expect(silent.says).toEqual({ keep: false, searched: undefined, seen: undefined });
    const open = await render((_request, response, _next, locals) => {
      (locals as GivenLocals).keep();
      Object.assign(locals, { searched });
      response.end();
    });
    expect(open.says).toEqual({ keep: true, searched, seen: undefined });
  });

  test('fails when it throws or gives up, rather than never ending', async () => {
    await expect(render(() => Promise.reject(new Error('swordfish')))).rejects.toThrow('swordfish');
    await expect(render((_request, response) => void response.destroy())).rejects.toThrow('half-way');
  });
});
