import autocannon from 'autocannon';
import { median } from './statistics.ts';
import type { BenchServer } from './servers.ts';

/** What a server did in the seconds it was asked as fast as it could answer. */
export interface Load {
  requestsPerSecond: number;
  workPerRequest: number; // milliseconds of the server's processor time
}

const CONNECTIONS = 20;

/**
 * Asks one path, or a new one each time, over connections that stay open. Throws when an answer is not a page: a
 * server that refuses is quick.
 */
export async function askForSeconds(
  server: BenchServer,
  seconds: number,
  path: string | (() => string),
): Promise<Load> {
  const before = await server.worked();
  const result = await autocannon({
    url: server.url,
    connections: CONNECTIONS,
    duration: seconds,
    headers: { 'accept-encoding': 'br' },
    requests: [
      typeof path === 'string'
        ? { method: 'GET', path }
        : { method: 'GET', setupRequest: (request) => ({ ...request, path: path() }) },
    ],
  });
  const worked = (await server.worked()) - before;
  const answered = result['2xx'];
  if (result.non2xx > 0 || result.errors > 0 || answered === 0)
    throw new Error(`${result.non2xx} answers were not pages and ${result.errors} did not come at all.`);
  return { requestsPerSecond: answered / result.duration, workPerRequest: worked / answered };
}

/**
 * How quick a server is beside another, 1 when they are alike. By requests alone the one who asks may be the slowest
 * of all and make every server look the same, and by work alone waiting is free: the lower of the two counts.
 */
export function shareOf(loads: readonly Load[], baseline: readonly Load[]): number {
  const requests = middle(loads).requestsPerSecond / middle(baseline).requestsPerSecond;
  const work = middle(baseline).workPerRequest / middle(loads).workPerRequest;
  return Math.min(requests, work);
}

/** The median of each figure. */
export const middle = (loads: readonly Load[]): Load => ({
  requestsPerSecond: median(loads.map((load) => load.requestsPerSecond)),
  workPerRequest: median(loads.map((load) => load.workPerRequest)),
});
