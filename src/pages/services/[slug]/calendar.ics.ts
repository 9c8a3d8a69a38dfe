import type { APIRoute } from 'astro';
import { serviceCalendar } from '#src/features/schedules/ics.ts';
import { toServiceTimes } from '#src/features/services/present/calendar.ts';
import { findServiceBySlug } from '#src/features/services/queries/find-service.ts';
import { londonNow } from '#src/lib/dates.ts';
import { paths } from '#src/lib/paths.ts';
import { hideIfSensitive } from '#src/server/visitor/safety.ts';

/** A service's sessions as an iCalendar file. */
export const GET: APIRoute = async ({ locals, params, redirect }) => {
  const { db, calendar, config, now } = locals.app;
  const found = await findServiceBySlug(db, params.slug ?? '', londonNow(now()).day);
  if (found.kind === 'moved') return redirect(paths.serviceCalendar(found.slug), 301);
  if (found.kind === 'none') return new Response('There is no service at this address.\n', { status: 404 });
  const isHidden = await hideIfSensitive({ locals }, { needs: found.detail.needSlugs });
  const file = isHidden ? 'times' : found.detail.service.slug;
  return new Response(
    serviceCalendar(toServiceTimes(found.detail, config.siteUrl), calendar, londonNow(now()).day),
    {
      headers: {
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': `attachment; filename="${file}.ics"`,
      },
    },
  );
};
