import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Db } from '#db/connection.ts';
import type { JobDesk } from '#src/features/jobs/desk.ts';
import { refuseSocket } from './http/answers.ts';
import { openApp, type App, type KeepCounts } from './app.ts';
import { CannotStart } from './config/cannot-start.ts';
import type { Config } from './config/config.ts';
import { renderForAnybody } from './http/kept/render.ts';
import type { Pages, Site } from './http/show-page.ts';
import { createPipeline, type Pipeline } from './http/pipeline.ts';
import { REFUSALS } from './http/plain-page.ts';
import { securityHeaders } from './http/security-headers.ts';
import { flushLog, logError } from './log.ts';
import { addressesToWarm, warmUp } from './http/kept/warm-up.ts';

/** Room for a question of 10,000 characters, each written as three. */
const HEADER_LIMIT_BYTES = 64 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 15_000;
/** Longer than common proxies keep their side open, so that they never send into a closing connection. */
const KEEP_ALIVE_MS = 65_000;

export interface RunningServer {
  app: App;
  /** Takes no new connection, lets requests under way finish, then writes what was counted and closes the database. */
  stop(): Promise<void>;
}

/**
 * Starts the website: takes the port first, so that a second start touches nothing, answers "starting" until
 * all is ready, then serves. Throws CannotStart for what a person can mend.
 */
export async function startServer(
  config: Config,
  root: string,
  fillDemo: (db: Db, root: string, now: Date) => Promise<unknown>,
  keep: KeepCounts,
  jobs: JobDesk,
): Promise<RunningServer> {
  const pipeline = createPipeline(config, root);
  const server = createWebServer(config, pipeline);
  await listen(server, config.port);
  try {
    const [app, pages] = await Promise.all([openApp(config, root, fillDemo, keep, jobs), loadPages(root)]);
    await makeQuick({ app, pages });
    pipeline.open({ app, pages });
    return {
      app,
      async stop() {
        pipeline.stop();
        await drain(server);
        await app.afterAnswers.settled();
        await app.outbox.close();
        await app.searchLog.close();
        await app.visitLog.close();
        await app.directory.close();
        await app.db.destroy();
        flushLog();
      },
    };
  } catch (error) {
    server.close();
    server.closeAllConnections();
    throw error;
  }
}

function createWebServer(config: Config, pipeline: Pipeline): Server {
  const server = createServer({
    maxHeaderSize: HEADER_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    headersTimeout: HEADERS_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  server.on('request', pipeline.handle);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy();
    const refusal = error.code === 'HPE_HEADER_OVERFLOW' ? REFUSALS.tooLong : REFUSALS.badRequest;
    refuseSocket(socket, refusal, config.name, securityHeaders(config));
  });
  return server;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reasons: Readonly<Record<string, string>> = {
        EADDRINUSE: 'something is using that port already, so stop it or choose another port',
        EACCES: 'this program may not use that port, so choose one above 1023',
      };
      const reason = reasons[error.code ?? ''];
      reject(reason === undefined ? error : new CannotStart(`PORT cannot be "${port}": ${reason}.`));
    });
    server.listen(port, resolve);
  });
}

/** Renders pages for nobody before visitors are let in; a failure is logged, and they are let in all the same. */
async function makeQuick(site: Site): Promise<void> {
  try {
    await warmUp(await addressesToWarm(site.app), async (address) => {
      const { status } = await renderForAnybody(site, address, 'warm-up');
      return status < 500;
    });
  } catch (error) {
    logError('warm-up', error);
  }
}

/** The pages that `astro build` made. */
async function loadPages(root: string): Promise<Pages> {
  const entry = join(root, 'dist', 'server', 'entry.mjs');
  if (!existsSync(entry))
    throw new CannotStart('The website is not built yet: run "npm start", which builds it.');
  const built = (await import(pathToFileURL(entry).href)) as { handler: Pages };
  return built.handler;
}

/** `close` alone would wait for browsers to let go of connections they keep open for later. */
async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const timer = setInterval(() => server.closeIdleConnections(), 50);
  await closed;
  clearInterval(timer);
}
