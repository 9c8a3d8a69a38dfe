import type { APIRoute } from 'astro';
import { paths } from '#src/lib/paths.ts';

/** What search engines may visit; which results they may keep each page of results says itself. */
export const GET: APIRoute = ({ locals }) =>
  new Response(
    [
      'User-agent: *',
      ...[paths.searchApi(), paths.shortlist(), paths.feedback()].map((path) => `Disallow: ${path}`),
      `Sitemap: ${locals.app.config.siteUrl}${paths.sitemap()}`,
      '',
    ].join('\n'),
    { headers: { 'content-type': 'text/plain; charset=utf-8' } },
  );
