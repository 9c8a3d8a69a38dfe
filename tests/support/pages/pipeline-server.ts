import { once } from 'node:events';
import { createServer, request as send, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Db } from '#db/connection.ts';
import type { SearchedFor } from '#src/features/insight/rules.ts';
import type { App } from '#src/server/app.ts';
import { readConfig } from '#src/server/config/config.ts';
import { createPipeline, type Pipeline } from '#src/server/http/pipeline.ts';
import type { Leaving } from '#src/server/http/reading/neutral.ts';
import type { Pages } from '#src/server/http/show-page.ts';

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  text: string;
}

/** What pages are handed, as far as stand-ins for pages use it. */
export interface GivenLocals {
  requestId: string;
  clientAddress: string;
  keep(): void;
  searched: SearchedFor | undefined;
  leaving?: Leaving | undefined;
}

/** A pipeline on a port of its own, closed when the test ends, and a way to ask it something raw. */
export async function servePages(root: string, pages?: Pages, db?: Db) {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const config = readConfig({ PORT: String(port), FRONT_DOOR_SITE_URL: 'https://help.example.org' }, root);
  const pipeline: Pipeline = createPipeline(config, root);
  let asked = 0;
  server.on('request', () => (asked += 1));
  server.on('request', pipeline.handle);
  onTestFinished(() => void server.close());
  /** What a test may change under the running website. */
  const world = { stamp: '1', now: new Date('2026-11-21T10:00:30Z') };
  const counted: { searched: SearchedFor; userAgent: string | undefined }[] = [];
  const seen: string[] = [];
  const app = {
    config,
    db,
    languages: new Map(),
    // Not the real sealing: what matters here is which address is given and taken back.
    keyRing: {
      seal: (text: string) => Buffer.from(text).toString('base64url'),
      unseal: (sealed: string) => Buffer.from(sealed, 'base64url').toString(),
    },
    now: () => world.now,
    directory: { stamp: () => world.stamp },
    searchLog: {
      record(searched: SearchedFor | undefined, userAgent?: string): void {
        if (searched !== undefined) counted.push({ searched, userAgent });
      },
    },
    visitLog: {
      record(serviceId: string | undefined): void {
        if (serviceId !== undefined) seen.push(serviceId);
      },
    },
  } as unknown as App;
  if (pages !== undefined) pipeline.open({ app, pages });
  const ask = async (path: string, options: RequestOptions = {}, body = ''): Promise<RawAnswer> => {
    const request = send({
      port,
      path,
      agent: false,
      ...options,
      headers: { host: 'help.example.org', ...options.headers },
    });
    request.end(body);
    const [response] = (await once(request, 'response')) as [
      AsyncIterable<Buffer> & { statusCode: number; headers: IncomingHttpHeaders },
    ];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    const whole = Buffer.concat(chunks);
    return { status: response.statusCode, headers: response.headers, body: whole, text: whole.toString() };
  };
  return { ask, pipeline, app, world, counted, seen, asked: () => asked };
}
