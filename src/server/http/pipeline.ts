import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import compression from 'compression';
import { readAddress, withoutEndSlash } from './address.ts';
import { allowedHosts } from './allowed-hosts.ts';
import { answerHealth, refuse } from './answers.ts';
import type { Config } from '../config/config.ts';
import { logError, loggedPath, logRequest } from '../log.ts';
import { createKeptPages } from './kept/answer.ts';
import type { RenderedPage } from './kept/render.ts';
import { REFUSALS, type Refusal } from './plain-page.ts';
import { newReference } from './reference.ts';
import { isSameOrigin } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';
import { BODILESS, showPage, type PageSays, type Site } from './show-page.ts';
import { staticFiles } from './static-files.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
type Step = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export interface Pipeline {
  handle(request: IncomingMessage, response: ServerResponse): void;
  open(site: Site): void;
  stop(): void;
}

/**
 * What happens to every request, in this order: a reference, a kept page if there is one for it, the security headers,
 * the address, the method, the health question, the host, whether we are ready, the form's origin, a page that may be
 * kept, compression, static files, the body, the page. What nobody expected ends in one place, with the reference for the person and the stack for the log.
 */
export function createPipeline(config: Config, root: string): Pipeline {
  const headers = Object.entries(securityHeaders(config));
  const isOurHost = allowedHosts(config.siteUrl, config.port);
  const serveFile = staticFiles(join(root, 'dist', 'client'));
  const compress = compression({
    filter: (request, response) => compression.filter(request, response) || isLines(response),
  }) as unknown as Step;
  const kept = createKeptPages(headers.flat(), sendPlain);
  let site: Site | null = null;
  let stopping = false;

  async function health(): Promise<'ok' | 'starting' | 'stopping' | 'unavailable'> {
    if (stopping) return 'stopping';
    if (site === null) return 'starting';
    try {
      await site.app.db.selectFrom('directory_version').select('version').executeTakeFirst();
      return 'ok';
    } catch (error) {
      logError('health', error);
      return 'unavailable';
    }
  }

  /** The refusal that a request meets before anything is done for it, if any. */
  function refusalOf(request: IncomingMessage, method: string): Refusal | null {
    if (!isOurHost(request.headers.host)) return REFUSALS.wrongHost;
    if (site === null) return REFUSALS.starting;
    return isSameOrigin(method, request.headers) ? null : REFUSALS.otherSite;
  }

  function fail(request: IncomingMessage, response: ServerResponse, requestId: string, error: unknown): void {
    if (response.destroyed || request.destroyed) return;
    logError(requestId, error);
    if (response.headersSent) response.destroy();
    else refuse(request, response, REFUSALS.error, config.name, requestId);
  }

  /** Sends a page that was rendered but is not kept. */
  function sendPlain(request: IncomingMessage, response: ServerResponse, page: RenderedPage): void {
    compress(request, response, () => undefined);
    response.statusCode = page.status;
    for (const [name, value] of Object.entries(page.headers))
      if (value !== undefined) response.setHeader(name, value);
    response.end(page.body);
  }

  /** Answers from memory, before anything else is done; false when this request has to go the long way. */
  function answerAtOnce(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
    started: number,
  ): boolean {
    if (site === null || !isOurHost(request.headers.host)) return false;
    const page = kept.answerAtOnce(site, request, response, requestId);
    if (page === undefined) return false;
    countSearch(site, request, page.searched);
    logAnswer(request, response, requestId, page.loggedPath, started);
    return true;
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<void> {
    const method = request.method ?? 'GET';
    const address = readAddress(request.url ?? '');
    if (address === null) return refuse(request, response, REFUSALS.badAddress, config.name);
    if (!METHODS.includes(method)) {
      response.setHeader('Allow', METHODS.join(', '));
      return refuse(request, response, REFUSALS.method, config.name);
    }
    if (address.path === '/health') return answerHealth(response, await health());
    const refusal = refusalOf(request, method);
    if (refusal !== null) {
      if (refusal === REFUSALS.starting) response.setHeader('Retry-After', '2');
      return refuse(request, response, refusal, config.name);
    }
    const moved = BODILESS.has(method) ? withoutEndSlash(address) : null;
    if (moved !== null) {
      response.writeHead(301, { Location: moved }).end();
      return;
    }
    if (site === null) return;
    const says =
      (await kept.answer(site, request, response, requestId, address)) ??
      (await showUnkept(site, request, response, requestId));
    countSearch(site, request, says.searched);
  }

  async function showUnkept(
    ready: Site,
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<PageSays> {
    await step(compress, request, response);
    await step(serveFile, request, response);
    return showPage(ready, request, response, requestId);
  }

  return {
    handle(request, response) {
      const started = performance.now();
      const requestId = newReference();
      try {
        if (answerAtOnce(request, response, requestId, started)) return;
      } catch (error) {
        return fail(request, response, requestId, error);
      }
      const path = loggedPath(request.url ?? '');
      for (const [name, value] of headers) response.setHeader(name, value);
      response.setHeader('X-Request-Id', requestId);
      // Refusals and moves too: a program on another website could not read them otherwise.
      if (path.startsWith('/api/')) response.setHeader('Access-Control-Allow-Origin', '*');
      response.once('close', () => {
        if (path !== '/health') logAnswer(request, response, requestId, path, started);
      });
      answer(request, response, requestId).catch((error: unknown) =>
        fail(request, response, requestId, error),
      );
    },
    open(ready) {
      site = ready;
    },
    stop() {
      stopping = true;
    },
  };
}

/** Lines of JSON, which the compression does not know. */
const isLines = (response: Pick<ServerResponse, 'getHeader'>): boolean =>
  response.getHeader('content-type') === 'application/x-ndjson';

/** Counts what a page searched for, whether it was rendered for this visitor or kept from another. */
function countSearch({ app }: Site, request: IncomingMessage, searched: PageSays['searched']): void {
  if (request.method === 'GET') app.searchLog.record(searched, request.headers['user-agent']);
}

function logAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  path: string,
  started: number,
): void {
  const ms = Math.round(performance.now() - started);
  logRequest({ requestId, method: request.method ?? '', path, status: response.statusCode, ms });
}

/** Waits for a step to pass the request on; one that answers by itself never does, and its request ends there. */
function step(run: Step, request: IncomingMessage, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => run(request, response, resolve));
}
