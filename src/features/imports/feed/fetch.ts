import { request as httpRequest, Agent as HttpAgent, type IncomingMessage } from 'node:http';
import { request as httpsRequest, Agent as HttpsAgent } from 'node:https';
import { pipeline } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import pRetry from 'p-retry';
import { ImportRefused } from '../refusal.ts';
import { checkAddress, guardedLookup, isPublicAddress, type MayReach, type Resolve } from './address.ts';
import { FetchFailed, toFailure } from './failures.ts';

export interface FetchOptions {
  allowPrivate?: boolean; // addresses within our own network too
  mayReach?: MayReach; // instead of `allowPrivate`: which addresses
  resolve?: Resolve;
  limits?: Partial<FetchLimits>;
}

export interface FetchLimits {
  requestMs: number; // from asking to the last byte
  pageBytes: number; // after unpacking
  allBytes: number; // after unpacking, of all that one fetcher fetches
  retries: number;
  firstRetryMs: number; // then twice as long each time, and a random part more
  longestWaitMs: number; // of what a server may ask for by Retry-After
}

export const LIMITS: FetchLimits = {
  requestMs: 30_000,
  pageBytes: 50 * 1024 * 1024,
  allBytes: 1024 * 1024 * 1024,
  retries: 4,
  firstRetryMs: 1000,
  longestWaitMs: 5 * 60_000,
};

const MOST_REDIRECTS = 5;
const HEADERS = {
  accept: 'application/json, application/x-ndjson, */*;q=0.5',
  'accept-encoding': 'gzip, br',
  'user-agent': 'FrontDoor/0.1 (community services directory, feed import)',
};

/** Fetches what is at an address. Whatever goes wrong is one sentence (ImportRefused, FetchFailed with a status). */
export interface Fetcher {
  fetch(address: string): Promise<Uint8Array>;
  close(): void;
}

/**
 * Fetches over http and https within limits of time and size, follows at most five redirects, each checked anew,
 * reaches no private address unless allowed, and tries again after network errors, 429 (waiting as long as the server
 * asks) and 5xx.
 */
export function openFetcher(options: FetchOptions): Fetcher {
  const limits = { ...LIMITS, ...options.limits };
  const mayReach = options.mayReach ?? (options.allowPrivate === true ? () => true : isPublicAddress);
  const lookup = guardedLookup(mayReach, options.resolve);
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  let bytesLeft = limits.allBytes;

  const ask = (url: URL, signal: AbortSignal): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const common = { headers: HEADERS, lookup, signal };
      const sent =
        url.protocol === 'https:'
          ? httpsRequest(url, { ...common, agent: agents.https }, resolve)
          : httpRequest(url, { ...common, agent: agents.http }, resolve);
      sent.on('error', reject).end();
    });

  const follow = async (address: string, signal: AbortSignal): Promise<IncomingMessage> => {
    let url = checkAddress(address, mayReach);
    for (let redirects = 0; ; redirects += 1) {
      const response = await ask(url, signal);
      const { location } = response.headers;
      if (![301, 302, 303, 307, 308].includes(response.statusCode ?? 0) || location === undefined) {
        return response;
      }
      response.resume();
      if (redirects === MOST_REDIRECTS) throw new ImportRefused(`${address} redirects more than five times.`);
      if (!URL.canParse(location, url)) throw new ImportRefused(`${address} redirects to "${location}".`);
      url = checkAddress(new URL(location, url).href, mayReach);
    }
  };

  const readBody = async (address: string, response: IncomingMessage): Promise<Uint8Array> => {
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of unpacked(response)) {
      size += part.length;
      if (size > limits.pageBytes) {
        throw new ImportRefused(`${address} sends more than ${megabytes(limits.pageBytes)}.`);
      }
      bytesLeft -= part.length;
      if (bytesLeft < 0) {
        throw new ImportRefused(
          `${new URL(address).host} has sent more than ${megabytes(limits.allBytes)} in all.`,
        );
      }
      parts.push(part);
    }
    return Buffer.concat(parts);
  };

  const attempt = async (address: string): Promise<Uint8Array> => {
    const signal = AbortSignal.timeout(limits.requestMs);
    try {
      const response = await follow(address, signal);
      const status = response.statusCode ?? 0;
      if (status < 200 || status > 299) {
        response.destroy();
        throw new FetchFailed(address, { status, retryAfter: response.headers['retry-after'] });
      }
      return await readBody(address, response);
    } catch (error) {
      throw toFailure(address, error, { isTimeout: signal.aborted, requestMs: limits.requestMs });
    }
  };

  return {
    fetch: (address) =>
      pRetry(() => attempt(address), {
        retries: limits.retries,
        minTimeout: limits.firstRetryMs,
        randomize: true,
        shouldRetry: ({ error }) => error instanceof FetchFailed && error.mayPass,
        onFailedAttempt: async ({ error, retriesLeft }) => {
          if (!(error instanceof FetchFailed) || !error.mayPass || retriesLeft === 0) return;
          const asked = error.waitMs(Date.now());
          if (asked > limits.longestWaitMs) throw error;
          await wait(asked);
        },
      }),
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** The body as it was before it was compressed for the way. */
function unpacked(response: IncomingMessage): AsyncIterable<Buffer> {
  const coding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const unpack =
    coding === 'gzip' || coding === 'x-gzip'
      ? createGunzip()
      : coding === 'br'
        ? createBrotliDecompress()
        : coding === 'deflate'
          ? createInflate()
          : null;
  if (unpack === null) return response;
  // Errors of either end come out of the reading of the last one.
  return pipeline(response, unpack, () => undefined);
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024).toLocaleString('en-GB')} MB`;
