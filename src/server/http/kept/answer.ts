import type { IncomingMessage, ServerResponse } from 'node:http';
import { createPageCache } from './page-cache.ts';
import type { RequestAddress } from '../address.ts';
import { resourcePolicy } from '../security-headers.ts';
import { NEUTRAL_MOVE, neutralAddressFor } from '../reading/neutral.ts';
import type { PageSays, Site } from '../show-page.ts';
import { keptAddress } from './addresses.ts';
import { rememberCodings, type Coding } from './codings.ts';
import {
  addForm,
  codingFor,
  isUnchanged,
  mayBeKept,
  toKeptPage,
  type KeptPage,
  type PageForm,
} from './page.ts';
import { renderForAnybody, type RenderedPage } from './render.ts';
import { isAnybody } from './visitors.ts';

/** A 64-bit server for one place: some thousand results pages in three forms, or a hundred times that in small ones. */
const MOST_BYTES = 64 * 1024 * 1024;
const LARGEST_BYTES = MOST_BYTES / 16;
const MINUTE_MS = 60_000;
/** Who is moved on comes back at once, and is counted then. */
const UNCOUNTED = { searched: undefined, seen: undefined };

export interface KeptPages {
  /** Answers from memory if it can, at once; gives the page it sent. */
  answerAtOnce(
    site: Site,
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): KeptPage | undefined;
  /**
   * Answers with a page that is or may be kept, rendering it once however many ask; gives what the page said, or
   * undefined when it has to be shown the usual way.
   */
  answer(
    site: Site,
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
    asked: RequestAddress,
  ): Promise<PageSays | undefined>;
  size(): { pages: number; bytes: number };
}

/** Pages that are the same for everybody, kept for as long as nothing they were made from has changed. */
export function createKeptPages(
  commonHeaders: readonly string[],
  sendPlain: (request: IncomingMessage, response: ServerResponse, page: RenderedPage) => void,
): KeptPages {
  const cache = createPageCache<KeptPage>(MOST_BYTES, LARGEST_BYTES);
  const chooseCoding = rememberCodings();
  const rendering = new Map<string, Promise<KeptPage | null>>();
  const forming = new Map<string, Promise<PageForm>>();
  let generation: string | null = null;

  /** All that pages are made from: the directory's state, and the minute, for they say what is open now. */
  function generationOf({ app }: Site): string {
    if (generation === null) {
      generation = `${app.directory.stamp()} ${Math.floor(app.now().getTime() / MINUTE_MS)}`;
      // Looked at once in each turn of the event loop: what was acknowledged before a turn is seen in it.
      setImmediate(() => (generation = null));
    }
    return generation;
  }

  const mayAnswer = (request: IncomingMessage): boolean =>
    (request.method === 'GET' || request.method === 'HEAD') && isAnybody(request.headers);

  function send(
    page: KeptPage,
    form: PageForm,
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): void {
    const unchanged = isUnchanged(page, request.headers);
    const head = (unchanged ? form.unchangedHead : form.head).slice();
    head[head.length - 1] = requestId;
    response.writeHead(unchanged ? 304 : 200, head);
    response.end(unchanged ? undefined : form.body);
  }

  /** A browser that came to a sensitive page by its own address is moved on to the neutral one; false for any other. */
  function moveOn(
    { app }: Site,
    page: Pick<KeptPage, 'leaving'>,
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): boolean {
    const to = page.leaving === 'neutral' ? neutralAddressFor(app.keyRing, request, request.url ?? '') : null;
    if (to === null) return false;
    const own = ['Location', to, 'Cache-Control', NEUTRAL_MOVE.cacheControl, 'X-Request-Id', requestId];
    response.writeHead(NEUTRAL_MOVE.status, [...commonHeaders, ...own]).end();
    return true;
  }

  function formOf(page: KeptPage, coding: Coding): Promise<PageForm> {
    const name = `${coding} ${page.hash} ${page.address}`;
    const making =
      forming.get(name) ??
      addForm(page, coding)
        .then((form) => {
          if (coding !== 'identity') cache.grow(page.address, page, form.body.length);
          return form;
        })
        .finally(() => forming.delete(name));
    forming.set(name, making);
    return making;
  }

  /** Renders a page unless somebody else is rendering it: then `own` is undefined, and what comes of it is awaited. */
  async function render(
    site: Site,
    address: string,
    requestId: string,
  ): Promise<{ page: KeptPage | null; own?: RenderedPage }> {
    const at = generationOf(site);
    const name = `${at} ${address}`;
    const other = rendering.get(name);
    if (other !== undefined) return { page: await other };
    const rendered = renderForAnybody(site, address, requestId);
    const kept = rendered.then(
      (own) => {
        if (!mayBeKept(own)) return null;
        const policy = ['Cross-Origin-Resource-Policy', resourcePolicy(address)];
        const page = toKeptPage(address, own, [...commonHeaders, ...policy]);
        cache.keep(address, at, page, page.body.length);
        return page;
      },
      () => null,
    );
    rendering.set(name, kept);
    try {
      return { own: await rendered, page: await kept };
    } finally {
      rendering.delete(name);
    }
  }

  return {
    answerAtOnce(site, request, response, requestId) {
      if (!mayAnswer(request)) return undefined;
      const page = cache.find(request.url ?? '', generationOf(site));
      const form = page?.forms.get(codingFor(page, chooseCoding(request.headers['accept-encoding'])));
      if (page === undefined || form === undefined) return undefined;
      if (moveOn(site, page, request, response, requestId)) return { ...page, ...UNCOUNTED };
      send(page, form, request, response, requestId);
      return page;
    },
    async answer(site, request, response, requestId, asked) {
      const address = mayAnswer(request) ? keptAddress(asked) : null;
      if (address === null) return undefined;
      const found = cache.find(address, generationOf(site));
      const { page, own } = found ? { page: found, own: undefined } : await render(site, address, requestId);
      if (page === null) {
        // A page that did not agree to be kept may want to see its visitor; a refusal or a move is for everybody.
        if (own === undefined || own.status === 200 || own.headers['set-cookie'] !== undefined)
          return undefined;
        sendPlain(request, response, own);
        return own.says;
      }
      cache.nickname(request.url ?? '', address);
      if (moveOn(site, page, request, response, requestId)) return { keep: true, ...UNCOUNTED };
      const coding = codingFor(page, chooseCoding(request.headers['accept-encoding']));
      send(page, page.forms.get(coding) ?? (await formOf(page, coding)), request, response, requestId);
      return { keep: true, searched: page.searched, seen: page.seen };
    },
    size: () => cache.size(),
  };
}
