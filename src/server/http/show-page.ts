import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuse } from './answers.ts';
import type { SearchedFor } from '#src/features/insight/rules.ts';
import type { App } from '../app.ts';
import { clientAddress } from './client-address.ts';
import { isFormType } from './accepting/form-type.ts';
import { isAnybody } from './kept/visitors.ts';
import { REFUSALS, wantsJson } from './plain-page.ts';
import { bodyLimitOf, readBody } from './accepting/request-body.ts';
import { readReading } from './reading/reading.ts';
import { neutralAddressFor, type Leaving } from './reading/neutral.ts';
import { otherFormsOf } from './reading/other-forms.ts';
import { watchRoom } from './streaming/room.ts';

/** The built pages: the handler of Astro's Node adapter in middleware mode. */
export type Pages = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (() => void) | undefined,
  locals: object,
) => void | Promise<void>;

export interface Site {
  app: App;
  pages: Pages;
}

/** What a page says about itself beside its answer, through `Astro.locals`. */
export interface PageSays {
  /** It called `keep()`: it is the same for everybody, and may be kept. */
  keep: boolean;
  searched: SearchedFor | undefined;
  /** The service it is about. */
  seen: string | undefined;
  /** How it may be left at once, where it is about something sensitive. */
  leaving?: Leaving | undefined;
}

/** Methods that carry no body and change nothing. */
export const BODILESS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const ENGLISH = { code: 'en', name: 'English', dir: 'ltr' } as const;
/** Addresses Astro keeps for itself (its image service, its islands, the error page): nobody has reason to ask. */
const INTERNAL = /^\/(500|_(?!astro\/)[^/?]*)([/?]|$)/;

/**
 * Hands a request to the built pages, its body read and checked; an address without a page gets the 404 page. Gives
 * what the page said about itself.
 */
export async function showPage(
  site: Site,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<PageSays> {
  const { app, pages } = site;
  const said: PageSays = { keep: false, searched: undefined, seen: undefined };
  const { name, trustProxy } = app.config;
  if (!BODILESS.has(request.method ?? 'GET')) {
    const body = await readBody(request, bodyLimitOf(request));
    if (!body.ok) {
      response.setHeader('Connection', 'close');
      refuse(request, response, REFUSALS.tooLarge, name);
      return said;
    }
    if (!isFormType(request.headers['content-type'])) {
      refuse(request, response, REFUSALS.notAForm, name);
      return said;
    }
    // The adapter takes a body that was read already from here.
    Object.assign(request, { body: body.value });
  }
  // A page may say otherwise; unless it does, no shared cache keeps it and the browser asks again. What is made for
  // somebody in particular, or of what they sent, nothing keeps.
  const isPersonal = !isAnybody(request.headers) || !BODILESS.has(request.method ?? 'GET');
  response.setHeader('Cache-Control', isPersonal ? 'no-store' : 'private, no-cache');
  const [, asked = '', query = ''] = /^([^?]*)(.*)$/s.exec(request.url ?? '') ?? [];
  const { reading, path } = readReading(asked, new Set(app.languages.keys()));
  if (path !== asked) request.url = `${path}${query}`;
  const remote = request.socket.remoteAddress ?? '';
  const forwarded = request.headers['x-forwarded-for']?.toString();
  const locals = {
    app,
    requestId,
    reading,
    otherForms: otherFormsOf(reading, path, query, [ENGLISH, ...app.languages.values()]),
    clientAddress: clientAddress(remote, forwarded, trustProxy),
    keep: () => void (said.keep = true),
    afterAnswer: (task: () => Promise<unknown>) => app.afterAnswers.add(response, requestId, task),
    room: watchRoom(response),
    searched: said.searched,
    seen: said.seen,
    leaving: said.leaving,
    neutralAddress: () => neutralAddressFor(app.keyRing, request, `${asked}${query}`),
  };
  let found = !INTERNAL.test(request.url ?? '');
  if (found) await pages(request, response, () => (found = false), locals);
  if (!found && wantsJson(request.url ?? '')) {
    refuse(request, response, REFUSALS.nothingHere, name);
  } else if (!found) {
    // Without this the adapter would show the 404 page without `locals`.
    request.url = '/404';
    await pages(request, response, undefined, locals);
  }
  const { searched, seen, leaving } = locals;
  // A browser that was moved on comes back at once, and is counted then.
  return response.statusCode === 303 ? said : { keep: said.keep, searched, seen, leaving };
}
