import type { APIRoute } from 'astro';
import { addressesOf } from '#src/features/easy-read/present.ts';
import { listOrganisationSlugs } from '#src/features/organisations/queries.ts';
import { listServicesForSitemap } from '#src/features/services/queries/sitemap.ts';
import { londonNow } from '#src/lib/dates.ts';
import { paths } from '#src/lib/paths.ts';

/** Every public page for search engines. Services at confidential addresses are left out (domain.md 8). */
export const GET: APIRoute = async ({ locals }) => {
  const { db, directory, config, easyRead, now } = locals.app;
  locals.keep();
  const [index, services, organisations] = await Promise.all([
    directory.current(),
    listServicesForSitemap(db, londonNow(now()).day),
    listOrganisationSlugs(db, londonNow(now()).day),
  ]);
  const pages = [
    paths.home(),
    paths.needs(),
    paths.urgentHelp(),
    paths.about(),
    paths.contact(),
    paths.accessibility(),
    paths.privacy(),
    paths.cookies(),
    paths.data(),
    paths.easyRead(),
    paths.easyReadFind(),
    paths.easyReadUrgentHelp(),
    ...addressesOf(easyRead),
    paths.easyReadHardWords(),
  ];
  const entries = [
    ...pages.map((path) => ({ path, changed: null })),
    ...[...index.needs.bySlug.keys()].map((slug) => ({ path: paths.need(slug), changed: null })),
    ...services.map((service) => ({
      path: paths.service(service.slug),
      changed: service.updatedAt.slice(0, 10),
    })),
    ...organisations.map((slug) => ({ path: paths.organisation(slug), changed: null })),
  ];
  const xml = entries.map(
    ({ path, changed }) =>
      `<url><loc>${config.siteUrl}${path}</loc>${changed === null ? '' : `<lastmod>${changed}</lastmod>`}</url>`,
  );
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${xml.join('\n')}\n</urlset>\n`;
  return new Response(body, { headers: { 'content-type': 'application/xml; charset=utf-8' } });
};
