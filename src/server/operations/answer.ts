import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../config/config.ts';
import { logError } from '../log.ts';
import type { Site } from '../http/show-page.ts';
import { bringsToken } from './bearer.ts';
import type { Meter } from './meter.ts';
import { watchProcess, writeMetrics, type WriteProcess } from './metrics.ts';
import { readReadings } from './readings.ts';
import { checkReadiness, type Check } from './ready.ts';

/** As far as the website has come. */
export interface Stage {
  site: Site | null; // null: starting
  stopping: boolean;
}

/** A program asks often; what it was told is told again for so long. */
const READY_FOR_MS = 1_000;

/**
 * Answers those who watch over the website, whatever name they call it by: `/health` says that it is alive, `/ready`
 * that visitors may be sent here, `/metrics` tells numbers to whoever brings the token of the settings, where there is
 * one.
 */
export function createOperations(config: Config, meter: Meter) {
  let ready: { at: number; checks: Promise<Check[]> } | null = null;
  let writeProcess: Promise<WriteProcess> | null = null;

  async function answerHealth(response: ServerResponse, { site, stopping }: Stage): Promise<void> {
    if (stopping) return sendJson(response, 503, { status: 'stopping' });
    if (site === null) return sendJson(response, 503, { status: 'starting' });
    try {
      await site.app.db.selectFrom('directory_version').select('version').executeTakeFirst();
      sendJson(response, 200, { status: 'ok' });
    } catch (error) {
      logError('health', error);
      sendJson(response, 503, { status: 'unavailable' });
    }
  }

  async function answerReady(response: ServerResponse, { site, stopping }: Stage): Promise<void> {
    if (stopping) return sendJson(response, 503, { status: 'stopping', checks: [] });
    if (site === null) return sendJson(response, 503, { status: 'starting', checks: [] });
    const now = performance.now();
    if (ready === null || now - ready.at > READY_FOR_MS)
      ready = { at: now, checks: checkReadiness(site.app, (error) => logError('ready', error)) };
    const checks = await ready.checks;
    const isReady = checks.every(({ ok }) => ok);
    sendJson(response, isReady ? 200 : 503, { status: isReady ? 'ready' : 'not-ready', checks });
  }

  async function answerMetrics(
    request: IncomingMessage,
    response: ServerResponse,
    token: string,
    { site }: Stage,
  ): Promise<void> {
    if (!bringsToken(request.headers.authorization, token)) {
      response.setHeader('WWW-Authenticate', 'Bearer realm="metrics"');
      return sendJson(response, 401, { error: 'Bring the token of FRONT_DOOR_METRICS_TOKEN.' });
    }
    if (site === null) return sendJson(response, 503, { error: 'This website is starting.' });
    const { db, now } = site.app;
    writeProcess ??= watchProcess();
    const [own, about] = await Promise.all([
      readReadings(db, config.databaseFile, now()).then((readings) =>
        writeMetrics(meter.figures(), readings),
      ),
      writeProcess.then((write) => write()),
    ]);
    send(response, 200, 'text/plain; version=0.0.4; charset=utf-8', `${own}\n${about}`);
  }

  return {
    /** Answers if the address is one of these and may be asked so; undefined when it is a matter for the website. */
    answer(
      request: IncomingMessage,
      response: ServerResponse,
      path: string,
      stage: Stage,
    ): Promise<void> | undefined {
      if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
      if (path === '/health') return answerHealth(response, stage);
      if (path === '/ready') return answerReady(response, stage);
      const { metricsToken } = config;
      return path === '/metrics' && metricsToken !== null
        ? answerMetrics(request, response, metricsToken, stage)
        : undefined;
    },
    /** Whether an answer is nothing to write down: asked every few seconds, they would fill the log. */
    isQuiet: (path: string, status: number): boolean =>
      path === '/health' || path === '/ready' || (path === '/metrics' && status === 200),
  };
}

const sendJson = (response: ServerResponse, status: number, body: unknown): void =>
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(body));

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.statusCode = status;
  response.setHeader('Content-Type', type);
  response.setHeader('Cache-Control', 'no-store');
  response.end(body);
}
