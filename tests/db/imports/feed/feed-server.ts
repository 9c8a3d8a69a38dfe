import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a server answers: an object or an array is sent as JSON. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  cut?: boolean; // the connection is cut in the middle
  afterMs?: number;
}

export interface FeedServer {
  url: string; // without a slash at the end
  asked: string[]; // path and query, in order
}

/** A real server on a free port, as anybody's feed might behave. It stops when the running test ends. */
export async function serve(
  answer: (url: URL, count: number) => Answer | Promise<Answer>,
  host = '127.0.0.1',
): Promise<FeedServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    void (async () => {
      const {
        status = 200,
        headers = {},
        body = '',
        cut,
        afterMs,
      } = await answer(new URL(request.url ?? '', 'http://feed.test'), asked.length);
      if (afterMs !== undefined) await new Promise((resolve) => setTimeout(resolve, afterMs));
      const bytes = Buffer.isBuffer(body)
        ? body
        : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
      response.writeHead(status, { 'content-length': String(bytes.length), ...headers });
      if (cut === true) response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
      else response.end(bytes);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://${host}:${port}`, asked };
}

/** A page of a list with a right envelope, as 3.0 has it. */
export function page(items: readonly unknown[], number: number, perPage: number): Record<string, unknown> {
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const contents = items.slice((number - 1) * perPage, number * perPage);
  return {
    total_items: items.length,
    total_pages: pages,
    page_number: number,
    size: contents.length,
    first_page: number === 1,
    last_page: number === pages,
    empty: contents.length === 0,
    contents,
  };
}

/** A well-behaved feed at /feed, ten services to a page. `change` spoils the page that it is given. */
export const serveFeed = (
  items: readonly { id: string }[],
  change: (number: number, url: URL) => Answer | null = () => null,
  perPage = 10,
): Promise<FeedServer> =>
  serve((url) => {
    if (url.pathname === '/feed' || url.pathname === '/feed/') {
      return {
        body: { version: 'HSDS-UK-3.0', profile: 'https://example.org', openapi_url: 'https://example.org' },
      };
    }
    if (url.pathname !== '/feed/services') return { status: 404, body: { message: 'no such thing' } };
    const number = Number(url.searchParams.get('page') ?? '1');
    return change(number, url) ?? { body: page(items, number, perPage) };
  });
