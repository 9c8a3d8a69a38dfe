import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import compression from 'compression';
import { listLanguageCodes } from '#src/features/languages/content.ts';
import { readAddress, withoutEndSlash } from './address.ts';
import { allowedHosts } from './accepting/allowed-hosts.ts';
import { refuse } from './answers.ts';
import type { Config } from '../config/config.ts';
import { answeredPath, logError, loggedPath, logRequest } from '../log.ts';
import { createOperations } from '../operations/answer.ts';
import { createMeter, kindOf } from '../operations/meter.ts';
import { createKeptPages } from './kept/answer.ts';
import type { RenderedPage } from './kept/render.ts';
import { REFUSALS, type Refusal } from './plain-page.ts';
import { newReference } from './reference.ts';
import { isSameOrigin } from './accepting/same-origin.ts';
import { readNeutralAddress } from './reading/neutral.ts';
import { readRouteWords } from './route-words.ts';
import { resourcePolicy, securityHeaders } from './security-headers.ts';
import { BODILESS, showPage, type PageSays, type Site } from './show-page.ts';
import { staticFiles } from './files/static-files.ts';

/** A form is sent to its page; programs only read. */
const PAGE_METHODS = ['GET', 'HEAD', 'POST'];
const API_METHODS = ['GET', 'HEAD', 'OPTIONS'];
type Step = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export interface Pipeline {
  handle(request: IncomingMessage, response: ServerResponse): void;
  open(site: Site): void;
  stop(): void;
}

/**
 * What happens to every request, in this order: a reference, the page's own address in place of a neutral one, a kept page if there is one for it, the security headers,
 * the address, questions about the website's health, the method, the host, whether we are ready, the form's origin, a page that may be
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
  const meter = createMeter();
  const routeWords = readRouteWords(join(root, 'src', 'pages'), listLanguageCodes(join(root, 'content')));
  const operations = createOperations(config, meter);
  let site: Site | null = null;
  let stopping = false;

  /** The refusal that a request meets before anything is done for it, if any. */
  function refusalOf(request: IncomingMessage, method: string): Refusal | null {
    if (!isOurHost(request.headers.host)) return REFUSALS.wrongHost;
    if (hasTwoHosts(request.rawHeaders)) return REFUSALS.badRequest;
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
    countVisit(site, request, page);
    const took = performance.now() - started;
    meter.count('kept', response.statusCode, took);
    logAnswer(request, response, requestId, page.loggedPath, took);
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
    const told = operations.answer(request, response, address.path, { site, stopping });
    if (told !== undefined) return told;
    const methods = address.path.startsWith('/api/') ? API_METHODS : PAGE_METHODS;
    if (!methods.includes(method)) {
      response.setHeader('Allow', methods.join(', '));
      return refuse(request, response, REFUSALS.method, config.name);
    }
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
    countVisit(site, request, says);
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
      if (site !== null) readNeutralAddress(site.app.keyRing, request);
      try {
        if (answerAtOnce(request, response, requestId, started)) return;
      } catch (error) {
        if (response.headersSent) return fail(request, response, requestId, error);
        // On the long way it will fail again, unless what is asked for needs no kept pages.
      }
      const path = loggedPath(request.url ?? '');
      for (const [name, value] of headers) response.setHeader(name, value);
      response.setHeader('Cross-Origin-Resource-Policy', resourcePolicy(path));
      response.setHeader('X-Request-Id', requestId);
      // Refusals and moves too: a program on another website could not read them otherwise.
      if (path.startsWith('/api/')) response.setHeader('Access-Control-Allow-Origin', '*');
      response.once('close', () => {
        if (operations.isQuiet(path, response.statusCode)) return;
        const took = performance.now() - started;
        meter.count(kindOf(request.method ?? '', path), response.statusCode, took);
        const shown = answeredPath(path, response.statusCode, routeWords);
        logAnswer(request, response, requestId, shown, took);
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

/** Node takes the first of two Host headers, a proxy perhaps the second (RFC 9112, 3.2: to be refused). */
const hasTwoHosts = (rawHeaders: readonly string[]): boolean =>
  rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === 'host').length > 1;

/** Lines of JSON, which the compression does not know. */
const isLines = (response: Pick<ServerResponse, 'getHeader'>): boolean =>
  response.getHeader('content-type') === 'application/x-ndjson';

/** Counts what a page searched for or showed, whether it was rendered for this visitor or kept from another. */
function countVisit(
  { app }: Site,
  request: IncomingMessage,
  { searched, seen }: Pick<PageSays, 'searched' | 'seen'>,
): void {
  if (request.method !== 'GET') return;
  app.searchLog.record(searched, request.headers['user-agent']);
  app.visitLog.record(seen, 'seen', request.headers['user-agent']);
}

function logAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  path: string,
  took: number,
): void {
  const { method = '' } = request;
  const status = response.statusCode;
  logRequest({ requestId, method, path, status, ms: Math.round(took) });
}

/** Waits for a step to pass the request on; one that answers by itself never does, and its request ends there. */
function step(run: Step, request: IncomingMessage, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => run(request, response, resolve));
}
