import { defineMiddleware, sequence } from 'astro:middleware';
import { logError } from '#src/server/log.ts';
import { findTyped } from '#src/server/sign-in/kept-form.ts';
import { navigationFor } from '#src/server/sign-in/navigation.ts';
import { actorOf, readSignInState } from '#src/server/sign-in/session.ts';
import { NEUTRAL_MOVE } from '#src/server/http/reading/neutral.ts';
import { answerIn } from '#src/server/http/reading/answer-in.ts';
import { REFUSALS, plainJson, plainPage, wantsJson } from '#src/server/http/plain-page.ts';

/**
 * A page that throws becomes the 500 page, an endpoint of the API a sentence in JSON; the stack goes to the log and
 * nowhere else. When the 500 page itself fails, what is left is a page that needs nothing.
 */
const errorBoundary = defineMiddleware(async ({ url, routePattern, locals }, next) => {
  try {
    return await next();
  } catch (error) {
    logError(locals.requestId, error);
    if (wantsJson(url.pathname)) {
      const headers = { 'Content-Type': 'application/json; charset=utf-8' };
      return new Response(plainJson(REFUSALS.error, locals.requestId), { status: 500, headers });
    }
    // Astro answers an empty 500 with src/pages/500.astro.
    if (routePattern !== '/500') return new Response(null, { status: 500 });
    const page = plainPage(REFUSALS.error, locals.app.config.name, locals.requestId);
    return new Response(page, { status: 500, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
  }
});

/** Who asks. Most visitors bring no cookie of ours, and nothing is looked up for them. */
const whoAsks = defineMiddleware(async ({ locals, cookies, request, url }, next) => {
  locals.signIn = await readSignInState(locals.app, cookies);
  locals.navigation = navigationFor(locals.signIn);
  locals.actor = actorOf(locals.app, locals.signIn, locals.clientAddress);
  locals.keptValues = await findTyped(locals.app, { request, url, cookies, signIn: locals.signIn });
  return next();
});

/** A page that is the same for everybody has done nothing with a form that was sent to it: that must be said. */
const formsWhereTheyBelong = defineMiddleware(async ({ request, locals }, next) => {
  if (request.method !== 'POST') return next();
  let isForEverybody = false;
  locals.keep = () => void (isForEverybody = true);
  const response = await next();
  if (!isForEverybody || response.status !== 200) return response;
  const headers = { 'Content-Type': 'text/html; charset=utf-8', Allow: 'GET, HEAD' };
  return new Response(plainPage(REFUSALS.method, locals.app.config.name), { status: 405, headers });
});

/** The answer in the form and language that its address asked for. */
const inTheirForm = defineMiddleware(async ({ locals }, next) => {
  const response = await next();
  const { app, reading } = locals;
  return reading.prefix === '' ? response : answerIn(reading, response, app.languages);
});

/** A page about something sensitive: the browser keeps no copy, and its history an address that says nothing. */
const withoutATrace = defineMiddleware(async ({ locals }, next) => {
  const response = await next();
  if (locals.leaving === undefined) return response;
  const isNamed = locals.leaving === 'neutral' && response.status === 200;
  const to = isNamed ? locals.neutralAddress() : null;
  const headers = to === null ? response.headers : new Headers({ Location: to });
  headers.set('Cache-Control', NEUTRAL_MOVE.cacheControl);
  return to === null ? response : new Response(null, { status: NEUTRAL_MOVE.status, headers });
});

export const onRequest = sequence(withoutATrace, inTheirForm, errorBoundary, whoAsks, formsWhereTheyBelong);
