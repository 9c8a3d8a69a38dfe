import { createServer, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { freePort } from '../../support/server.ts';

/** What a feed answers: so many services, nothing until a promise is kept, a status only, or a text. */
type FeedState = { services: number; until?: Promise<unknown> } | { status: number } | { text: string };

export interface FeedServer {
  /** The address of a feed's services. */
  address(feed: string): string;
  set(feed: string, state: FeedState): void;
  setText(file: string, text: string): void;
  /** Feeds in the order they were asked for their first page. */
  asked: string[];
  /** Resolves when a feed is next asked for its first page. */
  nextAsk(): Promise<string>;
}

const idOf = (feed: string, index: number): string =>
  `${feed.charCodeAt(0).toString(16).padStart(8, '0')}-0000-4000-8000-${String(index).padStart(12, '0')}`;

const service = (feed: string, index: number) => ({
  id: idOf(feed, index),
  name: `Tea ${index} of ${feed}`,
  status: 'active',
  description: 'Tea and company.',
  organization: { id: idOf(feed, 9_000), name: `Kettle of ${feed}`, description: 'Tea people.' },
});

/** A server of feeds on this machine, stopped when the test ends. */
export async function startFeedServer(): Promise<FeedServer> {
  const states = new Map<string, FeedState>();
  const asked: string[] = [];
  let waiting: ((feed: string) => void)[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [feed = '', , id] = url.pathname.slice(1).split('/');
    if (id === undefined) {
      asked.push(feed);
      for (const tell of waiting.splice(0)) tell(feed);
      waiting = [];
    }
    void answer(response, feed, id, states.get(feed) ?? { status: 404 });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    address: (feed) => `http://localhost:${port}/${feed}/services`,
    set: (feed, state) => void states.set(feed, state),
    setText: (file, text) => void states.set(file, { text }),
    asked,
    nextAsk: () => new Promise((resolve) => waiting.push(resolve)),
  };
}

async function answer(
  response: ServerResponse,
  feed: string,
  id: string | undefined,
  state: FeedState,
): Promise<void> {
  if ('status' in state) return void response.writeHead(state.status).end();
  if ('text' in state) return void response.end(state.text);
  await state.until;
  const contents = Array.from({ length: state.services }, (_, index) => service(feed, index + 1));
  response.writeHead(200, { 'content-type': 'application/json' });
  if (id !== undefined)
    return void response.end(JSON.stringify(contents.find((each) => each.id === id) ?? null));
  const total = contents.length;
  response.end(
    JSON.stringify({
      total_items: total,
      total_pages: 1,
      page_number: 1,
      size: total,
      first_page: true,
      last_page: true,
      empty: total === 0,
      contents,
    }),
  );
}
