import type { APIRoute } from 'astro';
import { followMerges } from '#src/features/services/queries/merged.ts';
import { shareShortlist } from '#src/features/shortlists/commands.ts';
import { ShareForm } from '#src/features/shortlists/forms.ts';
import { readForm } from '#src/lib/form.ts';
import { paths } from '#src/lib/paths.ts';
import { visitorShortlist } from '#src/server/visitor/shortlist.ts';

/** Makes a link to the visitor's shortlist as it is now, with its notes. */
export const POST: APIRoute = async ({ request, cookies, locals, redirect }) => {
  const { db, config, now } = locals.app;
  const shortlist = visitorShortlist(cookies, config.siteUrl);
  const form = await readForm(request, ShareForm);
  if (form.value === undefined) return redirect(paths.shortlist({ problem: 'make-again' }), 303);
  shortlist.follow(await followMerges(db, shortlist.ids()));
  const content = { serviceIds: shortlist.ids(), notes: shortlist.notes() };
  const result = await shareShortlist(db, content, form.value, now());
  if (!result.ok) return redirect(paths.shortlist({ problem: result.error }), 303);
  shortlist.remember(form.value);
  return redirect(`${paths.shortlist({ shared: 'yes' })}#shared`, 303);
};
