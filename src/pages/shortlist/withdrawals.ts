import type { APIRoute } from 'astro';
import { withdrawShare } from '#src/features/shortlists/commands.ts';
import { WithdrawalForm } from '#src/features/shortlists/forms.ts';
import { readForm } from '#src/lib/form.ts';
import { paths } from '#src/lib/paths.ts';
import { visitorShortlist } from '#src/server/visitor/shortlist.ts';

/** Withdraws a link that this browser shared. */
export const POST: APIRoute = async ({ request, cookies, locals, redirect }) => {
  const { db, config, now } = locals.app;
  const shortlist = visitorShortlist(cookies, config.siteUrl);
  const form = await readForm(request, WithdrawalForm);
  const share = shortlist.shares().find((own) => own.token === form.value?.token);
  if (share === undefined) return redirect(paths.shortlist({ problem: 'not-yours' }), 303);
  const result = await withdrawShare(db, share, now());
  shortlist.forget(share.token);
  return redirect(paths.shortlist(result.ok ? { withdrawn: 'yes' } : { problem: result.error }), 303);
};
