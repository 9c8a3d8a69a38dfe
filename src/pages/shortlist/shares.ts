import type { APIRoute } from 'astro';
import { shareShortlist } from '#src/features/shortlists/commands.ts';
import { paths } from '#src/lib/paths.ts';
import { visitorShortlist } from '#src/server/visitor-shortlist.ts';

/** Makes a link to the visitor's shortlist as it is now, with its notes. */
export const POST: APIRoute = async ({ cookies, locals, redirect }) => {
  const { db, config, now } = locals.app;
  const shortlist = visitorShortlist(cookies, config.siteUrl);
  const result = await shareShortlist(db, { serviceIds: shortlist.ids(), notes: shortlist.notes() }, now());
  if (!result.ok) return redirect(paths.shortlist({ problem: result.error }), 303);
  shortlist.remember(result.value);
  return redirect(`${paths.shortlist({ shared: 'yes' })}#shared`, 303);
};
