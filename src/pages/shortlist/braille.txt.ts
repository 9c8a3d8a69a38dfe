import type { APIRoute } from 'astro';
import { brailleAnswer } from '#src/features/formats/answer.ts';
import { brailleText } from '#src/features/formats/braille.ts';
import { withHelp } from '#src/features/formats/sheet.ts';
import { presentService } from '#src/features/services/present/page.ts';
import { findServicesByIds } from '#src/features/services/queries/find-service.ts';
import { followMerges } from '#src/features/services/queries/merged.ts';
import { shortlistSheet } from '#src/features/shortlists/present/sheet.ts';
import { londonNow } from '#src/lib/dates.ts';
import { visitorShortlist } from '#src/server/visitor/shortlist.ts';

/** The shortlist of this browser, with its notes, as text for braille. */
export const GET: APIRoute = async ({ locals, cookies }) => {
  const { db, calendar, config, now: clock } = locals.app;
  const shortlist = visitorShortlist(cookies, config.siteUrl);
  shortlist.follow(await followMerges(db, shortlist.ids()));
  const now = londonNow(clock());
  const details = await findServicesByIds(db, shortlist.ids(), now.day);
  const sheet = shortlistSheet({
    title: 'Your shortlist',
    views: details.map((detail) => presentService(detail, { now, calendar, near: null })),
    notes: shortlist.notes(),
    siteUrl: config.siteUrl,
    today: now.day,
  });
  return brailleAnswer(brailleText(withHelp(sheet, config)), 'shortlist', { 'Cache-Control': 'no-store' });
};
