import type { APIRoute } from 'astro';
import { brailleAnswer } from '#src/features/formats/answer.ts';
import { brailleText } from '#src/features/formats/braille.ts';
import { withHelp } from '#src/features/formats/sheet.ts';
import { presentService } from '#src/features/services/present/page.ts';
import { findServicesByIds } from '#src/features/services/queries/find-service.ts';
import { shortlistSheet } from '#src/features/shortlists/present/sheet.ts';
import { findShare } from '#src/features/shortlists/queries.ts';
import { londonNow } from '#src/lib/dates.ts';
import { paths } from '#src/lib/paths.ts';

/** A shared shortlist as text for braille; a link that does not work any more leads to the page that says so. */
export const GET: APIRoute = async ({ locals, params, redirect }) => {
  const { db, calendar, config, now: clock } = locals.app;
  const now = londonNow(clock());
  const { token = '' } = params;
  const share = await findShare(db, token, now.day);
  if (share.kind !== 'open') return redirect(paths.sharedShortlist(token), 303);
  const details = await findServicesByIds(db, share.content.serviceIds, now.day);
  const sheet = shortlistSheet({
    title: 'A shortlist for you',
    views: details.map((detail) => presentService(detail, { now, calendar, near: null })),
    notes: share.content.notes,
    siteUrl: config.siteUrl,
    today: now.day,
  });
  return brailleAnswer(brailleText(withHelp(sheet, config)), 'shortlist', {
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
  });
};
