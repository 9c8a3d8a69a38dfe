import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { plainJson, plainPage, wantsJson, type Refusal } from './plain-page.ts';

/** Answers a request that goes no further: a page, or JSON for a program. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal,
  siteName: string,
  reference?: string,
): void {
  const json = wantsJson(request.url ?? '');
  response.statusCode = refusal.status;
  response.setHeader('Content-Type', json ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.end(json ? plainJson(refusal, reference) : plainPage(refusal, siteName, reference));
}

/**
 * The same on a connection whose request Node could not parse, so that there is no response object. What is still
 * arriving is read and dropped for a second: closing at once could lose the answer on its way.
 */
export function refuseSocket(
  socket: Duplex,
  refusal: Refusal,
  siteName: string,
  headers: Readonly<Record<string, string>>,
): void {
  const page = plainPage(refusal, siteName);
  const lines = Object.entries({
    ...headers,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(page)),
    'Cache-Control': 'no-store',
    Connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  socket.end(
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ''}\r\n${lines.join('\r\n')}\r\n\r\n${page}`,
  );
  socket.on('error', () => socket.destroy());
  socket.resume();
  setTimeout(() => socket.destroy(), 1000).unref();
}
