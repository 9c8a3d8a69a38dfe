import type { APIRoute } from 'astro';
import { forgetVisitor } from '#src/server/visitor/forget.ts';

/** A page that is the same for everybody, and that anybody may have been reading. */
const ELSEWHERE = 'https://www.bbc.co.uk/weather';

/**
 * Where "Exit this page" leads: takes back what this browser holds of us and goes on to another website. Nothing that we
 * keep is changed. Not by `Clear-Site-Data`: browsers can take seconds over it (crbug.com/40233601), and no copy of a
 * sensitive page is kept.
 */
export const GET: APIRoute = ({ cookies, locals, request }) => {
  if (isOwnLink(request.headers))
    forgetVisitor(cookies, locals.app.config.siteUrl, request.headers.get('cookie'));
  return new Response(null, {
    status: 303,
    headers: { Location: ELSEWHERE, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
  });
};

/** Another website must not be able to empty a shortlist by a link or a picture; old browsers do not say. */
function isOwnLink(headers: Headers): boolean {
  const isMoving = (headers.get('sec-fetch-mode') ?? 'navigate') === 'navigate';
  const site = headers.get('sec-fetch-site') ?? 'same-origin';
  return isMoving && (site === 'same-origin' || site === 'none') && !headers.has('sec-purpose');
}
