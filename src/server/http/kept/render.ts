import { IncomingMessage, ServerResponse, type OutgoingHttpHeaders } from 'node:http';
import { Socket } from 'node:net';
import { showPage, type PageSays, type Site } from '../show-page.ts';

/** A page rendered into memory. */
export interface RenderedPage {
  status: number;
  headers: OutgoingHttpHeaders; // names in small letters
  body: Buffer;
  says: PageSays;
}

/**
 * Renders the page of an address for nobody in particular. The request is made here and holds the address and our own
 * host: no cookie, no authorisation, no other header and no network address of whoever asked can reach the page.
 */
export async function renderForAnybody(
  site: Site,
  address: string,
  requestId: string,
): Promise<RenderedPage> {
  const request = new IncomingMessage(new Socket());
  request.method = 'GET';
  request.url = address;
  request.headers = { host: new URL(site.app.config.siteUrl).host };
  const response = new ServerResponse(request);
  const body = gather(response);
  const says = await showPage(site, request, response, requestId);
  return { status: response.statusCode, headers: response.getHeaders(), body: await body, says };
}

/** Takes what is written to a response that has no connection; rejects when the page gives up half-way. */
function gather(response: ServerResponse): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const take = (chunk: unknown): void => {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  const body = new Promise<Buffer>((resolve, reject) => {
    Object.assign(response, {
      write(chunk: unknown, ...rest: unknown[]): boolean {
        take(chunk);
        const written = rest.at(-1);
        if (typeof written === 'function') process.nextTick(written as () => void);
        return true;
      },
      end(chunk?: unknown): ServerResponse {
        take(chunk);
        resolve(Buffer.concat(chunks));
        return response;
      },
      destroy(error?: Error): ServerResponse {
        reject(error ?? new Error('A page ended half-way.'));
        return response;
      },
    });
  });
  // A page that throws is told by showPage; this promise is then nobody's.
  body.catch(() => undefined);
  return body;
}
